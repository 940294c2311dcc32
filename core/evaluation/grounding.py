"""What words of a request point at in the pictures shown: the colour of a thing, or the thing that is only described.

CAISE, section 4.2: words are extracted from the utterances and from the visual concepts ("red bus", "wooden table").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

COLORS: Final = (
    "light blue", "dark blue", "sky blue", "navy blue", "dark brown", "light brown", "dark green", "light green",
    "light pink", "dark red", "red", "orange", "green", "blue", "purple", "brown", "yellow", "pink", "black", "white",
    "grey", "gray", "violet", "maroon", "golden", "gold", "silver", "beige", "cream", "blonde", "tan",
)  # fmt: skip
_TINT_OF: Final = {
    "golden": "yellow", "gold": "yellow", "blonde": "yellow", "cream": "yellow", "violet": "purple", "maroon": "red",
    "tan": "brown", "beige": "brown", "wooden": "brown",
}  # fmt: skip
TINTS: Final = ("red", "orange", "green", "blue", "skyblue", "purple", "brown", "yellow", "pink")
_OF_THE_WORLD: Final = {
    "green": "leaf leave leaves grass plant tree lettuce spinach broccoli",
    "yellow": "banana lemon corn cheese sunflower sun",
    "red": "strawberry tomato ketchup cherry blood rose chili lipstick",
    "orange": "carrot pumpkin orange fire",
    "blue": "sky water sea ocean pool jean jeans",
    "brown": "wood wooden table cinnamon bread chocolate teddy floor soil ground basket coffee guitar",
    "pink": "tongue lip skin pig",
    "purple": "eggplant grape lavender",
}
"""What colour things are when the picture does not tell."""
_ALIKE: Final = (
    {"top", "shirt", "blouse", "tshirt", "jersey"}, {"couch", "sofa", "settee"}, {"bike", "bicycle", "cycle"},
    {"trouser", "pant", "jean"}, {"lady", "woman", "girl"}, {"man", "boy", "guy", "gentleman"}, {"scarf", "bandana"},
    {"cap", "hat", "helmet"}, {"leaf", "leave", "plant"}, {"cushion", "pillow"}, {"shoe", "sneaker", "boot"},
    {"teddy", "bear"}, {"building", "house"}, {"vehicle", "car", "truck"}, {"mat", "rug", "carpet"},
    {"bag", "backpack", "purse", "handbag"}, {"suitcase", "luggage"}, {"glass", "sunglass", "goggle"},
)  # fmt: skip
_EMPTY: Final = frozenset(re.findall(r"\w+", """
    the a an of in on at to is are as which that this image above color colour same with and his her their its seen
    from one matches wearing kept by wore object picture it side left right i you me my we shade similar match
    body there be for
"""))  # fmt: skip
_PLAIN: Final = frozenset(re.findall(r"\w+", """
    head hair hand arm leg face wall ear eye nose floor ground sky shirt man woman person girl boy grass foot finger
    mouth background people snow field top street water
