"""What the bot asked or offered last: how a language model is told of it, and what its answer then settles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from core.catalogue import action
from core.conversation import Pending
from core.pipeline import Action
from core.understanding.face_words import of_person
from core.understanding.interface import Context
from core.understanding.people import person_alone, person_in
from core.understanding.trained.shortcuts import as_offered, is_yes

_NOTHING: Final = action("edit_face")


def waiting(pending: Pending) -> Iterator[str]:
    """Lines on what is open since the bot's last words."""
    if pending.asked:
        yield (
            f"The bot asked whose face is meant. Until that is answered these wait: {said(pending.asked)}. A message "
            "that names the person means all of them, edit_face with target: left, right, middle, everyone, or the "
            'number from the left, such as "2". Any other message is a new request.'
        )
    if pending.suggestion:
        yield f"The bot suggested: {said((pending.suggestion,))}."
    if pending.other:
        yield f"The last message could also have meant: {said(pending.other)}."


def said(actions: tuple[Action, ...]) -> str:
    """The actions as JSON, one after the other."""
    return "; ".join(one.canonical() for one in actions)


def settled(actions: tuple[Action, ...], context: Context) -> tuple[Action, ...]:
    """`actions` as the model gave them, with what was open filled in: all that waited for a person to be named, and all
    parameters of a suggestion that is taken up."""
    actions = tuple(_named(one) for one in actions)
    if found := _answered(actions, context.pending.asked):
        return found
    offer, last = context.pending.suggestion, context.turns[-1] if context.turns else None
    if offer and is_yes(context.text) and [one.pipeline for one in actions] == [offer.pipeline]:
        return (offer,)
    return tuple(as_offered(one, offer, last.system if last else "", context.text) for one in actions)


def _answered(actions: tuple[Action, ...], asked: tuple[Action, ...]) -> tuple[Action, ...]:
    """What waited, of the person whom `actions` name; nothing where they want another thing than what waited."""
    people = {one.text("target") for one in actions if one.pipeline == "edit_face"}
    wanted = [_without_person(one) for one in asked]
    new = [one for one in map(_without_person, actions) if one not in wanted and one != _NOTHING]
    return () if new or len(people) != 1 or "" in people else of_person(asked, *people)


def _without_person(one: Action) -> Action:
    """What of `one` says what is to be done: how strongly may be left to what waited."""
    if one.pipeline != "edit_face":
        return one
    return action("edit_face", **{name: values for name in ("set", "unset") if (values := one.face(name))})


def _named(one: Action) -> Action:
    """`one` with its person in the words that faces are told apart by; other words of a target stay as they are."""
    who = one.text("target")
    known = person_alone(who) or person_in(who)
    return action("edit_face", **{**one.params, "target": known}) if one.pipeline == "edit_face" and known else one
