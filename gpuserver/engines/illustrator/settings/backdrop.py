"""The studio in a colour: "a pink background", 粉色背景."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from gpuserver.engines.illustrator.palette import find_colors, is_color
from gpuserver.engines.illustrator.settings.indoors import plain
from gpuserver.engines.illustrator.settings.setting import Setting

_NO_COLOR: Final = re.compile(
    r"^(?:(?:on|against|in front of|with|before)\b ?)?(?:(?:an?|the)\b)?|\b(?:plain|simple|solid|bright|pure|background|backdrop|colou?r)\b|纯色?|的|背景|底$"
)
"""What is said of a backdrop besides its colour."""


def backdrop_in(words: str) -> Setting | None:
    """The backdrop in the colour that `words` name; None where they say more, or no colour."""
    bare = _NO_COLOR.sub("", words.lower()).strip()
    return Setting("plain", partial(plain, color=find_colors(bare)[0].hex)) if is_color(bare) else None
