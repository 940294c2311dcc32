"""Edits that ask a subject to do something: "let the dog jump", "make it run", "让狗跳起来"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from core.lexicon import canonical_noun, detail_kind, is_chinese, kind_of
from core.scene.phrases import is_content, read_phrase, tokens_of
from core.scene.phrases_zh import Phrases
from core.scene.tokens_zh import tokens_of as tokens_zh
from core.scene.verbs import STATES, base_of, finite_base, gerund, is_base, poses
from core.scene.words import DETERMINERS, NUMBERS

_LEAD: Final = re.compile(
    r"^(?:please |now |and |then |can you |could you |can |could |i want |i'd like |make |let |have |get |help )+",
    re.IGNORECASE,
)
_WHO: Final = re.compile(
    r"(?P<who>it|him|her|he|she|them|they|everyone|everybody|all of them|both)\b\s*", re.IGNORECASE
)
_MODAL: Final = re.compile(
    r"^(?:(?:should|could|would|can|must|will|is|are|was|to|be|being|all|both|also|now|just|start(?:s|ed)? to|started?|starts|go(?:es)?)\s+)+",
    re.IGNORECASE,
)
_PLEASE: Final = re.compile(r"[\s,.!?]*(?:\bplease|\bpls|\bthanks|\binstead|\bnow)*[\s.!?]*$", re.IGNORECASE)
_LEAD_ZH: Final = re.compile(r"^(?:请|麻烦|帮我|能不能|可以|可不可以|让|叫|使|把|给|想要|我要|我想)+")
_WHO_ZH: Final = re.compile(r"^(?P<who>它们|他们|她们|它|他|她|大家|所有人|全部)")
_END_ZH: Final = re.compile(r"[。！!？?，,吧吗呀啊嘛]+$")
_ALL: Final = frozenset(
    {"them", "they", "everyone", "everybody", "all of them", "both", "它们", "他们", "她们", "大家", "所有人", "全部"}
)
_AIR: Final = frozenset({"time", "weather", "season", "mood", "expression"})
_NO_ACTIONS: Final = frozenset({
    "look", "face", "smile", "laugh", "cry", "grin", "frown", "giggle", "weep", "glow", "shine", "grow", "melt", "open", "turn",
    "have", "get", "give", "take", "rise", "set", "burn", "sparkle", "light", "close", "do", "clean", "fix", "paint", "land",
    "cut", "use", "water", "iron", "plant", "rock", "bow", "fish", "box", "shop", "tell", "drop", "enter", "leave", "crash",
})  # fmt: skip
"""Verbs that ask for something else where nobody is named who should do it: "look like winter", "open the window"."""
_NO_ACTIONS_ZH: Final = frozenset(
    {
        "笑",
        "微笑",
        "大笑",
        "哭",
        "哭泣",
        "发光",
        "闪烁",
        "盛开",
        "开",
        "放",
        "打",
        "做",
        "用",
        "长",
        "数",
        "指",
        "教",
        "停",
        "挂",
        "摆",
    }
)


@dataclass(frozen=True)
class AskedAction:
    """What an instruction asks somebody to do."""

    who: str | None
    """The words for who does it; None for the first subject."""
    everybody: bool
    told: str
    """What is done, in the form in which a prompt says it, with its place and its object: "jumping over a fence"."""

    @property
    def key(self) -> str:
        """Equal for instructions of which the later one replaces the earlier one."""
        return f"action:{'*' if self.everybody else canonical_noun(self.who) if self.who else ''}"


@lru_cache(maxsize=2048)
def asked_action(instruction: str) -> AskedAction | None:
    """The action that an instruction asks for; None for one that asks for something else, such as the weather."""
    text = " ".join(instruction[:200].split())
    return _chinese(text) if is_chinese(text) else _english(text)


def _english(text: str) -> AskedAction | None:
    text = _PLEASE.sub("", _LEAD.sub("", text)).strip()
    match = _WHO.match(text)
    if match:
        who, rest = match.group("who").lower(), text[match.end() :]
        told = _told(_MODAL.sub("", rest))
        return AskedAction(None, who in _ALL, told) if told else None
    tokens = tokens_of(text)
    named = _named(tokens)
    if named is not None:
        who, end = named
        told = _told(_MODAL.sub("", " ".join(tokens[end:])))
        return AskedAction(who, everybody=False, told=told) if told else None
    told = _told(text)
    return AskedAction(None, everybody=False, told=told) if told else None


def _named(tokens: list[str]) -> tuple[str, int] | None:
    """Who is named first, and the index behind: an article and a noun, or a noun that can do something."""
    if not tokens or (not is_content(tokens[0]) and tokens[0].lower() not in DETERMINERS | NUMBERS.keys()):
        return None
    for end in range(2 if tokens[0].lower() in DETERMINERS else 1, min(len(tokens), 6)):
        low = tokens[end].lower()
        verb = (
            is_base(low)
            or finite_base(low)
            or base_of(low)
            or low in STATES
            or low in {"should", "is", "are", "to", "be", "can"}
        )
        phrase, stop = read_phrase(tokens[:end], 0)
        if (
            verb
            and phrase is not None
            and stop == end
            and (phrase.determined or kind_of(phrase.noun) in {"animal", "person"})
        ):
            return " ".join(tokens[:end]), end
    return None


def _told(words: str) -> str:
    """What is done, in the -ing form; empty where the words do not begin with a verb."""
    first, _, rest = words.strip().partition(" ")
    low = first.lower()
    if not low or detail_kind(words) in _AIR or (low == "look" and rest.startswith("like")):
        return ""
    if low in STATES:
        return words.strip()
    base = base_of(low) or finite_base(low) or (low if is_base(low) else None)
    if base is None or (base in _NO_ACTIONS and not _is_look(base, rest)):
        return ""
    if not poses(base) and not rest:
        return ""
    rest = re.sub(r"\band (\w+)", lambda found: f"and {gerund(found[1]) if is_base(found[1]) else found[1]}", rest)
    return f"{gerund(base)} {rest}".strip()


def _is_look(base: str, rest: str) -> bool:
    """Whether one is to look somewhere: "look at the dog", "look up"."""
    return (
        base == "look"
        and re.match(r"(?:up|down|left|right|away|back|at|out|over|into|around|to|toward)\b", rest) is not None
    )


def _chinese(text: str) -> AskedAction | None:
    text = _END_ZH.sub("", _LEAD_ZH.sub("", text))
    match = _WHO_ZH.match(text)
    if match:
        told = _told_zh(text[match.end() :])
        return AskedAction(None, match.group("who") in _ALL, told) if told else None
    phrases = Phrases(tokens_zh(text))
    token = phrases.token(0)
    if "verb" not in token or "noun" in token:
        who, end = phrases.phrase(0, clauses=False)
        if who is None or kind_of(who.noun) not in {"animal", "person"} or end >= len(phrases.tokens):
            return None
        told = _told_zh(phrases.text(end, len(phrases.tokens)))
        return AskedAction(who.noun, everybody=False, told=told) if told else None
    told = _told_zh(text)
    return AskedAction(None, everybody=False, told=told) if told else None


def _told_zh(words: str) -> str:
    words = re.sub(r"^(?:要|应该|正在|在(?=跑|跳|睡|走|飞|吃|喝|看|玩|唱|弹|打|骑|游))", "", words)
    tokens = tokens_zh(words)
    first = next((token for token in tokens if "adv" not in token or "verb" in token), None)
    if first is None or detail_kind(words) in _AIR or not first.kinds & {"verb", "zai"}:
        return ""
    verb = next((token.text for token in tokens if "verb" in token), "")
    return "" if not verb or verb in _NO_ACTIONS_ZH else words
