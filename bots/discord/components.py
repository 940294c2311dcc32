"""A letter's buttons as components. Their ids say all, so no view is kept: they work after a restart."""

from __future__ import annotations

from discord import ButtonStyle, SelectOption
from discord.ui import Button, Select, View

from bots.chat.keys import STOP, Key
from bots.chat.letter import Letter
from bots.discord.limits import LABEL, OPTIONS, ROW, ROWS
from core.language import Language
from core.replies.phrases import say

DROPS = "drops"
"""The id of the menu of chips; what is chosen in it is the id of a key."""


def view_of(letter: Letter) -> View | None:
    """Buttons in their rows, and one menu for the chips that can be dropped; None without any."""
    rows = [row[at : at + ROW] for row in letter.rows for at in range(0, len(row), ROW)]
    if not rows and not letter.drops:
        return None
    view = View(timeout=None)
    for number, row in enumerate(rows[: ROWS - bool(letter.drops)]):
        for key in row:
            view.add_item(_button(key, number))
    if letter.drops:
        options = [SelectOption(label=key.label[:LABEL], value=key.id) for key in letter.drops[:OPTIONS]]
        place = say(letter.language, "button.drop")
        view.add_item(Select(custom_id=DROPS, placeholder=place, options=options, row=min(len(rows), ROWS - 1)))
    return _let_go(view)


def stop_view(language: Language) -> View:
    """The button beside a picture that is being made."""
    view = View(timeout=None)
    view.add_item(Button(label=say(language, "button.stop"), custom_id=STOP, style=ButtonStyle.secondary))
    return _let_go(view)


def _button(key: Key, row: int) -> Button[View]:
    style = ButtonStyle.danger if key.grave else ButtonStyle.primary if key.chosen else ButtonStyle.secondary
    return Button(label=key.label[:LABEL], custom_id=key.id, style=style, disabled=not key.enabled, row=row)


def _let_go(view: View) -> View:
    """A stopped view is sent and not held in memory; presses arrive as interactions all the same."""
    view.stop()
    return view
