"""What a person's face and hair look like: the variants of a head's drawing that words and face values choose."""

from __future__ import annotations

import re
from typing import Final

from gpuserver.engines.illustrator.art import Artwork
from gpuserver.engines.illustrator.color import INK, luminance, mix
from gpuserver.engines.illustrator.look import Look
from gpuserver.engines.illustrator.palette import find_colors
from gpuserver.engines.illustrator.people.outfits.legends import LEGENDS

_EXPRESSIONS: Final = {
    "smiling": ("mouth-smile", "brow-neutral", "eyes-normal"),
    "laughing": ("mouth-open", "brow-neutral", "eyes-normal"),
    "no smiling": ("mouth-neutral", "brow-neutral", "eyes-normal"),
    "sad": ("mouth-sad", "brow-sad", "eyes-normal"),
    "angry": ("mouth-angry", "brow-angry", "eyes-narrow"),
    "disgust": ("mouth-disgust", "brow-disgust", "eyes-narrow"),
    "surprise": ("mouth-surprise", "brow-surprise", "eyes-wide"),
    "fear": ("mouth-fear", "brow-fear", "eyes-wide"),
    "sleeping": ("eyes-closed",),
    "big eyes": ("eyes-big",),
    "bushy eyebrows": ("brow-bushy",),
}
_ADDED: Final = {
    "bangs": ("bangs",), "mustache": ("mustache",), "goatee": ("goatee",), "sideburns": ("sideburns",),
    "beard": ("beard", "mustache"), "lipstick": ("makeup-lip",), "rosy cheeks": ("blush-strong",),
    "freckles": ("freckles",),
    "heavy makeup": ("makeup-eye", "makeup-lip", "blush-strong"), "glasses": ("glasses",), "earrings": ("earrings",),
}  # fmt: skip
_TAKEN: Final = {
    "no bangs": ("bangs",), "no beard": ("beard", "mustache", "goatee", "sideburns"),
    "no makeup": ("makeup-eye", "makeup-lip", "blush-strong"),
}  # fmt: skip
_COLORS: Final = {
    "brown hair": "#6B4430", "blond hair": "#F0BF54", "black hair": "#2B2238", "gray hair": "#B9B6C6",
    "pink hair": "#F48FA0", "purple hair": "#8C63C0", "red hair": "#B8472E",
}  # fmt: skip
_NAMES: Final = (
    ("beard", re.compile(r"(?<!no )\bbeard(?:ed)?\b|络腮胡|大胡子|(?<![小羊字])胡子|胡须")),
    ("mustache", re.compile(r"(?<!no )\bmo?ustaches?\b|八字胡|小胡子")), ("goatee", re.compile(r"\bgoatee\b|山羊胡")),
    ("sideburns", re.compile(r"\bside ?burns?\b|鬓角|络腮鬓")),
    ("receding hairline", re.compile(r"\breceding hair ?(?:line)?\b|后移的发际线|发际线后移|发际线高")),
    ("heavy makeup", re.compile(r"\bheavy make-?up\b|浓妆")),
    ("glasses", re.compile(r"\b(?:eye)?glasses\b|\bspectacles\b|眼镜")),
    ("bangs", re.compile(r"(?<!no )\bbangs\b|\bfringe\b|刘海")),
    ("lipstick", re.compile(r"\b(?:lipstick|red lips)\b|口红|红唇")), ("earrings", re.compile(r"\bearrings?\b|耳环")),
    ("rosy cheeks", re.compile(r"\b(?:rosy cheeks|blush\w*)\b|腮红|脸红")),
    ("freckles", re.compile(r"\bfreckle\w*|雀斑")),
    ("big eyes", re.compile(r"\b(?:big|large|huge) eyes\b|大眼睛?")),
    ("bushy eyebrows", re.compile(r"\bbushy (?:eye)?brows\b|浓眉")),
)  # fmt: skip
_FACIAL: Final = re.compile(r"\b(?:beard|mou?stache|goatee)\b|胡[子须]|[山络八].{1,2}胡")
_BANGS: Final = re.compile(r"\bbangs\b|刘海")
_HAIR: Final = (
    ("bald", re.compile(r"\bbald\b|光头|秃")), ("ponytail", re.compile(r"\bponytail\b|马尾")),
    ("pigtails", re.compile(r"\b(?:pigtails|bunches)\b|双马尾")),
    ("braids", re.compile(r"\b(?:braid\w*|plaits?)\b|辫")),
    ("afro", re.compile(r"\bafro\b|爆炸头")), ("curly", re.compile(r"\b(?:curly|curls|afro|wavy)\b|卷|爆炸头")),
    ("bun", re.compile(r"\b(?:bun|updo)\b|丸子头|发髻|盘发")),
    ("pigtails", re.compile(r"\b(?:braid\w*|plaits?|ponytail)\b|辫|马尾")), ("long", re.compile(r"\bponytail\b|马尾")),
    ("messy", re.compile(r"\b(?:messy|spiky)\b|乱发")), ("buzz", re.compile(r"\b(?:buzz|crew) ?cut\b|寸头|板寸")),
    ("short", re.compile(r"\bshort\b|短发")), ("bob", re.compile(r"\bbob\b|\bshort\b|波波头|短发")),
    ("long", re.compile(r"\b(?:long|straight)\b|长发|直发")),
)  # fmt: skip
_HAIR_WORD: Final = re.compile(
    r"\bhair(?:ed)?\b(?! dr[yi]er)|\b(?:blond|blonde|brunette|redhead|ginger|bald|ponytail|pigtails|braids?|bob)\b|"
    r"\bafro\b|(?<![沙理美洗出])发(?![明电射动票财呆光])|辫|光头|秃|马尾|爆炸头"
)
"""Hair, and no hair dryer, sofa (沙发) or inventor (发明家)."""
_HAIR_NAMED: Final = {
    "brunette": "brown hair", "redhead": "red hair", "ginger": "red hair", "blond": "blond hair", "红发": "red hair",
    "黑发": "black hair", "金发": "blond hair", "棕发": "brown hair", "白发": "gray hair",
}  # fmt: skip
_BLACK, _RED, _BLOND, _BROWN, _CHESTNUT, _DARK = "#2B2238", "#7A3328", "#F0BF54", "#4A3226", "#6B4430", "#3D2B38"
SKINS: Final = (
    ("#FAC5A0", "#E0876E", "#F2808A"),
    ("#E6AC80", "#C07A55", "#E07A6C"),
    ("#C98860", "#A5623F", "#D0705F"),
    ("#8F5A43", "#6B3E34", "#B25C4E"),
    ("#744736", "#512F2A", "#9C4E45"),
)
"""Skin, shade under the nose, blush."""
_TINTS: Final = (
    (_CHESTNUT, _BLACK, _RED, _BLOND, _BROWN),
    (_CHESTNUT, _BLACK, _RED, _BROWN),
    (_CHESTNUT, _BLACK, _BROWN, _DARK),
    (_BLACK, _BROWN, _DARK),
    (_BLACK, _BROWN, _DARK),
)
"""For each skin the colours of hair that people have by nature."""
_LIP: Final = "#B8444F"
"""What lips have more of than the skin round them."""
_EYE_SHADOW: Final = "#8C5FB5"
"""Of fair skin; on darker skin more of that shows through, or it would glow."""
_PALE: Final = ("#FDE3D3", "#E39C88", "#F5A1A4")
_SKIN_WORDS: Final = (
    (re.compile(r"\b(?:fair|light|white)[ -]skin\w*|白皮肤|皮肤白"), 0),
    (re.compile(r"\b(?:olive|tan|tanned)[ -]skin\w*|\b(?:tanned|asian|latina?)\b|小麦色皮肤"), 1),
    (re.compile(r"\b(?:brown)[ -]skin\w*|\bindian\b|棕色皮肤"), 2),
    (re.compile(r"(?<!very )\b(?:dark|black)[ -]skin\w*|\bafrican\b|黑皮肤|(?<!很)深色皮肤|黑人"), 3),
    (re.compile(r"\b(?:very dark|deep|ebony)[ -]skin\w*|很深色皮肤|很黑的皮肤"), 4),
)
_SKIN: Final = re.compile(r"\b(?:skin|complexion)$|皮肤$|肤色$")
_ONLY_WITH_MORE: Final = re.compile(r"^(?:eyes|hair ?line|make-?up|brows|eyebrows|眼睛?|发际线|妆)$")
"""Parts of which something is to be drawn only where more is said of them: "big eyes"."""
_PLAIN: Final = frozenset({"woman", "man", "girl", "boy", "oldwoman", "oldman", "toddler", "teenboy", "teengirl"})
"""Those whose hair is left to chance; the others have a hat or a look of their trade."""
_SEEN: Final = 40.0
"""Least difference in luminance (of 255) between a beard and skin."""
_RARE: Final = frozenset({"bald", "receding", "afro"})
"""Hair that nobody gets by chance."""
_UNLIKELY: Final = {"man": frozenset({"long"}), "woman": frozenset({"short"})}
"""Hair that makes one at a distance look like another, where nothing is said of it."""


