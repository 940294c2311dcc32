"""People who are named by what they do: any -keeper, -player or -ologist, any 员 or 师, also one that no list has."""

from __future__ import annotations

import re
from typing import Final

_ENGLISH: Final = re.compile(
    r"(?:keeper|maker|seller|driver|player|worker|hunter|catcher|tamer|charmer|trainer|climber|runner|walker|racer|rider|lover|"
    r"owner|fighter|teacher|singer|dancer|farmer|picker|cleaner|watcher|smith|wright|monger|herder|olog(?:er|ist)|ographer|"
    r"[ai]tician|iatrist|man|woman|person|people|guy|lady|girl|boy)$|"
    r"\b(?:coach|clerk|agent|attendant|assistant|instructor|inspector|director|officer|champion|master|expert|fan|chief|leader)$"
)
"""What ends a word for somebody who does something."""
_MACHINES: Final = re.compile(
    r"\b(?:record|cd|dvd|mp3|music|media|video|cassette|tape|coffee|tea|ice|ice cream|bread|waffle|noise|vacuum|"
    r"window|screw|jet|star|paper|book|street|air)[ -]?(?:player|maker|cleaner|driver|fighter|lover)$|"
    r"\b(?:talis|otto|cay|hu|ro)man$"
)
"""What ends like one and is a thing."""
_CHINESE: Final = re.compile(
    r"[\u4e00-\u9fff](?:员|匠|者|大师|老师|厨师|工程师|设计师|治疗师|教练|选手|歌手|舞者|学家|专家|爱好者|司机|队长|队员|工人|商人|诗人|管理人|看守人|守护人)$"
)


_WHO: Final = (("woman", re.compile(r"(?:woman|lady)$")), ("girl", re.compile(r"girl$")), ("boy", re.compile(r"boy$")))


def person_named(words: str) -> str | None:
    """The key of who `words`, in lower case and the singular, name by what they do; None for everything else."""
    if not _CHINESE.search(words) and (not _ENGLISH.search(words) or _MACHINES.search(words)):
        return None
    return next((key for key, pattern in _WHO if pattern.search(words)), "man")
