"""Colour words in English and Chinese, and repainting a subject so that stripes, tips and partners follow the coat."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from gpuserver.engines.illustrator.art import Artwork
from gpuserver.engines.illustrator.color import INK, from_hls, hls, is_hex, luminance, mix, multiply

_TABLE: Final = """
red #E5484D 红 红色 大红 鲜红 朱红 scarlet
orange #FB8F3C 橙 橙色 橘 橘色 橘黄 橘黄色 橙黄
yellow #F7C948 黄 黄色 明黄
green #5FAE63 绿 绿色 草绿 草绿色 翠绿
blue #4A8FD0 蓝 蓝色 azure
sky-blue #8ECBEA 天蓝 天蓝色 天空蓝 浅蓝 浅蓝色 淡蓝 淡蓝色 light-blue
purple #8B6CC9 紫 紫色 violet 紫罗兰 紫罗兰色
lavender #B9A6DC 薰衣草色 淡紫 淡紫色 浅紫 lilac
pink #F48FA0 粉 粉色 粉红 粉红色 rose 玫瑰色
brown #96604A 棕 棕色 褐 褐色 咖啡色 咖啡 chocolate chestnut 栗色
black #3B3650 黑 黑色 乌黑 漆黑
white #FBF6EF 白 白色 雪白 纯白 snow-white
gray #A3A0B4 灰 灰色 grey 银灰 银灰色
gold #F2B735 金 金色 金黄 金黄色 golden 黄金
silver #C9CFDD 银 银色 银白
turquoise #38B7AE 青 青色 青绿 青绿色 碧绿
teal #2A9D9D 蓝绿 蓝绿色
beige #EBD7B5 米 米色 米白 奶白 奶白色 sand
cream #FFF1DC 奶油 奶油色 奶黄 ivory 象牙白
navy #2F4F8F 深蓝 深蓝色 藏青 藏青色 藏蓝 dark-blue navy-blue
crimson #B8324A 深红 深红色 酒红 酒红色 dark-red maroon burgundy
lime #A5CE4A 青柠色 黄绿 黄绿色 嫩绿
magenta #D94F9E 洋红 洋红色 品红 fuchsia hot-pink
cyan #4CC3DC 青蓝 青蓝色
ginger #FBA14F 橘猫色 姜黄 姜黄色
coral #F2674F 珊瑚 珊瑚色
mint #A6DACE 薄荷 薄荷色 薄荷绿
olive #8D9350 橄榄 橄榄色 橄榄绿
tan #D9B084 驼色 棕褐色
peach #FBC3A4 桃色 蜜桃色
blond #EBB85A 金发 blonde fair
"""
_FAMILY: Final = {
    "fur": ("stripe", "patch", "spot", "mane", "ear", "wing", "tip"),
    "plume": ("wing", "tip", "crest"),
    "leaf": ("needle",),
    "scale": ("stripe", "spot", "fin", "wing"),
    "skin": (),
}
_COATS: Final = ("fur", "plume", "scale", "paint", "hull", "body", "pot", "wall", "coat", "top", "dress", "robe",
                 "leaf", "petal", "balloon", "cloth", "metal", "frame", "wood")  # fmt: skip
"""Classes that a colour word repaints, the first that a file has."""
_NEUTRAL: Final = frozenset({"ink", "white", "cream", "line", "glint"})
_LIGHTER: Final = re.compile(r"\b(?:light|pale|soft|pastel)\b|浅|淡|粉嫩")
_DARKER: Final = re.compile(r"\b(?:dark|deep)\b|深|暗")
_PALE: Final = ("cream", "belly", "chest")


@dataclass(frozen=True)
class Shade:
    """A named colour."""

    name: str
    hex: str


def _read_table() -> dict[str, Shade]:
    words: dict[str, Shade] = {}
    for line in _TABLE.strip().splitlines():
        name, color, *others = line.split()
        shade = Shade(name.replace("-", " "), color)
        for word in (name, *others):
            words[word.replace("-", " ")] = shade
    return words


_WORDS: Final = _read_table()
_BY_LENGTH: Final = sorted(_WORDS, key=len, reverse=True)


def find_colors(words: str) -> list[Shade]:
    """The colours that `words` name, in the order in which they stand: "black and white" has two."""
    text = words.strip().lower()[:80]
    if is_hex(text):
        return [Shade(text.upper(), text)]
    found: list[tuple[int, Shade]] = []
    for word in _BY_LENGTH:
        pattern = rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word)
        found.extend((match.start(), _WORDS[word]) for match in re.finditer(pattern, text))
        text = re.sub(pattern, lambda match: "\0" * len(match.group()), text)
    shades = [_tuned(shade, text) for _, shade in sorted(found, key=lambda pair: pair[0])]
    return list(dict.fromkeys(shades))


def is_color(words: str) -> bool:
    """Whether `words` are the name of a colour and nothing else."""
    return words.strip().lower() in _WORDS


def _tuned(shade: Shade, rest: str) -> Shade:
    if _LIGHTER.search(rest):
        return Shade(shade.name, mix(shade.hex, "#FFFFFF", 0.42))
    if _DARKER.search(rest):
        return Shade(shade.name, mix(shade.hex, "#2B2238", 0.38))
    return shade


def coat_of(artwork: Artwork) -> str:
    """The palette class that a colour word means for this subject."""
    if artwork.coat:
        return artwork.coat
    for cls in _COATS:
        if cls in artwork.palette:
            return cls
    areas: dict[str, float] = defaultdict(float)
    for shape in artwork.shapes:
        box = shape.path.getBounds()
        cls = next(one for one in shape.classes if one in artwork.palette)
        areas[cls] += box.width() * box.height() * (cls not in _NEUTRAL)
    return max(areas, key=lambda cls: areas[cls])


def recolored(artwork: Artwork, shades: list[Shade]) -> dict[str, str]:
    """Palette entries that make the subject's coat the first shade; a second shade goes to its markings."""
    if not shades:
        return {}
    coat = coat_of(artwork)
    target = shades[0].hex
    if coat == "hair":
        return _hair(artwork, target)
    if coat == "patch":
        return _pied(shades)
    colors = repainted(artwork, coat, target)
    if coat in ("fur", "plume") and luminance(target) < 90:
        # a black cat is black all over: its bib and paws turn grey, or it reads as a cat in a dinner jacket
        for cls in _PALE:
            if cls in artwork.palette and len(shades) == 1:
                colors[cls] = mix(artwork.palette[cls], mix(target, "#B9AFCF", 0.5), 0.62)
    if coat in ("fur", "plume") and luminance(target) > 225 and len(shades) == 1:
        for cls in _PALE:
            if cls in artwork.palette:
                colors[cls] = "#FFFFFF"
    if len(shades) > 1:
        second = shades[1].hex
        for cls in ("patch", "stripe", "wing", "cream", "belly", f"{coat}2", "roof", "deco", "accent"):
            if cls in artwork.palette:
                colors[cls] = second
                break
    return colors


