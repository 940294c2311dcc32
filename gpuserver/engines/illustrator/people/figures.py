"""Every kind of person."""

from __future__ import annotations

from typing import Final

from gpuserver.engines.illustrator.people.outfits.everyday import EVERYDAY
from gpuserver.engines.illustrator.people.outfits.folk import FOLK
from gpuserver.engines.illustrator.people.outfits.history import HISTORY
from gpuserver.engines.illustrator.people.outfits.lands import LANDS
from gpuserver.engines.illustrator.people.outfits.legends import LEGENDS
from gpuserver.engines.illustrator.people.outfits.quests import QUESTS
from gpuserver.engines.illustrator.people.outfits.sexes import OTHERS
from gpuserver.engines.illustrator.people.outfits.tales import TALES
from gpuserver.engines.illustrator.people.outfits.uniforms import UNIFORMS
from gpuserver.engines.illustrator.people.wardrobe import Figure

_WOMEN: Final = frozenset({"head_woman", "head_girl", "head_oldwoman"})

KINDS: Final[dict[str, Figure]] = {
    **EVERYDAY, **UNIFORMS, **HISTORY, **TALES, **QUESTS, **LANDS, **LEGENDS, **FOLK,
    **OTHERS,
}  # fmt: skip


def is_woman(kind: str) -> bool:
    """Whether a kind of person is drawn as a woman or a girl."""
    return kind in KINDS and KINDS[kind].face.file in _WOMEN


def of_sex(kind: str, sex: str) -> str:
    """The drawing of a kind of person that is a "woman" or a "man"; the kind itself where there is none of that sex."""
    other = f"{'female' if sex == 'woman' else 'male'} {kind}"
    return other if is_woman(kind) != (sex == "woman") and other in KINDS else kind
