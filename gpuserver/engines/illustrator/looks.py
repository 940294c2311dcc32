"""What words say of one subject's looks: colour, size, age, face, hair, sleep; and which words it cannot show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from core.scene import Subject
from gpuserver.engines.illustrator.art import Artwork
from gpuserver.engines.illustrator.color import luminance, mix
from gpuserver.engines.illustrator.palette import Shade, coat_of, find_colors, name_of, recolored
from gpuserver.engines.illustrator.words import natural_coats

_SIZES: Final = (
    (re.compile(r"\b(?:huge|giant|gigantic|enormous|massive)\b|巨"), 1.4),
    (re.compile(r"\b(?:big|large|tall|great)\b|^大|大$|大大|高"), 1.2),
    (re.compile(r"\b(?:tiny|mini|miniature)\b|小小|迷你|微小"), 0.58),
    (re.compile(r"\b(?:small|little|baby|short|young)\b|^小|小$|矮|年幼"), 0.78),
)
_MOODS: Final = (
    ("sleeping", re.compile(r"\b(?:sleep\w*|asleep|nap\w*|dozing|(?:closed|shut) eyes|eyes closed)\b|睡|打盹|困倦|闭")),
    ("happy", re.compile(r"\b(?:smil\w*|happy|cheerful|joyful|glad|merry|playful)\b|微笑|笑|开心|快乐|高兴|欢快")),
    ("laughing", re.compile(r"\b(?:laugh\w*|surprise\w*|shocked|amazed|open mouth|singing)\b|大笑|惊讶|张嘴|唱歌")),
    ("sad", re.compile(r"\b(?:sad|unhappy|crying|gloomy|lonely|fear|scared|afraid)\b|伤心|难过|哭|悲伤|孤独|害怕")),
    ("angry", re.compile(r"\b(?:angry|furious|mad|grumpy|evil|disgust)\b|生气|愤怒|凶|恼火")),
)  # fmt: skip
_VARIANTS: Final = {
    "happy": {"mouth": "smile", "brow": "neutral"},
    "laughing": {"mouth": "open", "brow": "neutral"},
    "sad": {"mouth": "sad", "brow": "sad"},
    "angry": {"mouth": "sad", "brow": "angry"},
}
_HAIR: Final = (
    ("curly", re.compile(r"\b(?:curly|curls|afro|wavy)\b|卷")),
    ("bun", re.compile(r"\b(?:bun|updo)\b|丸子头|发髻|盘发")),
    ("bob", re.compile(r"\b(?:short|bob|bangs)\b|短发|刘海")),
    ("long", re.compile(r"\b(?:long|straight|no bangs)\b|长发|直发")),
)
_HAIR_WORD: Final = re.compile(r"\bhair(?:ed)?\b|\b(?:blond|blonde|brunette|redhead|ginger)\b|发")
_HAIR_NAMED: Final = {"brunette": "#5B3A2E", "redhead": "#B8472E", "red hair": "#B8472E", "红发": "#B8472E",
                      "black hair": "#2B2238", "黑发": "#2B2238",
                      "gray hair": "#B9B6C6", "白发": "#EDE9F2"}  # fmt: skip
_HAIR_COLORS: Final = ("", "#2B2238", "#7A3328", "#E9A63F", "#4A3226")
_SKINS: Final = (
    ("#FAC5A0", "#E0876E", "#F2808A"),
    ("#C98860", "#A5623F", "#D0705F"),
    ("#8F5A43", "#6B3E34", "#C4605A"),
)
"""Skin, shade under the nose, blush."""
_SKIN_WORDS: Final = (
    (re.compile(r"\b(?:pale|fair|light)[ -]skin|白皮肤|皮肤白"), 0),
    (re.compile(r"\b(?:tanned|brown[ -]skin\w*|asian|latina?|indian)\b|棕色皮肤"), 1),
    (re.compile(r"\b(?:dark|black)[ -]skin\w*|\bafrican\b|黑皮肤|深色皮肤|黑人"), 2),
)
_OLD: Final = re.compile(r"\b(?:old|elderly|aged|ancient|grey|gray)\b|^老|年老|古老")
_MILD: Final = re.compile(
    r"^(?:(?:very|so|really|super|extremely|cute|cutest|fluffy|furry|soft|adorable|lovely|sweet|pretty|beautiful|nice|"
    r"friendly|charming|funny|silly|gentle|kind|brave|curious|majestic|noble|proud|elegant|cozy|wonderful|magnificent|"
    r"amazing|cool|shy|calm|quiet|lazy|sitting|seated|sits|standing|stands|posing|looking|young|simple|single|lone|"
    r"little|new|fresh|wild|domestic|chubby|fat|plump|round|cartoon|realistic|detailed|high|quality|good|best|modern|"
    r"classic|vintage|shiny|colou?rful|pet|stylish|fancy|smart|clever|famous|typical|normal|ordinary|parked|waiting)[\s,-]*)+$"
    r"|^[可爱毛茸绒漂亮美丽好看萌萌哒的甜友善善良优雅勇敢胖乎圆滚调皮淘气软乖巧神气坐着站在普通一个有趣帅气崭新新坐站]+$"
)  # fmt: skip
_PARTS_WORN: Final = {"眼镜": "glasses", "长椅": "bench", "帽子": "cap", "项圈": "collar", "围巾": "scarf",
                      "拐杖": "cane", "胡子": "moustache", "舌头": "tongue", "hat": "cap",
                      "mustache": "moustache"}  # fmt: skip


@dataclass
class Look:
    """How one subject is drawn."""

    palette: dict[str, str] = field(default_factory=dict)
    color: str = ""
    """Name of the coat's colour, as asked for or as drawn."""
    size: float = 1.0
    show: set[str] = field(default_factory=set)
    hide: set[str] = field(default_factory=set)
    mood: str = ""
    undrawn: list[str] = field(default_factory=list)


