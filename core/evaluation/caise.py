"""CAISE's own files (Kim et al. 2022): conversations with an assistant that searches and edits pictures, as turns.

What is understood is said in CAISE's commands: `search WORD...`, `adjust_color COLOR INTENSITY`, `adjust_attr
brightness N`, `adjust_attr contrast N`, `rotate DEGREES` (counterclockwise) and `image_cutout`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from core.catalogue import action
from core.conversation import RECENT_TURNS, Turn
from core.evaluation.grounding import color_of, common_color, named_color, thing_described, tint_of
from core.language import Language
from core.pipeline import Action, ActionError, Modality
from core.understanding.interface import Context, Interpretation

_USER, _ASSISTANT = "user_text:", "assistant_text:"
_COMMAND: Final = re.compile(r"^(search|adjust_color|adjust_attr|rotate|image_cutout)\b")
_INTENSITY: Final = 0.2
_SHORT: Final = 4
"""A line of fewer words is read together with those before it."""


@dataclass(frozen=True)
class Instance:
    """One request of CAISE with what came before it and what is seen in the pictures so far."""

    uid: str
    context: Context
    seen: tuple[tuple[str, ...], ...]
    """Visual concepts of each picture so far, the newest last."""
    asked: tuple[str, ...]
    """The user's lines since the last command, oldest first."""
    command: str = ""
    """The recorded command, where the file has it."""


def instances(
    given: Sequence[Mapping[str, Any]], concepts: Sequence[Sequence[str]], index: Mapping[str, int]
) -> Iterator[Instance]:
    """The requests of a file such as `md_test.json`. Raises ValueError naming one that is none."""
    for number, one in enumerate(given, 1):
        try:
            shown = [str(name).strip() for name in one["history_img"]]
            seen = tuple(tuple(concepts[index[name]]) for name in shown if name in index)
            yield _instance(str(one["uid"]), list(one["history_utte"]), seen, str(one.get("api", "")))
        except (KeyError, TypeError, IndexError) as error:
            raise ValueError(f"entry {number} is no request of CAISE: {error!r}") from error


def _instance(uid: str, lines: list[str], seen: tuple[tuple[str, ...], ...], command: str) -> Instance:
    turns: list[Turn] = []
    asked: list[str] = []
    for line in lines:
        line = line.strip()
        if line.startswith(_USER):
            asked.append(" ".join(line.removeprefix(_USER).split()))
        elif line.startswith(_ASSISTANT):
            if turns and not asked:
                said = line.removeprefix(_ASSISTANT).strip()
                turns[-1] = turns[-1].model_copy(update={"system": said})
        elif _COMMAND.match(line):
            actions = tuple(one for one in (action_of(line),) if one)
            turns.append(_turn(len(turns), asked, actions))
            asked = []
    context = Context(
        text=". ".join(asked if len(asked[-1].split()) < _SHORT else asked[-1:]) if asked else "",
        language=Language.EN,
        turns=tuple(turns[-RECENT_TURNS:]),
        picture="photo" if turns else "none",
        concepts=seen[-1] if seen else (),
    )
    return Instance(uid, context, seen, tuple(asked), command)


def _turn(number: int, asked: Sequence[str], actions: tuple[Action, ...]) -> Turn:
    return Turn(
        index=number, author="", user=". ".join(asked), system="", modality=Modality.IMAGE, actions=actions
    )  # fmt: skip


def action_of(command: str) -> Action | None:
    """A command of CAISE as an action; None for one that is out of bounds."""
    name, *words = command.split()
    try:
        match name:
            case "search":
                return action("search", query=" ".join(words))
            case "adjust_color":
                color = " ".join(word for word in words if not re.fullmatch(r"[\d.]+", word)).lower()
                return action("adjust_color", color="sky blue" if color == "skyblue" else color)
            case "adjust_attr":
                return action(f"adjust_{words[0]}", percent=float(words[1]))
            case "rotate":
                return action("rotate", degrees=float(words[0]) % 360)
            case _:
                return action("remove_background")
    except (ActionError, IndexError, ValueError):
        return None