def repainted(artwork: Artwork, part: str, target: str) -> dict[str, str]:
    """Palette entries that make the class `part` the colour `target`, with its darker and lighter partners."""
    base = artwork.palette[part]
    partners = {cls: color for cls, color in artwork.palette.items() if cls != part and _follows(cls, part)}
    return {part: target} | {cls: _following(color, base, target) for cls, color in partners.items()}


def _pied(shades: list[Shade]) -> dict[str, str]:
    """The coat of who has patches on a pale ground: of one colour all over, or of two, the darker in the patches."""
    first, second = (shade.hex for shade in (shades * 2)[:2])
    if first == second:
        first, second = first, mix(first, INK, 0.25) if luminance(first) >= 60 else mix(first, "#8A86A8", 0.22)
    pale, dark = sorted((first, second), key=luminance, reverse=True)
    return {"fur": pale, "patch": dark}


def _hair(artwork: Artwork, target: str) -> dict[str, str]:
    lighter = mix(target, "#FFFFFF", 0.16)
    return {cls: color for cls, color in (("hair", target), ("hair2", lighter)) if cls in artwork.palette}


def _follows(cls: str, coat: str) -> bool:
    """Whether `cls` is a partner of the coat: "fur2" of "fur", or a marking of its family."""
    stem = cls.rstrip("0123456789")
    return stem == coat.rstrip("0123456789") or stem in _FAMILY.get(coat.rstrip("0123456789"), ())


def _following(color: str, base: str, target: str) -> str:
    """`color`, which stood to `base` as a darker or lighter partner, as the same partner of `target`."""
    step = hls(color)[1] - hls(base)[1]
    hue, light, vivid = hls(target)
    if luminance(target) < 90:
        return mix(target, "#15111F", 0.35) if step < 0 else mix(target, "#8A86A8", 0.3)
    if light > 0.8:
        return multiply(target, mix(target, "#D2CBDD", 0.6)) if step < 0 else mix(target, "#FFFFFF", 0.5)
    return from_hls(hue - 0.012 * (step < 0), light + max(-0.22, min(0.2, step)), vivid * 0.97)


def name_of(color: str) -> str:
    """The plain colour name that is nearest to `color` (in hue first): "orange" for a ginger coat."""
    hue, light, vivid = hls(color)
    chroma = vivid * (1 - abs(2 * light - 1))
    if chroma < 0.14:
        return "black" if light < 0.32 else "white" if light > 0.86 else "gray"
    if light < 0.3 and chroma < 0.2:
        return "black"
    degrees = hue * 360
    if light < 0.45 and (degrees < 40 or degrees > 345) and chroma < 0.45:
        return "brown"
    if light > 0.8 and 20 < degrees < 60:
        return "cream"
    for limit, name in ((14, "red"), (41, "orange"), (66, "yellow"), (165, "green"), (188, "turquoise"), (250, "blue"),
                        (295, "purple"), (345, "pink")):  # fmt: skip
        if degrees < limit:
            return name
    return "pink" if light > 0.7 else "red"
