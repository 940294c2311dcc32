"""Honest answers about a picture: from the scene that was drawn and from measured pixels, never from a guess."""

from __future__ import annotations

import re
from typing import Final

from core.language import Language
from core.lexicon import canonical_noun, is_plural, kind_of, known_noun, measure_word, name_in, plural
from core.prompt import prompt_of
from core.replies.phrases import listed, say, sentences
from core.scene.model import Scene
from core.seen import Seen, SeenObject
from core.styles import style_title

_COLOR: Final = re.compile(r"\bcolou?rs?\b|颜色|什么色")
_COUNT: Final = re.compile(r"\bhow many\b|几(只|个|条|头|辆|座|朵|把|匹|幅|人)?|多少")
_KINDS: Final = {
    "person": re.compile(r"\bhow many (?:people|persons|humans|faces)\b|(?:几|多少)(?:个|张|位|名)?(?:人|脸)(?!造)"),
    "animal": re.compile(r"\bhow many animals\b|(?:几|多少)[只个头]?动物"),
}
"""What is counted by its kind, whatever it is called in the picture."""
_FOLK: Final = re.compile(
    r"\b(?:family|families|couple|people|friends|parents|grandparents|team|band)\b|人|家|朋友|情侣|夫妻"
)
_WHERE: Final = re.compile(r"\bwhere\b|哪里|哪儿|什么地方|在哪")
_IS_THERE: Final = re.compile(r"\b(is|are) there\b|\bdo(es)? (it|the picture) (have|show)\b|有没有|有.+(吗|么)|是否有")
_WHAT: Final = re.compile(r"什么|啥|哪些")
_BACKGROUND: Final = re.compile(r"\bbackground\b|\bbehind\b|\bsetting\b|背景|后面")
_STYLE: Final = re.compile(r"\bstyle\b|风格|画风")
_SIZE: Final = re.compile(
    r"\bsize\b|\bbig is\b|\blarge is\b|\bpixels?\b|\bresolution\b|\bdimensions?\b|多大|尺寸|分辨率|像素"
)
_BRIGHT: Final = re.compile(r"\b(bright|dark|light)(ness)?\b|亮|暗")


def answer(question: str, language: Language, scene: Scene | None, seen: Seen) -> str:
    """The answer to `question`. `scene` is None for a photo: then only what was measured is said."""
    text = question[:2000].lower()
    if seen.answer:
        return seen.answer
    kind = next((kind for kind, asked in _KINDS.items() if asked.search(text)), None)
    if kind and (counted := _of_kind(kind, scene, seen, language)):
        return counted
    if scene is not None and (known := _from_scene(text, language, scene, seen)):
        return known
    if _SIZE.search(text) and (scene is None or not _named(text, seen)):
        return say(language, "answer.size", width=seen.width, height=seen.height)
    if _COLOR.search(text) and (scene is None or not _named(text, seen)):
        return say(language, "answer.colors", colors=_colors(seen, language))
    if _BRIGHT.search(text):
        return say(language, "answer.brightness", brightness=_brightness(seen, language))
    if scene is None:
        return _describe_photo(seen, language)
    return _describe_drawing(scene, seen, language)


def _from_scene(text: str, language: Language, scene: Scene, seen: Seen) -> str | None:
    thing = _named(text, seen)
    if _COUNT.search(text) and thing:
        kind = canonical_noun(thing.name)
        count = sum(one.count for one in seen.objects or () if canonical_noun(one.name) == kind)
        key = "answer.count_one" if count == 1 else "answer.count_of"
        known = name_in(thing.name, language)
        name = known if count == 1 else plural(known)
        unit = measure_word(thing.name) if language is Language.ZH else ""
        return say(language, key, noun=name, count=count, unit=unit)
    if seen.objects is not None and (asked := _counted(text)):
        return say(language, "answer.count_none", noun=asked)
    if _COLOR.search(text) and thing and thing.color:
        many = is_plural(thing.name)
        return say(
            language,
            "answer.color_of_many" if many else "answer.color_of",
            noun=thing.name,
            color=color_name(thing.color, language),
        )
    if _BACKGROUND.search(text):
        key = "answer.background" if scene.background else "answer.no_background"
        return say(language, key, background=scene.background or "")
    if _STYLE.search(text):
        key = "answer.style" if scene.style else "answer.no_style"
        return say(language, key, style=style_title(scene.style or "", language))
    if _WHERE.search(text) and thing and thing.box:
        return say(language, "answer.where", noun=thing.name, where=_where(thing.box, language))
    if _IS_THERE.search(text) and not _WHAT.search(text):
        return _is_there(text, language, thing)
    return None


def _counted(text: str) -> str:
    """The thing whose number is asked for; empty where none that is known is."""
    found = re.search(
        r"how many ([a-z]+(?: [a-z]+)?)\b|几[只个条头辆座朵把匹幅位棵](?P<han>[\u3400-\u9fff]{1,4}?)(?=[？?在]|$)", text
    )
    asked = (found["han"] or found.group(1)) if found else ""
    words = [asked, asked.partition(" ")[0]] if asked else []
    return next((word for word in words if known_noun(word)), "")


