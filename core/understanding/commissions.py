"""New pictures that the first words ask for, whatever else is said: "make a thank you card for mom", 做一张感谢卡."""

from __future__ import annotations

import re
from typing import Final

from core.asking import PLEASE, PLEASE_ZH
from core.catalogue import action
from core.lexicon import color_key, is_chinese, is_named, kind_of
from core.occasions import occasion
from core.pipeline import Action
from core.scene.reader import read_scene
from core.styles import names_style

_DRAWS: Final = r"(?:draw|paint|sketch|illustrate|design|generate|create|render|make|do)(?: me| us)?(?: up)?\s+"
_OCCASION: Final = (
    r"birthday|thank[- ]?you|thanks|get[- ]well(?:[- ]soon)?|(?:merry )?christmas|xmas|new year(?:'?s)?|wedding"
    r"|graduation|congratulations?|congrats|valentine(?:'?s)?(?: day)?|(?:mother|father)'?s'? day|easter|halloween"
    r"|thanksgiving|greetings?|anniversary|welcome(?: home)?|farewell|good luck|love|sorry|eid|diwali|hanukkah"
)
_CARD: Final = re.compile(
    rf"{PLEASE}(?:{_DRAWS})?(?:(?:an?|another|some|my)\s+)?(?P<prompt>(?:(?!the\b)[\w'’-]+\s+){{0,2}}?(?:{_OCCASION})\s+"
    r"(?:greeting )?(?:cards?|invitations?|postcards?|notes?)\b.*)",
    re.IGNORECASE,
)
_CARD_ZH: Final = re.compile(
    rf"(?:{PLEASE_ZH}|我?想要|我要|给我|我想|再)*(?:给(?!我)(?P<whom>[^，。]{{1,6}}?)(?:的|(?=[画做设制生写弄来])))?"
    r"(?:画|做|设计|制作|生成|写|弄|来)?(?:[一1]?[张个份封])?"
    r"(?P<prompt>[^，。改把加换]{0,8}?(?:贺卡|贺年卡|感谢卡|生日卡|圣诞卡|请柬|请帖|邀请函|明信片)(?!上|里|的).*)"
)
_THINGS: Final = (
    r"(?:an?|another|some|one|two|three|four|five|\d+)\s+(?!joke|story|poem|song|list|wish|guess|deal|haiku|rap\b)"
)
_NEW: Final = re.compile(rf"{PLEASE}{_DRAWS}(?P<prompt>{_THINGS}.+)", re.IGNORECASE)
_SOME_ZH: Final = "[一两二三四五几]?[张幅个只条位件座栋间辆艘匹头朵棵把杯碗盘块群对双面]"
_NEW_ZH: Final = re.compile(rf"(?:{PLEASE_ZH}|给我|再)*(?:画|设计|生成|绘制)(?:出|个|张|幅)?(?P<prompt>{_SOME_ZH}\S.*)")
_COUNT: Final = re.compile(
    r"(?:an?|some|one|two|three|four|five|six|\d{1,2})\s+|[一两二三四五六七八九十几]\D|\d{1,2}\D(?=\S)"
)
_COLOR: Final = re.compile(r"(?P<color>[a-z]+(?= )|[^的]{1,3}(?=的)|.{0,2}色|[红黄蓝绿白黑紫粉橙灰棕金银])[的 ]?(?=\S)")
_WORD: Final = re.compile(r"[\w'’-]+?(?=[\u3400-\u9fff]|\b)|[\u3400-\u9fff]")
_NEAR, _LONGEST = 24, 5
"""How far from the end of what was read a name may begin, in characters, and how many words it has at most."""
_DANGLES: Final = re.compile(r"\b(?:an?|the)$")
_VIEW: Final = re.compile(rf"{PLEASE}{_DRAWS}(?P<prompt>the (?:[a-z]+ )?[a-z]+)", re.IGNORECASE)
_UNSEEN: Final = frozenset({None, "setting", "air"})
_SPOKEN_TO: Final = _UNSEEN | {"person"}


def card_asked(text: str) -> Action | None:
    """The card that `text` asks for: its words for the occasion are no thanks and no wishes to the bot."""
    if found := _CARD.fullmatch(text.rstrip(".!? ")):
        return action("generate", prompt=found["prompt"])
    if found := _CARD_ZH.fullmatch(text.rstrip("。！!？～吧吗 ")):
        whom = f"给{found['whom']}的" if found["whom"] else ""
        return action("generate", prompt=whom + found["prompt"])
    return None


