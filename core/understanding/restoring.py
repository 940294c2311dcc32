"""What was taken out and is wanted back: "the bench back please", 把眼镜加回来."""

from __future__ import annotations

import re
from typing import Final

from core.asking import PLEASE
from core.catalogue import action
from core.lexicon import canonical_noun, known_noun
from core.pipeline import Action
from core.scene.edits import find_subject
from core.scene.reader import read_subject
from core.understanding.corrections import MAX_TOLD
from core.understanding.interface import Context

_BACK: Final = re.compile(
    rf"(?:(?:but|hm+|no) )*{PLEASE}"
    r"(?:(?:bring|put|add|get|give|have|take|restore) )?(?:back )?(?:the|his|her|its|their|my|that|those)"
    r" (?P<en>[a-z][a-z' -]{1,30}?)(?P<back> back)?(?: in| again| there)?(?:,? (?:please|pls|again|now))*[.!]*"
    r"|(?:请|还是|又|再|帮我|我要|我想)*把?(?P<zh>[^，。把]{1,8}?)(?:再|又|都|给)*(?:[加放画拿弄变找要添还]|戴|穿|带)(?:回来|回去|回)[吧了啊。！]*"
    r"|(?:请|帮我|还是)*(?:恢复|还原)(?P<han>[^，。]{1,8}?)[吧了。！]*"
    r"|(?:不过|其实)?(?P<yao>[^，。]{1,8}?)(?:我)?还是(?:要|留着|留下|需要)的?[吧了。！]*",
    re.IGNORECASE,
)
_SAYS_BACK: Final = re.compile(r"\bback\b|\brestore\b|回|恢复|还原|还是")
_WHOLE: Final = re.compile(
    r"picture|image|photo|drawing|version|original|first|last|one\b|图|画|照片|张|稿|原|上一|刚才"
)


def brought_back(context: Context) -> Action | None:
    """The addition of a thing that an earlier turn took out; None where `context` asks for nothing of the kind."""
    found = _BACK.fullmatch(context.text.strip()) if len(context.text) <= MAX_TOLD else None
    words = next((one for name, one in found.groupdict().items() if one and name != "back"), "") if found else ""
    if not words or not _SAYS_BACK.search(context.text.lower()) or _WHOLE.search(words.lower()):
        return None
    key = canonical_noun(read_subject(words).noun)
    before = [one for turn in context.turns for one in turn.actions if one.text("object")]
    same = [one for one in before if canonical_noun(read_subject(one.text("object")).noun) == key]
    removed = next((one for one in reversed(same) if one.pipeline == "remove_object"), None)
    if removed is None:
        absent = context.picture == "drawing" and known_noun(words) and find_subject(context.scene, words) is None
        return action("add_object", object=words) if absent else None
    added = next((one for one in reversed(same) if one.pipeline == "add_object"), None)
    return added or action("add_object", object=removed.text("object"))
