"""New pictures of which the network read only a part: "a girl reading a book | to her two kids", 桌子下面|躺着一只橘猫.

Put right one after the other: a name that was cut, what was told before, what was told behind.
"""

from __future__ import annotations

import re
from typing import Final

from core.asking import PLEASE
from core.catalogue import action
from core.lexicon import is_chinese, is_named, kind_of
from core.occasions import occasion
from core.pipeline import Action
from core.scene.reader import read_scene
from core.scene.tokens_zh import tokens_of
from core.styles import style_id
from core.understanding.commissions import DRAWS, THINGS
from core.understanding.descriptions_zh import described, is_addressed

_WORD: Final = re.compile(r"[\w'’-]+?(?=[\u3400-\u9fff]|\b)|[\u3400-\u9fff]")
_NEAR, _LONGEST = 24, 5
"""How far from the end of what was read a name may begin, in characters, and how many words it has at most."""
_ARTICLE: Final = re.compile(r"\b(?:an?|the)$")
_DESCRIBED: Final = re.compile(rf"{PLEASE}(?:{DRAWS})?(?P<prompt>{THINGS}.+)", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"[^.!?\n]*")
_NOT_OF_IT: Final = re.compile(
    r"\b(?:i|i'm|i'd|i'll|im|you|u|me|we|us)\b|^[\s,;]*(?:and |but |so )?"
    r"(?:then|now|also|make|add|change|put|give|use|turn|remove"
    r"|(?:it|this|that|they|he|she)(?:'s|'re| is| are| was| should)?"
    r"|for (?:my|our|the|an?)|as (?:my|an?|the|big|soon))\b",
    re.IGNORECASE,
)
"""What is said behind a picture and is no more of it: "for my mom", "then make it blue", "I love cats"."""
_QUOTED: Final = re.compile(r"[\"“][^\"”]*[\"”]")
_PARTED: Final = re.compile(r"\b(?:no|not|without|avoid|except|excluding|minus|don'?t|isn'?t|free of)\b", re.IGNORECASE)
_ASKED_ZH: Final = re.compile(r"[来加再还添]|去掉")
"""What asks for something, where it stands before what was read."""
_PICTURES_ZH: Final = re.compile(r"[张幅版款种份套]")
_SEEN_ZH: Final = frozenset({"noun", "verb", "setting", "air", "mark", "num", "unk"})
_PARAMS_ZH: Final = frozenset({"prompt", "count", "negative", "style"})


def in_full(actions: tuple[Action, ...], text: str) -> tuple[Action, ...]:
    """`actions`, or a new picture of all that `text` describes, where the network read a part of it."""
    one = actions[0]
    if len(actions) > 1 or one.pipeline != "generate" or not one.text("prompt"):
        return actions
    one = _with(one, prompt=_to_the_end_of_its_name(one.text("prompt"), text))
    return (_in_chinese(one, text) if is_chinese(text) else _in_english(one, text),)


def _with(one: Action, **params: str) -> Action:
    return action("generate", **{**one.params, **params})


def _to_the_end_of_its_name(prompt: str, text: str) -> str:
    """A prompt that ends within the name of a thing with the rest of it: "a cat next to a tiger | cub", 垃圾|集装箱."""
    if prompt not in text:
        return prompt
    start = text.find(prompt)
    end = start + len(prompt)
    if _ARTICLE.search(prompt) and (noun := _WORD.search(text, end)):
        end = noun.end()
    near = [word for word in _WORD.finditer(text) if abs(word.start() - end) < _NEAR]
    names = ((a.start(), b.end()) for at, a in enumerate(near) for b in near[at : at + _LONGEST])
    ends = [b for a, b in names if a < end < b and is_named(text[a:b])]
    return text[start : max(ends, default=end)]


def _in_english(one: Action, text: str) -> Action:
    unquoted = _QUOTED.sub("", text)
    if one.text("negative") and not _PARTED.search(unquoted):  # nothing is left out where nobody says so
        one = Action(
            pipeline=one.pipeline, params={name: said for name, said in one.params.items() if name != "negative"}
        )
    prompt = one.text("prompt")
    if "count" in one.params or prompt not in text:
        return one
    return _with(one, prompt=_before_en(prompt, text) + prompt + _behind_en(one, text))


def _before_en(prompt: str, text: str) -> str:
    """What is told before `prompt`: where it is, or a thing whose name begins as a verb: "a paint can on a | table"."""
    start, found = text.find(prompt), _DESCRIBED.match(text)
    if found is None or start <= found.start("prompt"):
        return ""
    head = text[found.start("prompt") : start]
    clause, comma, _ = head.partition(",")
    place = read_scene(clause) if comma else None
    if place and (place.background or any(occasion(one.noun) for one in place.subjects)):
        return head
    words = head.split()
    return head if any(is_named(" ".join(words[1:last])) for last in (3, 4)) else ""


def _behind_en(one: Action, text: str) -> str:
    """What the sentence goes on to describe behind the prompt of `one`, up to the style that was read from it."""
    prompt, style = one.text("prompt"), one.text("style")
    found = _SENTENCE.match(text.partition(prompt)[2])
    behind = found.group() if found else ""
    behind = (behind.partition(style)[0] if style else behind).rstrip(" ,;")
    told = behind and not _NOT_OF_IT.search(_QUOTED.sub("", behind)) and _says_more(prompt, prompt + behind)
    return behind if told else ""


def _says_more(prompt: str, whole: str) -> bool:
    """Whether a picture has more in it by its `whole` prompt: a thing, a place, a deed, or words that stand on it."""
    short, full = read_scene(prompt), read_scene(whole)
    if full.background != short.background or len(full.details) > len(short.details):
        return True
    before, new = full.subjects[: len(short.subjects)], full.subjects[len(short.subjects) :]
    known = any(kind_of(one.noun) is not None or one.action for one in new)
    return known or before != short.subjects or "says: " in full.model_dump_json()


def _in_chinese(one: Action, text: str) -> Action:
    """`one` with what was lost before and behind it, but for what was meant for us."""
    whole, prompt, many = described(text), one.text("prompt"), one.params.get("count") is not None
    styled = style_id(one.text("style")) is not None
    if prompt not in whole or styled or not set(one.params) <= _PARAMS_ZH or (many and _PICTURES_ZH.search(whole)):
        return one
    head, _, tail = whole.partition(prompt)
    if is_addressed(head) or _ASKED_ZH.search(head):
        return one
    if is_addressed(tail) or not (_is_seen_zh(tail) or re.match(r"[^，。；！,. ]", tail)):
        tail = ""
    full = head + prompt + tail
    kept = {name: said for name in ("negative", "style") if (said := one.text(name)) and said not in full}
    return action("generate", prompt=full, **kept)


def _is_seen_zh(words: str) -> bool:
    return any(token.kinds & _SEEN_ZH for token in tokens_of(words))
