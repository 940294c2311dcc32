"""What is said of a changed face: which values and how strongly, whose face, and what the picture tells of it."""

from __future__ import annotations

from core.face import value_name
from core.language import Language
from core.pipeline import Action
from core.replies.phrases import has, listed, say
from core.seen import FaceNote


def face_changes(one: Action, language: Language) -> str:
    """The values that an `edit_face` action sets and drops, as a list."""
    wanted = [at_strength(value, share, language) for value, share in one.strengths().items()]
    unset = (value for values in one.face("unset").values() for value in values)
    dropped = [say(language, "face.unset", value=value_name(value, language)) for value in unset]
    return listed(language, (*wanted, *dropped))


def at_strength(value: str, share: float, language: Language) -> str:
    """A value, with its strength (0..1) where it is not wanted fully."""
    name = value_name(value, language)
    return name if share >= 1 else say(language, "face.at", value=name, percent=round(100 * share))


def person(target: str, language: Language) -> str:
    """Words for whom the `target` of an action names; its own words where they are none of ours."""
    number, _, side = target.partition(" ")
    if number.isdecimal() and side in {"", "right"}:
        return say(language, "person.number_right" if side else "person.number", number=number)
    key = f"person.{target.lower()}"
    return say(language, key) if has(key) else target


def told_of_faces(note: FaceNote | None, before: FaceNote | None, language: Language) -> list[str]:
    """That a change of a face was softened; nothing where `before`, the note of the version before, says so too."""
    if note is None or note.softened == 1 or note == before:
        return []
    return [say(language, "face.softened", percent=round(100 * note.softened))]
