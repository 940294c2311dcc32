"""How the rule tests say a turn: a text, what is in play, and the actions expected in short form."""

from __future__ import annotations

from core.conversation import Turn
from core.pipeline import Action, Modality
from core.scene import Scene
from core.scene_reader import read_scene
from core.understanding.interface import Context, Interpretation
from core.understanding.rules.reader import read

CAT = read_scene("a cute cat wearing sunglasses at the beach")
MAO = read_scene("海边的一只可爱的猫，戴着墨镜")


def turn(user: str, system: str, *actions: Action) -> Turn:
    """An earlier exchange."""
    return Turn(index=0, author="", user=user, system=system, modality=Modality.IMAGE, actions=actions)


def on_nothing(text: str) -> Interpretation:
    """The reading with no picture in play."""
    return read(Context(text=text))


def on_drawing(text: str, scene: Scene | None = None, *turns: Turn, concepts: tuple[str, ...] = ()) -> Interpretation:
    """The reading with a drawing in play: a cat with sunglasses at the beach, unless `scene` says otherwise."""
    held = scene or (MAO if any("\u4e00" <= mark <= "\u9fff" for mark in text) else CAT)
    return read(Context(text=text, picture="drawing", scene=held, turns=turns, concepts=concepts, can_undo=True))


def on_photo(text: str, *turns: Turn, face: dict[str, tuple[str, ...]] | None = None) -> Interpretation:
    """The reading with the user's photo in play."""
    return read(Context(text=text, picture="photo", turns=turns, face=face or {}, can_undo=True))


def short(read_turn: Interpretation) -> list[str]:
    """The actions as short text: "rotate 270", "add_object red hat"; where a thing stands is left out."""
    return [_short(one) for one in read_turn.actions]


def _short(one: Action) -> str:
    words = [one.pipeline]
    for name, value in one.params.items():
        if name in {"question", "place", "intensity"}:
            continue
        if isinstance(value, dict):
            sign = "-" if name == "unset" else "+"
            words += [f"{sign}{held}" for values in value.values() for held in values]
        else:
            words.append(str(value))
    return " ".join(words)