def is_person(artwork: Artwork) -> bool:
    """Whether the drawing has a head with variants."""
    return {"skin", "hair"} <= set(artwork.palette) and "mouth-neutral" in artwork.ids


def by_chance(artwork: Artwork, look: Look, hair: float, tint: float, skin: float) -> None:
    """Hair and skin of a person of whom nothing is said; the numbers are chance, 0..1."""
    rare = _RARE | _UNLIKELY.get(artwork.name, frozenset())
    styles = [style for style in _styles(artwork) if style not in rare]
    if styles and artwork.name in _PLAIN:
        _choose_hair(artwork, look, styles[int(hair * len(styles))])
    if luminance(artwork.palette["hair"]) < 200 and artwork.name in _PLAIN:
        tints = _TINTS[int(skin * len(SKINS))]
        tint_hair(artwork, look, tints[int(tint * len(tints))])
    if artwork.coat != "skin" and artwork.name not in LEGENDS:  # that of an orc is green, that of Lord Guan red
        _skin(artwork, look, SKINS[int(skin * len(SKINS))])


def apply_value(artwork: Artwork, look: Look, value: str) -> bool:
    """Let a face value (ChatEdit, tables 2 and 9) or a like word show; whether the drawing has it."""
    if value in _EXPRESSIONS:
        for part in _EXPRESSIONS[value]:
            _choose(artwork, look, part)
    elif value in _ADDED:
        if value == "bangs" and "bald" in "".join(look.show):
            _choose_hair(artwork, look, "short")
        look.show |= set(_ADDED[value])
        look.hide -= set(_ADDED[value])
    elif value in _TAKEN:
        look.hide |= set(_TAKEN[value])
        look.show -= set(_TAKEN[value])
    elif value in _COLORS:
        tint_hair(artwork, look, _COLORS[value])
    elif value == "pale skin":
        _skin(artwork, look, _PALE)
    elif value == "receding hairline":
        _recede(artwork, look)
    else:
        return False
    return is_person(artwork)


