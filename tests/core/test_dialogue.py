"""The loop, with real understanding and real storage; only the inference server is a stand-in."""

from __future__ import annotations

import asyncio
import logging

import pytest
from patience import LIMIT
from stand_ins import NoPictures, StillRenderer, png, understanding

from core.dialogue import Dialogue
from core.messages import Attachment, Control, ControlKind, Message, Reply
from core.pipeline import Modality
from core.ports import Progress, Queued
from core.problems import Code
from core.work import Understood
from storage.sqlite import SqliteStore


@pytest.fixture
def dialogue(renderer: StillRenderer, store: SqliteStore) -> Dialogue:
    return Dialogue(understanding(), renderer, store, NoPictures())


def message(text: str = "", **more: object) -> Message:
    return Message(conversation="c", author="a", text=text, **more)  # pyright: ignore[reportArgumentType]


async def say(dialogue: Dialogue, text: str = "", **more: object) -> Reply:
    return await reply_to(dialogue, message(text, **more))


async def reply_to(dialogue: Dialogue, sent: Message) -> Reply:
    events = [event async for event in dialogue.handle(sent)]
    assert isinstance(events[-1], Reply)
    return events[-1]


async def press(dialogue: Dialogue, kind: ControlKind, value: str = "") -> Reply:
    return await reply_to(dialogue, message(control=Control(kind=kind, value=value)))


def labels(reply: Reply) -> list[str]:
    return [chip.label for chip in reply.chips]


CONVERSATIONS = {
    "en": ("draw me a cute cat", "can I have it at the beach?", "put sunglasses on it", "convert to anime style",
           "actually, no sunglasses", "undo"),
    "zh": ("画一只可爱的猫", "可以放到海边吗？", "给它戴上墨镜", "换成动漫风格", "还是不要墨镜了", "撤销"),
}  # fmt: skip


@pytest.mark.parametrize("language", CONVERSATIONS)
async def test_the_main_conversation(dialogue: Dialogue, language: str) -> None:
    replies = [await say(dialogue, text) for text in CONVERSATIONS[language]]
    pipelines = [[one.pipeline for one in reply.actions] for reply in replies]
    assert pipelines == [
        ["generate"], ["change_background"], ["add_object"], ["style_transfer"], ["remove_object"], ["undo"],
    ]  # fmt: skip
    assert all(reply.modality is Modality.IMAGE and reply.language == language for reply in replies)
    assert all(reply.pictures[0].alt_text for reply in replies)
    assert [reply.version for reply in replies] == [1, 2, 3, 4, 5, 4]
    glasses = "sunglasses" if language == "en" else "墨镜"
    assert [any(glasses in one for one in labels(reply)) for reply in replies] == [
        False,
        False,
        True,
        True,
        False,
        True,
    ]
    assert replies[-1].pictures == replies[3].pictures


async def test_every_turn_renders_the_merged_recipe_from_the_source(
    dialogue: Dialogue, renderer: StillRenderer
) -> None:
    for text in ("draw a cat", "a bit brighter", "brightness +20", "rotate left 90", "rotate left 90"):
        await say(dialogue, text)
    last = renderer.rendered[-1]
    assert last.source == renderer.rendered[0].source
    assert {edit.pipeline: edit.params for edit in last.edits} == {
        "adjust_brightness": {"percent": 30}, "rotate": {"degrees": 180},
    }  # fmt: skip


async def test_the_seed_stays_for_the_whole_conversation(dialogue: Dialogue, renderer: StillRenderer) -> None:
    await say(dialogue, "draw a cat")
    await say(dialogue, "draw a dog")
    await reply_to(dialogue, message("a bit brighter", attachment=Attachment(data=png())))
    assert len({one.source.seed for one in renderer.rendered}) == 1
    assert len(renderer.rendered) == 3


async def test_a_picture_that_was_made_before_is_not_made_again(dialogue: Dialogue, renderer: StillRenderer) -> None:
    first = await say(dialogue, "draw a cat")
    await say(dialogue, "put a red hat on it")
    again = await say(dialogue, "remove the red hat")
    assert again.pictures[0].digest == first.pictures[0].digest
    assert len(renderer.rendered) == 2


