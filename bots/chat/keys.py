"""Buttons as short ids that a platform keeps for us, so that those on old messages work after a restart.

An id is "kind~base~value", such as "drop~12~subject:1": what to do, with which version, and the control's value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.errands import Errand, ErrandKind
from core.messages import Control, ControlKind

MOST_BYTES: Final = 64
"""The tightest limit of the platforms: Telegram's `callback_data` (Bot API, InlineKeyboardButton)."""

STOP: Final = "stop"
_GAP: Final = "~"


@dataclass(frozen=True)
class Key:
    """One button: its label, and the id that comes back when it is pressed."""

    label: str
    id: str
    enabled: bool = True
    chosen: bool = False
    grave: bool = False


@dataclass(frozen=True)
class Press:
    """What a pressed button asks for: one of the three."""

    control: Control | None = None
    errand: Errand | None = None
    base: int | None = None
    stop: bool = False


def key_id(kind: ControlKind | ErrandKind, base: int | None = None, value: str = "") -> str:
    """The id of a button. Raises ValueError where it would not fit a platform."""
    made = _GAP.join((kind.value, "" if base is None else str(base), value))
    if len(made.encode()) > MOST_BYTES:
        raise ValueError(f"{made!r} is longer than {MOST_BYTES} bytes")
    return made


def read_key(made: str) -> Press | None:
    """What the id of a button means; None for one that this version does not know."""
    if made == STOP:
        return Press(stop=True)
    kind, *rest = made.split(_GAP, 2)
    number, value = (*rest, "", "")[:2]
    if number and not number.isdecimal():
        return None
    base = int(number) if number else None
    if kind in set(ControlKind):
        return Press(control=Control(kind=ControlKind(kind), value=value), base=base)
    if kind in set(ErrandKind):
        return Press(errand=Errand(kind=ErrandKind(kind), value=value, base=base))
    return None