_SAME: Final = re.compile(
    r"\b(?:same|in[- ]?lin\w+|simill?ar|match\w*|resembl\w+|identical|shade|colou?r (?:of|as|like))\b"
)
_WHOLE: Final = re.compile(
    r"(?:image|picture|photo|pic|it|this)(?:'s|`s)? (?:in(?:to)? |to |with )?(?:the )?(?:same )?colou?r"
    r"|colou?r (?:of |in |to )?(?:the |this |that |above |entire |complete |whole )*(?:image|picture|photo|pic|it)\b"
    r"|(?:chang|mak|turn|adjust|paint|tint|convert|edit|modif|colou?r)\w* (?:the |this |above |whole |entire |full )*"
    r"(?:image|picture|photo|pic|it|colou?r)\b.*(?:colou?r|shade|red|blue|green|pink|yellow|brown|purple|orange)"
)
_RECOLORS: Final = re.compile(r"\b(?:chang|adjust|paint|tint|convert|enhanc)\w*\b.*\b(?:colou?rs?|shade)\b")
_COLOR_OF: Final = re.compile(r"\bcolou?r (?:of|to|with) |\bcolou?rs?$")
_TINT_NAMES: Final = "red|orange|green|(?:sky ?|light )?blue|purple|brown|yellow|pink"
_COLORED: Final = re.compile(
    r"\bcolou?red (?:to|with|like|in)\b"
    r"|\b(?:the|this|above) (?:image|picture|photo)\b.*\b(?:match\w*|same|in)\b.*\bcolou?r"
    rf"|\b(?:chang|convert|turn|mak|try|do)\w*\b.*\b(?:light |dark )?(?:{_TINT_NAMES})\W*$"
    r"|\bhow about (?:the )?colou?r|^(?:change|turn|convert)\w* (?:it|this|that) (?:to|with|into)\b"
    r"|\bcolou?r (?:is|would be|will be) (?:better|nicer|good)"
)
_FIND: Final = re.compile(r"\b(?:find|search|fetch|looking for|look for|get me|browse|image of an?|picture of an?)\b")
_ASSENT: Final = frozenset(re.findall(r"\w+", """
    yes yeah yep ok okay sure please go ahead great good nice that this it should would will work works for me fine give
    a try cool do thanks thank you no worries problem alright perfect of course not bad right well may can then entire
    complete whole image an make and
"""))  # fmt: skip
"""Words of lines that only agree with what was said before."""
_MORE_TINT: Final = re.compile(r"\bopacity\b|\b(?:darker|lighter|deeper|stronger) shade\b")
_DESCRIBED: Final = re.compile(r"\b(?:object|thing|item|what(?:'s| is|s)?|stuff)\b")
_FRAME: Final = re.compile(
    r"^.*\b(?:(?:images?|pictures?|photos?|pics?|snaps?)\s+(?:of|for|with|showing|on)"
    r"|(?:look|search|hunt|brows|wait|check)\w*\s+(?:out\s+)?(?:for|of)"
    r"|(?:find|fetch|get|show|see|need|want|have|like|love|share|send|give|bring|view|provide)(?:\s+(?:me|us|out))?)\s+"
)
_LEAD: Final = re.compile(
    r"^(?:(?:me|us|for|a|an|the|some|any|of|by|to|see|look|at|that|this|those|few|nice|good|new|is|with|like|my|have)\s+)+"
)
_TAIL: Final = re.compile(
    r"\s*\b(?:please|for me|now|here|also|too|as well|thanks|today|(?:in|from) (?:the|this) (?:above|image|picture)"
    r"|for (?:my|a|the) |so that|because|if possible|can you|could you|help)\b.*$"
)

