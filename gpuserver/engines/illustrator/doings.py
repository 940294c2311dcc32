"""Things that are in the words for what somebody does or is: the ball of 踢足球, the camera of a photographer.

Trades have them in trades.txt, one line each: `photographer = camera, held by`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from core.lexicon import canonical_noun, is_chinese, kind_of
from core.scene.model import Subject
from core.scene.reader import read_subject
from core.varieties import variety_named
from gpuserver.engines.illustrator import subjects as drawings
from gpuserver.engines.illustrator.nouns import drawing_of
from gpuserver.engines.illustrator.parties import GROWN, party_of
from gpuserver.engines.illustrator.wear import has_face
from gpuserver.engines.illustrator.words import subject_named

_THINGS: Final = (
    (re.compile(r"踢(?:足)?球|(?:playing|kicking) (?:football|soccer)"), "football", "next to the {}"),
    (re.compile(r"(?:football|soccer) team|足球队"), "football", ""),
    (re.compile(r"basketball team|篮球队"), "basketball", ""),
    (re.compile(r"打篮球|投篮|playing basketball"), "basketball", "held by the {}"),
    (re.compile(r"弹钢琴|playing (?:the )?piano"), "piano", "next to the {}"),
    (re.compile(r"拉小?提琴|playing (?:the )?violin"), "violin", "held by the {}"),
    (re.compile(r"吹(?:长|竹)?笛|playing (?:the |a )?flute"), "flute", "held by the {}"),
    (re.compile(r"吹(?:小|喇)[号叭]|playing (?:the |a )?trumpet"), "trumpet", "held by the {}"),
    (re.compile(r"拉手风琴|playing (?:the |an )?accordion"), "accordion", "held by the {}"),
    (re.compile(r"弹琵琶|playing (?:the |a )?pipa"), "pipa", "held by the {}"),
    (re.compile(r"吹萨克斯|playing (?:the |a )?sax"), "saxophone", "held by the {}"),
    (re.compile(r"吹(?:单簧|双簧|黑)管|playing (?:the |an? )?(?:clarinet|oboe)"), "clarinet", "held by the {}"),
    (re.compile(r"弹(?:鲁特琴|曼陀林)|playing (?:the |a )?(?:lute|mandolin)"), "lute", "held by the {}"),
    (re.compile(r"弹竖琴|playing (?:the |a )?harp"), "harp", "next to the {}"),
    (re.compile(r"打(?:冰球|曲棍球)|playing (?:ice |field )?hockey"), "hockey stick", "held by the {}"),
    (re.compile(r"打高尔夫|playing golf|\bgolfing"), "golf club", "held by the {}"),
    (re.compile(r"打[台桌]球|(?:playing|shooting) (?:pool|billiards|snooker)"), "pool table", "next to the {}"),
    (
        re.compile(r"喝着?热?(?:茶|咖啡|奶茶)|(?:drinking|having|sipping) (?:some |hot )?(?:tea|coffee|cocoa)"),
        "cup", "held by the {}",
    ),
    (re.compile(r"包饺子|吃饺子|making dumplings"), "dumpling", "next to the {}"),
    (re.compile(r"吃面|eating noodles"), "noodles", "next to the {}"),
    (re.compile(r"骑(?:自行)?车|骑单车|\bcycl(?:ing|ist)\b|riding bikes?"), "bicycle", "ridden by the {}"),
    (re.compile(r"冲浪|\bsurf(?:ing|er)\b"), "surfboard", "ridden by the {}"),
    (re.compile(r"滑滑板|skateboarding"), "skateboard", "ridden by the {}"),
    (re.compile(r"弹吉他|strumming|playing (?:the |a )?guitar"), "guitar", "held by the {}"),
    (re.compile(r"野餐|\bpicnic"), "basket", "in front of the {}"),
    (re.compile(r"\b(?:knit(?:s|ting)|crochet\w*)\b|织|打毛线"), "yarn", "held by the {}"),
    (re.compile(r"\bwater(?:s|ing)\b|浇"), "watering can", "held by the {}"),
    (re.compile(r"\bfeed(?:s|ing)\b.*\b(?:pigeon|bird|duck|swan|chicken|hen|gull|sparrow|goose|geese|fish)|喂.*[鸽鸟鸭鸡鹅鱼]"),
     "bread", "held by the {}"),
    (
        re.compile(r"\bfeed(?:s|ing)\b.*\b(?:horse|rabbit|bunn|donkey|pony|goat|deer)|喂.*[马兔羊鹿]"),
        "carrot", "held by the {}",
    ),
    (re.compile(r"种[菜花树地]|\b(?:gardening|planting|farming)\b(?!.*\bflag)"), "sprout", "in front of the {}"),
    (
        re.compile(r"自拍|\bselfies?\b|玩手机|看手机|打电话|\b(?:texting|on the phone|phone call)\b"),
        "phone", "held by the {}",
    ),
    (re.compile(r"(?<!自)拍照|照相|\b(?:taking (?:photos?|pictures?)|photographing)\b"), "camera", "held by the {}"),
    (re.compile(r"打雪仗|\bsnow ?balls? fight\w*|\bsnowball-fighting\b"), "snowball", "held by the {}"),
    (re.compile(r"[包吃煮]粽子|\bmaking zongzi\b"), "zongzi", "in front of the {}"),
    (
        re.compile(r"打游戏|玩游戏|\b(?:gaming|playing (?:a )?(?:video ?|computer )?games?)\b"),
        "game controller", "held by the {}",
    ),
    (re.compile(r"画画|作画|\bpainting a (?:picture|portrait|landscape)\b"), "paintbrush", "held by the {}"),
    (re.compile(r"扫地|扫雪|扫落叶|\bsweep(?:s|ing)\b"), "broom", "held by the {}"),
    (re.compile(r"耙地|耙草|耙落叶|\braking\b"), "rake", "held by the {}"),
    (re.compile(r"刷牙|\bbrush(?:es|ing) (?:his|her|its|their) teeth\b"), "toothbrush", "held by the {}"),
    (re.compile(r"举重|健身|\b(?:lifting weights|weight ?-?lifting)\b"), "dumbbell", "held by the {}"),
    (re.compile(r"写字|写信|写作业|\bwriting\b"), "pencil", "held by the {}"),
    (re.compile(r"看报纸?|读报"), "newspaper", "held by the {}"),
    (
        re.compile(r"打字|上网|玩电脑|编程|写代码|\b(?:typing|coding|programming|hacking)\b"),
        "laptop", "in front of the {}",
    ),
    (re.compile(r"放鞭炮"), "firecracker", "next to the {}"),
    (re.compile(r"看地图|\breading a map\b"), "map", "held by the {}"),
)  # fmt: skip
_ARCHERS: Final = re.compile(
    r"\b(?:archer|ranger|hunter|elf|warrior|cupid|centaur|robin hood|arrows?|knight|barbarian|amazon|samurai)\b"
)
_BOWS: Final = frozenset({"bow", "longbow", "crossbow", "shortbow"})
_AT_TABLE: Final = (
    (re.compile(r"\bplay(?:s|ing)? (?:a game of )?(?:chess|checkers|go)\b|下(?:象|围|国际象|跳)?棋"), "chess board"),
    (re.compile(r"\bplay(?:s|ing)? (?:cards|poker)\b|打扑?克?牌|打扑克"), "playing card"),
)  # fmt: skip
"""Games, and what of them lies on the table that they are played at."""
_PLAYS: Final = re.compile(r"\bplay(?:s|ing) (?:the |an? |his |her |its |their )?([a-z]+)\b")
_ON_THE_FLOOR: Final = frozenset({"drum", "drums", "piano", "harp", "organ", "xylophone", "cello"})
_MEAL: Final = re.compile(
    r"\b(?:hav(?:e|es|ing)|eat(?:s|ing)?|enjoy(?:s|ing)?|shar(?:es?|ing)) (?:a |an |their |his |her |the )?(?:\w+ )?"
    r"(?:dinner|lunch|breakfast|supper|meals?|feast)\b|\bdining\b|吃着?(?:一?[顿起])?(?:早|午|晚|中|年夜|团圆|年|大)?[饭餐]|聚餐"
)
_DISHES: Final = ("roast chicken", "soup", "salad")
_DISHES_ZH: Final = ("roast chicken", "rice", "dumplings")
"""What is on the table at a meal."""
_JUGGLES: Final = re.compile(r"\bjuggl\w*|杂耍|抛接")
_PLAYER: Final = re.compile(r"([a-z]+) players?")
_OWN_PARTS: Final = {"noodles": frozenset({"egg", "boiledegg", "friedegg"}), "menorah": frozenset({"candle"})}
"""Drawings that have a thing in them: the egg of a bowl of ramen, the candles of a menorah."""
_TRADES: Final = Path(__file__).with_name("trades.txt")
_TO: Final = re.compile(r"to (.+)", re.IGNORECASE)

_LED: Final = re.compile(r"[牵拉]着?(\S+?)的?小?手$")


def things_done_with(subjects: list[Subject]) -> list[Subject]:
    """The things that the subjects' actions name and that are not among them yet, in their places."""
    there = {subject_named(subject.noun) for subject in subjects}
    out: list[Subject] = []
    for subject in subjects:
        if subject.action is None and _is_a_thing(subject):
            continue  # a watering can waters nothing by itself
        with_whom = "".join(f" {one.noun}" for one in subjects if one is not subject)
        for pattern, thing, place in _THINGS:
            said = f"{subject.noun} {subject.action}{with_whom}" if subject.action else subject.noun
            anothers = any(pattern.search(one.noun.lower()) for one in subjects if one is not subject)
            if subject_named(thing) not in there and pattern.search(_own(subject) if anothers else said.lower()):
                out.append(Subject(noun=thing, place=place.format(subject.noun) or None))
                there.add(subject_named(thing))
        instrument = _instrument(subject)
        if instrument and subject_named(instrument.noun) not in there:
            out.append(instrument)
            there.add(subject_named(instrument.noun))
        trade = _trade_thing(subject)
        if (
            trade
            and subject_named(trade.noun) not in there
            and not any(_held(one, subject) for one in (*subjects, *out))
        ):
            out.append(trade)
    return out


