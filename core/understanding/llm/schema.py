"""The catalogue as a JSON schema, so that a constrained decoder can say nothing else."""

from __future__ import annotations

from typing import Any

from core.catalogue import CATALOGUE
from core.face import FACE_SLOTS, SLOT_OF
from core.pipeline import Param, ParamType, Pipeline

MAX_ACTIONS = 6

Schema = dict[str, Any]


def schema() -> Schema:
    """The schema of an answer: one to six actions of the catalogue, in the order asked."""
    return {
        "type": "object",
        "properties": {
            "actions": {
                "type": "array",
                "minItems": 1,
                "maxItems": MAX_ACTIONS,
                "items": {"anyOf": [_action(entry) for entry in CATALOGUE.values()]},
            }
        },
        "required": ["actions"],
        "additionalProperties": False,
    }


def _action(entry: Pipeline) -> Schema:
    params: Schema = {
        "type": "object",
        "properties": {param.name: _param(param) for param in entry.params},
        "required": [param.name for param in entry.params if param.required],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"pipeline": {"const": entry.id}, "params": params},
        "required": ["pipeline", "params"],
        "additionalProperties": False,
    }


def _param(param: Param) -> Schema:
    match param.type:
        case ParamType.INTEGER | ParamType.NUMBER:
            bounds = {"minimum": param.low, "maximum": param.high}
            kind = "integer" if param.type is ParamType.INTEGER else "number"
            return {"type": kind, **{name: value for name, value in bounds.items() if value is not None}}
        case ParamType.CHOICE:
            return {"enum": list(param.choices)}
        case ParamType.ASPECT:
            side = "([1-9]|[12][0-9]|3[0-2])"  # as `core.pipeline` checks it
            return {"type": "string", "pattern": f"^{side}:{side}$"}
        case ParamType.FACE:
            slots = {slot: {"type": "array", "items": {"enum": list(values)}} for slot, values in FACE_SLOTS.items()}
            return {"type": "object", "properties": slots, "additionalProperties": False}
        case ParamType.STRENGTH:
            share = {"type": "number", "minimum": 0, "maximum": 1}
            own = {"type": "object", "properties": dict.fromkeys(SLOT_OF, share), "additionalProperties": False}
            return {"anyOf": [share, own]}
        case ParamType.TEXT:
            return {"type": "string", "minLength": 1, "maxLength": 600}
