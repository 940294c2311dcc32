"""Written and made-up dialogues as recorded ones with labels, in the format of the dialogue evaluation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from core.catalogue import CATALOGUE
from core.conversation import Turn
from core.pipeline import Action, Modality
from core.tracking import State, advance
from core.understanding.trained.view import CONCEPTS, JOINT
from gpuserver.training.improvise import Improvised
from gpuserver.training.phrases import Bank
from gpuserver.training.script import Said, scene
from gpuserver.training.stage import Example, Stage, staged

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


def improvised(bank: Bank, count: int, seed: int) -> Iterator[dict[str, Any]]:
    """`count` dialogues about a face that the policy makes up from the lines of `bank` (ChatEdit, section 4), labelled;
    the same seed makes the same ones."""
    random = Random(seed)
    for number in range(1, count + 1):
        made = Improvised(bank, random)
        examples = made.dialogue("face")
        turns = list(_labelled(made.stage.turns, examples))
        name = f"{bank.language.value}-{seed}-{number:04d}"
        yield {"id": name, "lang": bank.language.value, "kind": _kind(turns), "turns": turns}


def _labelled(heard: Sequence[Turn], examples: Sequence[Example]) -> Iterator[dict[str, Any]]:
    state = State()
    for turn, example in zip(heard, examples, strict=True):
        state = advance(state, turn.actions, upload=turn.upload is not None)
        concepts = [one for one in example.view.texts[CONCEPTS].split(JOINT) if one]
        label: dict[str, Any] = {"user": turn.user, "system": turn.system, "modality": turn.modality.value}
        label |= {"image": True} if turn.upload else {}
        label |= {"concepts": concepts} if concepts else {}
        if len(turn.actions) == len(example.targets):
            pairs = zip(turn.actions, example.targets, strict=True)
            label["actions"] = [_shown(one, told=target.places.get("number") is not None) for one, target in pairs]
        label["belief"] = {slot: list(values) for slot, values in state.belief.face.items()}
        yield label


def _turn(told: Said, stage: Stage, reply: str, concepts: tuple[str, ...]) -> dict[str, Any]:
    actions = stage.turns[-1].actions
    answers = {CATALOGUE[one.pipeline].answers for one in actions}
    turn: dict[str, Any] = {"user": told.text, "system": reply}
    if told.photo:
        turn["image"] = True
    if concepts:
        turn["concepts"] = list(concepts)
    turn["modality"] = (Modality.IMAGE if Modality.IMAGE in answers else Modality.TEXT).value
    numbered = any(span.role == "number" for span in told.spans)
    turn["actions"] = [_shown(one, told=numbered) for one in actions]
    turn["belief"] = {slot: list(values) for slot, values in stage.state.belief.face.items()}
    return turn


def _shown(one: Action, *, told: bool) -> dict[str, Any]:
    """The action as recorded; `told`: whether a number was, which the system chooses otherwise."""
    shown = one.model_dump(mode="json")
    chosen = _SYSTEM_CHOOSES.get(one.pipeline)
    if chosen and not told:
        shown["params"].pop(chosen, None)
    return shown


def _kind(turns: list[dict[str, Any]]) -> str:
    faces = sum(any(one["pipeline"] == "edit_face" for one in turn["actions"]) for turn in turns)
    texts = sum(turn["modality"] == "text" for turn in turns)
    return "face" if faces * 2 >= len(turns) else "modality" if texts * 3 >= len(turns) else "edit"
