"""Reading a Chinese drawing prompt into a scene."""

from __future__ import annotations

import re
from typing import Final

from core.lexicon import canonical_noun, color_key, detail_kind, known_noun
from core.scene import Scene, Subject
from core.styles import style_id

_COUNTS: Final = {
    "一": 1,
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "几": 3,
    "双": 2,
}
_CLASSIFIER: Final = "只个条头辆座朵把匹幅位副顶张艘架棵间本杯些群对双块件支枝片颗株栋台"
_NUMBER: Final = re.compile(rf"^(?:([一两二三四五六七八九十几]|\d{{1,2}})\s*)?(?:[{_CLASSIFIER}])(?!子)")
_SPLIT: Final = re.compile(r"[，,。；;！!、\s]+")
_STYLE: Final = re.compile(r"(?:用|以|画成|做成|的)?([^，,。的]{1,10}?)(?:的?风格|画风|风)(?:的)?")
_STYLE_NOUN: Final = re.compile(
    r"(水彩画?|水粉画?|油画|素描|铅笔画|版画|像素画|浮世绘|漫画|卡通画?|动漫)(?:的)?$|^(水彩画?|油画|素描|铅笔画|像素画|浮世绘)(?:的|：|，)"
)
_WORN: Final = re.compile(r"(?:戴着?|穿着?|拿着?|抱着?|打着?|背着?|系着?|提着|举着|带着)")
_PLACE: Final = re.compile(r"(?:(?:站|坐|躺|趴|走|跑|睡|待|住)?在|位于)(?P<where>[^，,。]{1,14})")
_PLACE_SUFFIX: Final = re.compile(r"(?:上面|里面|下面|旁边|上|里|中|下|前|旁)$")
_PLACES: Final = ("海边", "海滩", "沙滩", "湖边", "河边", "路边", "森林里", "雪地里", "雪地", "沙漠里", "花园里", "草地上", "海底",
                  "太空中", "太空", "月球上", "街上", "城市里", "厨房里", "山上", "草原上", "房间里", "客厅里", "公园里")  # fmt: skip
_SETTING_KINDS: Final = frozenset({"time", "weather", "season"})
_ASIDE: Final = re.compile(
    r"^(?:请|帮我|给我|我想要|我要|来|画|一下|一幅画?|一张画?|背景是|背景为|有|里有|还有|和|与|跟)+"
)
_ADJECTIVE: Final = (
    "可爱",
    "毛茸茸",
    "漂亮",
    "美丽",
    "小小",
    "大大",
    "胖",
    "老",
    "小",
    "大",
    "新",
    "旧",
    "高",
    "开心",
    "快乐",
    "生气",
    "戴帽子",
)


def read_subject_zh(phrase: str) -> Subject:
    """The subject that a Chinese noun phrase names: "三只可爱的白猫" has count 3, colour white, attribute 可爱."""
    text = _ASIDE.sub("", phrase.strip()) or phrase.strip()
    count = 1
    if match := _NUMBER.match(text):
        number = match.group(1) or "一"
        count = int(number) if number.isdigit() else _COUNTS.get(number, 1)
        text = text[match.end() :] or text
    *described, noun = [part for part in text.split("的") if part] or [text]
    color: str | None = None
    attributes: list[str] = []
    for part in described:
        if color is None and (key := color_key(part)):
            color = key
        else:
            attributes.append(part)
    noun, color = _strip_color(noun, color)
    noun = _strip_adjectives(noun, attributes)
    return Subject(noun=noun, color=color, attributes=tuple(attributes[:6]), count=max(1, count))


def _strip_color(noun: str, color: str | None) -> tuple[str, str | None]:
    for size in (3, 2, 1):
        if len(noun) > size and color is None and (key := color_key(noun[:size])) and known_noun(noun[size:]):
            return noun[size:], key
    return noun, color


def _strip_adjectives(noun: str, attributes: list[str]) -> str:
    for word in _ADJECTIVE:
        rest = noun.removeprefix(word)
        if rest != noun and rest and known_noun(rest) and len(word) > 1:
            attributes.append(word)
            return rest
    return noun


def read_scene_zh(text: str) -> Scene:
    """The scene of a Chinese drawing prompt."""
    style, text = _take_style(text)
    scene = Scene(style=style)
    for chunk in _SPLIT.split(text)[:40]:
        if chunk:
            scene = _take(scene, chunk)
    return scene


