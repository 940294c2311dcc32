"""What a pipeline is (DialogDraw, section 3.2): a declared entry with typed inputs, and the check of actions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

from core.face import FACE_SLOTS, SLOT_OF
from core.language import Text
from core.model import Model

FaceValues = dict[str, tuple[str, ...]]
Strengths = dict[str, float]
"""How strongly each face value is wanted, 0..1."""
ParamValue = int | float | str | FaceValues | Strengths


class Modality(StrEnum):
    """What a turn is answered with (DialogGen, section 4.3)."""

    TEXT = "text"
    IMAGE = "image"


class Kind(StrEnum):
    """The families of pipelines."""

    CREATE = "create"
    SCENE = "scene"
    FACE = "face"
    PHOTO = "photo"
    FIND = "find"
    TALK = "talk"
    HISTORY = "history"


class ParamType(StrEnum):
    """The types of a pipeline's inputs."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    CHOICE = "choice"
    ASPECT = "aspect"
    FACE = "face"
    STRENGTH = "strength"
    """How strongly face values are wanted, 0..1: one number for all, or each value's own."""


@dataclass(frozen=True)
class Param:
    """One typed input. `low` and `high` bound numbers, both included; `choices` lists the words of a CHOICE."""

    name: str
    type: ParamType
    description: Text
    required: bool = True
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pipeline:
    """One entry of the catalogue."""

    id: str
    kind: Kind
    name: Text
    description: Text
    answers: Modality
    params: tuple[Param, ...] = ()


class Action(Model):
    """A pipeline with its parameters: the unit that understanding produces and a recipe is made of."""

    pipeline: str
    params: dict[str, ParamValue] = {}

    def text(self, name: str, default: str = "") -> str:
        """The text parameter `name`, or `default` where it is absent."""
        value = self.params.get(name, default)
        return value if isinstance(value, str) else str(value)

    def number(self, name: str, default: float = 0.0) -> float:
        """The numeric parameter `name`, or `default` where it is absent."""
        value = self.params.get(name, default)
        return float(value) if isinstance(value, int | float) else default

    def face(self, name: str) -> FaceValues:
        """The face parameter `name` (`set` or `unset`), empty where it is absent."""
        given = self.params.get(name)
        slots = given.items() if isinstance(given, dict) else ()
        return {slot: values for slot, values in slots if isinstance(values, tuple)}

    def strengths(self) -> Strengths:
        """How strongly each face value of `set` is wanted, 0..1; fully, where nothing is said."""
        given = self.params.get("strength", 1.0)
        wanted = [value for values in self.face("set").values() for value in values]
        own = given if isinstance(given, dict) else dict.fromkeys(wanted, given)
        return {value: _share(own.get(value, 1.0)) for value in wanted}


def _share(value: object) -> float:
    return min(1.0, max(0.0, float(value))) if isinstance(value, int | float) else 1.0


class ActionError(ValueError):
    """An action that the catalogue does not allow; the message is one sentence that says what would be."""


def check(pipeline: Pipeline, params: Mapping[str, object]) -> dict[str, ParamValue]:
    """The parameters in their declared types. Raises ActionError for a missing, unknown or ill-valued one."""
    known = {param.name: param for param in pipeline.params}
    for name in params:
        if name not in known:
            raise ActionError(f"{pipeline.id} has no parameter {name!r}; it has: {', '.join(known) or 'none'}")
    out: dict[str, ParamValue] = {}
    for param in pipeline.params:
        if param.name in params:
            out[param.name] = _value(pipeline.id, param, params[param.name])
        elif param.required:
            raise ActionError(f"{pipeline.id} needs the parameter {param.name!r}")
    return out


def _value(pipeline: str, param: Param, value: object) -> ParamValue:
    where = f"{pipeline}.{param.name}"
    match param.type:
        case ParamType.INTEGER | ParamType.NUMBER:
            return _number(where, param, value)
        case ParamType.CHOICE:
            if value not in param.choices:
                raise ActionError(f"{where} is one of {', '.join(param.choices)}, not {value!r}")
            return str(value)
        case ParamType.ASPECT:
            width, colon, height = str(value).partition(":")
            if not (
                colon and width.isdecimal() and height.isdecimal() and 0 < int(width) <= 32 and 0 < int(height) <= 32
            ):
                raise ActionError(f"{where} is a ratio such as 16:9, not {value!r}")
            return f"{int(width)}:{int(height)}"
        case ParamType.FACE:
            return _face(where, value)
        case ParamType.STRENGTH:
            return _strength(where, param, value)
        case ParamType.TEXT:
            text = str(value).strip()
            if not text and param.required:
                raise ActionError(f"{where} is empty")
            return text


def _number(where: str, param: Param, value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        raise ActionError(f"{where} is a number, not {value!r}")
    if (param.low is not None and value < param.low) or (param.high is not None and value > param.high):
        raise ActionError(f"{where} lies between {param.low:g} and {param.high:g}, not at {value:g}")
    if param.type is ParamType.INTEGER:
        if value != int(value):
            raise ActionError(f"{where} is a whole number, not {value:g}")
        return int(value)
    return int(value) if float(value).is_integer() else float(value)


def _strength(where: str, param: Param, value: object) -> ParamValue:
    if not isinstance(value, Mapping):
        return _number(where, param, value)
    out: Strengths = {}
    for name, share in cast("Mapping[str, object]", value).items():
        if name not in SLOT_OF:
            raise ActionError(f"{where} knows no value {name!r}; the values are {', '.join(SLOT_OF)}")
        out[name] = float(_number(f"{where} of {name}", param, share))
    return out


def _face(where: str, value: object) -> FaceValues:
    if not isinstance(value, Mapping):
        raise ActionError(f"{where} maps face slots to lists of values")
    out: FaceValues = {}
    for slot, values in cast("Mapping[str, Any]", value).items():
        if slot not in FACE_SLOTS or not isinstance(values, list | tuple):
            raise ActionError(f"{where} has no slot {slot!r}; the slots are {', '.join(FACE_SLOTS)}")
        words = tuple(str(word) for word in cast("list[object]", values))
        for word in words:
            if word not in FACE_SLOTS[slot]:
                raise ActionError(f"{where}.{slot} is one of {', '.join(FACE_SLOTS[slot])}, not {word!r}")
        out[slot] = words
    return out
