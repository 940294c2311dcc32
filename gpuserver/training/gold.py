"""Written dialogues as recorded ones with labels, in the format of the dialogue evaluation, to be scored against."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from core.catalogue import CATALOGUE
from core.pipeline import Action, Modality
from gpuserver.training.phrases import Bank
from gpuserver.training.script import Said, scene
from gpuserver.training.stage import Stage, staged

_SYSTEM_CHOOSES = {"adjust_brightness": "percent", "adjust_contrast": "percent"}


def gold(bank: Bank) -> Iterator[dict[str, Any]]:
    """The dialogues of a bank, each a line of the evaluation's files, where a picture that is there was sent."""
    for number, play in enumerate(bank.plays, 1):
        written = scene(play.raw)
        turns: list[dict[str, Any]] = []
        for stage, one in staged(written):
            stage.hear(one, one.reply)
            turns.append(_turn(one, stage, one.reply, concepts=() if turns else written.concepts))
        name = f"{play.author}-{number:04d}"
        yield {"id": name, "lang": bank.language.value, "author": play.author, "kind": _kind(turns), "turns": turns}


def _turn(told: Said, stage: Stage, reply: str, concepts: tuple[str, ...]) -> dict[str, Any]:
    actions = stage.turns[-1].actions
    answers = {CATALOGUE[one.pipeline].answers for one in actions}
    turn: dict[str, Any] = {"user": told.text, "system": reply}
    if told.photo:
        turn["image"] = True
    if concepts:
        turn["concepts"] = list(concepts)
    turn["modality"] = (Modality.IMAGE if Modality.IMAGE in answers else Modality.TEXT).value
    turn["actions"] = [_action(one, told) for one in actions]
    turn["belief"] = {slot: list(values) for slot, values in stage.state.belief.face.items()}
    return turn


def _action(one: Action, told: Said) -> dict[str, Any]:
    shown = one.model_dump(mode="json")
    chosen = _SYSTEM_CHOOSES.get(one.pipeline)
    if chosen and not any(span.role == "number" for span in told.spans):
        shown["params"].pop(chosen, None)
    return shown


def _kind(turns: list[dict[str, Any]]) -> str:
    faces = sum(any(one["pipeline"] == "edit_face" for one in turn["actions"]) for turn in turns)
    texts = sum(turn["modality"] == "text" for turn in turns)
    return "face" if faces * 2 >= len(turns) else "modality" if texts * 3 >= len(turns) else "edit"
