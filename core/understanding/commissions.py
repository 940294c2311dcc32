"""New pictures that the first words ask for, whatever else is said: "make a thank you card for mom", 做一张感谢卡."""

from __future__ import annotations

import re
from typing import Final

from core.asking import PLEASE, PLEASE_ZH
from core.catalogue import action
from core.lexicon import names_thing
from core.pipeline import Action
from core.scene.reader import read_scene

DRAWS: Final = r"(?:draw|paint|sketch|illustrate|design|generate|create|render|make|do)(?: me| us)?(?: up)?\s+"
_OCCASION: Final = (
    r"birthday|thank[- ]?you|thanks|get[- ]well(?:[- ]soon)?|(?:merry )?christmas|xmas|new year(?:'?s)?|wedding"
    r"|graduation|congratulations?|congrats|valentine(?:'?s)?(?: day)?|(?:mother|father)'?s'? day|easter|halloween"
    r"|thanksgiving|greetings?|anniversary|welcome(?: home)?|farewell|good luck|love|sorry|eid|diwali|hanukkah"
)
_CARD: Final = re.compile(
    rf"{PLEASE}(?:{DRAWS})?(?:(?:an?|another|some|my)\s+)?(?P<prompt>(?:(?!the\b)[\w'’-]+\s+){{0,2}}?(?:{_OCCASION})\s+"
    r"(?:greeting )?(?:cards?|invitations?|postcards?|notes?)\b.*)",
    re.IGNORECASE,
)
_CARD_ZH: Final = re.compile(
    rf"(?:{PLEASE_ZH}|我?想要|我要|给我|我想|再)*(?:给(?!我)(?P<whom>[^，。]{{1,6}}?)(?:的|(?=[画做设制生写弄来])))?"
    r"(?:画|做|设计|制作|生成|写|弄|来)?(?:[一1]?[张个份封])?"
    r"(?P<prompt>[^，。改把加换]{0,8}?(?:贺卡|贺年卡|感谢卡|生日卡|圣诞卡|请柬|请帖|邀请函|明信片)(?!上|里|的).*)"
)
THINGS: Final = (
    r"(?:an?|another|some|one|two|three|four|five|\d+)\s+(?!joke|story|poem|song|list|wish|guess|deal|haiku|rap\b)"
)
_NEW: Final = re.compile(rf"{PLEASE}{DRAWS}(?P<prompt>{THINGS}.+)", re.IGNORECASE)
_SOME_ZH: Final = "[一两二三四五几]?[张幅个只条位件座栋间辆艘匹头朵棵把杯碗盘块群对双面]"
_NEW_ZH: Final = re.compile(rf"(?:{PLEASE_ZH}|给我|再)*(?:画|设计|生成|绘制)(?:出|个|张|幅)?(?P<prompt>{_SOME_ZH}\S.*)")
_VIEW: Final = re.compile(rf"{PLEASE}{DRAWS}(?P<prompt>the (?:[a-z]+ )?[a-z]+)", re.IGNORECASE)


def card_asked(text: str) -> Action | None:
    """The card that `text` asks for: its words for the occasion are no thanks and no wishes to the bot."""
    if found := _CARD.fullmatch(text.rstrip(".!? ")):
        return action("generate", prompt=found["prompt"])
    if found := _CARD_ZH.fullmatch(text.rstrip("。！!？～吧吗 ")):
        whom = f"给{found['whom']}的" if found["whom"] else ""
        return action("generate", prompt=whom + found["prompt"])
    return None


def commissioned(actions: tuple[Action, ...], text: str) -> tuple[Action, ...]:
    """`actions`, or a new picture where talk or none of its words were read from "draw a ..." or 画一个…….

    Only of what can be seen: "draw a conclusion" is talk.
    """
    view = _VIEW.fullmatch(text.rstrip(".!? "))
    if view and all(one.pipeline == "chat" for one in actions) and _is_view(view["prompt"]):
        return (action("generate", prompt=view["prompt"]),)
    found = _NEW.fullmatch(text.rstrip(".!? ")) or _NEW_ZH.fullmatch(text.rstrip("。！!？～吧吗 "))
    if found is None or any(one.pipeline != "chat" and not _strays(one, text) for one in actions):
        return actions
    subjects = read_scene(found["prompt"]).subjects
    seen = bool(subjects) and names_thing(subjects[0].noun)
    return (action("generate", prompt=found["prompt"]),) if seen else actions


def _is_view(prompt: str) -> bool:
    """Whether a picture can be of that and nothing else: the sea, the sky."""
    scene = read_scene(prompt)
    return bool(scene.background) or any(subject.noun == "sky" for subject in scene.subjects)


def _strays(one: Action, text: str) -> bool:
    """Whether a new picture is of nothing that `text` says: of what was only offered before, or of a bare number."""
    prompt = one.text("prompt")
    return one.pipeline == "generate" and (prompt not in text or re.fullmatch(_SOME_ZH, prompt) is not None)
