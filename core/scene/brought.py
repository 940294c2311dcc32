"""Things that are in a picture because of what somebody does: the cup of who drinks tea, the ball of who kicks it."""

from __future__ import annotations

import re
from typing import Final

from core.language import Language
from core.lexicon import canonical_noun, is_chinese, name_in
from core.scene.model import Scene, Subject

_BROUGHT: Final = (
    ({"cup", "mug", "coffee", "tea"}, re.compile(r"喝|品茶|\bdrink|\bsip|\bhaving (?:some |a )?(?:tea|coffee)")),
    ({"football", "ball"}, re.compile(r"踢|\b(?:football|soccer)\b")),
    ({"basketball", "ball"}, re.compile(r"篮球|投篮|扣篮|\bbasketball\b")),
    ({"book"}, re.compile(r"看书|读书|阅读|\breading\b")),
    ({"pencil", "pen"}, re.compile(r"写|\bwriting\b")),
    ({"paintbrush"}, re.compile(r"画画|作画|\bpainting\b")),
    ({"phone"}, re.compile(r"手机|自拍|打电话|\bphone\b|\bselfies?\b")),
    ({"camera"}, re.compile(r"拍照|照相|\bphotograph|\btaking (?:photos?|pictures?)")),
    ({"broom"}, re.compile(r"扫|\bsweep")),
    ({"guitar"}, re.compile(r"吉他|\bguitar\b")),
    ({"umbrella"}, re.compile(r"打伞|撑伞")),
    ({"kite"}, re.compile(r"风筝|\bkites?\b")),
)
"""Keys of things, and the deeds that bring them."""
_BESIDE: Final = frozenset({"football", "ball"})


def brought(scene: Scene, noun: str) -> Subject | None:
    """The thing called `noun` that a deed in the scene brings with it; None where no deed does.

    Who drinks tea may have it in the scene: then the tea is the cup that is meant.
    """
    key = canonical_noun(noun)
    for one in scene.present:
        keys = next((keys for keys, deed in _BROUGHT if key in keys and deed.search(one.action or "")), None)
        if keys is None:
            continue
        if there := next((other for other in scene.present if canonical_noun(other.noun) in keys), None):
            return there
        chinese = is_chinese(one.noun)
        if key == "ball":
            noun = name_in(next(iter(keys - {key})), Language.ZH if chinese else Language.EN)
        if chinese:
            return Subject(noun=noun, place=f"{one.noun}{'旁边' if key in _BESIDE else '手里'}")
        return Subject(noun=noun, place=f"{'next to' if key in _BESIDE else 'held by'} the {one.noun}")
    return None
