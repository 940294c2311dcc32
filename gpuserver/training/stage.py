"""Where a dialogue is played: the state that it leads to, and what the network sees and should say at each turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from core.catalogue import action
from core.conversation import RECENT_TURNS, Turn
from core.face import by_slot
from core.pipeline import Action, ActionError, Modality
from core.tracking import State, advance, receive
from core.understanding.interface import Context, Interpretation
from core.understanding.trained.labels import FACE_VALUES, KEPT, ROLES, SET, UNSET
from core.understanding.trained.values import params
from core.understanding.trained.view import CONCEPTS, OBJECTS, PREVIOUS, SYSTEM, TEXT, View, things_of, view_of
from gpuserver.training.script import Said, Scene

Place = tuple[int, int, int]
"""Segment, start and end of words in that segment's text."""

UNKNOWN: Final = (-1, 0, 0)
"""Words that stand nowhere in the view: nothing is learnt of that role."""


@dataclass(frozen=True)
class Target:
    """What one action slot should say. A role that no words play is None."""

    pipeline: str
    closed: str
    places: dict[str, Place | None]


@dataclass(frozen=True)
class Example:
    """One turn: what is seen and what should be said of it."""

    view: View
    targets: tuple[Target, ...]
    face: tuple[int, ...]
    """KEPT, SET or UNSET for each of `FACE_VALUES`."""


class Stage:
    """One dialogue under way."""

    def __init__(self, *, drawn: bool = False) -> None:
        self.state = advance(State(), [action("generate", prompt="a picture")]) if drawn else State()
        self.turns: tuple[Turn, ...] = ()
        self.concepts: tuple[str, ...] = ()

    @property
    def held(self) -> list[str]:
        """The face values in force."""
        return [value for slot, values in self.state.belief.face.items() for value in values if slot]

    @property
    def things(self) -> list[str]:
        """What was spoken of, newest first."""
        return things_of(self.turns)

    def hear(self, said: Said, reply: str) -> Example:
        """The example that a turn makes; then it has happened, and `reply` is what the user saw."""
        if said.photo:
            self.state = receive(self.state)
        context = self.context(said)
        view = view_of(context)
        actions = tuple(one for index in range(len(said.acts)) if (one := self._action(said, index)))
        self.state = advance(self.state, actions)
        turn = Turn(
            index=len(self.turns), author="", user=said.text, system=reply, actions=actions,
            modality=Interpretation(actions, context.language).modality if actions else Modality.TEXT,
            upload="photo" if said.photo else None,
        )  # fmt: skip
        self.turns = (*self.turns, turn)[-RECENT_TURNS:]
        return Example(view, tuple(_target(said, index, view) for index in range(len(said.acts))), _face(said))

    def context(self, said: Said) -> Context:
        """What understanding sees of a turn that is about to be heard."""
        return Context(
            text=said.text,
            has_upload=said.photo,
            turns=self.turns,
            face=self.state.belief.face,
            picture=self.state.picture,
            concepts=self.concepts,
            can_undo=self.state.can_undo,
            can_redo=self.state.can_redo,
        )

    def _action(self, said: Said, index: int) -> Action | None:
        act = said.acts[index]
        words = {span.role: said.text[span.start : span.end] for span in said.spans if span.action == index}
        given = params(act.pipeline, {**words, **dict(act.given)}, act.closed, said.text)
        if act.pipeline == "edit_face":
            given = {name: by_slot(values) for name, values in (("set", act.set), ("unset", act.unset)) if values}
        try:
            return action(act.pipeline, **given)
        except ActionError:
            return None


def staged(written: Scene) -> Iterator[tuple[Stage, Said]]:
    """A written dialogue on a stage, turn by turn, each before it is heard; where a picture is there, it was sent."""
    stage = Stage()
    stage.concepts = written.concepts
    for number, one in enumerate(written.turns):
        if one.photo:
            stage.concepts = ()
        yield stage, replace(one, photo=one.photo or (written.picture != "none" and number == 0))


def played(written: Scene) -> list[Example]:
    """The examples of a written dialogue, as it was written."""
    return [stage.hear(one, one.reply) for stage, one in staged(written)]


def _target(said: Said, index: int, view: View) -> Target:
    act = said.acts[index]
    places: dict[str, Place | None] = dict.fromkeys(ROLES.get(act.pipeline, ()))
    for role, words in act.given:
        if role in places:
            places[role] = _find(view, words)
    for span in said.spans:
        if span.action == index and span.role in places:
            places[span.role] = (TEXT, span.start, span.end)
    return Target(act.pipeline, act.closed or "-", places)


def _find(view: View, words: str) -> Place:
    for segment in (OBJECTS, CONCEPTS, SYSTEM, PREVIOUS, TEXT):
        at = view.texts[segment].lower().find(words.lower())
        if at >= 0:
            return segment, at, at + len(words)
    return UNKNOWN


def _face(said: Said) -> tuple[int, ...]:
    to_set = {value for act in said.acts for value in act.set}
    to_unset = {value for act in said.acts for value in act.unset}
    return tuple(SET if value in to_set else UNSET if value in to_unset else KEPT for _, value in FACE_VALUES)
