"""The best of several pictures: the one that fits its words closest, by the server's model of words and pictures.

"Make four and keep the best" is a turn of two parts: the pictures, and the choice among them. All of them stay in the
conversation; the choice is a version of its own, as if its button had been pressed.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from typing import Final

from core.catalogue import action
from core.language import Language
from core.limits import MAX_COUNT
from core.pipeline import Action
from core.ports import Embedder, Store
from core.problems import Code, ProblemError
from core.replies.wording import what
from core.versions import Version

_WISH: Final = re.compile(
    r"(?:^|[ ,;.]+)(?:(?:and|then|but|please|just|only)[ ,]+)*"
    r"(?:keep|show(?: me)?|give me|send(?: me)?|pick(?: me)?|choose|take)(?: only| just)? the best"
    r"(?: (?:one|picture|image|drawing|version))?(?: of (?:them|those|these|the (?:four|three|two)))?"
    r"(?: for me)?(?:,? please)?[ .!]*$",
    re.IGNORECASE,
)
_WISH_ZH: Final = re.compile(
    r"(?:^|[，,。；\s]*)(?:然后|再|并且?|请|就|帮我|给我|你|只)*(?:挑|选|留|要|保留|发)(?:出|下|给我)?(?:其中)?(?:一[张个幅])?"
    r"最好看?的?(?:那|一)*[张个幅]?(?:给我|就行|就好|吧)?[。！\s]*$"
)
_MANY: Final = frozenset({"generate", "vary"})


def before_choosing(text: str) -> str | None:
    """`text` without its wish that the best picture be kept; empty where it says no more. None without such a wish."""
    found = _WISH.search(text) or _WISH_ZH.search(text)
    return None if found is None else text[: found.start()].strip(" ,;，；")


def several(actions: Sequence[Action]) -> tuple[Action, ...]:
    """`actions` with several pictures to choose from, where they do not say how many."""
    return tuple(
        action(one.pipeline, **{**one.params, "count": MAX_COUNT})
        if one.pipeline in _MANY and int(one.number("count", 1)) == 1
        else one
        for one in actions
    )


async def best_of(version: Version, embedder: Embedder | None, store: Store) -> int | None:
    """The number of the picture of `version` that fits its words best, from 1; None: the server has no model for it.

    Raises ProblemError where the server does not answer.
    """
    if embedder is None:
        return None
    pictures = [await store.get_image(one.digest) for one in version.images]
    words = what(version.recipe, Language.EN) or version.title
    try:
        embedded = await embedder.embed([words], pictures)
    except ProblemError as error:
        if error.problem.code is Code.CANNOT_DO:
            return None
        raise
    told, *shown = map(_floats, embedded.vectors)
    fits = [sum(a * b for a, b in zip(told, one, strict=True)) for one in shown]
    return 1 + fits.index(max(fits))


def _floats(vector: bytes) -> tuple[float, ...]:
    return struct.unpack(f"<{len(vector) // 4}f", vector)
