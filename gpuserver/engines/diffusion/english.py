"""English for models that read no Chinese: word by word from the lexicon, and a list of what it has not."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from core.language import Language
from core.lexicon import canonical_noun, color_key, is_chinese, names_of, plural
from core.scene.model import Scene, Subject
from core.styles import style_id, style_title
from core.varieties import variety_named
from gpuserver.engines.illustrator.settings import setting_for

_COMMON: Final = tuple(
    (re.compile(words), english)
    for words, english in (
        ("夜|晚上|月光", "at night"), ("日落|夕阳|黄昏|傍晚", "at sunset"), ("日出|清晨|早晨", "at sunrise"),
        ("白天|中午|正午", "at noon"), ("雷|暴风", "thunderstorm"), ("雨", "rain"), ("雪", "snow"), ("雾", "fog"),
        ("晴", "clear sky"), ("云", "cloudy"), ("春", "spring"), ("夏", "summer"), ("秋", "autumn"), ("冬", "winter"),
        ("温馨", "cosy mood"), ("恐怖", "spooky mood"), ("浪漫", "romantic mood"), ("梦幻", "dreamy mood"),
        ("大笑", "laughing"), ("笑|开心", "smiling"), ("生气", "angry"), ("难过|哭", "sad"), ("惊讶", "surprised"),
        ("骑", "riding"), ("开着", "driving"), ("抱|拿|举|捧", "holding"), ("看书|读", "reading"), ("看", "looking at"),
        ("吃", "eating"), ("喝", "drinking"), ("唱", "singing"), ("弹|拉|吹|玩", "playing"), ("追", "chasing"),
        ("坐", "sitting"), ("^站|站着|站立", "standing"), ("跑", "running"), ("跳舞", "dancing"), ("跳", "jumping"),
        ("睡", "sleeping"), ("飞", "flying"), ("游泳", "swimming"), ("走", "walking"), ("躺|趴", "lying"),
        ("左", "on the left"), ("右", "on the right"), ("中间|中央", "in the middle"), ("特写", "close-up"),
        ("全身", "full body"), ("年轻", "young"), ("年老|老", "old"), ("大", "big"), ("小", "small"),
        ("木", "wooden"), ("玻璃", "made of glass"), ("金属", "made of metal"), ("毛茸茸", "fluffy"), ("可爱", "cute"),
    )
)  # fmt: skip
"""What is often said of things and pictures, the more special first."""
_PLACES: Final = tuple(
    (re.compile(f"^在?(?P<what>.+?)的?(?:{ends})$"), english)
    for ends, english in (
        ("旁边|旁|身边|边上", "next to the {}"), ("下面|底下|下方|下", "under the {}"),
        ("身上|头上|脸上|手上|上面|上", "on the {}"),
        ("里面|里|中|内", "in the {}"), ("前面|前方|前", "in front of the {}"), ("后面|背后|后", "behind the {}"),
    )
)  # fmt: skip
_BY: Final = re.compile("^被(?P<who>.+?)(?P<how>骑|开|驾|乘|坐)?(?:着|拿着|抱着|举着|.着)$")


def english(words: str) -> str | None:
    """English for `words`, which stay where they are English; None where the lexicon has nothing for them."""
    if not is_chinese(words):
        return words
    if style_id(words):
        return style_title(words, Language.EN)
    if color := color_key(words):
        return color
    return _noun(words) or next((said for pattern, said in _COMMON if pattern.search(words)), None)


def english_place(words: str) -> str | None:
    """English for where a thing is: "沙发上" is "on the sofa", "被女孩骑着" is "ridden by the girl"."""
    if not is_chinese(words):
        return words
    if by := _BY.match(words):
        who = _noun(by.group("who"))
        return who and f"{'ridden' if by.group('how') else 'held'} by the {who}"
    for pattern, said in _PLACES:
        if (found := pattern.match(words)) and (what := _noun(found.group("what"))):
            return said.format(what)
    return english(words)


def english_setting(words: str) -> str | None:
    """English for where it all is, without a preposition: "海滩上" is "beach"."""
    if not is_chinese(words):
        return words
    if setting := setting_for(words):
        return setting.name.replace("_", " ")
    found = (pattern.match(words) for pattern, _ in _PLACES)
    named = (_noun(one.group("what")) for one in found if one)
    return next((one for one in named if one), None) or english(words)


def _noun(words: str) -> str | None:
    """The English noun of a thing that the lexicon has, or of the kind that is named: 哈士奇 is a husky."""
    if (kind := variety_named(words)) and not is_chinese(kind.names[0]):
        return kind.names[0]
    key = canonical_noun(words)
    if is_chinese(key):
        return None
    second = names_of(key)[1:2]
    return second[0] if second and second[0].replace(" ", "") == key else key


def in_english(scene: Scene) -> tuple[Scene, tuple[str, ...]]:
    """`scene` in English, and the words that are left out of it because nothing here knows them."""
    unread: list[str] = []

    def read(words: str | None, translate: Callable[[str], str | None] = english) -> str | None:
        said = translate(words) if words else None
        if words and said is None:
            unread.append(words)
        return said

    def all_of(many: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(said for said in map(read, many) if said)

    def subject(one: Subject) -> Subject | None:
        noun = read(one.noun)
        if noun is None:
            return None
        noun = plural(noun) if one.count > 1 else noun
        told = {"color": read(one.color), "place": read(one.place, english_place), "action": read(one.action)}
        return one.model_copy(update={"noun": noun, "attributes": all_of(one.attributes), **told})

    changed = {
        "subjects": tuple(said for said in map(subject, scene.subjects) if said),
        "details": all_of(scene.details),
        "without": all_of(scene.without),
        "background": read(scene.background, english_setting),
        **{slot: read(getattr(scene, slot)) for slot in ("style", "shot", "palette", "mood")},
    }
    return scene.model_copy(update=changed), tuple(unread)
