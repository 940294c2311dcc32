"""What was meant instead of what was just done: "no, I meant the dog", 不是这个，我要的是海豚."""

from __future__ import annotations

import re
from typing import Final

from core.catalogue import action
from core.lexicon import canonical_noun, known_noun
from core.pipeline import Action
from core.scene.edits import find_subject
from core.scene.reader import read_subject
from core.styles import names_style
from core.understanding.interface import Context

_MEANT: Final = re.compile(
    r"(?:(?:no|nope|nah|not (?:that|this)(?: one)?|wait|sorry|oops|hm+)[,.! ]+)*"
    r"i (?:meant|mean|was talking about|actually (?:meant|wanted)|wanted)(?: that)? (?P<en>(?!to\b)[a-z].*?)"
    r"(?:,? (?:please|instead|though|not (?:that|this|the|an?)\b.*))*[.!]*"
    r"|(?:(?:不对?|不是|不是(?:这个|那个|这样的?|这只|那只)|错了)[，,。 ]*)*我(?:说|指|要|想要"
    r"|想说)的?是(?P<zh>[^，。！]+?)[吧啊呀。！]*"
    r"|(?:不对?|不是|错了)[，,。 ]*我是(?:说|指)(?P<han>[^，。！]+?)[吧啊呀。！]*",
    re.IGNORECASE,
)
MAX_TOLD: Final = 120
"""Characters of a second thought."""
_ARTICLE: Final = re.compile(r"^(?:an?|some|the)\s+", re.IGNORECASE)
_ASKS: Final = re.compile(r"\b(?:should|be|is|are|to|make|put|turn|with)\b|[换变改把让给加去放]", re.IGNORECASE)
"""What a request of its own has, and a bare name has not."""
_VALUES: Final = {"change_background": "background", "style_transfer": "style"}
_OF_THINGS: Final = frozenset({"recolor_object", "change_attribute", "remove_object", "replace_object"})


def meant(text: str) -> str:
    """What `text` says was meant: "the dog" for "no, I meant the dog"; empty where it corrects nothing."""
    found = _MEANT.fullmatch(text.strip()) if len(text) <= MAX_TOLD else None
    return next((one for one in found.groups() if one), "") if found else ""


def corrected(words: str, context: Context) -> tuple[Action, ...]:
    """The last turn done once more of what was meant; none where `words` are no thing that it could be of."""
    done = [one for one in context.turns[-1].actions if one.pipeline != "undo"] if context.turns else []
    if len(done) != 1:
        return ()
    last, name = done[0], _ARTICLE.sub("", words)
    if value := _VALUES.get(last.pipeline):
        fits = names_style(name) if value == "style" else _is_thing(name)
        return _again(action(last.pipeline, **{value: name}), context) if fits else ()
    if not _is_thing(name):
        return ()
    there = find_subject(context.scene, name) is not None
    if last.pipeline in _OF_THINGS and (there or context.picture == "photo"):
        return _again(action(last.pipeline, **{**last.params, "object": name}), context)
    if last.pipeline in {"add_object", "replace_object"} and not there:
        key = "object" if last.pipeline == "add_object" else "with"
        return _again(action(last.pipeline, **{**last.params, key: name}), context)
    first = next(iter(context.scene.present), None)
    held = last.text("object") if last.pipeline in _OF_THINGS else first.noun if first else ""
    return (action("replace_object", **{"object": held, "with": name}),) if held and not there else ()


def once_more(actions: tuple[Action, ...], context: Context) -> tuple[Action, ...]:
    """`actions` in place of those of the last turn, where they are of the same kind."""
    last = context.turns[-1].actions if context.turns else ()
    same = [one.pipeline for one in actions] == [one.pipeline for one in last] and actions != last
    return (action("undo"), *actions) if same and context.can_undo and actions[0].pipeline in _OF_THINGS else actions


def _again(one: Action, context: Context) -> tuple[Action, ...]:
    return (action("undo"), one) if context.can_undo else (one,)


def _is_thing(words: str) -> bool:
    """Whether `words` name a thing and say nothing of it but how it is."""
    subject = read_subject(words)
    plain = subject.place is None and subject.action is None and not _ASKS.search(words)
    return plain and (known_noun(subject.noun) or known_noun(canonical_noun(subject.noun)))
