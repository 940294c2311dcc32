"""The commands that every platform offers, with options derived from the catalogue: "/draw", "/edit", "/undo"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from core.catalogue import CATALOGUE, COLORS, action
from core.errands import Errand, ErrandKind
from core.face import FACE_SLOTS
from core.language import Language, Text
from core.lexicon import is_chinese
from core.pipeline import Action, Kind, Param, ParamType, ParamValue
from core.styles import STYLES


@dataclass(frozen=True)
class Command:
    """One command. `pipeline` is what it asks for; a command without one is an errand (`core.errands`)."""

    name: str
    local: Text
    """Its name where a platform lets commands have one in each language."""
    description: Text
    pipeline: str = ""
    words: str = ""
    """The parameter that the words after the command fill."""
    picture: bool = False
    """Whether a picture may be sent along."""


def _does(name: str, zh: str, pipeline: str, words: str = "", *, picture: bool = False) -> Command:
    return Command(name, Text(name, zh), CATALOGUE[pipeline].description, pipeline, words, picture)


def _errand(name: str, zh: str, en_text: str, zh_text: str, words: str = "") -> Command:
    return Command(name, Text(name, zh), Text(en_text, zh_text), words=words)


_COMMANDS: Final = (
    _does("draw", "画", "generate", "prompt"),
    Command("edit", Text("edit", "改"), Text("Change the picture in your own words", "用你自己的话改这幅画"), "edit",
            "instruction", picture=True),
    _does("face", "改脸", "edit_face", "words", picture=True),
    _does("find", "找图", "search", "query"),
    _does("ask", "问", "ask", "question", picture=True),
    _does("undo", "撤销", "undo", "steps"),
    _does("redo", "重做", "redo"),
    _does("reset", "重来", "reset"),
    _errand("details", "详情", "Prompt, seed, engine and recipe of the picture", "这幅画的提示词、种子、引擎和配方"),
    _errand("move", "转移", "Get a code that carries this conversation to another place", "生成一个代码，把对话带到别处继续"),
    _errand("join", "接续", "Go on with the conversation that a code stands for", "用代码接着另一处的对话", "code"),
    _errand("forget", "忘记", "Delete what is kept of this conversation or of you", "删除这段对话或你的全部记录"),
    _errand("settings", "设置", "Language, and when I answer", "语言，以及什么时候回答"),
    _errand("help", "帮助", "What I can do, and how", "我会做什么，怎么用"),
)  # fmt: skip

COMMANDS: Final[Mapping[str, Command]] = {command.name: command for command in _COMMANDS}

_NAMES: Final = {name: command.name for command in _COMMANDS for name in (command.name, command.local.zh)}
_NAMES["start"] = "help"  # what Telegram sends when a chat begins
_GIVEN: Final = re.compile(r"/([a-z_]+|[\u4e00-\u9fff]+)(?:@\w+)?(?:\s+(.*))?", re.DOTALL)

MOST_CHOICES: Final = 25
"""Choices that are offered for one option."""

_ASPECTS: Final = ("1:1", "4:3", "3:4", "16:9", "9:16", "3:2", "2:3")
_FACE_LABELS: Final = {"words": Text("in your own words, such as: smiling, blond hair", "用你的话说，比如：微笑、金发"),
                       "expression": Text("expression", "表情"), "hair_color": Text("hair colour", "发色"),
                       "hair": Text("hair and beard", "发型和胡子"), "makeup": Text("make-up and features", "妆容和五官"),
                       "drop": Text("what to drop", "去掉什么")}  # fmt: skip


def parse(text: str) -> tuple[Command, str] | None:
    """The command that `text` begins with, and the words after it: "/draw a cat" is (draw, "a cat")."""
    match = _GIVEN.fullmatch(text.strip())
    name = _NAMES.get(match.group(1)) if match else None
    return (COMMANDS[name], (match.group(2) or "").strip()) if match and name else None


def errand_in(text: str) -> Errand | None:
    """The errand that `text` asks for: "/join ABCD-2345"; None for words and for commands that begin a turn."""
    parsed = parse(text)
    if parsed is None or parsed[0].pipeline:
        return None
    return Errand(kind=ErrandKind(parsed[0].name), value=parsed[1])


def options(command: Command) -> tuple[Param, ...]:
    """The options of `command`, derived from its pipeline; a face has one for each slot."""
    if not command.pipeline:
        return (Param(command.words, ParamType.TEXT, Text("the code", "代码")),) if command.words else ()
    if command.pipeline == "edit_face":
        return _face_options()
    return CATALOGUE[command.pipeline].params


def _face_options() -> tuple[Param, ...]:
    words = Param("words", ParamType.TEXT, _FACE_LABELS["words"], required=False)
    slots = (Param(slot, ParamType.CHOICE, _FACE_LABELS[slot], False, choices=FACE_SLOTS[slot]) for slot in FACE_SLOTS)
    every = tuple(value for values in FACE_SLOTS.values() for value in values)
    return words, *slots, Param("drop", ParamType.CHOICE, _FACE_LABELS["drop"], False, choices=every)


def choices(param: Param, typed: str, language: Language) -> list[tuple[str, str]]:
    """(label, value) of what may be chosen for `param`, those that contain `typed`; empty where anything goes."""
    every = [pair for pair in _choices(param, language) if typed.lower() in f"{pair[0]} {pair[1]}".lower()]
    return every[:MOST_CHOICES]


def _choices(param: Param, language: Language) -> Iterable[tuple[str, str]]:
    if param.choices:
        return ((one, one) for one in param.choices)
    if param.name == "style":
        return ((style.title[language], style.title.en) for style in STYLES)
    if param.type is ParamType.ASPECT:
        return ((aspect, aspect) for aspect in _ASPECTS)
    if param.name == "color":
        return ((color, color) for color in COLORS)
    if param.name == "instruction":
        return ((words, words) for words in _edit_examples(language))
    return ()


def _edit_examples(language: Language) -> Iterable[str]:
    """Words for what can be edited: the photo pipelines that need nothing more, and the styles."""
    for entry in CATALOGUE.values():
        if entry.kind is Kind.PHOTO and not any(param.required for param in entry.params):
            yield entry.description[language]
    for style in STYLES:
        yield style.title[language]


def collect(command: Command, given: Mapping[str, ParamValue]) -> tuple[str, dict[str, ParamValue]]:
    """The words and the typed parameters of a command whose options a platform has filled in."""
    rest = {name: value for name, value in given.items() if name != command.words}
    words = str(given.get(command.words, ""))
    if command.pipeline != "edit_face":
        return words, rest
    wanted = {slot: (str(rest[slot]),) for slot in FACE_SLOTS if slot in rest}
    dropped = {slot: (str(rest["drop"]),) for slot, values in FACE_SLOTS.items() if rest.get("drop") in values}
    return words, {name: value for name, value in (("set", wanted), ("unset", dropped)) if value}


def direct(command: Command, words: str, given: Mapping[str, ParamValue]) -> Action | None:
    """The action of a command that leaves nothing to be understood; None where its words are to be read.

    Raises core.pipeline.ActionError for an option that the catalogue does not allow.
    """
    match command.name:
        case "draw" if given:
            return action("generate", prompt=words, **given)
        case "face" if given and not words:
            return action("edit_face", **given)
        case "find" | "ask":
            return action(command.pipeline, **{command.words: words})
        case "undo":
            steps = {"steps": min(int(words), 100)} if words.isdecimal() and int(words) else {}
            return action("undo", **steps)
        case "redo" | "reset":
            return action(command.pipeline)
        case _:
            return None


def wording(command: Command, words: str) -> str:
    """`words` as a sentence that says what the command says: "a cat" after "/draw" is "draw a cat"."""
    if command.name == "draw":
        return f"画{words}" if is_chinese(words) else f"draw {words}"
    return words


def bent(command: Command, words: str, read: tuple[Action, ...], given: Mapping[str, ParamValue]) -> tuple[Action, ...]:
    """What was read of the words, held to what the command says: an edit stays an edit, a drawing a new drawing."""
    match command.name:
        case "draw":
            return read if read and read[0].pipeline == "generate" else (action("generate", prompt=words),)
        case "face":
            faces = tuple(one for one in read if one.pipeline == "edit_face")
            return faces + ((action("edit_face", **given),) if given else ())
        case _:
            edits = tuple(one for one in read if CATALOGUE[one.pipeline].kind in _CHANGES)
            return edits or (action("edit", instruction=words),)


_CHANGES: Final = frozenset({Kind.SCENE, Kind.PHOTO, Kind.FACE, Kind.HISTORY})