def look_of(artwork: Artwork, subject: Subject, extra: Iterable[str], rng: np.random.Generator) -> Look:
    """The looks that a subject's words ask for; `extra` are details and worn words meant for it.

    What nothing is said about (coat, hair, skin) is drawn from `rng`.
    """
    look = Look()
    _natural(artwork, look, rng)
    shades = find_colors(subject.color) if subject.color else []
    if subject.color and not shades:
        look.undrawn.append(subject.color)
    for word in (*subject.attributes, *extra):
        _apply(artwork, look, word, shades)
    if shades:
        look.palette |= recolored(artwork, shades)
    coat = coat_of(artwork)
    look.color = subject.color or (shades[0].name if shades else name_of(look.palette.get(coat, artwork.palette[coat])))
    return look


def is_mild(word: str) -> bool:
    """Whether a word asks for nothing that a drawing does not have anyway ("cute", "beautiful")."""
    return bool(_MILD.match(word.lower().strip()))


def shows_mood(words: str) -> bool:
    """Whether `words` say what a face shows: "smiling", "fast asleep"."""
    return any(pattern.search(words.lower()) for _, pattern in _MOODS)


def without(artwork: Artwork, words: Iterable[str]) -> set[str]:
    """Ids of the parts that `words` take away: "glasses" from the old man."""
    out: set[str] = set()
    for word in words:
        text = word.lower().strip().removeprefix("the ")
        out |= {part for name, part in _PARTS_WORN.items() if name in text} | {text, text.removesuffix("s")}
    return out & artwork.ids


def _natural(artwork: Artwork, look: Look, rng: np.random.Generator) -> None:
    """A coat, hair and skin by chance; its own colours half of the time. Always draws the same count of numbers."""
    coat, hair, tint, skin = rng.random(4)
    coats = natural_coats().get(artwork.name, ())
    if coats and coat >= 0.5:
        shades = find_colors(coats[int((coat - 0.5) * 2 * len(coats))])
        look.palette |= recolored(artwork, shades)
    styles = sorted(part[5:-6] for part in artwork.ids if re.fullmatch(r"hair-\w+-front", part))
    if styles:
        _choose_hair(artwork, look, styles[int(hair * len(styles))])
        if color := _HAIR_COLORS[int(tint * len(_HAIR_COLORS))]:
            _hair_color(artwork, look, color)
    if "shade" in artwork.palette and "skin" in artwork.palette:
        _skin(artwork, look, int(skin * len(_SKINS)))