def _instrument(subject: Subject) -> Subject | None:
    """What one plays who is said to play an instrument that has a drawing."""
    found = _PLAYS.search((subject.action or "").lower()) or _PLAYER.fullmatch(subject.noun.lower())
    if found is None or kind_of(found[1]) != "instrument" or not subject_named(found[1]):
        return None
    place = "next to" if canonical_noun(found[1]) in _ON_THE_FLOOR else "held by"
    many = subject.count if place == "held by" else 1
    return Subject(noun=found[1], count=many, place=f"{place} the {subject.noun}")


def _own(subject: Subject) -> str:
    """What is said of a subject itself: the bicycle is that of the cyclist who is chased."""
    return f"{subject.noun} {subject.action or ''}".lower()


def _is_a_thing(subject: Subject) -> bool:
    """Whether a noun, and not only its end, is that of something drawn that is nobody."""
    name = subject_named(subject.noun)
    return name is not None and not has_face(drawings.artwork(name))


def has_thing(action: str) -> bool:
    """Whether what is done is shown by the thing that it is done with."""
    return any(pattern.search(action.lower()) for pattern, _, _ in _THINGS)


def _held(thing: Subject, subject: Subject) -> bool:
    place = thing.place or ""
    return subject.noun in place and ("held by" in place or "ridden by" in place)


