"""The reply of a turn and the turn's record, put together from what the turn came to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from core.belief import belief_of
from core.catalogue import CATALOGUE
from core.chips import chips_of, edit_label
from core.conversation import RECENT_TURNS, Conversation, Pending, Turn
from core.draft import scene_of
from core.language import Language
from core.limits import MAX_TEXT
from core.messages import Button, ControlKind, Details, Message, Picture, Reply
from core.pipeline import Action, Modality
from core.problems import Problem
from core.prompt import prompt_of
from core.recipe import Upload, plan
from core.replies.phrases import listed, say, sentences
from core.versions import Version, VersionTree


@dataclass(frozen=True)
class Said:
    """What the turn came to, before it is laid out."""

    text: str
    language: Language
    actions: tuple[Action, ...]
    pictured: bool
    suggestion: str | None
    problem: Problem | None


def build(before: Conversation, tree: VersionTree, said: Said, pending: Pending) -> Reply:
    """The reply: with the current version's picture where the turn shows it, and always with the state in force."""
    head = tree.head
    shown = head if said.pictured else None
    made_new = any(one.pipeline == "generate" for one in said.actions)
    return Reply(
        conversation=before.id,
        turn=before.turn_count,
        modality=Modality.IMAGE if shown else Modality.TEXT,
        language=said.language,
        text=said.text,
        title=shown.title if shown else "",
        pictures=_pictures(shown),
        version=head.number if head else None,
        parent=head.parent if head else None,
        actions=said.actions,
        belief=belief_of(head.recipe if head else None).slots(),
        prompt=prompt_of(scene_of(head.recipe), said.language) if head else "",
        chips=_chips(shown, tree, said.language),
        buttons=_buttons(shown, tree, said.language, pending, made_new=made_new),
        other=_other(pending, said.language, made_new=made_new),
        suggestion=said.suggestion,
        details=details_of(shown, said.language) if shown else None,
        problem=said.problem,
        can_compare=_can_compare(shown),
    )


def remember(
    before: Conversation, tree: VersionTree, message: Message, text: str, reply: Reply, pending: Pending,
    upload: str | None,
) -> tuple[Conversation, Turn]:  # fmt: skip
    """The conversation after the turn, and the turn's record."""
    turn = Turn(
        index=before.turn_count,
        author=message.author,
        user=text[:MAX_TEXT],
        system=sentences(reply.language, (reply.text, reply.suggestion or "")),
        modality=reply.modality,
        actions=reply.actions,
        version=tree.current,
        upload=upload,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        reply=reply.model_dump_json(),
    )
    title = before.title or reply.title or text[:60]
    after = before.model_copy(
        update={
            "title": title,
            "language": reply.language,
            "tree": tree,
            "recent": (*before.recent, turn.model_copy(update={"reply": ""}))[-RECENT_TURNS:],
            "pending": pending,
            "turn_count": before.turn_count + 1,
        }
    )
    return after, turn


def _pictures(version: Version | None) -> tuple[Picture, ...]:
    if version is None:
        return ()
    seeds = version.seeds or (None,) * len(version.images)
    return tuple(
        Picture(
            digest=image.digest,
            media_type=image.media_type,
            width=image.width,
            height=image.height,
            alt_text=version.alt_text,
            seed=seed,
            credit=version.credit,
        )
        for image, seed in zip(version.images, seeds, strict=True)
    )


def _chips(version: Version | None, tree: VersionTree, language: Language):
    if version is None:
        return ()
    parent = tree.versions[version.parent].recipe if version.parent else None
    return chips_of(version.recipe, language, parent)


def _buttons(
    version: Version | None, tree: VersionTree, language: Language, pending: Pending, *, made_new: bool
) -> tuple[Button, ...]:
    out: list[Button] = []
    if version is not None:
        varies = not isinstance(version.recipe.source, Upload)
        out += [
            Button(kind=ControlKind.UNDO, label=say(language, "button.undo"), enabled=bool(tree.past)),
            Button(kind=ControlKind.REDO, label=say(language, "button.redo"), enabled=bool(tree.forward)),
            Button(kind=ControlKind.VARY, label=say(language, "button.vary"), enabled=varies),
        ]
        if len(version.images) > 1:
            out += [
                Button(kind=ControlKind.CHOOSE, label=say(language, "button.choose", number=n), value=str(n))
                for n in range(1, len(version.images) + 1)
            ]
    if pending.other:
        label = _other_key(pending, made_new)
        out.append(Button(kind=ControlKind.OTHER, label=say(language, f"button.{label}", number=pending.other_base)))
    return tuple(out)


def _other(pending: Pending, language: Language, *, made_new: bool) -> str | None:
    """The other reading as a question: a new picture, a change of the one before, or another change."""
    if not pending.other:
        return None
    labels = listed(
        language, (f"{CATALOGUE[one.pipeline].name[language]} ({edit_label(one, language)})" for one in pending.other)
    )
    return say(language, _other_key(pending, made_new), number=pending.other_base, what=labels)


def _other_key(pending: Pending, made_new: bool) -> str:
    if pending.other[0].pipeline == "generate":
        return "other_new"
    return "other_change" if made_new else "other_edit"


def details_of(version: Version, language: Language) -> Details:
    """What stands behind the details button of `version`."""
    source = version.recipe.source
    kind = "upload" if isinstance(source, Upload) else "drawing"
    pipelines = tuple(dict.fromkeys(edit.pipeline for edit in version.recipe.edits))
    drawn = plan(version.recipe).source
    return Details(
        prompt=prompt_of(scene_of(version.recipe), language),
        seed=None if isinstance(drawn, Upload) else drawn.seed,
        engine=version.engine,
        pipelines=pipelines if kind == "upload" else ("generate", *pipelines),
        seconds=version.seconds,
        width=version.images[0].width,
        height=version.images[0].height,
        source=kind,
        made_at=version.created,
        recipe=version.recipe.canonical(),
        likeness=version.face.likeness if version.face else None,
    )


def _can_compare(version: Version | None) -> bool:
    return version is not None and isinstance(version.recipe.source, Upload) and bool(version.recipe.edits)
