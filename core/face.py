"""Face slots and their values (ChatEdit, table 2 and the out-of-domain values of table 9), and which exclude which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from core.language import Language

FaceState = Mapping[str, tuple[str, ...]]

FACE_SLOTS: Final[Mapping[str, tuple[str, ...]]] = {
    "expression": ("smiling", "no smiling", "angry", "sad", "disgust", "surprise", "fear"),
    "hair_color": (
        "brown hair", "blond hair", "black hair", "gray hair", "pink hair", "purple hair", "red hair",
    ),
    "hair": ("receding hairline", "sideburns", "bangs", "no bangs", "mustache", "goatee", "no beard"),
    "makeup": (
        "no makeup", "heavy makeup", "lipstick", "bushy eyebrows", "rosy cheeks", "pale skin", "big eyes",
    ),
}  # fmt: skip

SLOT_OF: Final[Mapping[str, str]] = {value: slot for slot, values in FACE_SLOTS.items() for value in values}
"""The slot of each value."""

_CHINESE: Final[Mapping[str, str]] = {
    "smiling": "微笑", "no smiling": "不笑", "angry": "生气", "sad": "难过", "disgust": "厌恶", "surprise": "惊讶",
    "fear": "害怕", "brown hair": "棕发", "blond hair": "金发", "black hair": "黑发", "gray hair": "灰发",
    "pink hair": "粉发", "purple hair": "紫发", "red hair": "红发", "receding hairline": "后移的发际线",
    "sideburns": "鬓角", "bangs": "刘海", "no bangs": "无刘海", "mustache": "小胡子", "goatee": "山羊胡",
    "no beard": "没有胡子", "no makeup": "素颜", "heavy makeup": "浓妆", "lipstick": "口红", "bushy eyebrows": "浓眉",
    "rosy cheeks": "红润的脸颊", "pale skin": "白皙的皮肤", "big eyes": "大眼睛",
}  # fmt: skip

SINGLE_VALUED: Final = frozenset({"expression", "hair_color"})

_CONFLICTS: Final[tuple[tuple[str, frozenset[str]], ...]] = (
    ("bangs", frozenset({"no bangs", "receding hairline"})),
    ("no beard", frozenset({"mustache", "goatee"})),
    ("no makeup", frozenset({"heavy makeup", "lipstick", "rosy cheeks"})),
)


def value_name(value: str, language: Language) -> str:
    """What `value` is called in `language`."""
    return _CHINESE[value] if language is Language.ZH else value


def excluded_by(value: str) -> frozenset[str]:
    """Values that cannot be in force together with `value` in a slot that holds several."""
    out: set[str] = set()
    for one, others in _CONFLICTS:
        if value == one:
            out |= others
        elif value in others:
            out.add(one)
    return frozenset(out)


def by_slot(values: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """`values` under their slots, in their order. Raises KeyError for one that no slot has."""
    out: dict[str, tuple[str, ...]] = {}
    for value in values:
        out[SLOT_OF[value]] = (*out.get(SLOT_OF[value], ()), value)
    return out


def set_value(state: FaceState, slot: str, value: str) -> FaceState:
    """`state` with `value` in force in `slot`; what it excludes is gone. Raises ValueError for an unknown pair."""
    if value not in FACE_SLOTS.get(slot, ()):
        raise ValueError(f"{value!r} is no value of the face slot {slot!r}")
    if slot in SINGLE_VALUED:
        return {**state, slot: (value,)}
    gone = excluded_by(value) | {value}
    kept = tuple(held for held in state.get(slot, ()) if held not in gone)
    return {**state, slot: (*kept, value)}


def unset_value(state: FaceState, slot: str, value: str) -> FaceState:
    """`state` without `value` in `slot`; a slot left empty is dropped."""
    kept = tuple(held for held in state.get(slot, ()) if held != value)
    rest = {name: values for name, values in state.items() if name != slot}
    return {**rest, slot: kept} if kept else rest


def edit_face(state: FaceState, set_: FaceState, unset: FaceState) -> FaceState:
    """Apply one `edit_face` action: first what is dropped, then what is set."""
    for slot, value in _pairs(unset):
        state = unset_value(state, slot, value)
    for slot, value in _pairs(set_):
        state = set_value(state, slot, value)
    return state


def _pairs(state: FaceState) -> Iterable[tuple[str, str]]:
    return ((slot, value) for slot, values in state.items() for value in values)