async def test_what_is_already_so_is_said_and_not_rendered(dialogue: Dialogue, renderer: StillRenderer) -> None:
    await say(dialogue, "draw a cat at the beach")
    await say(dialogue, "make it watercolor")
    reply = await say(dialogue, "make it watercolor")
    assert "already" in reply.text
    assert len(renderer.rendered) == 2
    assert reply.version == 2


async def test_progress_comes_before_the_reply(dialogue: Dialogue) -> None:
    kinds = [type(event) async for event in dialogue.handle(message("draw a cat"))]
    assert kinds == [Understood, Queued, Progress, Reply]


async def test_a_photo_is_the_first_version_and_edits_start_from_it(
    dialogue: Dialogue, renderer: StillRenderer
) -> None:
    sent = message("a bit brighter", attachment=Attachment(data=png()))
    reply = await reply_to(dialogue, sent)
    assert (reply.version, reply.parent) == (2, 1)
    assert reply.can_compare
    original = await say(dialogue, "undo")
    assert original.version == 1
    assert not original.can_compare


async def test_starting_over_keeps_the_photo_and_drops_its_edits(dialogue: Dialogue) -> None:
    await reply_to(dialogue, message("a bit brighter", attachment=Attachment(data=png())))
    reply = await say(dialogue, "start over")
    assert reply.modality is Modality.TEXT
    assert (reply.version, reply.belief) == (1, {})
    assert (await say(dialogue, "more contrast")).parent == 1


async def test_starting_over_leaves_a_drawing(dialogue: Dialogue) -> None:
    await say(dialogue, "draw a cat at the beach")
    reply = await say(dialogue, "start over")
    assert (reply.modality, reply.version, reply.belief) == (Modality.TEXT, None, {})


async def test_a_photo_alone_is_shown_with_what_can_be_done(dialogue: Dialogue) -> None:
    reply = await reply_to(dialogue, message(attachment=Attachment(data=png())))
    assert reply.modality is Modality.IMAGE
    assert "32 × 24" in reply.text
    assert reply.suggestion


@pytest.mark.parametrize(
    ("text", "word"), [("make it night", "no picture"), ("给它戴上墨镜", "还没有画"), ("make her smile", "no picture")]
)
async def test_without_a_picture_it_asks_back(dialogue: Dialogue, text: str, word: str) -> None:
    reply = await say(dialogue, text)
    assert reply.modality is Modality.TEXT
    assert word in reply.text or "Faces" in reply.text or "cannot answer" in reply.text or "答不了" in reply.text


async def test_saying_yes_takes_the_suggestion(dialogue: Dialogue) -> None:
    first = await say(dialogue, "draw a cat")
    assert first.suggestion
    assert "beach" in first.suggestion
    second = await say(dialogue, "yes please")
    assert "at the beach" in " ".join(labels(second))


async def test_a_suggestion_is_never_what_is_already_so(dialogue: Dialogue) -> None:
    first = await say(dialogue, "draw a cat at the beach")
    assert first.suggestion
    assert "beach" not in first.suggestion


async def test_undo_and_redo_by_button(dialogue: Dialogue) -> None:
    await say(dialogue, "draw a cat")
    await say(dialogue, "make it night")
    assert (await press(dialogue, ControlKind.UNDO)).version == 1
    assert (await press(dialogue, ControlKind.REDO)).version == 2
    refused = await press(dialogue, ControlKind.REDO)
    assert refused.problem
    assert refused.problem.code is Code.NOTHING_TO_REDO
    assert refused.version == 2


async def test_dropping_a_chip_keeps_the_rest(dialogue: Dialogue) -> None:
    await say(dialogue, "draw a cat")
    await say(dialogue, "put it at the beach")
    before = await say(dialogue, "put sunglasses on it")
    key = next(chip.key for chip in before.chips if chip.slot == "place")
    after = await press(dialogue, ControlKind.DROP, key)
    assert set(labels(before)) - set(labels(after)) == {"beach"}
    assert any(chip.label == "sunglasses" for chip in after.chips)


