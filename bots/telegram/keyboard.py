"""A letter's buttons as an inline keyboard."""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bots.chat.keys import STOP, Key
from bots.chat.letter import Letter
from bots.telegram.limits import KEYS_A_ROW
from core.language import Language
from core.replies.phrases import say


def keyboard(letter: Letter) -> InlineKeyboardMarkup | None:
    """The buttons that can be pressed now, with one for each chip that can be dropped; None without any."""
    rows = [_row(part) for row in letter.rows for part in _parts([key for key in row if key.enabled])]
    drops = [Key(f"✕ {key.label}", key.id) for key in letter.drops]
    rows += [_row(part) for part in _parts(drops)]
    return InlineKeyboardMarkup(rows) if rows else None


def stop_button(language: Language) -> InlineKeyboardMarkup:
    """The button beside a picture that is being made."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(say(language, "button.stop"), callback_data=STOP)]])


def _parts(keys: list[Key]) -> list[list[Key]]:
    return [keys[at : at + KEYS_A_ROW] for at in range(0, len(keys), KEYS_A_ROW)]


def _row(keys: list[Key]) -> list[InlineKeyboardButton]:
    return [InlineKeyboardButton(f"✓ {key.label}" if key.chosen else key.label, callback_data=key.id) for key in keys]
