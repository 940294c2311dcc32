"""What words say of one subject's looks: colour, size, age, face, hair, sleep; and which words it cannot show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np

from core.lexicon import kind_of
from core.scene.model import Subject
from gpuserver.engines.illustrator.art import Artwork
from gpuserver.engines.illustrator.coats import coat_named
from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.look import Look
from gpuserver.engines.illustrator.materials import MATERIALS
from gpuserver.engines.illustrator.materials.words import read_material
from gpuserver.engines.illustrator.palette import Shade, coat_of, find_colors, name_of, recolored
from gpuserver.engines.illustrator.people.figures import is_woman
from gpuserver.engines.illustrator.people.identity import SEX_WORDS, WARDROBE
from gpuserver.engines.illustrator.visage import (
    apply_value,
    by_chance,
    hair_words,
    is_person,
    mature,
    part_from_skin,
    read_words,
)
from gpuserver.engines.illustrator.wear import can_show
from gpuserver.engines.illustrator.words import natural_coats
from gpuserver.engines.illustrator.years import years_in

_SIZES: Final = (
    (re.compile(r"\b(?:huge|giant|gigantic|enormous|massive)\b|巨"), 1.4),
    (re.compile(r"\b(?:big|large|tall|great)\b|^大|大$|大大|高"), 1.2),
    (re.compile(r"\b(?:tiny|mini|miniature)\b|小小|迷你|微小"), 0.58),
    (re.compile(r"\b(?:small|little|baby|short|young)\b|^小|小$|矮|年幼"), 0.78),
)
_MOODS: Final = (
    ("sleeping", re.compile(r"\b(?:sleep\w*|asleep|nap\w*|dozing|(?:closed|shut) eyes|eyes closed)\b|睡|打盹|困倦|闭")),
    ("happy", re.compile(r"\b(?:smil\w*|happy|cheerful|joyful|glad|merry|playful)\b|微笑|笑|开心|快乐|高兴|欢快")),
    ("laughing", re.compile(r"\b(?:laugh\w*|open mouth|singing)\b|大笑|张嘴|唱歌")),
    ("surprised", re.compile(r"\b(?:surprise\w*|shocked|amazed|astonished)\b|惊讶|吃惊|震惊")),
    ("scared", re.compile(r"\b(?:fear|scared|afraid|frightened|terrified)\b|害怕|惊恐|恐惧")),
    ("sad", re.compile(r"\b(?:sad|unhappy|crying|gloomy|lonely)\b|伤心|难过|哭|悲伤|孤独")),
    ("angry", re.compile(r"\b(?:angry|furious|mad|grumpy|evil|disgust)\b|生气|愤怒|凶|恼火")),
)  # fmt: skip
_CHEERFUL: Final = frozenset({"happy", "laughing"})
"""Moods that every drawn face has anyway."""
_SHOWS: Final = {"happy": "smiling", "laughing": "laughing", "sad": "sad", "angry": "angry", "sleeping": "sleeping",
          "surprised": "surprise", "scared": "fear"}  # fmt: skip
_OLD: Final = re.compile(r"\b(?:old|elderly|aged|ancient|grey|gray)\b|^老|年老|古老")
_MIDDLE: Final = re.compile(r"\bmiddle[- ]aged\b|中年")
_MILD: Final = re.compile(
    r"^(?:(?:very|so|really|super|extremely|cute|cutest|fluffy|furry|soft|adorable|lovely|sweet|pretty|beautiful|nice|"
    r"friendly|charming|funny|silly|gentle|kind|brave|curious|majestic|noble|proud|elegant|cozy|cosy|wonderful|magnificent|"
    r"amazing|cool|shy|calm|quiet|lazy|sitting|seated|sits|standing|stands|posing|looking|young|simple|single|lone|"
    r"little|new|fresh|steaming|hot|warm|delicious|tasty|yummy|dark|bright|wild|domestic|chubby|fat|plump|round|cartoon|realistic|detailed|high|quality|good|best|modern|"
    r"classic|vintage|shiny|colou?rful|pet|stylish|fancy|smart|clever|famous|lit|typical|normal|ordinary|fine|parked|waiting)[\s,-]*)+$"
    r"|^[可爱毛茸绒年轻漂亮美丽好看萌萌哒的甜友善善良优雅勇敢胖乎圆滚调皮淘气软乖巧神气坐着站在普通一个有趣帅气崭新新坐站热气腾冒着美味香喷暗流浪]+$"
)  # fmt: skip
_METALS: Final = frozenset({"gold", "silver"})
_OF_METAL: Final = frozenset({"container", "thing", "instrument", "furniture", "building"})
"""Kinds of things that are made of the metal whose colour they have: a gold teapot, but no gold dog or silver car."""
_SOLID: Final = 0.4
"""How clear a material is at most that gold takes the place of: a statue of stone, but no vase of glass."""
_PARTS_WORN: Final = {"眼镜": "glasses", "长椅": "bench", "帽子": "cap", "项圈": "collar", "围巾": "scarf",
                      "拐杖": "cane", "胡子": "moustache", "舌头": "tongue", "hat": "cap",
                      "mustache": "moustache"}  # fmt: skip


def look_of(artwork: Artwork, subject: Subject, extra: Iterable[str], rng: np.random.Generator) -> Look:
    """The looks that a subject's words ask for; `extra` are details and worn words meant for it.

    What nothing is said about (coat, hair, skin) is drawn from `rng`.
    """
    look = Look()
    _natural(artwork, subject.noun, look, rng)
    shades = find_colors(subject.color) if subject.color else []
    if subject.color and not shades:  # "make it neon" names a colour, and means what it is made of
        _apply(artwork, look, subject.color, shades)
    for word in (*subject.attributes, *extra):
        _apply(artwork, look, word, shades)
    if is_person(artwork) and any(_MIDDLE.search(word.lower()) for word in subject.attributes):
        mature(artwork, look)
    if is_person(artwork):
        part_from_skin(artwork, look)
    if subject.color in _METALS and _is_of_metal(subject, look):
        look.material, shades = subject.color, []
    if shades:
        look.palette |= recolored(artwork, shades)
        look.tint = shades[0].hex
    coat = coat_of(artwork)
    if look.material and not shades and (called := MATERIALS[look.material].called):
        look.color = called
        return look
    look.color = subject.color or (shades[0].name if shades else name_of(look.palette.get(coat, artwork.palette[coat])))
    return look


def _is_of_metal(subject: Subject, look: Look) -> bool:
    """Whether one that is gold or silver is of that metal: things, and statues of other stuff before."""
    if look.material:
        return MATERIALS[look.material].clear < _SOLID and not MATERIALS[look.material].lit_lines
    return kind_of(subject.noun) in _OF_METAL


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


def _natural(artwork: Artwork, noun: str, look: Look, rng: np.random.Generator) -> None:
    """A breed's coat, else one by chance, its own half of the time; hair and skin by chance.

    Always draws the same count of numbers.
    """
    coat, hair, tint, skin = rng.random(4)
    coats = natural_coats().get(artwork.name, ())
    tops = WARDROBE.get(artwork.name, ())
    if breed := coat_named(noun, artwork.name):
        look.palette |= recolored(artwork, list(breed.shades))
        look.size *= breed.size
    elif tops and "lapel-l" not in artwork.ids:  # a suit is dark where nothing else is said
        look.palette |= recolored(artwork, find_colors(tops[int(coat * len(tops))]))
    elif coats and not tops and coat >= 0.5:
        shades = find_colors(coats[int((coat - 0.5) * 2 * len(coats))])
        look.palette |= recolored(artwork, shades)
    if is_person(artwork):
        by_chance(artwork, look, hair, tint, skin)


def _apply(artwork: Artwork, look: Look, word: str, shades: list[Shade]) -> None:
    """Let one word change the look, or note that it cannot."""
    text = word.lower().strip()
    if found := read_material(text):
        look.material, text = found
        if not text:
            return
    known = bool(_MILD.match(text))
    of_hair = hair_words(text)
    if is_person(artwork):
        known |= _is_of_sex(artwork.name, text) or years_in(text) is not None
        if apply_value(artwork, look, text):
            return
        known |= read_words(artwork, look, text)
        known |= bool(_MIDDLE.search(text))
    if not of_hair and (colors := find_colors(text)):
        shades.extend(colors if not shades else [])
        known = True
    young = text in ("young", "年轻", "年轻的") and is_person(artwork)  # in years, and not in size
    for pattern, factor in _SIZES:
        if pattern.search(text) and not of_hair and not young:
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


def _is_of_sex(name: str, word: str) -> bool:
    """Whether a word for a sex is that of the drawing; those who have an age are drawn of either."""
    return word in SEX_WORDS and (name in WARDROBE or (SEX_WORDS[word] == "woman") == is_woman(name))


def _set_mood(artwork: Artwork, look: Look, mood: str) -> bool:
    """Whether the subject can show `mood`. Faces have variants; animals get closed eyes or brows."""
    if "eyes" not in artwork.anchors:
        return False
    if is_person(artwork):
        return apply_value(artwork, look, _SHOWS[mood])
    mood = "sad" if mood == "scared" else mood
    if f"mood-{mood}" in artwork.ids:
        look.show.add(f"mood-{mood}")
        look.hide.add("mood-plain")
        return True
    look.mood = mood
    return mood in _CHEERFUL or can_show(artwork, mood)


def _age(artwork: Artwork, look: Look) -> None:
    """Grey in the fur."""
    for cls in ("fur", "stripe", "patch", "plume"):
        if cls in artwork.palette:
            look.palette[cls] = mix(look.palette.get(cls, artwork.palette[cls]), "#C9C3CC", 0.38)


def face_words(face: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The values of a scene's face slots, as the words they are."""
    return [value for values in face.values() for value in values]