def _apply(artwork: Artwork, look: Look, word: str, shades: list[Shade]) -> None:
    """Let one word change the look, or note that it cannot."""
    text = word.lower().strip()
    known = bool(_MILD.match(text))
    if "hair" in artwork.palette and _HAIR_WORD.search(text):
        known |= _read_hair(artwork, look, text)
    elif colors := find_colors(text):
        shades.extend(colors if not shades else [])
        known = True
    for pattern, tone in _SKIN_WORDS:
        if "skin" in artwork.palette and pattern.search(text):
            _skin(artwork, look, tone)
            known = True
    for pattern, factor in _SIZES:
        if pattern.search(text) and not _HAIR_WORD.search(text):
            look.size *= factor
            known = True
            break
    for mood, pattern in _MOODS:
        if pattern.search(text):
            known |= _set_mood(artwork, look, mood)
    if _OLD.search(text):
        _age(artwork, look)
        known = True
    marking = {"striped": "stripe", "spotted": "spot", "条纹": "stripe", "斑点": "spot"}.get(text)
    part = _PARTS_WORN.get(text, text)
    if part in artwork.ids:
        look.show.add(part)
        known = True
    if not (known or (marking and marking in artwork.palette)):
        look.undrawn.append(word)


def _set_mood(artwork: Artwork, look: Look, mood: str) -> bool:
    """Whether the subject can show `mood`. Faces have variants; animals get closed eyes or brows."""
    if "eyes" not in artwork.anchors:
        return False
    for family, choice in _VARIANTS.get(mood, {}).items():
        if f"{family}-{choice}" in artwork.ids:
            look.hide |= {part for part in artwork.ids if part.startswith(f"{family}-")} - {f"{family}-{choice}"}
            look.show |= {f"{family}-{choice}"}
            look.hide -= {f"{family}-{choice}"}
    look.mood = mood
    return True


def _age(artwork: Artwork, look: Look) -> None:
    """Grey in the fur."""
    for cls in ("fur", "stripe", "patch", "plume", "hair"):
        if cls in artwork.palette:
            look.palette[cls] = mix(look.palette.get(cls, artwork.palette[cls]), "#C9C3CC", 0.38)


def _read_hair(artwork: Artwork, look: Look, text: str) -> bool:
    color = next((value for name, value in _HAIR_NAMED.items() if name in text), None)
    if color is None and (shades := find_colors(text)):
        color = shades[0].hex
    if color is not None:
        _hair_color(artwork, look, color)
    for style, pattern in _HAIR:
        if pattern.search(text) and f"hair-{style}-front" in artwork.ids:
            _choose_hair(artwork, look, style)
            return True
    return color is not None


def _hair_color(artwork: Artwork, look: Look, color: str) -> None:
    if "hair" in artwork.palette and luminance(artwork.palette["hair"]) < 200:
        look.palette["hair"] = color
        if "hair2" in artwork.palette:
            look.palette["hair2"] = mix(color, "#FFFFFF", 0.16)


def _choose_hair(artwork: Artwork, look: Look, style: str) -> None:
    parts = {part for part in artwork.ids if re.fullmatch(r"hair-\w+-(?:front|back)", part)}
    chosen = {part for part in parts if part.startswith(f"hair-{style}-")}
    look.show = (look.show - parts) | chosen
    look.hide = (look.hide - parts) | (parts - chosen)


def _skin(artwork: Artwork, look: Look, tone: int) -> None:
    colors = dict(zip(("skin", "shade", "pink"), _SKINS[tone], strict=True))
    look.palette |= {cls: color for cls, color in colors.items() if cls in artwork.palette}


def face_words(face: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The values of a scene's face slots, as the words they are."""
    return [value for values in face.values() for value in values]
