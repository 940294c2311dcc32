"""A letter as Block Kit: words, the chips in force, buttons whose ids say all, a menu of chips; and modals."""

from __future__ import annotations

import json
from typing import Any, Final

from bots.chat.keys import STOP, Key, read_key
from bots.chat.letter import Letter, clip
from bots.slack import limits
from bots.slack.hearing import Spot, escaped
from core.errands import ErrandKind
from core.language import Language
from core.replies.phrases import say

DROPS: Final = "drops"
"""The action of the menu of chips; what is chosen in it is the id of a key."""

EDIT: Final = "edit"
"""The modal that asks what to change."""

WORDS: Final = "words"
"""The field of that modal."""

Block = dict[str, Any]

_TITLE: Final = "Chatelier"


def text_of(letter: Letter) -> str:
    """The letter as plain text: what a notification shows and a screen reader reads."""
    return escaped(letter.caption(limits.SECTION // 2)) or "…"


def blocks_of(letter: Letter) -> list[Block]:
    """Words, state, buttons."""
    blocks: list[Block] = []
    if letter.title or letter.text:
        blocks.append({"type": "section", "text": {"type": "mrkdwn", "text": _words(letter)}})
    if letter.state:
        state = clip(letter.state, limits.CONTEXT // 5, letter.language)  # an entity is five characters at most
        blocks.append({"type": "context", "elements": [{"type": "mrkdwn", "text": escaped(state)}]})
    return blocks + _rows(letter)


def _words(letter: Letter) -> str:
    room = limits.SECTION
    while len(made := _bold(letter, room)) > limits.SECTION:
        room -= len(made) - limits.SECTION
    return made


def _bold(letter: Letter, room: int) -> str:
    title = f"*{escaped(letter.title)}*\n" if letter.title else ""
    return title + escaped(clip(letter.text, max(room - len(title), 0), letter.language))


def _rows(letter: Letter) -> list[Block]:
    rows = [[_button(key) for key in row if key.enabled and not _is_file(key)] for row in letter.rows]
    blocks = [_actions(row) for row in rows if row]
    if letter.drops:
        menu = {
            "type": "static_select",
            "action_id": DROPS,
            "placeholder": _plain(say(letter.language, "button.drop")),
            "options": [{"text": _plain(key.label), "value": key.id} for key in letter.drops[: limits.OPTIONS]],
        }
        blocks.append(_actions([menu]))
    return blocks


def _is_file(key: Key) -> bool:
    """Whether a key asks for the picture as a file: here every picture is one."""
    press = read_key(key.id)
    return press is not None and press.errand is not None and press.errand.kind is ErrandKind.FILE


def _actions(elements: list[Block]) -> Block:
    return {"type": "actions", "elements": elements[: limits.ACTIONS]}


def _button(key: Key) -> Block:
    button: Block = {"type": "button", "action_id": key.id, "value": key.id, "text": _plain(key.label)}
    if key.grave or key.chosen:
        button["style"] = "danger" if key.grave else "primary"
    return button


def _plain(text: str, most: int = limits.BUTTON) -> Block:
    return {"type": "plain_text", "text": text if len(text) <= most else f"{text[: most - 1]}…", "emoji": False}


def working_blocks(words: str, language: Language) -> list[Block]:
    """A line of progress, and the button that stops it."""
    line = {"type": "section", "text": {"type": "mrkdwn", "text": escaped(words)}}
    return [line, _actions([_button(Key(say(language, "button.stop"), STOP))])]


def notice_modal(letter: Letter, spot: Spot) -> Block:
    """A modal that shows a notice; a file that goes with it is shown as it stands."""
    blocks = blocks_of(letter)
    for sheet in letter.sheets:
        if sheet.media_type == "application/json":
            blocks += _listing(sheet.data.decode())
    return {
        "type": "modal",
        "title": _plain(_TITLE, limits.MODAL_TITLE),
        "close": _plain(say(letter.language, "button.close")),
        "private_metadata": json.dumps({"channel": spot.channel, "thread": spot.thread}),
        "blocks": blocks[: limits.MODAL_BLOCKS],
    }


def _listing(text: str) -> list[Block]:
    """`text` in a fixed-width font, for copying."""
    parts = (text[at : at + limits.SECTION] for at in range(0, len(text), limits.SECTION))
    return [{"type": "rich_text", "elements": [_preformatted(part)]} for part in parts]


def _preformatted(text: str) -> Block:
    return {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": text}]}


def edit_modal(language: Language, metadata: dict[str, Any]) -> Block:
    """A modal that asks what to change in a picture."""
    field = {"type": "plain_text_input", "action_id": WORDS, "multiline": True, "max_length": 1000}
    return {
        "type": "modal",
        "callback_id": EDIT,
        "title": _plain(say(language, "menu.edit"), limits.MODAL_TITLE),
        "submit": _plain(say(language, "button.go")),
        "close": _plain(say(language, "button.close")),
        "private_metadata": json.dumps(metadata),
        "blocks": [
            {"type": "input", "block_id": WORDS, "label": _plain(say(language, "menu.change")), "element": field}
        ],
    }