async def test_an_amount_can_be_set(dialogue: Dialogue, renderer: StillRenderer) -> None:
    await say(dialogue, "draw a cat")
    reply = await say(dialogue, "brightness +20")
    chip = next(chip for chip in reply.chips if chip.amount is not None)
    assert chip.amount == 20
    await press(dialogue, ControlKind.AMOUNT, f"{chip.key}=-35")
    assert renderer.rendered[-1].edits[0].number("percent") == -35


async def test_an_earlier_version_can_be_branched(dialogue: Dialogue) -> None:
    await say(dialogue, "draw a cat")
    await say(dialogue, "put it at the beach")
    await press(dialogue, ControlKind.GOTO, "1")
    branch = await say(dialogue, "make it night")
    assert (branch.version, branch.parent) == (3, 1)
    assert "beach" not in labels(branch)


async def test_variations_and_choosing_one(dialogue: Dialogue) -> None:
    await say(dialogue, "draw a cat")
    many = await say(dialogue, "give me 3 variations")
    assert len(many.pictures) == 3
    kept = await press(dialogue, ControlKind.CHOOSE, "2")
    assert kept.pictures[0].digest == many.pictures[1].digest
    after = await say(dialogue, "make it night")
    assert after.details
    assert after.details.seed == many.pictures[1].seed


async def test_a_render_can_be_cancelled_and_changes_nothing(dialogue: Dialogue, renderer: StillRenderer) -> None:
    await say(dialogue, "draw a cat")
    renderer.hold()
    task = asyncio.create_task(say(dialogue, "put it at the beach"))
    await renderer.begun.wait()
    assert dialogue.cancel("c")
    reply = await task
    assert reply.problem
    assert reply.problem.code is Code.CANCELLED
    assert (reply.version, renderer.cancelled) == (1, 1)


async def test_saying_stop_cancels_the_render_that_runs(dialogue: Dialogue, renderer: StillRenderer) -> None:
    renderer.hold()
    task = asyncio.create_task(say(dialogue, "draw a cat"))
    await renderer.begun.wait()
    await say(dialogue, "stop")
    assert (await task).text.startswith("Cancelled")


async def test_closing_the_stream_cancels_the_render(dialogue: Dialogue, renderer: StillRenderer) -> None:
    renderer.hold()
    events = dialogue.handle(message("draw a cat"))
    await anext(events)
    await anext(events)
    await anext(events)
    await events.aclose()
    assert renderer.cancelled == 1


async def test_turns_of_one_conversation_run_in_order(dialogue: Dialogue) -> None:
    texts = ["draw a cat", "put it at the beach", "make it night", "put sunglasses on it"]
    replies = await asyncio.gather(*(say(dialogue, text) for text in texts))
    assert [reply.turn for reply in replies] == [0, 1, 2, 3]
    assert [reply.version for reply in replies] == [1, 2, 3, 4]


async def test_conversations_run_side_by_side(dialogue: Dialogue, renderer: StillRenderer) -> None:
    renderer.hold()
    slow = asyncio.create_task(say(dialogue, "draw a cat"))
    await renderer.begun.wait()
    other = message("hello").model_copy(update={"conversation": "other"})
    assert (await asyncio.wait_for(reply_to(dialogue, other), LIMIT)).text
    renderer.gate.set()
    assert (await slow).version == 1


async def test_everything_is_there_after_a_restart(renderer: StillRenderer, store: SqliteStore) -> None:
    first = Dialogue(understanding(), renderer, store, NoPictures())
    await say(first, "draw a cat")
    await say(first, "put it at the beach")
    second = Dialogue(understanding(), renderer, store, NoPictures())
    reply = await say(second, "undo")
    assert reply.version == 1
    assert (await say(second, "redo")).version == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [("", Code.EMPTY_MESSAGE), ("\x00\x07 \u202e", Code.EMPTY_MESSAGE), ("a" * 100_000, Code.TEXT_TOO_LONG),
     ("undo", Code.NOTHING_TO_UNDO), ("find me pictures of unicorns", Code.NOTHING_FOUND)],
)  # fmt: skip
async def test_bad_input_gets_one_clear_sentence_and_a_line_in_the_log(
    dialogue: Dialogue, text: str, code: Code, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "core")
    reply = await say(dialogue, text)
    assert [code.value in record.getMessage() for record in caplog.records] == [True]
    assert reply.problem
    assert reply.problem.code is code
    assert reply.modality is Modality.TEXT
    assert 10 < len(reply.text) < 200