def _trade_thing(subject: Subject) -> Subject | None:
    """What one of a trade has with them, where their hands are free."""
    variety = variety_named(subject.noun)
    drawn = drawing_of(subject)
    plain = variety is not None and drawn in {variety.of, GROWN.get(variety.of)}  # an elf has a bow of its own
    thing, place = _trades().get(variety.name if variety and plain else "", ("", ""))
    return Subject(noun=thing, place=f"{place} the {subject.noun}") if thing and subject.count == 1 else None


@cache
def _trades() -> dict[str, tuple[str, str]]:
    """What belongs to a trade, by its first name, and where it is. Raises ValueError for a malformed file."""
    lines = (line.split(" = ") for line in _TRADES.read_text(encoding="utf-8").splitlines())
    return {name: (thing, place) for name, words in lines for thing, place in [words.split(", ")]}


def armed(subjects: Sequence[Subject]) -> list[Subject]:
    """The subjects, where the bow of who shoots with one is that and no ribbon."""
    shoots = any(_ARCHERS.search(one.noun.lower()) for one in subjects)
    bows = [
        shoots and one.noun.lower() in _BOWS and (one.place or "").startswith(("held", "carried")) for one in subjects
    ]
    return [
        one.model_copy(update={"noun": "bow and arrow"}) if bow else one
        for one, bow in zip(subjects, bows, strict=True)
    ]


