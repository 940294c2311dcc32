"""Parts that a drawing has anyway and that are to have a colour of their own: the red door of a house."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from core.lexicon import canonical_noun
from core.scene.model import Subject
from gpuserver.engines.illustrator import subjects as drawings
from gpuserver.engines.illustrator.art import Artwork
from gpuserver.engines.illustrator.nouns import drawing_of, is_plain_part
from gpuserver.engines.illustrator.palette import find_colors, repainted
from gpuserver.engines.illustrator.relations.places import read_place
from gpuserver.engines.illustrator.wear import has_face

_PAINTED: Final = "painted part: "
"""Begins an attribute that names a part's palette class, and then its colour."""
_CLASSES: Final = {"door": "door", "window": "frame", "roof": "roof", "wall": "wall"}
"""Parts, and what their class in the palette is called."""
_IRIS: Final = "iris"
"""The class of the colour round the pupils of animals, which few palettes have."""
_OWNER: Final = re.compile(r"\b(?:his|her|its|their|the|(?:\w+ )*\w+['’]s) |^[\u3400-\u9fff]+?的(?!$)")
"""Whose a part is, before its name."""
_TOLD: Final = {
    **dict.fromkeys(("door", "doors", "门", "大门"), ("door", "gate")),
    **dict.fromkeys(("window", "windows", "窗户", "窗子", "窗", "车窗"), ("frame", "pane", "glass")),
    **dict.fromkeys(("roof", "屋顶", "房顶", "车顶"), ("roof",)),
    **dict.fromkeys(("wall", "walls", "墙", "墙壁"), ("wall",)),
    **dict.fromkeys(("chimney", "烟囱"), ("chimney", "brick")),
    **dict.fromkeys(("wheel", "wheels", "rims", "轮子", "车轮"), ("hub", "tyre")),
    **dict.fromkeys(("tire", "tires", "tyre", "tyres", "轮胎"), ("tyre",)),
    **dict.fromkeys(("headlight", "headlights", "lights", "车灯"), ("lamp",)),
    **dict.fromkeys(("wing", "wings", "翅膀"), ("wing", "wings")),
    **dict.fromkeys(("beak", "喙", "嘴", "嘴巴"), ("beak",)),
    **dict.fromkeys(("mane", "鬃毛"), ("mane",)),
    **dict.fromkeys(("eye", "eyes", "眼睛", "双眼"), (_IRIS,)),
    **dict.fromkeys(("tail", "fishtail", "尾巴", "鱼尾"), ("tail",)),
    **dict.fromkeys(("armor", "armour", "盔甲", "铠甲"), ("steel",)),
    **dict.fromkeys(("horn", "horns", "antlers", "角", "犄角"), ("horn",)),
    **dict.fromkeys(("hoof", "hooves", "蹄子"), ("hoof",)),
    **dict.fromkeys(("belly", "tummy", "肚子", "肚皮"), ("belly",)),
    **dict.fromkeys(("shell", "壳", "龟壳"), ("shell",)),
    **dict.fromkeys(("stripe", "stripes", "条纹"), ("stripe",)),
    **dict.fromkeys(("spot", "spots", "斑点"), ("spot", "patch")),
    **dict.fromkeys(("fin", "fins", "鱼鳍"), ("fin",)),
    **dict.fromkeys(("leaf", "leaves", "foliage", "叶子", "树叶"), ("leaf",)),
    **dict.fromkeys(("petal", "petals", "花瓣"), ("petal", "flower")),
    **dict.fromkeys(("stem", "花茎", "茎"), ("stem",)),
    **dict.fromkeys(("trunk", "树干"), ("bark", "trunk")),
    **dict.fromkeys(("sail", "sails", "帆", "船帆"), ("sail",)),
    **dict.fromkeys(("hull", "船身", "船体"), ("hull",)),
    **dict.fromkeys(("flag", "flags", "旗", "旗子", "旗帜"), ("flag",)),
    **dict.fromkeys(("saddle", "马鞍"), ("saddle",)),
    **dict.fromkeys(("seat", "cushion", "坐垫", "座位"), ("seat", "cushion", "saddle")),
    **dict.fromkeys(("handle", "handles", "把手", "手柄"), ("handle", "grip")),
    **dict.fromkeys(("lid", "盖子"), ("lid",)),
    **dict.fromkeys(("button", "buttons", "扣子", "纽扣"), ("button",)),
    **dict.fromkeys(("screen", "屏幕"), ("screen",)),
    **dict.fromkeys(("flame", "fire", "火焰"), ("flame",)),
    **dict.fromkeys(("plate", "盘子"), ("plate",)),
    **dict.fromkeys(("icing", "frosting", "cream", "奶油", "糖霜"), ("icing", "cream")),
    **dict.fromkeys(("gem", "gems", "jewels", "宝石"), ("gem", "ruby")),
    **dict.fromkeys(("cape", "cloak", "披风", "斗篷"), ("cape",)),
}  # fmt: skip
"""Parts that are told to have a colour, and their classes in palettes, of which the first is meant that there is."""


