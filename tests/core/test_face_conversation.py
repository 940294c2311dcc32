"""What the user is told of faces: how strongly, whose, what was softened, whom it was taken for."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from dataclasses import replace

import pytest
from stand_ins import NoPictures, StillRenderer, png, understanding

from core.dialogue import Dialogue
from core.gpu_events import render_event
from core.messages import Attachment, Message, Reply
from core.ports import Rendered, RenderEvent
from core.problems import Code, ProblemError
from core.recipe import Recipe
from core.seen import FaceNote
from storage.sqlite import SqliteStore


class Faces(StillRenderer):
    """A renderer that tells of faces, or finds none."""

    note = FaceNote(faces=1, likeness=0.97)
    problem: ProblemError | None = None

    async def render(self, recipe: Recipe, source: bytes | None, user: str = "") -> AsyncGenerator[RenderEvent, None]:
        if self.problem:
            raise self.problem
        async for event in super().render(recipe, source, user):
            yield replace(event, face=self.note) if isinstance(event, Rendered) else event


@pytest.fixture
def faces() -> Faces:
    return Faces()


@pytest.fixture
def dialogue(faces: Faces, store: SqliteStore) -> Dialogue:
    return Dialogue(understanding(), faces, store, NoPictures())


async def say(dialogue: Dialogue, text: str, *, photo: bool = False) -> Reply:
    attachment = Attachment(data=png()) if photo else None
    sent = Message(conversation="c", author="a", text=text, attachment=attachment)
    *_, reply = [event async for event in dialogue.handle(sent)]
    assert isinstance(reply, Reply)
    return reply


async def test_a_smile_grows_from_turn_to_turn(dialogue: Dialogue, faces: Faces) -> None:
    replies = [await say(dialogue, "a slight smile", photo=True)]
    replies += [await say(dialogue, text) for text in ("a bit more", "much more", "a little less")]
    assert [recipe.edits[0].strengths()["smiling"] for recipe in faces.rendered] == [0.4, 0.55, 1.0, 0.85]
    assert "smiling at 40 %" in replies[0].text
    assert [chip.label for chip in replies[1].chips] == ["smiling at 55 %"]


async def test_a_named_person_is_named_in_the_reply(dialogue: Dialogue) -> None:
    english = await say(dialogue, "make the person on the left smile", photo=True)
    assert "the face of the person on the left: smiling" in english.text
    chinese = await say(dialogue, "给第二个人加刘海")
    assert "左起第 2 个人的脸改好了" in chinese.text


async def test_a_softened_change_and_a_guess_are_told_once(dialogue: Dialogue, faces: Faces) -> None:
    faces.note = FaceNote(faces=2, likeness=0.93, softened=0.5, guessed=2)
    first = await say(dialogue, "make her smile", photo=True)
    assert "I kept it to 50 %" in first.text
    assert "There are 2 faces, and I took person 2 from the left." in first.text
    then = await say(dialogue, "make it brighter")
    assert "50 %" not in then.text
    assert "2 faces" not in then.text
    chinese = await say(dialogue, "给她加刘海")
    assert "不像本人" not in chinese.text


async def test_likeness_stands_in_the_details(dialogue: Dialogue) -> None:
    reply = await say(dialogue, "make her smile", photo=True)
    assert reply.details is not None
    assert reply.details.likeness == 0.97


@pytest.mark.parametrize(
    ("code", "english", "chinese"),
    [
        (Code.NO_FACE, "I see no face", "没有看到"), (Code.FACE_TOO_SMALL, "too small", "太小"),
        (Code.FACE_TURNED, "turned too far", "侧得太多"), (Code.FACE_UNFIT, "does not show enough", "露出得不够"),
    ],
)  # fmt: skip
async def test_a_face_that_cannot_be_edited_is_told_of(
    dialogue: Dialogue, faces: Faces, code: Code, english: str, chinese: str
) -> None:
    faces.problem = ProblemError(code)
    for text, words in (("make her smile", english), ("让她笑", chinese)):
        reply = await say(dialogue, text, photo=True)
        assert words in reply.text
        assert reply.problem is not None
        assert "faces` extra" not in reply.text


async def test_the_server_s_note_is_read() -> None:
    note = {"faces": 3, "likeness": 0.91, "softened": 0.25, "guessed": 1}
    body = {
        "index": 0, "b64": "aGk=", "media_type": "image/png", "width": 1, "height": 1, "seed": 1, "engine": "face",
        "seen": {"width": 1, "height": 1}, "undrawn": [], "instead": [], "face": note,
    }  # fmt: skip
    event = await render_event("image", json.dumps(body).encode())
    assert isinstance(event, Rendered)
    assert event.face == FaceNote(**note)
