"""The same picture once more with something else: "another one but with two dogs", 一样的，但是晚上."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from core.asking import ENDS, PLEASE, PLEASE_ZH
from core.catalogue import action
from core.lexicon import names_thing, plural
from core.pipeline import Action
from core.scene.edits import find_subject
from core.scene.model import Scene
from core.scene.reader import read_scene, read_subject
from core.understanding.numbers import han_number, number

_AGAIN: Final = re.compile(
    rf"{PLEASE}(?:(?:have|get|give me|make|do|draw)[ ,]+)*"
    r"(?:the )?(?P<what>another(?: (?:one|picture|version|take))?|same(?: (?:one|picture|thing|image|scene))?"
    r"(?: again)?|(?:just )?(?:like|as) (?:before|(?:the |that )?(?:last|previous|first) (?:one|time|picture)|it was))"
    r"[, ]+(?:but|only|except|this time)(?: this time)?[, ]+(?P<rest>.+?)(?:,? (?:this time|instead|please))?[.!?]*",
    re.IGNORECASE,
)
_AGAIN_ZH: Final = re.compile(
    rf"(?:{PLEASE_ZH}|给我)*(?P<what>再[来画]?一?[张个幅](?:一样的|同样的)?|(?:还是)?(?:一样|同样)的?(?:[图画]|画面"
    r"|场景)?|同一[张幅][图画]?|[像跟和同](?:刚才|之前|上次|上一?张|前面|原来)(?:那张|那个|那幅)?(?:一样|那样"
    r"|差不多)?的?)"
    r"(?:[，, ]*(?:但是?|不过|只是|就是|这次|只不过)[，, ]*(?:要|换成|改成|画|是|有)?|[，, ]*(?:要|换成|改成|有"
    r"|(?=[两二三四五六\d])))(?P<rest>.+?)[。！吧]*"
)
_BARE_COUNT: Final = re.compile(
    r"(?P<count>two|three|four|five|six|\d+)(?: of (?:them|it|those))?|(?P<han>[两二三四五六七八九十\d]+)(?:只|个|条"
    r"|头|辆|座|朵|把|匹|幅|位|棵|张)"
)
_WITH: Final = re.compile(r"^(?:with|have|has|there (?:is|are))\s+", re.IGNORECASE)
_TAKES: Final = re.compile(
    rf"{PLEASE}(?:(?:have|get|see|give me|make|do|draw|show me)[ ,]+)*"
    r"(?P<count>two|three|four|\d|a (?:few|couple)|some) more (?:versions?|takes?|variations?|options?|pictures?|ones"
    r"|of (?:it|those|these|them))"
    rf"(?: of (?:it|this|that))?{ENDS}"
    rf"|{PLEASE}(?:make|do|draw|show me|give me) (?P<bare>two|three|four)(?: (?:of (?:it|them"
    r"|these)|versions"
    rf"|different ones))?{ENDS}"
    rf"|(?:{PLEASE_ZH}|给我)*(?:再|多)(?:来|画|给|做)(?P<han>[两二三四几])[张个幅]?(?:一样的|看看)?[。！吧]*"
    rf"|(?:{PLEASE_ZH}|给我)*(?:来|画|给|做|出)(?P<zh>[两二三四几])[张个幅](?:不同的|不一样的|看看|选选|挑挑)*[。！吧]*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Again:
    """What is to be another way, and whether by another take on the picture."""

    rest: str
    varied: bool


def again(text: str) -> Again | None:
    """What `text` wants of the picture in play once more; None where it asks for nothing once more."""
    if found := _AGAIN.fullmatch(text) or _AGAIN_ZH.fullmatch(text):
        return Again(found["rest"], found["what"].lower().startswith(("another", "再")))
    return None


def takes_asked(text: str) -> Action | None:
    """The further takes on the picture that `text` asks for: "two more versions", 再来三张; None for other texts."""
    found = _TAKES.fullmatch(text)
    if found is None:
        return None
    many = (han_number(han) if (han := found["han"] or found["zh"]) else number(found["count"] or found["bare"])) or 3
    return action("vary", count=int(max(1, min(4, many))))


def with_things(rest: str, scene: Scene) -> Action | None:
    """The thing that "with two dogs" brings: in place of the dog that is there, else beside what is there."""
    words = _WITH.sub("", rest)
    if (found := _BARE_COUNT.fullmatch(words)) and (first := next(iter(scene.present), None)):
        many = words if found["han"] else f"{found['count']} "
        return action("replace_object", **{"object": first.noun, "with": f"{many}{plural(first.noun)}"})
    subjects = read_scene(words).subjects
    if not subjects or not names_thing(subjects[0].noun):
        return None
    if words == rest and not re.match(r"(?:an?|some|two|three|four|five|\d+) |[一两二三四五几\d]", words):
        return None
    at = find_subject(scene, read_subject(words).noun)
    if at is None:
        return action("add_object", object=words)
    return action("replace_object", **{"object": scene.subjects[at].noun, "with": words})