def is_own_part(part: Subject, known: list[Subject]) -> bool:
    """Whether `part` is in the drawing of the one of `known` that is said to have it, which is told its colour."""
    if is_plain_part(part, known):
        return True
    place, own = read_place(part.place), _CLASSES.get(canonical_noun(part.noun))
    classes = (own,) if own else _TOLD.get(part.noun.lower(), ()) if part.color else ()
    if place.relation != "on" or part.attributes:
        return False
    for at, one in enumerate(known):
        name = drawing_of(one)
        if name is not None and name == place.other and (cls := _class_of(name, classes)):
            told = (f"{_PAINTED}{cls} {part.color}",) if part.color else ()
            known[at] = one.model_copy(update={"attributes": (*one.attributes, *told)})
            return True
    return False


def with_part_painted(words: str, subjects: list[Subject]) -> list[Subject] | None:
    """`subjects` with the part that `words` give a colour ("blue roof") told to the first of them that has it.

    None where they name none of any of their drawings.
    """
    part, color = _part_and_color(_OWNER.sub("", words.lower()))
    if not part or not find_colors(color):
        return None
    for at, one in enumerate(subjects):
        if (name := drawing_of(one)) and (cls := _class_of(name, _TOLD[part])):
            told = one.model_copy(update={"attributes": (*one.attributes, f"{_PAINTED}{cls} {color}")})
            return [*subjects[:at], told, *subjects[at + 1 :]]
    return None


def _part_and_color(words: str) -> tuple[str, str]:
    """The part that is named, and what else is said: "blue roof", 屋顶蓝色; no words where none is."""
    color, _, part = words.rpartition(" ")
    if part in _TOLD:
        return part, color
    return next(((words[:at], words[at:]) for at in range(4, 0, -1) if words[:at] in _TOLD), ("", ""))


def _class_of(name: str, classes: Iterable[str]) -> str | None:
    """The first of some palette classes that a drawing has."""
    artwork = drawings.artwork(name)
    eyes = {_IRIS} if has_face(artwork) and name not in drawings.PEOPLE else set[str]()
    return next((cls for cls in classes if cls in {*artwork.palette, *eyes}), None)


def paint_of(subject: Subject, artwork: Artwork) -> dict[str, str]:
    """The palette entries for the parts that `subject` was said to have."""
    palette: dict[str, str] = {}
    for word in subject.attributes:
        cls, _, color = word.removeprefix(_PAINTED).partition(" ")
        if word.startswith(_PAINTED) and (shades := find_colors(color)):
            palette |= repainted(artwork, cls, shades[0].hex) if cls in artwork.palette else {cls: shades[0].hex}
    return palette


def unpainted(subject: Subject) -> Subject:
    """The subject without what was told of its parts."""
    bare = tuple(word for word in subject.attributes if not word.startswith(_PAINTED))
    return subject.model_copy(update={"attributes": bare})
