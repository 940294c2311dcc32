"""What a picture is to be used as: a profile picture, a wallpaper, a sticker, an icon, a logo; no things in it.

A format is taken out of the prompt before that is read, and then frames the scene: a head, a sheet of its shape, or a
thing on plain ground.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from core.lexicon import is_chinese
from core.scene.model import Scene

Format = Literal["", "head", "wide", "tall", "ground"]

_MEDIUM: Final = (
    r"(?:discord|twitch|youtube|twitter|facebook|instagram|tiktok|steam|linkedin|telegram|whatsapp|slack|website|web|"
    r"channel|server|blog)"
)
_KINDS: Final[tuple[tuple[Format, str], ...]] = (
    ("head", rf"(?:{_MEDIUM} )?(?:profile (?:pic(?:ture)?|photo|image)|pfp|avatar|icon pic|dp)"),
    (
        "tall",
        r"(?:(?:phone|mobile|iphone|android) (?:wallpaper|background|lock ?screen)|lock ?screen(?: wallpaper)?)",
    ),
    (
        "wide",
        rf"(?:(?:(?:desktop|computer|pc|laptop|4k|hd) )?wallpaper|(?:desktop|computer) background|screensaver|"
        rf"(?:{_MEDIUM}|profile) (?:banner|header|cover)|header image|(?:video )?thumbnail)",
    ),
    ("ground", rf"(?:(?:app|desktop|web|mobile|game) icon|icon|favicon|(?:{_MEDIUM} )?(?:sticker|emote)|logo|emblem)"),
)  # fmt: skip
_ANY: Final = "|".join(f"(?P<{kind}>{words})s?" for kind, words in _KINDS)
_LEAD: Final = (
    r"(?:(?:please|can you|could you|draw|make|create|design|generate|give|paint|i want|i need|i'd like|me|us|a|an|the|"
    r"my|our|some|new|cute|cool|simple|minimalist|flat|modern|nice|beautiful|aesthetic|kawaii|set of|pack of)[, ]+)*"
)
_FIRST: Final = re.compile(
    rf"^{_LEAD}(?:{_ANY})(?: (?:of|for|with|showing|featuring|depicting) |\s*[:,-]\s+)(?P<rest>\S.*)$", re.IGNORECASE
)
_LAST: Final = re.compile(
    rf"^(?P<rest>\S.*?)(?:,? (?:as|for)(?: an?| my| the| our)? (?:\w+ )?|,? +)(?:{_ANY})[.!]?$", re.IGNORECASE
)
_OWNED: Final = re.compile(r"\b(?:with|on|holding|has|wearing|by)\b(?: [\w-]+){0,2}$", re.IGNORECASE)
"""What says that a wallpaper or a sticker is a thing in the picture."""
_SET: Final = re.compile(r"^(?:an? )?(?:set|pack|sheet|collection) of ", re.IGNORECASE)
_NO_THING: Final = re.compile(r"^(?:please |draw|make|create|me|a|an|the|my|new|cool|nice|cute|\s)*$", re.IGNORECASE)

_HAN_KINDS: Final[tuple[tuple[Format, str], ...]] = (
    ("head", r"(?:微信|QQ|qq|社交|情侣)头像"),
    ("tall", r"(?:手机|锁屏|竖屏)(?:壁纸|屏保|背景图?)|锁屏壁纸"),
    ("wide", r"(?:电脑|桌面|横屏|高清)?(?:壁纸|屏保)|桌面背景|频道横幅|封面图"),
    ("ground", r"(?:应用|APP|app|手机)?图标|贴纸|表情包|(?:[Ll]ogo|LOGO)|徽标|商标|标志设计"),
)
_HAN_ANY: Final = "|".join(f"(?P<{kind}>{words})" for kind, words in _HAN_KINDS)
_HAN_LEAD: Final = r"(?:请|帮我|画|做|设计|生成|来|给我|我想要|我要|一下)*"
_HAN_FIRST: Final = re.compile(rf"^{_HAN_LEAD}(?:一[张个套组幅款枚])?(?:{_HAN_ANY})[，,：: ]+(?P<rest>.+)$")
_HAN_LAST: Final = re.compile(
    rf"^(?P<rest>.+?)(?:的|，|,|做|当|用作|作为)?(?:我的|一[张个套组幅款枚])?(?:{_HAN_ANY})[。！]?$"
)
_HAN_LOGO: Final = re.compile(
    r"^(?P<rest>.+?)的?(?:(?P<ground>[Ll]ogo|LOGO|商标|徽标|标志))[，,](?P<name>(?:店名|名字|名称|品牌名?)?[叫是为].+)$"
)
_HAN_SET: Final = re.compile(rf"^(?P<lead>{_HAN_LEAD})一[套组款枚]")

_NAMED: Final = re.compile(
    r"^(?P<what>.+?),? (?:called|named|titled|with the name) [\"“'‘]?(?P<name>[^\"”'’,.]{1,30})[\"”'’]?(?P<more>.*)$",
    re.IGNORECASE,
)
_NAMED_ZH: Final = re.compile(
    r"^(?P<what>.+?)的?(?:，)?(?:店名|名字|名称|品牌名?|名)?(?:叫做?|叫作|是|为)[“\"「]?(?P<name>[^”\"」，。]{1,12})[”\"」]?$"
)
_EMBLEMS: Final = (
    (re.compile(r"\b(?:coffee|caf[eé]|espresso)\b|咖啡"), "coffee cup", "咖啡杯"),
    (re.compile(r"\b(?:tea ?house|tea ?room|tea shop|tea)\b|茶"), "teapot", "茶壶"),
    (re.compile(r"\b(?:bakery|bread|patisserie)\b|面包|烘焙"), "bread", "面包"),
    (re.compile(r"\b(?:cake shop|cakes|confectioner\w*|dessert\w*)\b|蛋糕|甜品"), "cake", "蛋糕"),
    (re.compile(r"\bpizz\w+|披萨"), "pizza", "披萨"),
    (re.compile(r"\b(?:ice cream|gelato)\b|冰淇淋|冰激凌"), "ice cream", "冰淇淋"),
    (re.compile(r"\b(?:burger|fast food)\b|汉堡|快餐"), "burger", "汉堡"),
    (re.compile(r"\b(?:noodle|ramen)\b|面馆|拉面"), "noodles", "面条"),
    (re.compile(r"\b(?:flower shop|florist)\b|花店|鲜花"), "flower", "花"),
    (re.compile(r"\b(?:book ?shop|book ?store|library|publisher)\b|书店|书屋|图书"), "book", "书"),
    (re.compile(r"\b(?:pet (?:shop|store)|dog groomer|vet\w*)\b|宠物"), "dog", "狗"),
    (re.compile(r"\b(?:photo\w*|camera) ?(?:studio|shop|store)?\b|摄影|照相"), "camera", "相机"),
    (re.compile(r"\b(?:tech|software|computer|it) (?:company|startup|firm|shop)\b|科技|软件"), "laptop", "电脑"),
    (re.compile(r"\b(?:music (?:school|shop|store)|band|record label)\b|乐队|音乐"), "guitar", "吉他"),
    (re.compile(r"\b(?:bike|bicycle) (?:shop|store)\b|自行车店"), "bicycle", "自行车"),
)  # fmt: skip
"""What stands for a shop in its logo."""


def take_format(prompt: str) -> tuple[Format, str]:
    """The format that a prompt asks for, and the prompt without it; an empty one and the prompt for none."""
    if is_chinese(prompt):
        if found := _HAN_LOGO.search(prompt):
            return "ground", _emblem(found["rest"] + found["name"], _NAMED_ZH)
        for pattern in (_HAN_FIRST, _HAN_LAST):
            if found := pattern.search(prompt):
                kind = _kind(found)
                rest = _HAN_SET.sub(r"\g<lead>", found["rest"])
                return kind, _emblem(rest, _NAMED_ZH) if _is_logo(found) else rest
        return "", prompt
    for pattern in (_FIRST, _LAST):
        found = pattern.search(prompt)
        if found is None or _NO_THING.match(found["rest"]):
            continue
        kind = _kind(found)
        if pattern is _LAST and kind != "head" and _OWNED.search(found["rest"]):
            continue
        rest = _SET.sub("", found["rest"])
        return kind, _emblem(rest, _NAMED) if _is_logo(found) else rest
    return "", prompt


def formatted(scene: Scene, kind: Format) -> Scene:
    """The scene as that format shows it."""
    if kind == "head" and scene.shot is None:
        return scene.model_copy(update={"shot": "avatar"})
    if kind == "ground" and scene.background is None:
        return scene.model_copy(update={"background": "plain"})
    return scene


def aspect_of(prompt: str) -> str:
    """Width to height of the format that a prompt asks for: "16:9" for a wallpaper; "1:1" where it names none."""
    return {"wide": "16:9", "tall": "9:16"}.get(take_format(" ".join(prompt.split()))[0], "1:1")


def _kind(found: re.Match[str]) -> Format:
    return next(kind for kind, _ in _KINDS if found[kind])


def _is_logo(found: re.Match[str]) -> bool:
    return re.search(r"logo|emblem|商标|徽标|标志", found["ground"] or "", re.IGNORECASE) is not None


def _emblem(words: str, pattern: re.Pattern[str]) -> str:
    """What a logo shows: the thing that stands for a shop, with the shop's name on it."""
    found = pattern.search(words)
    what = found["what"] if found else words
    known = next(((en, han) for told, en, han in _EMBLEMS if told.search(what.lower())), None)
    chinese = is_chinese(what)
    thing = what if known is None else known[1] if chinese else f"a {known[0]}"
    if found is None:
        return thing
    if chinese:
        return f"写着“{found['name']}”的{thing}"
    return f'{thing} that says "{found["name"].strip()}"{found.groupdict().get("more") or ""}'