_HANGING: Final = re.compile(
    r"\b(?:which|that|whose|with|in|having|has|is|are|the|colou?rs?|shade|and|should|be|almost|of|its|a)\s*$"
)


def command_of(read: Interpretation, instance: Instance) -> str:
    """What was understood, as a command of CAISE; what is only pointed at comes from what is seen."""
    one = read.actions[0]
    text = instance.context.text.lower()
    last = next((line.lower() for line in reversed(instance.asked) if not is_assent(line)), text)
    if _MORE_TINT.search(last) and (before := _last_tint(instance)):
        return f"adjust_color {before} {_INTENSITY}"
    if _is_tint(one, last, instance):
        return f"adjust_color {_tint(one, last, instance)} {_INTENSITY}"
    match one.pipeline:
        case "adjust_brightness" | "adjust_contrast":
            return f"adjust_attr {one.pipeline.removeprefix('adjust_')} {one.number('percent'):g}"
        case "rotate":
            return f"rotate {one.number('degrees'):g}"
        case "remove_background":
            return "image_cutout"
        case _:
            pass
    return f"search {_query(one, last, instance)}"


def _is_tint(one: Action, text: str, instance: Instance) -> bool:
    """Whether `text` asks for another colour of the whole picture that is shown."""
    if instance.context.picture == "none" or _FIND.search(text):
        return False
    if one.pipeline in {"adjust_brightness", "adjust_contrast", "rotate", "remove_background"}:
        return one.pipeline == "adjust_contrast" and bool(_COLOR_OF.search(text)) and "contrast" not in text
    return bool(_WHOLE.search(text) or _RECOLORS.search(text) or _COLORED.search(text))


def is_assent(line: str) -> bool:
    """Whether a line only agrees with what was said before it: "Sure, go ahead"."""
    return all(word in _ASSENT for word in re.findall(r"[a-z]+", line.lower()))


def _last_tint(instance: Instance) -> str:
    """The colour that the picture was painted with before; empty where it was not."""
    painted = [one for turn in instance.context.turns for one in turn.actions if one.pipeline == "adjust_color"]
    return tint_of(painted[-1].text("color")) if painted else ""


def _tint(one: Action, text: str, instance: Instance) -> str:
    """The colour that the whole picture is to take: named, or that of a thing that is seen."""
    same = _SAME.search(text)
    if (named := named_color(text)) and not re.search(r"same|match|similar", text):
        return tint_of(named)
    found = color_of(text[same.end() :] if same else text, instance.seen, tint=True)
    seen = common_color(instance.seen[-1]) if instance.seen else ""
    told = one.text("color") if one.pipeline == "adjust_color" else ""
    return tint_of(found or named_color(text) or told or seen or "brown")


def _query(one: Action, text: str, instance: Instance) -> str:
    """The words to search for."""
    same = _SAME.search(text) if instance.seen else None
    if same and re.search(r"colou?r|shade|as|with|to", text[same.start() :]):
        color = color_of(text[same.end() :], instance.seen) or common_color(instance.seen[-1])
        return f"{color} {_plain(text[: same.start()])}".strip()
    if instance.seen and _DESCRIBED.search(text):
        return thing_described(text, instance.seen[-1]) or _plain(text)
    told = one.text("query") or one.text("prompt") or one.text("with")
    return _plain(told.lower()) if told and len(told) < len(instance.context.text) else _plain(text)


def _plain(words: str) -> str:
    """The content of a request for a picture."""
    words = re.sub(r"[`'’]s\b(?= (?:image|picture|photo))", "", words)
    words = re.sub(r"[^a-z0-9' -]", " ", words.strip(" .?!,"))
    words = _FRAME.sub("", f"{words} ").strip()
    for _ in range(6):
        words = _TAIL.sub("", words)
        words = _HANGING.sub("", words)
        words = _LEAD.sub("", f"{words.strip()} ").strip()
    return re.sub(r"\b(?:images?|pictures?|photos?|pics?)\b", "", words).strip()