async def test_emoji_are_answered_kindly(dialogue: Dialogue) -> None:
    assert "emoji" in (await say(dialogue, "🎨🐱✨")).text


async def test_two_processes_on_one_conversation(renderer: StillRenderer, store: SqliteStore) -> None:
    one = Dialogue(understanding(), renderer, store, NoPictures())
    two = Dialogue(understanding(), renderer, store, NoPictures())
    await say(one, "draw a cat")
    await say(two, "put it at the beach")
    reply = await say(one, "make it night")
    assert (reply.version, reply.parent) == (3, 2)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (ControlKind.UNDO, "-1"), (ControlKind.UNDO, "0"), (ControlKind.UNDO, "many"), (ControlKind.VARY, "99"),
        (ControlKind.CHOOSE, "7"), (ControlKind.CHOOSE, "-1"), (ControlKind.DROP, "subject:9"), (ControlKind.DROP, ""),
        (ControlKind.DROP, "subject:-1"), (ControlKind.AMOUNT, "edit:0=400"), (ControlKind.AMOUNT, "edit:0"),
        (ControlKind.GOTO, "12"), (ControlKind.GOTO, ""), (ControlKind.OTHER, ""), (ControlKind.RESTORE, "x"),
    ],
)  # fmt: skip
async def test_a_button_that_points_at_nothing_is_refused_and_changes_nothing(
    dialogue: Dialogue, kind: ControlKind, value: str
) -> None:
    await say(dialogue, "draw a cat")
    await say(dialogue, "put it at the beach")
    reply = await press(dialogue, kind, value)
    assert reply.problem
    assert reply.problem.code in {Code.INVALID_REQUEST, Code.NO_SUCH_VERSION}
    assert reply.version == 2
    assert reply.text


@pytest.mark.parametrize("texts", [("draw a lake", "is there a canoe?"), ("画一个湖", "图里有船吗？")])
async def test_whether_something_is_in_the_picture_is_a_question(dialogue: Dialogue, texts: tuple[str, str]) -> None:
    _, reply = [await say(dialogue, text) for text in texts]
    assert [one.pipeline for one in reply.actions] == ["ask"]
    assert reply.modality is Modality.TEXT


async def test_a_place_alone_and_a_plain_backdrop_are_told_in_whole_sentences(dialogue: Dialogue) -> None:
    assert (await say(dialogue, "draw a sunset over the sea")).text == "Here it is: over the sea, sunset."
    assert (await say(dialogue, "put it on a black background")).text.startswith("The background is black now.")


async def test_the_first_picture_offers_no_change_of_one_that_is_not_there(dialogue: Dialogue) -> None:
    reply = await say(dialogue, "make a birthday picture for my friend Luna")
    assert "None" not in (reply.other or "")
    assert all("None" not in button.label for button in reply.buttons)


@pytest.mark.parametrize("text", ["哈哈好可爱", "so cute", "awesome"])
async def test_praise_is_not_answered_with_what_cannot_be_done(dialogue: Dialogue, text: str) -> None:
    await say(dialogue, "draw a cat")
    assert (await say(dialogue, text)).text in {"You are welcome.", "不客气。"}


@pytest.mark.parametrize("text", ["describe it", "can you describe the picture?", "描述一下", "请描述一下这张图"])
async def test_a_picture_is_described_whatever_was_said_before(dialogue: Dialogue, text: str) -> None:
    for said in ("画一只可爱的猫", "可以放到海边吗？", "给它戴上墨镜"):
        await say(dialogue, said)
    reply = await say(dialogue, text)
    assert [one.pipeline for one in reply.actions] == ["ask"]