def _with_led(subjects: list[Subject]) -> list[Subject]:
    """The subjects with those whose hand somebody holds: the daughter of 爸爸牵着女儿的手."""
    out: list[Subject] = []
    for subject in subjects:
        found = _LED.search(subject.action or "")
        out.append(subject)
        if found and subject_named(found.group(1)):
            out.append(Subject(noun=found.group(1), place=f"next to the {subject.noun}"))
    return out


def in_their_places(subjects: list[Subject]) -> list[Subject]:
    """The subjects where what they do has them: at a table, in the air, and none twice."""
    return _at_table(_juggled(_without_doubles(subjects)))


def _at_table(subjects: list[Subject]) -> list[Subject]:
    """The subjects with those who play a game or have a meal seated at a table, and the game or the food on that."""
    out: list[Subject] = []
    for subject in subjects:
        served = _on_table(subject.action or "")
        if not served or subject.place or any(subject_named(one.noun) == "table" for one in subjects):
            out.append(subject)
            continue
        out.append(subject.model_copy(update={"action": "sitting", "place": "around the table"}))
        size = ("tiny",) if len(served) > 1 else ()  # no face is behind the soup
        out += [Subject(noun="table"), *(Subject(noun=one, place="on the table", attributes=size) for one in served)]
    return out


def _on_table(action: str) -> tuple[str, ...]:
    """What lies on the table of who does that; nothing where it is done at none."""
    if _MEAL.search(action.lower()):
        return _DISHES_ZH if is_chinese(action) else _DISHES
    return next(((thing,) for words, thing in _AT_TABLE if words.search(action)), ())


def _without_doubles(subjects: list[Subject]) -> list[Subject]:
    """The subjects without what the drawing of another has in it anyway: ramen with an egg is one bowl."""
    homes = [(one.noun, _OWN_PARTS.get(subject_named(one.noun) or "", frozenset[str]())) for one in subjects]
    return [
        one
        for one in subjects
        if not any(subject_named(one.noun) in parts and (one.place or "").endswith(noun) for noun, parts in homes)
    ]


def _juggled(subjects: list[Subject]) -> list[Subject]:
    """The subjects with what is juggled in the air over who does it, and not in the hand."""
    jugglers = [one.noun for one in subjects if _JUGGLES.search(one.action or "")]
    return [
        one.model_copy(update={"place": f"above the {who}", "attributes": (*one.attributes, "tiny")})
        if (who := next((who for who in jugglers if one.place in (f"held by the {who}", f"{who}手里")), ""))
        else one
        for one in subjects
    ]


def with_receivers(subjects: list[Subject]) -> list[Subject]:
    """The subjects with those to whom something goes, and whose hand is held: the girl of "a flower to a girl"."""
    out: list[Subject] = []
    for subject in _with_led(subjects):
        given = {word: one for word in subject.attributes if (one := _receiver(word)) is not None}
        kept = tuple(word for word in subject.attributes if word not in given)
        place = (subject.place or "").replace("next to", "held by")
        out.append(subject.model_copy(update={"attributes": kept, "place": place}) if given else subject)
        out += [one.model_copy(update={"place": f"next to the {subject.noun}"}) for one in given.values()]
    return out


def _receiver(attribute: str) -> Subject | None:
    """Whom an attribute such as "to her two kids" names, where that is somebody who can be drawn."""
    found = _TO.fullmatch(attribute)
    one = read_subject(found[1]) if found else None
    return one if one is not None and (subject_named(one.noun) or party_of(one)) else None
