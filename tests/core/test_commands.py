"""Commands: their options come from the catalogue, and what they say holds whatever the words say."""

from __future__ import annotations

import pytest
from stand_ins import NoPictures, StillRenderer, understanding

from core.catalogue import CATALOGUE
from core.commands import COMMANDS, MOST_CHOICES, choices, collect, options, parse
from core.dialogue import Dialogue
from core.errands import ErrandKind
from core.face import FACE_SLOTS
from core.language import Language
from core.messages import Attachment, Message, Reply
from core.pipeline import ParamType
from storage.sqlite import SqliteStore


@pytest.fixture
def dialogue(store: SqliteStore, renderer: StillRenderer) -> Dialogue:
    return Dialogue(understanding(), renderer, store, NoPictures())


async def say(dialogue: Dialogue, text: str = "", **more: object) -> Reply:
    message = Message(conversation="c", author="ann", text=text, **more)  # pyright: ignore[reportArgumentType]
    return [event async for event in dialogue.handle(message)][-1]  # pyright: ignore[reportReturnType]


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("/draw a cat", "draw", "a cat"),
        ("/draw@chatelier_bot a cat", "draw", "a cat"),
        ("/undo", "undo", ""),
        ("/画 一只猫", "draw", "一只猫"),
        ("/start", "help", ""),
        ("  /edit a bit\nbrighter ", "edit", "a bit\nbrighter"),
    ],
)
def test_a_command_is_read_with_the_words_after_it(text: str, name: str, words: str) -> None:
    parsed = parse(text)
    assert parsed
    assert (parsed[0].name, parsed[1]) == (name, words)


@pytest.mark.parametrize("text", ["draw a cat", "/nonsense", "/", "a/b", "1/2"])
def test_what_is_no_command_is_none(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    "command", [one for one in COMMANDS.values() if one.pipeline and one.name != "face"], ids=lambda one: one.name
)
def test_options_are_the_pipelines_parameters(command) -> None:
    assert options(command) == CATALOGUE[command.pipeline].params
    assert not command.words or command.words in {one.name for one in options(command)}


def test_a_face_has_an_option_for_each_slot() -> None:
    shown = {one.name: one for one in options(COMMANDS["face"])}
    assert all(shown[slot].choices == values for slot, values in FACE_SLOTS.items())
    words, given = collect(COMMANDS["face"], {"expression": "smiling", "drop": "bangs"})
    assert (words, given) == ("", {"set": {"expression": ("smiling",)}, "unset": {"hair": ("bangs",)}})


def test_commands_without_a_pipeline_are_errands() -> None:
    assert {one.name for one in COMMANDS.values() if not one.pipeline} <= set(ErrandKind)


@pytest.mark.parametrize("language", Language)
def test_choices_fit_a_platform_and_narrow_with_what_is_typed(language: Language) -> None:
    for command in COMMANDS.values():
        for param in options(command):
            found = choices(param, "", language)
            assert len(found) <= MOST_CHOICES
            assert not param.choices or param.type is ParamType.CHOICE
    style = next(one for one in options(COMMANDS["draw"]) if one.name == "style")
    assert choices(style, "water", Language.EN) == [("watercolor", "watercolor")]
    assert choices(style, "水彩", Language.ZH) == [("水彩", "watercolor")]


async def test_draw_draws_even_what_sounds_like_an_edit(dialogue: Dialogue) -> None:
    await say(dialogue, "draw a cat")
    reply = await say(dialogue, "/draw sunglasses on a dog")
    assert [one.pipeline for one in reply.actions] == ["generate"]
    assert reply.version == 2
    assert reply.parent is None


async def test_edit_edits_even_what_sounds_like_a_new_picture(dialogue: Dialogue) -> None:
    await say(dialogue, "draw a cat")
    reply = await say(dialogue, "a dog beside a tree", command="edit")
    assert reply.parent == 1


async def test_draw_takes_typed_options(dialogue: Dialogue) -> None:
    reply = await say(dialogue, "a cat", command="draw", options={"style": "watercolor", "aspect": "16:9", "count": 2})
    [drawn] = reply.actions
    assert drawn.params == {"prompt": "a cat", "style": "watercolor", "aspect": "16:9", "count": 2}
    assert len(reply.pictures) == 2


async def test_an_option_out_of_range_is_a_sentence(dialogue: Dialogue) -> None:
    reply = await say(dialogue, "a cat", command="draw", options={"count": 9})
    assert reply.problem
    assert reply.pictures == ()


async def test_a_face_command_sets_what_was_chosen(dialogue: Dialogue) -> None:
    photo = Attachment(data=b"photo")
    reply = await say(dialogue, command="face", options={"set": {"expression": ("smiling",)}}, attachment=photo)
    assert reply.belief["expression"] == ("smiling",)


async def test_undo_takes_steps(dialogue: Dialogue) -> None:
    for words in ("draw a cat", "at the beach", "watercolor"):
        await say(dialogue, words)
    assert (await say(dialogue, "/undo 2")).version == 1
    assert (await say(dialogue, "/redo")).version == 2


@pytest.mark.parametrize("name", ["draw", "edit", "face", "find", "ask"])
async def test_a_command_without_words_asks_for_them(dialogue: Dialogue, name: str) -> None:
    reply = await say(dialogue, f"/{name}")
    assert f"/{name} " in reply.text
    assert reply.problem is None


async def test_the_same_commands_work_in_chinese(dialogue: Dialogue) -> None:
    assert (await say(dialogue, "/画 一只猫")).language is Language.ZH
    reply = await say(dialogue, "/改 放到海边")
    assert reply.belief["background"] == ("海边",)