def _is_of(kind: str, name: str) -> bool:
    return kind_of(name) == kind or (kind == "person" and kind_of(name) is None and _FOLK.search(name) is not None)


def _is_there(text: str, language: Language, thing: SeenObject | None) -> str | None:
    if thing:
        name = name_in(thing.name, language)
        many = thing.count > 1 or plural(name) == name
        return say(language, "answer.there_are" if many else "answer.there_is", noun=plural(name) if many else name)
    asked = re.search(r"(?:there|have|show)\s+(?:an?|any|some)?\s*([a-z ]+?)(?:\s+(?:in|on|at)\b.*)?\W*$", text)
    asked = asked or re.search(r"有(?:没有)?(.+?)(?:吗|么|在|\W|$)", text)
    return say(language, "answer.there_is_no", noun=asked.group(1).strip()) if asked else None


def _named(text: str, seen: Seen) -> SeenObject | None:
    """The object that the question names, by any of its names in either language."""
    words = re.findall(r"[a-z]+", text)
    keys = {canonical_noun(" ".join(gram)) for gram in _grams(words, 3)}
    for thing in seen.objects or ():
        name = thing.name.lower()
        if canonical_noun(name) in keys or name in text:
            return thing
    han = re.findall(r"[\u3400-\u9fff]", text)
    keys = {canonical_noun("".join(gram)) for gram in _grams(han, 4)}
    return next((thing for thing in seen.objects or () if canonical_noun(thing.name) in keys), None)


def _grams(items: list[str], longest: int) -> list[list[str]]:
    return [items[at : at + size] for size in range(1, longest + 1) for at in range(len(items) - size + 1)]


def _where(box: tuple[float, float, float, float], language: Language) -> str:
    middle = (box[0] + box[2]) / 2
    return say(language, "word.left" if middle < 0.38 else "word.right" if middle > 0.62 else "word.middle")


def _brightness(seen: Seen, language: Language) -> str:
    level = "dark" if seen.brightness < 0.33 else "bright" if seen.brightness > 0.66 else "medium"
    return say(language, f"word.{level}")


def _colors(seen: Seen, language: Language) -> str:
    return listed(language, (color_name(one.name, language) for one in seen.colors[:3]))


def _describe_drawing(scene: Scene, seen: Seen, language: Language) -> str:
    what = prompt_of(scene, language)
    return sentences(language, (
        say(language, "answer.describe_drawing", what=what),
        say(language, "answer.colors", colors=_colors(seen, language)) if seen.colors else "",
    ))  # fmt: skip


def _describe_photo(seen: Seen, language: Language) -> str:
    ratio = seen.width / max(seen.height, 1)
    shape = "landscape" if ratio > 1.05 else "portrait" if ratio < 0.95 else "square"
    return sentences(language, (
        say(language, "answer.describe_photo", orientation=say(language, f"word.{shape}"), width=seen.width,
            height=seen.height, brightness=_brightness(seen, language), colors=_colors(seen, language)),
        _faces(seen.faces, language) if seen.faces else "",
        say(language, "answer.no_recognition") if seen.objects is None else "",
    ))  # fmt: skip


def _faces(faces: int, language: Language) -> str:
    key = "answer.no_face" if not faces else "answer.with_face" if faces == 1 else "answer.with_faces"
    return say(language, key, faces=faces)


def _of_kind(kind: str, scene: Scene | None, seen: Seen, language: Language) -> str | None:
    """How many of a kind there are: drawn ones by their number, people in a photo by their faces; None where that
    cannot be seen."""
    if scene is None:
        return None if kind != "person" or seen.faces is None else _faces(seen.faces, language)
    if seen.objects is None:
        return None
    count = sum(one.count for one in seen.objects if _is_of(kind, one.name))
    if kind == "person":
        return say(
            language, "answer.people" if count > 1 else "answer.person" if count else "answer.nobody", count=count
        )
    key = "answer.count_of" if count > 1 else "answer.count_one" if count else "answer.count_none"
    noun = name_in(kind, language)
    unit = measure_word(noun) if language is Language.ZH else ""
    return say(language, key, noun=noun if count == 1 else plural(noun), count=count, unit=unit)


_COLOR_NAMES_ZH: Final = {
    "black": "黑色", "white": "白色", "gray": "灰色", "grey": "灰色", "red": "红色", "orange": "橙色", "yellow": "黄色",
    "green": "绿色", "blue": "蓝色", "sky blue": "天蓝色", "purple": "紫色", "pink": "粉色", "brown": "棕色",
    "beige": "米色", "turquoise": "青绿色", "cream": "奶油色", "gold": "金色", "silver": "银色", "navy": "深蓝色",
    "teal": "蓝绿色", "tan": "棕褐色", "cyan": "青色", "magenta": "洋红色", "olive": "橄榄色",
}  # fmt: skip


def color_name(name: str, language: Language) -> str:
    """A colour's name in `language`."""
    return _COLOR_NAMES_ZH.get(name, name) if language is Language.ZH else name