def read_words(artwork: Artwork, look: Look, text: str) -> bool:
    """Let the words for hair, skin, beard, glasses in `text` show; whether there were any."""
    known = False
    for value, pattern in _NAMES:
        if pattern.search(text):
            known |= apply_value(artwork, look, value)
    if _FACIAL.search(text) and not _HAIR_WORD.search(text) and (shades := find_colors(text)):
        look.palette["beard"] = _COLORS.get(f"{shades[0].name} hair", shades[0].hex)
    if _BANGS.search(text) and not _HAIR_WORD.search(text):
        known |= _dye(artwork, look, text)
    if _HAIR_WORD.search(text):
        known |= _read_hair(artwork, look, text)
    for pattern, tone in _SKIN_WORDS:
        if pattern.search(text):
            _skin(artwork, look, SKINS[tone])
            known = True
    return known


def names_part(noun: str, phrase: str = "") -> bool:
    """Whether `noun` names hair or a part of a face ("beard", 眼镜), or its whole `phrase` does ("big eyes")."""
    text = noun.lower()
    of_head = _HAIR_WORD.search(text) or _SKIN.search(text)
    if of_head or any(pattern.search(text) for _, pattern in _NAMES):
        return True
    return bool(_ONLY_WITH_MORE.search(text)) and any(pattern.search(phrase.lower()) for _, pattern in _NAMES)


