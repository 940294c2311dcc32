"""What a phrase of place says that the setting for it does not show: "crowded" and "in the clouds"."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from core.lexicon import is_chinese, singular, word_set
from gpuserver.engines.illustrator.looks import is_mild
from gpuserver.engines.illustrator.settings import Setting, every_word, setting_for
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.conditions import without_conditions
from gpuserver.engines.illustrator.words import find_subject, subject_named

_JOINTS: Final = word_set("""
    a an the this that these those my your his her its their our some any another each every very really quite so just
    also in at on onto into upon atop inside within behind under underneath beneath below beside near by over above
    against during through throughout among amid between along alongside around across toward towards from off past
    outside beyond next to of and or with without that who which where is are was it he she they them as for like about
""")
"""Words that join others."""
_LOCALISERS: Final = word_set(
    "上空 高空 上面 里面 下面 旁边 后面 前面 外面 对面 中间 之间 周围 四周 边上 附近 上方 下方 上 里 下 中 旁 边 前 "
    "后 内 外"
)
"""What stands behind a place in Chinese."""
_PLAIN: Final = word_set("""
    background backdrop scene setting place area side middle edge top bottom foot corner ground floor surface path trail
    road way view landscape scenery distance air world land shore bank front back day big small large great open wide
    vast deep high far near close down up out off away there here own whole local old empty clear good best and or with
    full of one two three sandy grassy green blue golden lush rolling rocky stone wooden peaceful scenic tropical sunlit
    moonlit leafy tall cozy cosy warm medieval traditional rural country natural inside outside outdoors indoors pine
    little set during over above surrounded covered filled lined ringed flanked bathed tree flower water
""")
"""What says no more of a place than its setting shows anyway."""
_PLAIN_ZH: Final = re.compile(
    r"[大小老旧新高远近绿蓝青古深浅一片个座家间条我你他她它们的]|美丽|漂亮|宁静|安静|广阔|辽阔|空旷|温馨|温暖|舒适|蓝色|绿色|金色|金黄|宽阔|茂密|碧绿|清澈|"
    r"郁郁葱葱|热带|乡村|乡间|中国|古老|传统|繁华|环绕|包围|四周"
)


_INCLUDES: Final = {
    "cliff": {"sea", "beach"}, "beach": {"sea"}, "harbour": {"sea", "city", "beach"}, "island": {"sea", "beach"},
    "mountains": {"lake", "forest"}, "lake": {"mountains", "forest"}, "village": {"mountains"}, "street": {"city"},
    "city": {"street"}, "cyberpunk": {"city", "street", "old_street"}, "hills": {"meadow", "mountains"},
    "farm": {"meadow"},
}  # fmt: skip
"""Settings, and the others that are seen in them: the top of a cliff is by the sea."""


_NAMED: Final = frozenset(
    {"paris", "tokyo", "london", "shanghai", "beijing", "kyoto", "hawaii", "provence", "switzerland"}
)
"""Places of the world, which no street is."""


def includes(setting: Setting, words: str) -> bool:
    """Whether a place that `words` name is seen in a setting of another name."""
    other = setting_for(words)
    if other is None or words.lower().strip() in _NAMED:
        return False
    return other == setting or other.name in _INCLUDES.get(setting.name, ())


def unshown(words: str, setting: Setting, drawn: Collection[str]) -> list[str]:
    """The words of a phrase of place that `setting` does not show; `drawn` are the things that are drawn of it."""
    left = without_conditions(words)
    return _chinese(left, setting, drawn) if is_chinese(words) else _english(left, setting, drawn)


def _english(words: str, setting: Setting, drawn: Collection[str]) -> list[str]:
    text = words.lower()
    for word in sorted(every_word(setting.name), key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(word)}s?\b", "|", text)
    text = re.sub(r"[^a-z' |-]", "|", text)
    runs: list[list[str]] = [[]]
    for word in text.replace("|", " | ").split():
        shown = includes(setting, word)
        if shown or _says_nothing(word) or subject_named(word) in drawn:
            runs.append([])
        else:
            runs[-1].append(word)
    return [" ".join(run) for run in runs if run]


def _says_nothing(word: str) -> bool:
    if word == "|" or not word.strip("'-") or singular(word) in _PLAIN or is_mild(word):
        return True
    return not Atmosphere.read((word,))[1] or word in _JOINTS | _PLAIN


def _chinese(words: str, setting: Setting, drawn: Collection[str]) -> list[str]:
    *before, last = words.split("的")
    out: list[str] = []
    for part in before:
        shown = setting_for(part) == setting or not Atmosphere.read((part,))[1] or is_mild(part)
        noun = find_subject(part)
        if part.strip() and not shown and _PLAIN_ZH.sub("", part) != "" and subject_named(noun or "") not in drawn:
            out.append(part.strip())
    for word in sorted(every_word(setting.name), key=len, reverse=True):
        last = last.replace(word, "")
    for word in sorted(_LOCALISERS, key=len, reverse=True):
        last = last.removesuffix(word)
    if setting_for(last) is None:
        last = _PLAIN_ZH.sub("", last)
    other = setting_for(last) is not None and not includes(setting, last)
    return [*out, last] if other else out
