"""Words that mean the same: nouns across number and language, colours, and details that replace each other."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from core.lexicon_nouns import NOUNS

_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_LEADING: Final = re.compile(
    r"^(?:(?:the|an?|some|any|my|his|her|its|their|your|our|this|that|these|those|all|both|another|one|more)\s+)+"
)
_LEADING_ZH: Final = re.compile(
    r"^(?:这|那|那些|这些|一|两|三|几|它的|他的|她的|我的|所有的?|另)*(?:只|个|条|头|辆|座|朵|把|匹|幅|位|副|顶|张|艘|架|棵|间|本|杯|些)?的?"
)
_IRREGULAR: Final = {
    "mice": "mouse", "children": "child", "people": "person", "men": "man", "women": "woman", "geese": "goose",
    "wolves": "wolf", "leaves": "leaf", "feet": "foot", "teeth": "tooth", "knives": "knife", "puppies": "puppy",
    "bunnies": "bunny", "ponies": "pony", "kitties": "kitty", "babies": "baby", "butterflies": "butterfly",
    "glasses": "glasses", "sunglasses": "sunglasses", "shades": "shades", "grass": "grass", "dress": "dress",
    "bus": "bus", "buses": "bus", "octopus": "octopus", "cactus": "cactus", "christmas": "christmas",
    "spectacles": "spectacles", "eyeglasses": "eyeglasses", "earrings": "earrings", "this": "this", "gas": "gas",
    "strawberries": "strawberry", "ladies": "lady", "fairies": "fairy", "cherries": "cherry",
}  # fmt: skip
_COMPOUNDS: Final = {
    "old man": "oldman", "elderly man": "oldman", "hot air balloon": "hotairballoon", "bow tie": "bowtie",
    "ice cream": "icecream", "sun glasses": "sunglasses",
}  # fmt: skip

COLORS: Final = {
    "red": "红 红色 大红 鲜红", "orange": "橙 橙色 橘色 橘黄", "yellow": "黄 黄色", "green": "绿 绿色 草绿",
    "blue": "蓝 蓝色", "sky blue": "天蓝 天蓝色 浅蓝 浅蓝色", "purple": "紫 紫色", "pink": "粉 粉色 粉红 粉红色",
    "brown": "棕 棕色 褐色 咖啡色", "black": "黑 黑色", "white": "白 白色", "gray": "灰 灰色",
    "gold": "金色 金 金黄 金黄色", "silver": "银色 银", "turquoise": "青 青色 青绿色", "beige": "米色 奶白色",
    "navy": "深蓝 深蓝色 藏青色", "teal": "蓝绿色", "violet": "紫罗兰色", "cream": "奶油色", "ginger": "橘猫色",
    "crimson": "深红 深红色", "lime": "青柠色", "magenta": "洋红 洋红色", "cyan": "青蓝色",
}  # fmt: skip
"""English colour -> its Chinese names."""

_COLOR_ALIASES: Final = {"grey": "gray", "golden": "gold", "violet": "purple", "light blue": "sky blue", "scarlet": "red",
                         "lavender": "purple", "dark blue": "navy", "dark red": "crimson"}  # fmt: skip


def _read_nouns() -> tuple[dict[str, str], dict[str, str]]:
    keys: dict[str, str] = {}
    chinese: dict[str, str] = {}
    for line in NOUNS.strip().splitlines():
        english, _, han = line.partition(" = ")
        first, *others = english.split()
        for word in (first, *others, *han.split()):
            keys.setdefault(word, first)
        chinese[first] = han.split()[0]
    return keys, chinese


_KEYS, _CHINESE = _read_nouns()
ANIMALS: Final = frozenset(list(_CHINESE)[: list(_CHINESE).index("snail") + 1])
"""Keys of the animals: those of the list down to the snail."""
PEOPLE: Final = frozenset({
    "woman", "man", "girl", "boy", "child", "baby", "oldman", "robot", "astronaut", "wizard", "princess", "knight",
    "pirate", "person",
})  # fmt: skip
"""Keys of people, and of what acts like one."""
_LONGEST_HAN: Final = sorted((word for word in _KEYS if _HAN.match(word)), key=len, reverse=True)
_ZH_COLORS: Final = {word: color for color, words in COLORS.items() for word in words.split()}


def is_chinese(words: str) -> bool:
    """Whether `words` hold a Han character."""
    return bool(_HAN.search(words))


@lru_cache(maxsize=8192)
def canonical_noun(words: str) -> str:
    """The key of the thing that `words` name: "two Kittens", "小猫" and "the cat" are "cat"; unknown ones stay."""
    text = words.strip().lower()[:120]
    if is_chinese(text):
        return _chinese_key(text)
    text = _LEADING.sub("", re.sub(r"[^\w\s'-]", "", text))
    for compound, key in _COMPOUNDS.items():
        if text == compound or text.endswith(f" {compound}"):
            return key
    *before, last = text.split() or [""]
    head = singular(last)
    if head in _KEYS:
        return _KEYS[head]
    return " ".join([*before[-2:], head]).strip()


def _chinese_key(text: str) -> str:
    for word in _LONGEST_HAN:
        if text.endswith(word):
            return _KEYS[word]
    stripped = _LEADING_ZH.sub("", text)
    return stripped or text


def named_noun(text: str) -> bool:
    """Whether a known thing is named anywhere in `text`."""
    low = text.lower()[:400]
    if is_chinese(low):
        return any(word in low for word in _LONGEST_HAN)
    return any(singular(word) in _KEYS for word in re.findall(r"[a-z]+", low))


def known_noun(words: str) -> bool:
    """Whether the lexicon has the thing that `words` name."""
    return canonical_noun(words) in _CHINESE


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """The singular of an English noun, by its common endings."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith(("shes", "ches", "xes", "sses", "zes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def measure_word(noun: str) -> str:
    """The Chinese measure word for `noun`: 只 for animals, 个 for the rest."""
    return "只" if canonical_noun(noun) in ANIMALS else "个"


