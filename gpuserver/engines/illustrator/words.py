"""Which drawing a noun means, in English (either number) and Chinese.

A subject with a file has a line in words.toml, which wins; then come the things that are drawn from glyphs, and then
breeds and kinds, which are drawn as what they are kinds of.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Final

from core.lexicon import singular
from core.lexicon_files import varieties
from core.trades import person_named
from gpuserver.engines.illustrator.icons import table as icons
from gpuserver.engines.illustrator.people.outfits.folk import FOLK, folk_words
from gpuserver.engines.illustrator.people.outfits.sexes import OTHERS

_FILE: Final = Path(__file__).with_name("words.toml")
_LEADING: Final = re.compile(
    r"^(?:(?:the|an?|some|my|his|her|its|their|our|your|this|that|these|those|one|two|three|four|five|six|another)\s+)+"
)
_LEADING_ZH: Final = re.compile(
    r"^(?:这|那|一|两|三|四|五|六|几|些|只|个|条|头|辆|座|朵|把|匹|副|顶|艘|架|棵|间|位|小)+"
)
_IRREGULAR: Final = {
    "mice": "mouse", "children": "child", "people": "person", "geese": "goose", "wolves": "wolf", "leaves": "leaf",
    "feet": "foot", "fish": "fish", "sheep": "sheep", "deer": "deer", "cacti": "cactus", "octopuses": "octopus",
    "sunglasses": "sunglasses", "glasses": "glasses", "shades": "shades",
}  # fmt: skip
_MODIFIER_ZH: Final = re.compile(r"^[小大老白黑红橙黄绿蓝紫粉灰棕金银花胖瘦好新旧高矮一二两三四五六只条匹辆个的色]+$")
_NOT_THE_LAST_WORD: Final = frozenset({"hot dog", "cable car", "sea horse", "bird house", "dog house", "tree house"})
"""Compounds that are not a kind of their last word."""
_PARENT_ZH: Final = re.compile(r"(?:妈妈|爸爸|宝宝|先生|小姐|太太|奶奶|爷爷|哥哥|姐姐|弟弟|妹妹)$")
"""Behind an animal, a member of its family: 熊妈妈 is a bear."""
_MEN: Final = re.compile(r"\b(\w*)men\b")


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, list[str]]]:
    """The lines of the table. Raises tomllib.TOMLDecodeError for a malformed one."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, str]:
    """Every known word -> the name of its drawing. Raises tomllib.TOMLDecodeError or KeyError for a malformed table."""
    words = {word.lower(): variety.of for variety in varieties() for word in variety.names}
    words |= icons.words() | folk_words() | {name: name for name in OTHERS}
    for name, line in reversed(_table().items()):
        words |= {word.lower(): name for word in (*line["en"], *line["zh"])}
    return words


def word_of(name: str) -> str:
    """The first English word for a drawing. Raises KeyError for an unknown one."""
    if name in _table():
        return _table()[name]["en"][0]
    return name if name in FOLK or name in OTHERS else icons.sketches()[name].name


def chinese_of(name: str) -> str:
    """The first Chinese word for a drawing; empty for one that has none here."""
    return _table()[name]["zh"][0] if name in _table() else ""


@lru_cache(maxsize=1)
def natural_coats() -> dict[str, tuple[str, ...]]:
    """The colours besides its own in which a subject comes where none is asked for (`coats` of its line)."""
    return {name: tuple(line.get("coats", ())) for name, line in _table().items()}


@lru_cache(maxsize=4096)
def subject_named(noun: str) -> str | None:
    """The file of the subject that `noun` names, None for a thing that cannot be drawn.

    The end of the phrase counts: "a big brown bear cub" is a cub, "小白兔子" a rabbit. Who is named by a trade that is
    not listed is a person.
    """
    text = _plain(noun)
    return _listed(text) or person_named(" ".join([*text.split()[:-1], singular(text.rpartition(" ")[2])]))


def is_guessed(noun: str) -> bool:
    """Whether `noun` is drawn as somebody only because it ends like a trade."""
    return _listed(_plain(noun)) is None and subject_named(noun) is not None


def _plain(noun: str) -> str:
    return _LEADING.sub("", re.sub(r"[^\w\s'-]", "", noun.lower().strip()[:120])).replace("'s", "")


@lru_cache(maxsize=4096)
def _listed(text: str) -> str | None:
    if re.search(r"[\u3400-\u9fff]", text):
        return _chinese(text)
    words = text.split()
    if " ".join(words[-2:]) in _NOT_THE_LAST_WORD:
        return vocabulary().get(" ".join(words[-2:]))
    for start in range(max(0, len(words) - 3), len(words)):
        for phrase in _singulars(" ".join(words[start:])):
            if phrase in vocabulary():
                return vocabulary()[phrase]
    return None


def _chinese(text: str) -> str | None:
    known = vocabulary()
    if text in known:
        return known[text]
    fits = sorted((word for word in known if not word.isascii() and text.endswith(word)), key=len, reverse=True)
    if (parent := _PARENT_ZH.search(text)) and (animal := known.get(text[: parent.start()])):
        return animal
    for word in fits:
        # a single character ends many other words (火车 is no 车), so it wants nothing but an adjective before it
        if len(word) > 1 or _MODIFIER_ZH.match(text.removesuffix(word)):
            return known[word]
    return known.get(_LEADING_ZH.sub("", text))


def _singulars(phrase: str) -> list[str]:
    """The phrase as it is, then its last word in the singular by every ending that fits."""
    *before, last = phrase.split()
    ends = [last, _IRREGULAR.get(last, last), singular(last), _MEN.sub(r"\1man", last)]
    if last.endswith("ies"):
        ends.append(f"{last[:-3]}y")
    if last.endswith("s") and not last.endswith("ss"):
        ends.append(last[:-1])
    if last.endswith("es"):
        ends.append(last[:-2])
    return [" ".join([*before, end]) for end in dict.fromkeys(ends)]


def is_plural(noun: str) -> bool:
    """Whether an English noun is in the plural: "ducks", "children", but not "noodles" and "sunglasses"."""
    last = noun.lower().split()[-1] if noun.split() else ""
    if noun.lower() in vocabulary():  # "billiard balls" are one drawing
        return _IRREGULAR.get(last, last) != last
    if not last.isascii() or last in vocabulary() or _IRREGULAR.get(last, last) != last:
        return last in _IRREGULAR and _IRREGULAR[last] != last
    men = last.endswith("men") and f"{last[:-3]}man" in vocabulary()
    return men or (last.endswith("s") and any(one in vocabulary() for one in _singulars(last)[1:]))


def find_subject(phrase: str) -> str | None:
    """The longest run of words in `phrase` that names a subject, as written; None where there is none."""
    text = phrase.strip()[:200]
    if re.search(r"[\u3400-\u9fff]", text):
        fits = [word for word in vocabulary() if not word.isascii() and word in text]
        return max(fits, key=len) if fits else None
    words = re.findall(r"[\w'-]+", text)
    for size in (3, 2, 1):
        for start in range(len(words) - size + 1):
            run = " ".join(words[start : start + size])
            if any(one in vocabulary() for one in _singulars(run.lower().removesuffix("'s"))):
                return run.removesuffix("'s")
    return None