"""))  # fmt: skip
_BACKDROP: Final = frozenset(re.findall(r"\w+", "sky grass ground tree field water plant leaf floor wall table dirt"))
_PLACES: Final = (
    (r"\bhead\b", "hat cap helmet crown headband"), (r"\beyes?\b", "glasses sunglasses goggles"),
    (r"\bneck\b", "tie necklace scarf"), (r"\bfeet\b|\bfoot\b|\blegs?\b", "shoes boots sneakers sandals socks"),
    (r"\bwrist\b", "watch bracelet"),
    (r"\bhold\w*|\bhands?\b|\bplaying with\b|\busing\b",
     "phone cellphone racket bag bottle camera cup umbrella knife fork book pen microphone bat ball guitar surfboard "
     "laptop spoon mug glass flag kite frisbee remote"),
    (r"\bwear\w*|\bwore\b|\bdress\w*", "jacket hat cap glasses coat vest helmet apron tie watch scarf gloves shoes"),
    (r"\bsit\w*|\bseat\w*|\blying\b|\blaying\b|\bsleep\w*|\briding\b",
     "chair sofa bench couch stool bed horse bike motorcycle bicycle box"),
    (r"\bkept\b|\bon which\b|\bin which\b|\bplaced\b|\bserved\b",
     "table plate bowl tray basket stand desk counter vase bucket"),
)  # fmt: skip
"""Where a thing is described to be, and what is found there."""


def named_color(text: str) -> str:
    """The first colour that `text` names; empty where it names none."""
    return next((color for color in COLORS if re.search(rf"\b{color}\b", text)), "")


def tint_of(color: str) -> str:
    """The colour of the nine that a picture is painted with that `color` is nearest to."""
    plain = color.replace(" ", "")
    if plain in TINTS:
        return plain
    return _TINT_OF.get(color) or ("skyblue" if color == "light blue" else "") or color.split()[-1]


def parted(concept: str) -> tuple[str, str]:
    """The colour of a concept in lower case, empty where it has none, and the rest of it."""
    color = next((one for one in COLORS if concept.startswith(f"{one} ")), "")
    return color, concept[len(color) :].strip()


def color_of(words: str, seen: Sequence[Sequence[str]], *, tint: bool = False) -> str:
    """The colour of the thing that `words` name, by the concepts of the pictures, newest first; empty if unknown."""
    nouns = [stem(word) for word in re.findall(r"[a-z]+", words.lower()) if word not in _EMPTY]
    for concepts in reversed(seen):
        votes: Counter[str] = Counter()
        for concept in concepts:
            color, thing = parted(concept.lower())
            if not color or (tint and tint_of(color) not in TINTS):
                continue
            heads = {stem(word) for word in thing.split()}
            for place, noun in enumerate(reversed(nouns)):
                if noun in heads or alike(noun) & heads:
                    votes[color] += (2 if noun in heads else 1) * 100 // (1 + place)
        if votes:
            return votes.most_common(1)[0][0]
    for noun in reversed(nouns):
        for color, things in _OF_THE_WORLD.items():
            if noun in things.split():
                return color
    return ""


def common_color(concepts: Sequence[str]) -> str:
    """The tint that most things of a picture have, its ground and backdrop aside; empty where none has one."""
    votes: Counter[str] = Counter()
    for concept in concepts:
        color, _, thing = concept.lower().partition(" ")
        if thing and tint_of(color) in TINTS and stem(thing.split()[-1]) not in _BACKDROP:
            votes[tint_of(color)] += 1
    return votes.most_common(1)[0][0] if votes else ""


def thing_described(text: str, concepts: Sequence[str]) -> str:
    """The thing of a picture that `text` describes without naming it; empty where nothing fits."""
    text = text.lower()
    told = {stem(word) for word in re.findall(r"[a-z]+", text)}
    things = [concept.lower().split()[-1] for concept in concepts]
    names = {stem(thing): thing for thing in reversed(things)}
    counted = Counter(stem(thing) for thing in things)
    if color := named_color(text):
        of_it = Counter(
            stem(thing)
            for thing, concept in zip(things, concepts, strict=True)
            if concept.lower().startswith(f"{color} ") and stem(thing) not in told | _PLAIN
        )
        if of_it:
            return names[of_it.most_common(1)[0][0]]
    for pattern, often in _PLACES:
        if re.search(pattern, text):
            for thing in often.split():
                if stem(thing) in counted and stem(thing) not in told:
                    return thing
    rest = [name for name, _ in counted.most_common() if name not in told and name not in _PLAIN]
    return names[rest[0]] if rest else ""


def stem(word: str) -> str:
    return "leaf" if word == "leaves" else word[:-1] if len(word) > 3 and word.endswith("s") else word


def alike(noun: str) -> set[str]:
    return next((group for group in _ALIKE if noun in group), set[str]())
