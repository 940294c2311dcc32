"""Words that mean the same: nouns across number and language, colours, and details that replace each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from core.language import Language
from core.lexicon_files import varieties, wide_nouns
from core.lexicon_nouns import NOUNS
from core.lexicon_things import THINGS
from core.trades import person_named

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
    "strawberries": "strawberry", "skis": "ski", "ladies": "lady", "fairies": "fairy", "axes": "axe", "cherries": "cherry",
}  # fmt: skip


def word_set(words: str) -> frozenset[str]:
    """The set of the words that a text lists."""
    return frozenset(words.split())


_MEASURES: Final = word_set(
    "pair couple group bunch piece slice cup glass mug bottle can loaf scoop bowl plate pile stack flock herd lot row "
    "bouquet set handful crowd drop kind type sort school pack swarm team"
)
"""What stands before "of" without being the thing that is named: "a slice of pizza" is pizza."""

COLORS: Final = {
    "red": "红 红色 大红 鲜红", "orange": "橙 橙色 橘 橘色 橘黄", "yellow": "黄 黄色 暖黄 暖黄色 淡黄色 浅黄色 明黄色", "green": "绿 绿色 草绿",
    "blue": "蓝 蓝色", "sky blue": "天蓝 天蓝色 浅蓝 浅蓝色", "purple": "紫 紫色 淡紫色 浅紫色 粉紫色 深紫色", "pink": "粉 粉色 粉红 粉红色 浅粉色 淡粉色 浅粉",
    "brown": "棕 棕色 褐色 咖啡色", "black": "黑 黑色", "white": "白 白色", "gray": "灰 灰色",
    "gold": "金色 金 金黄 金黄色", "silver": "银色 银", "turquoise": "青 青色 青绿色", "beige": "米色 奶白色",
    "navy": "深蓝 深蓝色 藏青色", "teal": "蓝绿色", "violet": "紫罗兰色", "cream": "奶油色", "ginger": "橘猫色",
    "crimson": "深红 深红色 酒红色", "lime": "青柠色", "magenta": "洋红 洋红色 玫红色", "cyan": "青蓝色",
    "coral": "珊瑚色", "mint": "薄荷色 薄荷绿", "olive": "橄榄绿 橄榄色", "tan": "驼色", "peach": "桃色",
}  # fmt: skip
"""English colour -> its Chinese names."""

_COLOR_ALIASES: Final = {
    "grey": "gray", "golden": "gold", "violet": "purple", "light blue": "sky blue", "scarlet": "red",
    "lavender": "purple", "dark blue": "navy", "dark red": "crimson", "maroon": "crimson", "burgundy": "crimson",
}  # fmt: skip


def _read_nouns() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    keys: dict[str, str] = {}
    chinese: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for noun in wide_nouns():
        key = noun.english[0]
        keys |= {name.lower(): key for name in noun.names}
        chinese[key], kinds[key] = noun.chinese[0], noun.kind
    for variety in varieties():
        keys |= {name.lower(): variety.of for name in variety.names}
    for kind, table in (*NOUNS.items(), *THINGS.items()):
        for line in table.strip().splitlines():
            english, _, han = line.partition(" = ")
            first, *others = english.split()
            for word in (first, *others, *han.split()):
                keys.setdefault(word.replace("_", " "), first)
            chinese[first] = han.split()[0]
            kinds[first] = kind
    return keys, chinese, kinds


_KEYS, _CHINESE, _KINDS = _read_nouns()
_VARIETIES: Final = {name.lower(): variety.chinese for variety in varieties() for name in variety.names}
PEOPLE: Final = frozenset(key for key, kind in _KINDS.items() if kind == "person")
"""Keys of people, and of what acts like one."""
HAN_NOUNS: Final = frozenset(word for word in _KEYS if _HAN.match(word))
"""Every Chinese noun that is known."""
_LONGEST_HAN: Final = max(map(len, HAN_NOUNS))
_HEADS: Final = frozenset("猫狗犬鸟鱼熊虎狼鹿兔马牛羊猪鸡鸭龙蛇猴鼠车船树花草桥塔门窗灯床书球伞旗人")
"""Nouns of one character that also end longer words of their kind: 三花猫 is a 猫, but 开心 is no 心."""
_BEFORE_HEAD: Final = re.compile(
    r"^.*的$|^[小大老白黑红橙黄绿蓝紫粉灰棕金银花胖瘦好新旧高矮一二两三四五六七八九十几这那只条匹头辆个位座把棵朵的色]*$"
)
_MEASURE_OF: Final = {
    key: unit
    for unit, keys in {
        "匹": "horse zebra wolf camel", "条": "fish snake crocodile scarf dress skirt pants necklace tie river rug rope",
        "头": "cow elephant pig rhino hippo whale lion", "架": "airplane helicopter piano harp accordion",
        "艘": "boat ship canoe submarine", "列": "train", "枚": "rocket coin ring", "块": "skateboard surfboard watch rock",
        "把": "chair umbrella parasol guitar violin key sword broom hammer bow paintbrush", "张": "table bed sofa bench",
        "本": "book", "顶": "hat crown helmet tent", "副": "sunglasses glasses earrings headphones gloves",
        "件": "shirt sweater coat cape suit kimono spacesuit armor", "双": "shoes boots socks rollerskates wings",
        "盏": "lamp lantern paperlantern", "支": "pencil wand flute trumpet candle", "面": "flag mirror drum shield",
        "台": "camera laptop television telescope", "部": "phone", "扇": "door window", "幅": "painting",
        "朵": "rose sunflower tulip lotus flower mushroom cloud", "片": "leaf", "颗": "star heart diamond candy cherry strawberry",
        "根": "banana carrot bone bamboo", "座": "mountain statue", "道": "rainbow", "份": "gift",
        "株": "grass", "盆": "pottedplant bonsai", "串": "grapes", "杯": "coffee tea cocktail", "碗": "noodles rice",
    }.items()
    for key in keys.split()
}  # fmt: skip
_MEASURE_OF_KIND: Final = {"animal": "只", "vehicle": "辆", "plant": "棵", "building": "座"}
_UNCOUNTED: Final = word_set(
    "hair fur bread grass bamboo rice sushi tea coffee water milk juice snow smoke steam fire ice sand armor armour "
    "cheese chocolate jewelry luggage clothing makeup moss music food fruit candy yarn lightning broccoli confetti "
    "underwear bacon honey jam asparagus toothpaste"
)
"""Nouns that take no article."""
_PAIRS: Final = word_set("sunglasses glasses shades spectacles eyeglasses earrings")
"""Plurals that are names of their own."""
_VOWEL: Final = re.compile(r"(?!uni(?!n|m)|us[ei]|eu|one\b|ukulele|ufo\b)[aeiou]|hour|honest", re.IGNORECASE)
_ZH_COLORS: Final = {word: color for color, words in COLORS.items() for word in words.split()}


def is_chinese(words: str) -> bool:
    """Whether `words` hold a Han character."""
    return bool(_HAN.search(words))


@cache
def _names() -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for word, key in _KEYS.items():
        names[key] = (*names.get(key, ()), word)
    return names


def names_of(noun: str) -> tuple[str, ...]:
    """Every name of the thing that `noun` names, in both languages; none for a noun that is not known."""
    return _names().get(_KEYS.get(noun, ""), ())


def name_in(noun: str, language: Language) -> str:
    """The name of the thing that `noun` names in `language`; `noun` itself where it is not known or is in it."""
    if is_chinese(noun) == (language is Language.ZH):
        return noun
    if language is Language.EN:
        return canonical_noun(noun)
    return _VARIETIES.get(noun.lower()) or _CHINESE.get(canonical_noun(noun), noun)


@lru_cache(maxsize=8192)
def canonical_noun(words: str) -> str:
    """The key of the thing that `words` name: "two Kittens", "小猫" and "the cat" are "cat"; unknown ones stay."""
    text = words.strip().lower()[:120]
    if is_chinese(text):
        return _chinese_key(text)
    text = _LEADING.sub("", re.sub(r"[^\w\s'-]", "", text))
    known = _KEYS.get(text)
    if known is None and " of " in text:
        head, _, inner = text.partition(" of ")
        one = "glass" if head == "glasses" else singular(head)
        if known := _KEYS.get(f"{one} of {inner}"):
            return known
        text = inner if singular(head.rpartition(" ")[2]) in _MEASURES else head
        text = _LEADING.sub("", text)
    *before, last = text.split() or [""]
    head = singular(last)
    for size in (2, 1, 0):
        for end in (last, head, "glass" if size and last == "glasses" else head) if len(before) >= size else ():
            known = known or _KEYS.get(" ".join([*before[len(before) - size :], end]))
    rest = " ".join([*before[-2:], head]).strip()
    return known or person_named(rest) or rest


def _chinese_key(text: str) -> str:
    for start in range(max(0, len(text) - _LONGEST_HAN), len(text)):
        word = text[start:]
        if word in _KEYS and (len(word) > 1 or word in _HEADS or _BEFORE_HEAD.match(text[:start])):
            return _KEYS[word]
    stripped = _LEADING_ZH.sub("", text)
    return person_named(stripped) or stripped or text


def is_named(words: str) -> bool:
    """Whether the lexicon has these very words, in either number: "hot air balloons", but not "big balloons"."""
    low = words.lower()
    return low in _KEYS or (
        not is_chinese(low) and " ".join([*low.split()[:-1], singular(low.rpartition(" ")[2])]) in _KEYS
    )


def kind_of(words: str) -> str | None:
    """The kind of the thing that `words` name, such as "animal", "worn" or "vehicle"; None for unknown ones."""
    return _KINDS.get(canonical_noun(words))


def names_thing(words: str) -> bool:
    """Whether `words` name something or somebody that is known, and neither a place nor what is in the air."""
    return kind_of(words) not in {None, "setting", "air"}


def known_noun(words: str) -> bool:
    """Whether the lexicon has the thing that `words` name."""
    return canonical_noun(words) in _CHINESE


_ENDINGS: Final = (
    ("men", ("man",)), ("ves", ("f", "fe", "ve")), ("ies", ("y", "ie")), ("ses", ("s", "se")), ("oes", ("o", "oe")),
    ("xes", ("x", "xe")), ("ches", ("ch", "che")), ("shes", ("sh", "she")), ("zes", ("z", "ze")), ("is", ("i",)), ("us", ("u",)),
)  # fmt: skip
"""Endings of many, and what they are of one."""


@cache
def _words() -> frozenset[str]:
    """The last words of all English names, which are what is counted."""
    return frozenset(name.rpartition(" ")[2] for name in _KEYS if not is_chinese(name))


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """The singular of an English noun: a noun that is known, by any ending, else what its common endings make of it."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for many, ones in _ENDINGS:
        stem = word.removesuffix(many)
        if stem != word and (known := next((stem + one for one in ones if stem + one in _words()), None)):
            return known
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith(("shes", "ches", "xes", "sses", "zes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def joined(words: Sequence[str]) -> str:
    """ "a cat", "a cat and a dog", "a cat, a dog and a fox"."""
    return " and ".join([*([", ".join(words[:-1])] if len(words) > 1 else []), *words[-1:]])


def is_plural(phrase: str) -> bool:
    """Whether an English noun phrase stands for several: "the ducks on the water", "sunglasses"."""
    head = re.split(r" (?:of|on|in|at|with|by|under|behind|beside|near) ", phrase.lower())[0].rpartition(" ")[2]
    if singular(head) != head or (head.endswith("s") and plural(head) == head):
        return True
    return re.match(r"(?:two|three|four|five|both|all|[2-9])\s", phrase.lower()) is not None


def with_article(phrase: str, noun: str) -> str:
    """ "a red hat", "sunglasses", "two cats": an English phrase as it stands in a sentence; Chinese ones stay."""
    if is_chinese(phrase) or re.match(r"(?:an?|the|some|two|three|four|five|\d+)\s", phrase) or plural(noun) == noun:
        return phrase
    head = noun.lower().partition(" of ")[0].rpartition(" ")[2]
    if head in _UNCOUNTED:
        return phrase
    if phrase in {"moon", "sun", "sky", "sea"}:
        return f"the {phrase}"
    return f"{'an' if _VOWEL.match(phrase) else 'a'} {phrase}"


def plural(noun: str) -> str:
    """The plural of an English noun, by its common endings; Chinese nouns and plurals stay."""
    if is_chinese(noun) or singular(noun) != noun or noun in _PAIRS or not noun:
        return noun
    if noun.endswith(("s", "x", "ch", "sh")):
        return f"{noun}es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return next((many for many, one in _IRREGULAR.items() if one == noun and many != one), f"{noun}s")


def measure_word(noun: str) -> str:
    """The Chinese measure word for `noun`: 辆 for a car, 朵 for a rose, 只 for most animals, 个 for the rest."""
    key = canonical_noun(noun)
    return _MEASURE_OF.get(key) or _MEASURE_OF_KIND.get(_KINDS.get(key, ""), "个")


def color_key(words: str) -> str | None:
    """The English name of the colour that `words` are, such as "blue" for "蓝色的"; None when they are no colour."""
    text = words.strip().lower().removesuffix("的").removesuffix(" color").removesuffix(" colour").strip()
    text = _COLOR_ALIASES.get(text, text)
    return text if text in COLORS else _ZH_COLORS.get(text)


def color_in_chinese(color: str | None) -> str:
    """The Chinese name of an English colour, with 色 where it has one; other words stay, and None is empty."""
    if color and " and " in color:
        return "".join(color_in_chinese(one)[:1] for one in color.split(" and ")) + "相间"
    names = COLORS.get(color or "", color or "").split(" ")
    return next((name for name in names if name.endswith("色")), names[0])


DETAIL_KINDS: Final = (
    ("time", re.compile(r"\b(night|(?<![nwgmdt]y )(?<!autumn )(?<!winter )(?<!summer )(?<!spring )day(time|light)?|noon|midday|morning|evening|dusk|dawn|sun(set|rise|down)|golden hour|"
                        r"moonli(t|ght)|midnight|afternoon|twilight)\b|夜|晚上|傍晚|黄昏|日落|夕阳|日出|清晨|黎明|凌晨|早晨|白天|中午|正午|月光")),
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
    return next(iter(kinds_of_detail(instruction)), None)


@lru_cache(maxsize=4096)
def kinds_of_detail(instruction: str) -> tuple[str, ...]:
    """Every kind of detail that `instruction` sets: weather, season and time for "a sunny summer day"."""
    text = instruction.lower()[:200]
    return tuple(kind for kind, pattern in DETAIL_KINDS if pattern.search(text))
