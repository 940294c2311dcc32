"""Predictions for recorded dialogues: what is replayed as history, and what is never looked at."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pytest
from stand_ins import understanding

from core.predict import Prediction, predict_dialogues
from core.understanding.interface import Context, Interpretation
from core.understanding.trained.reader import TrainedUnderstanding

TALK: dict[str, Any] = {
    "id": "d-1",
    "turns": [
        {"user": "hello there", "system": "Hi."},
        {"user": "make her smile", "image": True, "system": "Done. Shall I add bangs?"},
        {"user": "yes please", "system": "Bangs are in."},
        {"user": "forget the smile", "system": "Gone."},
        {"user": "undo", "system": "Back."},
        {"user": "draw a cat at the beach", "system": "There."},
        {"user": "without the beach", "system": "Done."},
    ],
}


class Listening(TrainedUnderstanding):
    """Understanding that remembers what it was shown."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[Context] = []

    async def interpret(self, context: Context) -> Interpretation:
        self.seen.append(context)
        return await super().interpret(context)


async def predicted(
    dialogues: Iterable[dict[str, Any]], reader: TrainedUnderstanding | None = None
) -> list[Prediction]:
    lines = [json.dumps(one, ensure_ascii=False) for one in dialogues]
    return [one async for one in predict_dialogues(lines, reader or understanding())]


async def test_one_line_a_turn_with_belief_and_prompt() -> None:
    lines = [json.loads(one.line()) for one in await predicted([TALK])]
    assert [(one["id"], one["turn"]) for one in lines] == [("d-1", number) for number in range(7)]
    assert [one["modality"] for one in lines] == ["text"] + ["image"] * 6
    smiling, bangs = {"expression": ["smiling"]}, {"hair": ["bangs"]}
    assert [one["belief"] for one in lines] == [
        {}, smiling, {**smiling, **bangs}, bangs, {**smiling, **bangs}, {}, {},
    ]  # fmt: skip
    assert lines[5]["prompt"] == "a cat, at the beach"
    assert lines[6]["prompt"] == "a cat"
    assert lines[2]["actions"] == [{"pipeline": "edit_face", "params": {"set": bangs}}]


async def test_labels_of_a_turn_are_never_looked_at() -> None:
    labels = {
        "modality": "image",
        "actions": [{"pipeline": "reset"}],
        "belief": {"hair": ["goatee"]},
        "prompt": {"must": ["x"]},
    }
    labelled = {**TALK, "turns": [{**turn, **labels} for turn in TALK["turns"]]}
    assert await predicted([labelled]) == await predicted([TALK])


async def test_recorded_replies_uploads_and_concepts_are_shown() -> None:
    listening = Listening()
    turns = [
        {"user": "hi", "system": "Hello."},
        {"user": "make it red", "image": True, "concepts": ["blue bus"], "system": ""},
    ]
    await predicted([{"id": "x", "turns": turns}], listening)
    second = listening.seen[1]
    assert [(turn.user, turn.system) for turn in second.turns] == [("hi", "Hello.")]
    assert (second.has_upload, second.picture, second.concepts) == (True, "photo", ("blue bus",))
    assert not listening.seen[0].turns


async def test_dialogues_do_not_leak_into_each_other() -> None:
    alone = await predicted([{**TALK, "id": "other"}])
    assert (await predicted([TALK, {**TALK, "id": "other"}]))[7:] == alone


async def test_empty_lines_are_skipped_and_broken_ones_named() -> None:
    assert [one async for one in predict_dialogues(["", "  \n"], understanding())] == []
    with pytest.raises(ValueError, match="line 2"):
        [one async for one in predict_dialogues(["", "{}"], understanding())]
