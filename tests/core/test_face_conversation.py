"""What the user is told of faces: how strongly, whose, what was softened, whom it was taken for."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from dataclasses import replace

import pytest
from stand_ins import NoPictures, StillRenderer, png, understanding

from core.dialogue import Dialogue
from core.face import SLOT_OF, value_name
from core.gpu_events import render_event
from core.language import Language
from core.messages import Attachment, Message, Reply
from core.ports import Preview, Rendered, RenderEvent
from core.problems import Code, ProblemError
from core.recipe import Recipe
from core.seen import FaceNote
from storage.sqlite import SqliteStore


class Faces(StillRenderer):
    """A renderer that tells of faces, or finds none."""

    note = FaceNote(faces=1, likeness=0.97)
    problem: ProblemError | None = None
    asks: int = 0
    """How many faces it numbers where a recipe names none of them."""

    async def render(self, recipe: Recipe, source: bytes | None, user: str = "") -> AsyncGenerator[RenderEvent, None]:
        if self.problem:
            raise self.problem
        if self.asks and not all(edit.text("target") for edit in recipe.edits if edit.pipeline == "edit_face"):
            yield Preview(png(), "image/png", 0)
            raise ProblemError(Code.WHICH_FACE, faces=self.asks)
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
    assert "左起第 2 个人的脸改好了：刘海" in chinese.text
    assert "刘海（左起第 2 个人）" in [chip.label for chip in chinese.chips]


def test_every_value_of_a_face_has_a_chinese_name_of_its_own() -> None:
    names = {value_name(value, Language.ZH) for value in SLOT_OF}
    assert len(names) == len(SLOT_OF)
    assert not any(name.isascii() for name in names)


async def test_a_softened_change_is_told_once(dialogue: Dialogue, faces: Faces) -> None:
    faces.note = FaceNote(faces=1, likeness=0.93, softened=0.5)
    first = await say(dialogue, "make her smile", photo=True)
    assert "I kept it to 50 %" in first.text
    then = await say(dialogue, "make it brighter")
    assert "50 %" not in then.text
    chinese = await say(dialogue, "给她加刘海")
    assert "不像本人" not in chinese.text


@pytest.mark.parametrize(
    ("asked", "question", "answer", "target"),
    [
        ("make her smile", "Which one do you mean?", "the second one", "2"),
        ("make her smile", "Which one do you mean?", "3", "3"),
        ("make her smile", "Which one do you mean?", "the one on the left, please", "left"),
        ("make her smile", "Which one do you mean?", "both of them", "everyone"),
        ("让她笑", "哪一位", "第二个", "2"),
        ("让她笑", "哪一位", "左边的", "left"),
    ],
)
async def test_of_several_faces_the_one_meant_is_asked_for_and_then_edited(
    dialogue: Dialogue, faces: Faces, asked: str, question: str, answer: str, target: str
) -> None:
    faces.asks = 3
    first = await say(dialogue, asked, photo=True)
    assert question in first.text
    assert "3" in first.text
    assert first.problem is None
    assert len(first.pictures) == 1
    assert not first.belief
    assert not first.chips
    then = await say(dialogue, answer)
    (edit,) = faces.rendered[-1].edits
    assert (edit.text("target"), edit.strengths()) == (target, {"smiling": 1.0})
    assert then.parent == 1
    assert (await say(dialogue, "undo")).version == 1


async def test_all_that_was_asked_for_waits_for_the_answer(dialogue: Dialogue, faces: Faces) -> None:
    faces.asks = 2
    await say(dialogue, "give her a slight smile and then rotate the photo 90 degrees", photo=True)
    await say(dialogue, "the left one")
    assert [edit.pipeline for edit in faces.rendered[-1].edits] == ["edit_face", "rotate"]
    assert faces.rendered[-1].edits[0].strengths() == {"smiling": 0.4}


async def test_who_asks_for_something_else_instead_of_answering_is_served(dialogue: Dialogue, faces: Faces) -> None:
    faces.asks = 2
    await say(dialogue, "make her smile", photo=True)
    then = await say(dialogue, "make it brighter")
    assert [edit.pipeline for edit in faces.rendered[-1].edits] == ["adjust_brightness"]
    assert then.parent == 1
    faces.asks = 0
    assert (await say(dialogue, "2")).belief == then.belief


async def test_a_photo_is_never_taken_for_the_picture_that_numbered_its_faces(dialogue: Dialogue, faces: Faces) -> None:
    faces.asks = 2
    first = await say(dialogue, "make her smile", photo=True)
    await say(dialogue, "make the person on the left smile")
    plain = await say(dialogue, "no smile")
    assert plain.pictures[0].digest != first.pictures[0].digest


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
    note = {"faces": 3, "likeness": 0.91, "softened": 0.25, "numbered": False}
    body = {
        "index": 0, "b64": "aGk=", "media_type": "image/png", "width": 1, "height": 1, "seed": 1, "engine": "face",
        "seen": {"width": 1, "height": 1}, "undrawn": [], "instead": [], "face": note,
    }  # fmt: skip
    event = await render_event("image", json.dumps(body).encode())
    assert isinstance(event, Rendered)
    assert event.face == FaceNote(**note)
