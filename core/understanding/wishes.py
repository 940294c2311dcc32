"""Every wish of a turn: what one action says of two things is parted, and a clause that no action took up is found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from core.catalogue import action
from core.lexicon import color_key, detail_kind, is_chinese, known_noun, singular, word_set
from core.pipeline import Action
from core.scene.edits import find_subject
from core.scene.model import Scene
from core.scene.reader import read_scene
from core.scene.words import AIR, SETTINGS
from core.scene.words_zh import AIR as AIR_ZH

_CUTS: Final = re.compile(
    r"\s*[,.;!?]+(?:\s+|$)|\s*[，。；！？、]\s*|\s+(?:and|then|also|plus|but)(?:\s+(?:then|also|please))*\s+|(?<=[\u3400-\u9fff])(?:然后|并且|而且|还有|再(?=[加放添画来给把让]))",
    re.IGNORECASE,
)
_STOP: Final = re.compile(r"[.!?](?=\s)|[。！？]")
_BARE: Final = re.compile(
    r"(?:(?:with|there (?:is|are|should be)|have|has|also|plus|and|maybe) )*(?P<object>(?:an?|some|the|two|three|four"
    r"|five|many|lots of|\d+)?\s*[a-z][a-z' -]{1,40}?)"
    r"(?: (?P<place>(?:in|on|at|behind|under|next to|beside|above|near|over|around|in front of)"
    r" [a-z][a-z' ]{1,40}))?[.!]*",
    re.IGNORECASE,
)
_BARE_ZH: Final = re.compile(
    r"(?:还|再|也)?(?:(?P<place>[\u3400-\u9fff]{1,5}(?:上|里|边|旁边?|后面?|前面?|下面?|中|空))(?:还|也)?(?:有|挂着|飘着|站着|是))?(?:有|加上?|要)?"
    r"(?P<object>[\u3400-\u9fff0-9]{1,12}?)[吧。！]*"
)
_WITH: Final = re.compile(
    r"^(?P<air>.+?)[, ]+(?:with|and(?= (?:an?|some|many|lots of) )|plus)\s+(?P<rest>.+)$", re.IGNORECASE
)
_JOINED: Final = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|plus)\s+|和|跟|还有|以及|、")
_STOPS_ZH: Final = re.compile(r"[，,](?:还有|还|再)?(?:加上?)?")
_PUT_ON: Final = re.compile(r"^(?:戴|穿|系|围|披|拿|撑|打)[上着](?=.)")
_TURNED: Final = re.compile(
    r"^(?:换成|变成|改成|换到|变为|改为|调成)(?=[\u3400-\u9fff])|^(?:make|turn) (?:it|this)(?: to| into| look| be)? ",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(r"^(?:an?|the|some|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\s+")
_REQUEST: Final = re.compile(
    r"(?:(?:now|please|and|then|also|plus|can you|could you|with|maybe) )*"
    r"(?:(?:add|put|make|let|turn|change|remove|take|set|give|paint|place|include|have|with|there should)\b"
    r"|(?:it|they|he|she)(?:'s| is| are| should| must| has| have| needs?)\b"
    r"|(?:an?|some|two|three|four|five|six|many|lots of|\d+) [a-z' -]+$)|with [a-z' -]+$"
    r"|(?:请|再|还|也|然后|并|帮我)*(?:[加添放画挂把将让给换改变删]|去掉|有|背景|戴|穿|打着|撑|下[雨雪])|[\u3400-\u9fff]{1,4}(?:上|里|边|旁边?|后面?|前面?|中)(?:还|也)?(?:有|挂|飘|站)"
    r"|[\u3400-\u9fff]{1,5}(?:改成|换成|变成|涂成)",
    re.IGNORECASE,
)
"""How a clause begins that asks for something of its own."""
_CHANGES: Final = re.compile(
    r"(?:now|please|and|then|also|can you)?\s*(?:add|put|make|let|turn|change|remove|take|set|give|paint|draw|write"
    r"|let's|it|he|she|they|this|that)\b"
    r"|[把将让给换改变去删它他她]|背景|加[上个入]?|画",
    re.IGNORECASE,
)
"""What begins a clause with a verb of its own, which the network reads."""
_ARTICLE: Final = re.compile(r"^(?:an?|some|the)\s+", re.IGNORECASE)
_WORD: Final = re.compile(r"[a-z]{3,}")
_SMALL: Final = word_set(
    "the and with for you can make put add give have has let get now please also then there that this them him her its "
    "his some are was should would could into onto from behind under over near next beside above front sky one two "
    "three background want like just maybe very more another"
)
_HAN_SMALL: Final = re.compile(
    r"[一两二三四五六七八九十几只个条张把给让它他她们的了着上下里边旁加放画再还有换成变改为到在是也请帮我要来把天空]"
)


def parted(actions: Iterable[Action]) -> tuple[Action, ...]:
    """`actions` with what says two things in two: "night with an aurora", "a rocket and three planets"."""
    return tuple(part for one in actions for part in _parts(one))


def _parts(one: Action) -> tuple[Action, ...]:
    if one.pipeline == "add_object":
        return _things(one)
    if one.pipeline == "edit":
        return _air_and_things(one)
    return (one,)


def _things(one: Action) -> tuple[Action, ...]:
    """One addition for each thing that is listed, where every part names one."""
    if is_chinese(one.text("object")):
        first, *others = [_PUT_ON.sub("", word) for word in _STOPS_ZH.split(one.text("object")) if word]
        if others:
            return tuple(action("add_object", **{**one.params, "object": word}) for word in (first, *others))
        one = action("add_object", **{**one.params, "object": first})
    words = [word for word in _JOINED.split(one.text("object")) if word]
    if len(words) < 2 or not all(_names_thing(word) for word in words):
        return (one,)
    return tuple(action("add_object", **{**one.params, "object": word}) for word in words)


def _names_thing(words: str) -> bool:
    bare = _NUMBERED.sub("", words.lower())
    last = bare.rpartition(" ")[2]
    return (
        known_noun(words)
        or known_noun(bare)
        or bool(AIR.fullmatch(last))
        or singular(last) in SETTINGS
        or bool(AIR_ZH.fullmatch(bare))
    )


def _air_and_things(one: Action) -> tuple[Action, ...]:
    """The hour or the weather, and what is to be seen besides: a sight of the sky as another such, a thing put in."""
    said = _TURNED.sub("", one.text("instruction"))
    one = action("edit", instruction=said) if detail_kind(said) else one
    found = _WITH.match(said)
    if found is None or detail_kind(found["air"]) is None or detail_kind(found["rest"]) == "expression":
        return (one,)
    out = [action("edit", instruction=found["air"])]
    for word in filter(None, _JOINED.split(found["rest"])):
        bare = _NUMBERED.sub("", word.strip())
        if AIR.search(bare.rpartition(" ")[2]) or not _names_thing(bare):
            out.append(action("edit", instruction=bare))
        else:
            out.append(bring(word) or action("add_object", object=word))
    return tuple(out)


def clauses(text: str) -> list[str]:
    """The clauses of a turn, in order."""
    return [one.strip() for one in _CUTS.split(text) if one and one.strip()]


def next_sentences(text: str) -> str:
    """What `text` says behind its first full stop, from a stop on so that every clause of it counts."""
    found = _STOP.search(text)
    return text[found.start() :] if found else ""


def lost(text: str, actions: tuple[Action, ...], scene: Scene) -> list[str]:
    """The clauses of `text` that ask for something that none of `actions` has in it."""
    told = " ".join(_told(one) for one in actions).lower()
    every = clauses(text)
    if len(every) < 2 and not _STOP.match(text):
        return []
    return [one for one in every if _REQUEST.match(one) and not _taken(one, told) and _asks(one, scene)]


def _told(one: Action) -> str:
    values = [str(value) for name, value in one.params.items() if name != "place"]
    return " ".join([*values, *(color_key(value) or "" for value in values)])


def _taken(clause: str, told: str) -> bool:
    """Whether any word of a clause that says something is in what was understood."""
    if is_chinese(clause):
        bare = _HAN_SMALL.sub(" ", clause)
        runs = [run[at : at + 2] for run in bare.split() for at in range(max(1, len(run) - 1))]
        return not runs or any(run in told for run in runs)
    words = [word for word in _WORD.findall(clause.lower()) if word not in _SMALL]
    return not words or any(word in told or color_key(word) in told.split() for word in words)


def _asks(clause: str, scene: Scene) -> bool:
    """Whether a clause names a thing that is not in the picture, a setting, an hour or a colour."""
    read = read_scene(clause)
    new = any(known_noun(one.noun) and find_subject(scene, one.noun) is None for one in read.subjects)
    return (
        new or read.background is not None or detail_kind(clause) in {"time", "weather", "season"} or _colored(clause)
    )


def _colored(clause: str) -> bool:
    words = re.findall(r"[a-z]+", clause.lower())
    return any(color_key(word) for word in words) or re.search(r"[红橙黄绿蓝紫粉灰棕黑白]色?", clause) is not None


def bring(clause: str) -> Action | None:
    """The addition that a clause without a verb stands for: "with birds in the sky", 天上有极光; None for others."""
    found = (_BARE_ZH if is_chinese(clause) else _BARE).fullmatch(clause.strip())
    if found is None or _CHANGES.match(clause) or not _names_thing(found["object"].strip()):
        return None
    place = {"place": found["place"]} if found["place"] else {}
    return action("add_object", object=_ARTICLE.sub("", found["object"].strip()), **place)
