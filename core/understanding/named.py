"""New pictures of what is only named, with no word that asks for one: "a red lighter", 洗碗机, 后羿射日."""

from __future__ import annotations

import re
from typing import Final

from core.catalogue import action
from core.lexicon import color_key, is_chinese, is_named, kind_of, names_thing
from core.pipeline import Action
from core.scene.reader import read_scene
from core.scene.sayings_zh import beside_sayings
from core.scene.tokens_zh import tokens_of
from core.styles import names_style
from core.understanding.descriptions_zh import described, is_addressed

_COUNT: Final = re.compile(
    r"(?:an?|some|one|two|three|four|five|six|\d{1,2})\s+|[一两二三四五六七八九十几]\D|\d{1,2}\D(?=\S)"
)
_COLOR: Final = re.compile(r"(?P<color>[a-z]+(?= )|[^的]{1,3}(?=的)|.{0,2}色|[红黄蓝绿白黑紫粉橙灰棕金银])[的 ]?(?=\S)")
_NAMES: Final = frozenset({"animal", "person", "building", "vehicle", "food", "plant"})
"""Kinds of things whose mere name is a wish for a picture of it, where it was read as talk."""
_MOST: Final = 16
"""Characters of a Chinese text that was read as talk and yet names a scene."""
_AROUND: Final = frozenset({"setting", "air", "stop"})
"""What may be told beside a saying; anything else asks about it."""


def thing_named(text: str) -> Action | None:
    """The picture of a thing that `text` only names, however seldom it is asked for: "a red lighter", 洗碗机.

    Somebody who is named may be spoken to, and what is also a style may be meant as one.
    """
    said = text.rstrip(" .!。！～")
    bare = said.lower()
    count = _COUNT.match(bare)
    if count is None and (len(bare) < 2 or not is_chinese(bare)):
        return None
    named = bare[count.end() :] if count and not is_named(bare) else bare
    if not is_named(named) and (color := _COLOR.match(named)) and color_key(color["color"]):
        named = named[color.end() :]
    seen = is_named(named) and names_thing(named) and kind_of(named) != "person" and not names_style(named)
    return action("generate", prompt=re.sub(r"^an? ", "", said, flags=re.IGNORECASE)) if seen else None


def scene_named(actions: tuple[Action, ...], text: str) -> tuple[Action, ...]:
    """`actions`, or a new picture where a search or talk was read of a scene that `text` only names."""
    one, whole = actions[0], text.strip(" .!")
    if len(actions) > 1 or one.pipeline not in {"chat", "search"}:
        return actions
    if one.pipeline == "search" and one.text("query") == whole and _is_of_things(whole):  # "red car"
        return (action("generate", prompt=whole),)
    if is_chinese(text) and _is_scene_zh(text):
        return (action("generate", prompt=described(text)),)
    return actions


def _is_of_things(text: str) -> bool:
    return all(names_thing(one.noun) for one in read_scene(text).subjects)


def _is_scene_zh(text: str) -> bool:
    """Whether a text names somebody or something known that does something, or a saying; and says nothing to us."""
    beside, whole = beside_sayings(text), described(text)
    if len(whole) > _MOST or not re.search("[\u3400-\u9fff]{2}", whole):
        return False
    if beside is not None:  # 守株待兔是什么意思
        return all(token.kinds & _AROUND for token in tokens_of(described(beside)))
    if is_addressed(whole):
        return False
    if kind_of(whole) in _NAMES:
        return True
    subjects = read_scene(whole).subjects
    known = bool(subjects) and names_thing(subjects[0].noun)
    return known and (bool(subjects[0].action) or len(subjects) > 1)