def with_article(phrase: str, noun: str) -> str:
    """ "a red hat", "sunglasses", "two cats": an English phrase as it stands in a sentence; Chinese ones stay."""
    if is_chinese(phrase) or re.match(r"(?:an?|the|some|two|three|four|five|\d+)\s", phrase) or plural(noun) == noun:
        return phrase
    return f"{'an' if phrase[:1].lower() in 'aeiou' else 'a'} {phrase}"


def plural(noun: str) -> str:
    """The plural of an English noun, by its common endings; Chinese nouns and plurals stay."""
    if is_chinese(noun) or singular(noun) != noun or noun in {"sunglasses", "glasses", "shades"} or not noun:
        return noun
    if noun.endswith(("s", "x", "ch", "sh")):
        return f"{noun}es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return next((many for many, one in _IRREGULAR.items() if one == noun and many != one), f"{noun}s")


def color_key(words: str) -> str | None:
    """The English name of the colour that `words` are, such as "blue" for "蓝色的"; None when they are no colour."""
    text = words.strip().lower().removesuffix("的").removesuffix(" color").removesuffix(" colour").strip()
    text = _COLOR_ALIASES.get(text, text)
    return text if text in COLORS else _ZH_COLORS.get(text)


def color_in_chinese(color: str | None) -> str:
    """The Chinese name of an English colour, with 色 where it has one; other words stay, and None is empty."""
    names = COLORS.get(color or "", color or "").split(" ")
    return next((name for name in names if name.endswith("色")), names[0])


_DETAIL_KINDS: Final = (
    ("time", re.compile(r"\b(night|day(time|light)?|noon|midday|morning|evening|dusk|dawn|sun(set|rise|down)|golden hour|"
                        r"moonli(t|ght)|midnight|afternoon|twilight)\b|夜|晚上|傍晚|黄昏|日落|夕阳|日出|清晨|早晨|白天|中午|正午|月光")),
    ("weather", re.compile(r"\b(rain(y|ing)?|snow(y|ing)?|fog(gy)?|mist(y)?|storm(y)?|thunder\w*|sunny|cloud(y|s)?|wind(y)?|"
                           r"clear sk(y|ies)|weather|overcast)\b|雨(?!伞|衣|靴)|雪(?!人|糕|橇)|雾|晴|暴风|打雷|多云|阴天|刮风")),
    ("season", re.compile(r"\b(spring|summer|autumn|winter|fall season|in (the )?fall|autumnal|wintry)\b|春|夏|秋|冬")),
    ("mood", re.compile(r"\b(mood|cosy|cozy|gloom\w*|cheerful|scary|spooky|romantic|dramatic|dreamy|magical|festive)\b|气氛|温馨|恐怖|浪漫|梦幻|喜庆")),
    ("expression", re.compile(r"\b(smil\w+|angry|sad|happy|laugh\w*|cry\w*|surprised|grin\w*|frown\w*)\b|笑|生气|难过|开心|哭|惊讶")),
    ("pose", re.compile(r"\b(sit\w*|stand\w*|run\w*|jump\w*|sleep\w*|danc\w+|wav\w+|fly\w*|swim\w*|walk\w*|lying|asleep)\b|"
                        r"坐|站|跑|跳|睡|挥手|飞|游泳|走|躺")),
)  # fmt: skip


@lru_cache(maxsize=4096)
def detail_kind(instruction: str) -> str | None:
    """Which kind of detail `instruction` sets; a new one of a kind replaces the old. None when it is of no kind."""
    text = instruction.lower()[:200]
    return next((kind for kind, pattern in _DETAIL_KINDS if pattern.search(text)), None)
