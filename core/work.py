"""What one turn has come to so far, and the context that understanding gets of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from core.belief import belief_of
from core.commands import COMMANDS, Command, parse
from core.conversation import Conversation, Pending
from core.draft import Draft
from core.language import Language
from core.messages import Message
from core.pipeline import Action
from core.ports import Preview, Progress, Queued
from core.problems import Problem
from core.recipe import Upload, instructions_of
from core.replies.phrases import say
from core.understanding.interface import Context, Interpretation
from core.versions import Version, VersionTree


@dataclass(frozen=True)
class Understood:
    """The first event of a turn that makes a picture: what was understood, before it is there."""

    actions: tuple[Action, ...]
    title: str = ""


Emit = Callable[[Understood | Queued | Progress | Preview], None]


@dataclass
class Work:
    """What one turn has come to so far; owned by that turn alone."""

    before: Conversation
    message: Message
    text: str
    language: Language
    emit: Emit
    tree: VersionTree
    added: list[Version] = field(default_factory=list[Version])
    actions: tuple[Action, ...] = ()
    says: list[str] = field(default_factory=list[str])
    pictured: bool = False
    """Whether the reply shows the current version."""
    upload: str | None = None
    interpretation: Interpretation | None = None
    suggestion: tuple[str, Action] | None = None
    problem: Problem | None = None
    preview: Preview | None = None
    """The last early look at the picture that is made."""
    asked: tuple[Action, ...] = ()
    """What waits for the person to be named whose face is meant."""

    @property
    def noted(self) -> str:
        """The sentence on what was asked and cannot be done; empty where there is nothing to say."""
        note = self.interpretation.note if self.interpretation and not self.problem else ""
        return say(self.language, note) if note else ""

    def show(self, event: Queued | Progress | Preview) -> None:
        """Pass on what is known of the render."""
        self.preview = event if isinstance(event, Preview) else self.preview
        self.emit(event)


def context_of(work: Work, draft: Draft, text: str = "") -> Context:
    """What understanding may know: the text (or `text` in its stead), what was said, and what is in the picture."""
    head = draft.tree.get(draft.parent) if draft.parent else None
    belief = belief_of(draft.recipe)
    picture = "none" if draft.recipe is None else "photo" if isinstance(draft.recipe.source, Upload) else "drawing"
    seen = head.seen if head else None
    return Context(
        text=text or work.text,
        language=work.language,
        has_upload=work.upload is not None,
        turns=work.before.recent,
        scene=belief.scene,
        face=belief.face,
        strengths=belief.strengths,
        faces=seen.faces if seen else None,
        picture=picture,
        concepts=tuple(one.name for one in (seen.objects or ())) if seen else (),
        instructions=instructions_of(draft.recipe),
        pending=work.before.pending,
        can_undo=bool(draft.tree.past),
        can_redo=bool(draft.tree.forward),
        fresh=work.message.fresh,
    )


def command_of(work: Work) -> Command | None:
    """The command that the message gives, by its name or typed at the beginning of its text."""
    if work.message.command:
        return COMMANDS.get(work.message.command)
    parsed = parse(work.text)
    if parsed is None or not parsed[0].pipeline:
        return None
    work.text = parsed[1]
    return parsed[0]


def pending_of(work: Work) -> Pending:
    """What the system asked or offered in this turn."""
    read = work.interpretation
    suggestion = work.suggestion[1] if work.suggestion else None
    other = read.other if read and not work.problem else ()
    if other and other[0].pipeline != "generate" and work.before.tree.current is None:
        other = ()  # there was no picture that the other reading could change
    return Pending(suggestion=suggestion, other=other, other_base=work.before.tree.current, asked=work.asked)