def thing_named(text: str) -> Action | None:
    """The picture of a thing that `text` only names, however seldom it is asked for: "a red lighter", 洗碗机.

    Somebody who is named may be spoken to, and what is also a style may be meant as one.
    """
    said = text.rstrip(" .!。！～")
    bare = said.lower()
    count = _COUNT.match(bare)
    if count is None and (len(bare) < 2 or not is_chinese(bare)):
        return None
    named = bare[count.end() :] if count and not is_named(bare) else bare
    if not is_named(named) and (color := _COLOR.match(named)) and color_key(color["color"]):
        named = named[color.end() :]
    seen = is_named(named) and kind_of(named) not in _SPOKEN_TO and not names_style(named)
    return action("generate", prompt=re.sub(r"^an? ", "", said, flags=re.IGNORECASE)) if seen else None


def commissioned(actions: tuple[Action, ...], text: str) -> tuple[Action, ...]:
    """`actions`, or a new picture where talk or none of its words were read from "draw a ..." or 画一个…….

    Only of what can be seen: "draw a conclusion" is talk.
    """
    if len(actions) == 1 and (whole := _whole(actions[0], text.rstrip(" .!?。！？"))):
        return (action("generate", prompt=whole),)
    view = _VIEW.fullmatch(text.rstrip(".!? "))
    if view and all(one.pipeline == "chat" for one in actions) and _is_view(view["prompt"]):
        return (action("generate", prompt=view["prompt"]),)
    found = _NEW.fullmatch(text.rstrip(".!? ")) or _NEW_ZH.fullmatch(text.rstrip("。！!？～吧吗 "))
    if found and len(actions) == 1 and _lost_place(actions[0], found["prompt"]):
        return (action("generate", prompt=found["prompt"]),)
    if found is None or any(one.pipeline != "chat" and not _strays(one, text) for one in actions):
        return actions
    subjects = read_scene(found["prompt"]).subjects
    seen = bool(subjects) and kind_of(subjects[0].noun) not in _UNSEEN
    return (action("generate", prompt=found["prompt"]),) if seen else actions


def _whole(one: Action, text: str) -> str:
    """The words of a new picture that was read without a part of a thing's name; empty where none is cut.

    "A cat next to a tiger" is read of a tiger cub, and no more than the table of "a paint can on a table".
    """
    prompt = one.text("prompt")
    start = text.find(prompt)
    if one.pipeline != "generate" or not prompt or start < 0:
        return ""
    end = start + len(prompt)
    words = list(_WORD.finditer(text))
    near = [word for word in words if abs(word.start() - end) < _NEAR]
    names = ((a.start(), b.end()) for at, a in enumerate(near) for b in near[at : at + _LONGEST])
    cut = any(a < end < b and is_named(text[a:b]) for a, b in names)
    if cut or (end < len(text) and _DANGLES.search(prompt)):
        return text[start:]
    count = _COUNT.match(text)
    first = next(
        (text[: word.end()] for word in words[3:1:-1] if count and is_named(text[count.end() : word.end()])), ""
    )
    return text if first and len(first) <= start else ""


def drawn(actions: tuple[Action, ...], text: str) -> tuple[Action, ...]:
    """`actions`, or a new picture of a thing that is named and no more: "red car" asks for no search."""
    whole = text.strip(" .!")
    named = len(actions) == 1 and actions[0].pipeline == "search" and actions[0].text("query") == whole
    if not named or not all(kind_of(one.noun) not in _UNSEEN for one in read_scene(whole).subjects):
        return actions
    return (action("generate", prompt=whole),)


def _is_view(prompt: str) -> bool:
    """Whether a picture can be of that and nothing else: the sea, the sky."""
    scene = read_scene(prompt)
    return bool(scene.background) or any(subject.noun == "sky" for subject in scene.subjects)


def _lost_place(one: Action, prompt: str) -> bool:
    """Whether a new picture lost where it is, or on what occasion: the park of 一个公园，有一张长椅."""
    read = one.text("prompt")
    if (
        one.pipeline != "generate"
        or not read
        or not prompt.endswith(read)
        or not re.search("[，,]", prompt[: -len(read)])
    ):
        return False
    first = re.split("[，,]", prompt)[0]
    told = read_scene(first)
    return bool(told.background) or any(occasion(subject.noun) for subject in told.subjects)


def _strays(one: Action, text: str) -> bool:
    """Whether a new picture is of nothing that `text` says: of what was only offered before, or of a bare number."""
    prompt = one.text("prompt")
    return one.pipeline == "generate" and (prompt not in text or re.fullmatch(_SOME_ZH, prompt) is not None)