def hair_words(text: str) -> bool:
    """Whether `text` speaks of hair, bangs or a beard, so that its colours and sizes are theirs."""
    return bool(_HAIR_WORD.search(text) or _BANGS.search(text) or _FACIAL.search(text))


def tint_hair(artwork: Artwork, look: Look, color: str) -> None:
    """Give hair, its strands, brows and beard one colour."""
    shades = {"hair": color, "hair2": mix(color, "#FFFFFF", 0.16), "brow": mix(color, INK, 0.3), "beard": color}
    look.palette |= {cls: shade for cls, shade in shades.items() if cls in artwork.palette}


def part_from_skin(artwork: Artwork, look: Look) -> None:
    """Darken a beard that has the lightness of the skin under it, so that it is seen."""
    if "beard" not in artwork.palette:
        return
    beard = look.palette.get("beard", artwork.palette["beard"])
    skin = look.palette.get("skin", artwork.palette["skin"])
    if abs(luminance(beard) - luminance(skin)) < _SEEN:
        look.palette["beard"] = mix(beard, INK, 0.6)


def mature(artwork: Artwork, look: Look) -> None:
    """Show middle age: the first wrinkles, and hair that begins to turn grey."""
    look.show.add("wrinkles")
    tint_hair(artwork, look, mix(look.palette.get("hair", artwork.palette["hair"]), "#B9B6C6", 0.42))


def _dye(artwork: Artwork, look: Look, text: str) -> bool:
    """Give the hair the colour that `text` names; whether it names one."""
    value = next((value for name, value in _HAIR_NAMED.items() if name in text), None)
    color = _COLORS[value] if value else None
    if color is None and (shades := find_colors(text)):
        color = _COLORS.get(f"{shades[0].name} hair", shades[0].hex)
    if color is not None:
        tint_hair(artwork, look, color)
    return color is not None


def _read_hair(artwork: Artwork, look: Look, text: str) -> bool:
    dyed = _dye(artwork, look, text)
    for style, pattern in _HAIR:
        if pattern.search(text) and style in _styles(artwork):
            _choose_hair(artwork, look, style)
            return True
    return dyed


def _styles(artwork: Artwork) -> list[str]:
    return sorted(part[5:-6] for part in artwork.ids if re.fullmatch(r"hair-\w+-front", part))


def _choose_hair(artwork: Artwork, look: Look, style: str) -> None:
    parts = {part for part in artwork.ids if re.fullmatch(r"hair-\w+-(?:front|back)", part)}
    chosen = {part for part in parts if part.startswith(f"hair-{style}-")}
    look.show = (look.show - parts) | chosen
    look.hide = (look.hide - chosen) | (parts - chosen)


def _recede(artwork: Artwork, look: Look) -> None:
    if "receding" in _styles(artwork):
        _choose_hair(artwork, look, "receding")
        return
    look.hide |= {part for part in artwork.ids if re.fullmatch(r"hair-\w+-(?:front|back)", part)}
    look.show |= {"receding-front", "receding-back"} & artwork.ids


def _choose(artwork: Artwork, look: Look, part: str) -> None:
    """Show one of a family of variants and hide its siblings."""
    if part not in artwork.ids:
        return
    family = part.partition("-")[0]
    others = {one for one in artwork.ids if one.startswith(f"{family}-")} - {part}
    look.show = (look.show - others) | {part}
    look.hide = (look.hide - {part}) | others


def _skin(artwork: Artwork, look: Look, colors: tuple[str, str, str]) -> None:
    skin, shade, pink = colors
    shadow = mix(_EYE_SHADOW, skin, 0.1 + 0.45 * (1 - luminance(skin) / 255))
    tones = {"skin": skin, "shade": shade, "pink": pink, "lip": mix(skin, _LIP, 0.5), "shadow": shadow}
    look.palette |= {cls: color for cls, color in tones.items() if cls in artwork.palette}
