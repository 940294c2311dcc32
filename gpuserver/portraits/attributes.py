"""What a portrait shows, and a balanced, seeded choice of it.

Portraits go through the seven kinds of people in turn. Within a kind every attribute goes through its values in blocks:
each block is a shuffle of all values that fit the kind, so that their counts never differ by more than one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, TypeVar

from core.face import FACE_SLOTS, by_slot
from core.model import Model
from core.scene.model import Scene, Subject
from gpuserver.engines.illustrator.chance import stream

Kind = Literal["woman", "man", "girl", "boy", "oldwoman", "oldman", "baby"]
Age = Literal["baby", "child", "adult", "old"]
Sex = Literal["female", "male", "unknown"]
Value = TypeVar("Value", bound=str)
NONE: Final = "none"


class Portrait(Model):
    """The attributes of one portrait. `none` is a slot in which nothing is asked for."""

    kind: Kind
    age: Age
    sex: Sex
    expression: str
    hair_color: str
    hair: str
    makeup: str
    hair_style: str
    skin: str
    glasses: str
    hat: str
    hat_color: str
    clothing: str
    clothing_color: str
    background: str


WHO: Final[dict[Kind, tuple[str, Age, Sex]]] = {
    "woman": ("woman", "adult", "female"), "man": ("man", "adult", "male"), "girl": ("girl", "child", "female"),
    "boy": ("boy", "child", "male"), "oldwoman": ("old woman", "old", "female"), "oldman": ("old man", "old", "male"),
    "baby": ("baby", "baby", "unknown"),
}  # fmt: skip
"""Kind -> noun, age, sex."""
_STYLES: Final[dict[Kind, tuple[str, ...]]] = {
    "woman": ("bob", "long", "curly", "bun", "ponytail", "short", "braids"),
    "man": ("short", "curly", "long", "buzz cut", "bald"),
    "girl": ("bob", "curly", "long", "pigtails"),
    "boy": ("short", "curly", "messy"),
    "oldwoman": ("bob", "bun", "curly"),
    "oldman": ("short", "bald"),
    "baby": ("tuft",),
}
_OF_MEN: Final = frozenset({"mustache", "goatee", "sideburns", "no beard", "receding hairline"})
_OF_GROWN: Final = frozenset({"heavy makeup", "lipstick", "no makeup"})
_TOPS: Final = ("shirt", "sweater", "t-shirt", "hoodie", "suit", "cardigan", "vest")
_COLORS: Final = ("red", "blue", "green", "yellow", "purple", "orange", "teal", "pink")
_SKINS: Final = ("fair", "olive", "brown", "dark", "very dark")
_BACKGROUNDS: Final = ("plain", "beach", "forest", "park", "street", "library", "mountains", "office")


def choices(kind: Kind) -> dict[str, tuple[str, ...]]:
    """The values that each attribute of a kind is chosen from.

    An expression is always asked for, as no face is without one.
    """
    grown, male = kind in ("woman", "man", "oldwoman", "oldman"), kind in ("man", "oldman")
    hair = tuple(value for value in FACE_SLOTS["hair"] if male or value not in _OF_MEN)
    if kind == "baby":
        hair = ()
    makeup = tuple(value for value in FACE_SLOTS["makeup"] if grown or value not in _OF_GROWN)
    dress = ("dress",) if kind in ("woman", "girl") else ()
    return {
        "expression": FACE_SLOTS["expression"],
        "hair_color": (NONE, *FACE_SLOTS["hair_color"]),
        "hair": (NONE, *hair),
        "makeup": (NONE, *makeup),
        "hair_style": _STYLES[kind],
        "skin": _SKINS,
        "glasses": (NONE, "glasses", "sunglasses"),
        "hat": (NONE, NONE, "hat", "crown"),
        "hat_color": _COLORS,
        "clothing": (*_TOPS, *dress) if kind != "baby" else ("romper",),
        "clothing_color": _COLORS,
        "background": _BACKGROUNDS,
    }


def portrait(seed: int, at: int) -> Portrait:
    """The attributes of portrait number `at` (0 and up) of a seed. Each is chosen without the others before it."""
    kinds = tuple(WHO)
    kind = _in_turn(kinds, seed, "kind", at)
    drawn = {name: _in_turn(values, seed, f"{kind}/{name}", at // len(kinds)) for name, values in choices(kind).items()}
    _, age, sex = WHO[kind]
    if drawn["makeup"] == "pale skin":
        drawn["skin"] = "pale"
    if drawn["hair"] in ("bangs", "receding hairline") and drawn["hair_style"] == "bald":
        drawn["hair_style"] = "short"
    if drawn["hat"] != "hat":
        drawn["hat_color"] = NONE
    return Portrait(kind=kind, age=age, sex=sex, **drawn)


def _in_turn(values: Sequence[Value], seed: int, name: str, at: int) -> Value:
    """The value of turn `at`: every block of turns is a shuffle of all values."""
    block, place = divmod(at, len(values))
    order = stream(seed, "portraits", name, block).permutation(len(values))
    return values[int(order[place])]


def scene_of(portrait: Portrait) -> Scene:
    """The scene that shows a portrait."""
    noun, _, _ = WHO[portrait.kind]
    on = f"on the {noun}"
    words = [f"{portrait.skin} skin"] if portrait.skin != "pale" else []
    if portrait.hair_style == "bald":
        words.append("bald")
    elif portrait.hair_style != "tuft":
        words.append(f"{portrait.hair_style} hair")
    if portrait.glasses == "glasses":
        words.append("glasses")
    person = Subject(noun=noun, attributes=tuple(words), color=portrait.clothing_color)
    worn = [Subject(noun=portrait.clothing, place=on)] if portrait.kind != "baby" else []
    if portrait.glasses == "sunglasses":
        worn.append(Subject(noun="sunglasses", place=on))
    if portrait.hat != NONE:
        color = None if portrait.hat_color == NONE else portrait.hat_color
        worn.append(Subject(noun=portrait.hat, color=color, place=on))
    face = (portrait.expression, portrait.hair_color, portrait.hair, portrait.makeup)
    return Scene(
        subjects=(person, *worn), shot="portrait", face=by_slot(value for value in face if value != NONE),
        background=None if portrait.background == "plain" else portrait.background,
    )  # fmt: skip