def _take_style(text: str) -> tuple[str | None, str]:
    match = _STYLE.search(text)
    if match and style_id(match.group(1)):
        return match.group(1), (text[: match.start()] + "，" + text[match.end() :]).strip("，")
    match = _STYLE_NOUN.search(text)
    if match:
        named = match.group(1) or match.group(2)
        return named, (text[: match.start()] + text[match.end() :]).strip("，：的")
    return None, text


def _take(scene: Scene, chunk: str) -> Scene:
    chunk = _ASIDE.sub("", chunk)
    *clauses, rest = chunk.split("的")
    number = ""
    kept: list[str] = []
    worn: list[str] = []
    for clause in clauses:
        if match := _NUMBER.match(clause):
            number, clause = match.group(), clause[match.end() :]
        if match := _WORN.match(clause):
            worn.append(clause[match.end() :])
        elif clause.startswith("在") or _is_place(clause):
            scene = _place(scene, clause.removeprefix("在"))
        elif clause and detail_kind(clause) in _SETTING_KINDS:
            scene = _detail(scene, clause)
        elif clause:
            kept.append(clause)
    first = len(scene.subjects)
    phrase = number + "的".join([*kept, rest])
    scene = _take_plain(scene, phrase) if phrase.strip() else scene
    owner = scene.subjects[min(first, len(scene.subjects) - 1)].noun if scene.subjects else None
    for thing in worn:
        scene = _subject(scene, thing, on=owner)
    return scene


def _take_plain(scene: Scene, chunk: str) -> Scene:
    if match := _PLACE.search(chunk):
        return _take_placed(scene, chunk, match)
    if place := next((one for one in _PLACES if chunk.startswith(one)), None):
        rest = chunk[len(place) :].lstrip("里上有")
        return _take_plain(_place(scene, place), rest) if rest else _place(scene, place)
    if len(chunk) <= 8 and detail_kind(chunk) in _SETTING_KINDS and not known_noun(chunk):
        return _detail(scene, chunk)
    if match := _WORN.search(chunk):
        return _worn(scene, chunk, match)
    for joint in ("还有", "和", "与", "跟"):
        if joint in chunk:
            for part in chunk.split(joint)[:8]:
                scene = _subject(scene, part)
            return scene
    return _subject(scene, chunk)


def _take_placed(scene: Scene, chunk: str, match: re.Match[str]) -> Scene:
    """ "小狗在森林里奔跑": who, where, and what they do there."""
    where, _, doing = match.group("where").partition("的")
    if inner := re.match(r"(.+?(?:里|上|中|下|边|旁|内|前|面))(.*)", where):
        where, doing = inner.group(1), inner.group(2) + doing
    verb = match.group().partition("在")[0]
    if before := chunk[: match.start()]:
        scene = _take_plain(scene, before)
    scene = _place(scene, where)
    for action in (verb, doing):
        scene = _detail(scene, action) if action else scene
    return scene


def _is_place(words: str) -> bool:
    return words in _PLACES or bool(re.search(r"(?:边|里|上|下|中|旁)$", words) and len(words) > 1)


def _worn(scene: Scene, chunk: str, match: re.Match[str]) -> Scene:
    """ "戴着墨镜的猫" names the thing worn first; "猫戴着墨镜" names the wearer first."""
    before, after = chunk[: match.start()], chunk[match.end() :]
    thing, of, wearer = after.rpartition("的")
    if of and known_noun(wearer):
        scene = _subject(scene, before + wearer if before.strip("的") else wearer)
        return _subject(scene, thing, on=scene.subjects[-1].noun)
    if before.strip("的"):
        scene = _subject(scene, before)
    owner = scene.subjects[0].noun if scene.subjects else None
    return _subject(scene, after, on=owner)


def _subject(scene: Scene, words: str, on: str | None = None) -> Scene:
    words = words.strip("的 ")
    if not words or len(scene.subjects) >= 12:
        return scene
    subject = read_subject_zh(words)
    if on and canonical_noun(on) != canonical_noun(subject.noun):
        subject = subject.model_copy(update={"place": f"{on}身上"})
    return scene.model_copy(update={"subjects": (*scene.subjects, subject)})


def _place(scene: Scene, where: str) -> Scene:
    if detail_kind(where) in _SETTING_KINDS and where not in _PLACES and not _PLACE_SUFFIX.search(where):
        return _detail(scene, where)
    if scene.background is None:
        return scene.model_copy(update={"background": where})
    return _detail(scene, where)


def _detail(scene: Scene, words: str) -> Scene:
    return scene.model_copy(update={"details": (*scene.details, words)})
