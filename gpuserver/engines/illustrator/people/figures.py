"""Every kind of person."""

from __future__ import annotations

from typing import Final

from gpuserver.engines.illustrator.people.outfits.everyday import EVERYDAY
from gpuserver.engines.illustrator.people.outfits.history import HISTORY
from gpuserver.engines.illustrator.people.outfits.tales import TALES
from gpuserver.engines.illustrator.people.outfits.uniforms import UNIFORMS
from gpuserver.engines.illustrator.people.wardrobe import Figure

KINDS: Final[dict[str, Figure]] = {**EVERYDAY, **UNIFORMS, **HISTORY, **TALES}
