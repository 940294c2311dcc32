"""How every repository is loaded: from its folder alone, and only from safetensors."""

from __future__ import annotations

from typing import Final

LOCAL: Final = {"local_files_only": True, "use_safetensors": True}
