"""Words for what is round the subjects of a scene: air, sky and light, backgrounds that are none, places by a door."""

from __future__ import annotations

import re
from typing import Final

NO_NOUN: Final = frozenset({"a", "an", "the", "it", "something", "picture", "image", "一个", "一张", "图", "图片"})
BARE: Final = re.compile(r"\b(?:plain|simple|blank|empty|solid|studio)\b|纯色|空白|素色|简单")
"""Backgrounds that are none."""
UNDER_STARS: Final = re.compile(r"\b(?:under|beneath|below)\b.*\b(?:sky|stars)\b|[星夜]空(?:之|底)?下")
"""Not in the sky, but under it at night."""
BLUE_SKY: Final = re.compile(
    r"(?:(?:under|beneath|below|with|in) )?(?:an? |the )?(?:(?:clear|bright|open|wide|sunny) )*(?:blue )?sky|蓝天下?"
)
"""The sky of any day."""
DOOR: Final = re.compile(r"(?<=.)(?:大门|门口|门)$")
"""A house by its door: 医院门前."""
LIGHT: Final = re.compile(r"霓虹|[烛灯火]光|路灯光")
"""Light that has the name of a thing in it."""
ROUND: Final = re.compile(r"\b(?:surrounded|ringed|flanked) by\b|环绕")
"""What is all round a setting belongs to that, and would hide who is in it."""
SITE: Final = re.compile(r"[\w' -]+?(?= (?:in|on|at|by|near|beside|next to) )")
"""A building that was read with its place: the hospital of "hospital in the city"."""
