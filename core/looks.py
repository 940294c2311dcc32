"""Light, weather, season, warmth and colourfulness: changes of a whole picture that need nothing new in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_WORDS: Final = (
    ("muted", r"(?:less|not so|not as) (?:colou?rful|vivid|vibrant|saturated?)|muted|desaturated?|washed[- ]out"
              r"|less (?:colou?r|saturation)|[不没](?:那么|要太|要那么)鲜艳|饱和度?低|降低饱和度|素雅|淡雅"),
    ("colorful", r"(?:more )?(?:colou?rful|vivid|vibrant|saturated?)|more (?:colou?r|saturation|vibran(?:ce|cy))"
                 r"|(?:increase|boost|raise) (?:the )?(?:saturation|colou?rs|vibrance)|colou?rs pop"
                 r"|鲜艳|鲜亮|饱和度?高|(?:提高|增加)饱和度"),
    ("night", r"nights?(?:[- ]?time|fall)?|midnight|moonli(?:t|ght)|夜晚|夜里|夜间|夜景|深夜|夜|晚上|月光"),
    ("sunset", r"sun ?sets?|sundown|golden hour|dusk|twilight|evening|sun ?rise|dawn"
               r"|黄昏|日落|夕阳|傍晚|晚霞|日出|朝霞|黎明|黄金时刻"),
    ("snow", r"snow(?:y|ing|s|fall|flakes?)?|blizzard|雪花|雪"),
    ("rain", r"rain(?:y|ing|s|fall)?|drizzl(?:e|ing|y)|downpour|雨"),
    ("fog", r"fog(?:gy)?|mist(?:y)?|haz(?:e|y)|大雾|雾气|雾"),
    ("autumn", r"autumn(?:al)?|(?:the |in )?fall (?:season|colou?rs|foliage)|in (?:the )?fall|秋天|秋季|秋日|秋"),
    ("winter", r"winter(?:y|time)?|wintry|冬天|冬季|冬日|冬"),
    ("cool", r"less warm|(?<!less )(?:cool|cold)(?:er)?|chilly|冷"),
    ("warm", r"warm(?:er|th)?|less (?:cool|cold)|暖"),
    ("day", r"day ?(?:time|light)|mid ?day|noon|sunny|sunshine|clear (?:day|sky|weather)|白天|中午|正午|晴天|晴朗|晴"),
)  # fmt: skip
_PATTERNS: Final = tuple((name, re.compile(rf"(?<![a-z])(?:{words})(?![a-z])")) for name, words in _WORDS)
_SLIGHT: Final = re.compile(
    r"\b(?:slight(?:ly)?|a (?:little |tiny )?bit(?: of)?|a little|a touch|a tad|light(?:ly)?"
    r"|subtl[ey]|gentl[ey]|soft(?:ly)?)\b"
    r"|稍微|稍稍|略微|略|一点点?儿?|一些|点儿?|些|微|小|淡淡|薄"
)
_STRONG: Final = re.compile(
    r"\b(?:much|very|really|a lot|lots of|way|far|heav(?:y|ily)|strong(?:ly)?|thick|dense|deep|super|extra)\b"
    r"|很多|得多|许多|很|非常|特别|超级?|浓|大|强"
)
_FILLERS: Final = re.compile(
    r"\b(?:please|pls|can|could|you|make|made|let|turn|change|add|give|put|set|have|get|want|i|it|its|this|that|the|an?|some"
    r"|more|look(?:s|ing)?|like|as|if|is|was|were|be|to|into|in|on|at|of|with|and|there|outside|whole|entire"
    r"|photos?|pictures?|pics?|images?|scene|everything|colou?rs?|tones?|temperature|weather|season|mood|light(?:ing)?"
    r"|day|time|hour|fall(?:s|ing)?|up|all over|covered|effect|from|by|one|during|under|leaves|foliage|s)\b"
    r"|请|帮我|帮|给|把|让|使|将|照片|图片|图|画面|画|整张|整个|整体|色调|颜色|色彩|色温|天气|季节|气氛|效果|变成|变|改成|改"
    r"|成|弄|调成|调|做|它|这|那|张|的|得|了|吧|呀|啊|加|上|下起|下|起|更加|更|再|点|天|时|候|分|时刻|里|在|有|来|场|看起来|偏|一"
)
_TONES: Final = frozenset({"warm", "cool", "colorful", "muted"})
SLIGHT, STRONG = 0.5, 1.6


@dataclass(frozen=True)
class Look:
    """A change of a whole picture. `amount` is 1 where nothing is said of its strength."""

    name: str
    amount: float = 1.0

    @property
    def is_tone(self) -> bool:
        """Whether it is warmth or colourfulness: said against what is, and of drawings as of photos."""
        return self.name in _TONES


@lru_cache(maxsize=4096)
def looks_in(instruction: str) -> tuple[Look, ...]:
    """The looks that `instruction` asks for; none where it asks for anything else, such as a pose, too."""
    text = instruction.strip().lower()[:200]
    found = list[str]()
    for name, pattern in _PATTERNS:
        if pattern.search(text):
            found.append(name)
            text = pattern.sub(" ", text)
    amount = SLIGHT if _SLIGHT.search(text) else STRONG if _STRONG.search(text) else 1.0
    for pattern in (_SLIGHT, _STRONG, _FILLERS):
        text = pattern.sub(" ", text)
    return () if re.search(r"\w", text) else tuple(Look(name, amount) for name in found)


def is_tone(instruction: str) -> bool:
    """Whether `instruction` asks for another warmth or colourfulness, and for nothing else."""
    found = looks_in(instruction)
    return bool(found) and all(one.is_tone for one in found)


def merged(looks: tuple[Look, ...]) -> tuple[Look, ...]:
    """`looks` with each name once, in the order in which they are rendered: tones add up, of others the last stays."""
    amounts = dict[str, float]()
    for one in looks:
        amounts[one.name] = min(2.0, amounts.get(one.name, 0) + one.amount) if one.is_tone else one.amount
    for more, less in (("warm", "cool"), ("colorful", "muted")):
        both = amounts.pop(more, 0.0) - amounts.pop(less, 0.0)
        if both:
            amounts[more if both > 0 else less] = abs(both)
    return tuple(Look(name, amounts[name]) for name in _ORDER if name in amounts)


_ORDER: Final = (
    "autumn", "winter", "snow", "rain", "fog", "day", "sunset", "night", "warm", "cool", "colorful", "muted",
)  # fmt: skip
