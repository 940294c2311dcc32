"""What is asked of more than one thing: "make both red", "everything but the tree", "swap them", 都戴上帽子."""

from __future__ import annotations

import re
from typing import Final

from core.asking import PLEASE, PLEASE_ZH
from core.catalogue import action
from core.lexicon import COLORS, color_key, is_chinese, measure_word, singular
from core.occasions import unfolded
from core.pipeline import Action
from core.scene.edits import find_subject
from core.scene.links import is_animate, link_of
from core.scene.model import SAYS, Scene, Subject
from core.scene.reader import read_subject
from core.understanding.numbers import han_number, number

_NAMES: Final = "|".join(sorted(COLORS, key=len, reverse=True))
_HAN: Final = "|".join(sorted({word for words in COLORS.values() for word in words.split()}, key=len, reverse=True))
_ALL: Final = (
    r"(?:both|all|each|every one)(?: of (?:them|those|these))?|them (?:both|all)"
    r"|everything|everyone|the two(?: of them)?"
)
_ALL_ZH: Final = r"(?:它们|他们|她们|两个|两只|两者|三个|大家|所有的?|全部|俩)?都|(?:把)?(?:全部|两个|两只|所有的?)都?"
_BOTH: Final = re.compile(r"\b(?:both|two)\b|两|俩")
_COLORED: Final = re.compile(
    rf"{PLEASE}(?:make|turn|paint|colou?r) (?:{_ALL})"
    rf" (?P<color>{_NAMES})(?: too| please)?[.!]*"
    rf"|(?:{PLEASE_ZH}|把|让)*(?:{_ALL_ZH})(?:变成?|改成?|换成?|涂成?|弄成?|要)?(?P<han>{_HAN})的?[吧。！]*",
    re.IGNORECASE,
)
_WORN: Final = re.compile(
    rf"{PLEASE}(?:give|put) "
    r"(?:(?:both|all|each)(?: of them)?|them (?:both|all|each)|everyone)"
    r" (?:an?|some|matching)? ?(?P<thing>[a-z][a-z ]{1,30}?)(?: too| please)?[.!]*"
    rf"|(?:{PLEASE_ZH}|让|给)*(?:它们|他们|她们|两个|两只|三个|三只|大家|每个|每只)?(?:人)?都(?:戴|穿|系|围|披|拿|加)[上着个]?(?:一?[顶件条副双个把])?(?P<han>[^，。]{{1,8}}?)[吧。！]*",
    re.IGNORECASE,
)
_BUT: Final = re.compile(
    rf"{PLEASE}(?:(?:remove|delete|take out|take away|get rid of|erase|lose|drop) )?"
    r"(?:everything|everyone|all|anything)(?: else)? (?:but|except(?: for)?|besides|apart from|other than)"
    r" (?P<kept>[a-z][a-z ,]{1,50}?)[.!]*"
    rf"|{PLEASE}(?:only keep|keep only|just keep|leave only|keep just)"
    r" (?P<only>[a-z][a-z ,]{1,50}?)[.!]*"
    rf"|(?:{PLEASE_ZH}|把)*(?:除了|除)(?P<han>[^，。]{{1,12}}?)(?:以外|之外|外)?[，,]?(?:其[他它余]的?)?(?:东西)?(?:全部?|都)+(?:去掉|删掉|删除|删|不要|拿掉|去除|移除)了?[。！吧]*"
    rf"|(?:{PLEASE_ZH})*只(?:留|保留|要|剩)下?(?P<nur>[^，。]{{1,12}}?)(?:就好|就行)?[。！吧]*",
    re.IGNORECASE,
)
_SWAP: Final = re.compile(
    rf"{PLEASE}(?:swap|switch|exchange)(?: (?:them|the two|both|(?:their"
    r" )?(?:places|positions|sides)|sides|the [a-z]+))+(?: around| over)?[.!?]*"
    rf"|(?:{PLEASE_ZH}|把|让)*(?:(?:他|她|它)们(?:俩|两个)?的?|两个?的?|左右)*(?:交换|互换|对调|调换|换)(?:一下|个|下)?(?:(?:他|她|它)们(?:俩)?的?)?(?:位置|左右|地方)[吧。！]*",
    re.IGNORECASE,
)
_ONLY_COUNT: Final = re.compile(
    r"(?:another |a )?(?P<en>one|two|three|four|five|six|\d+|couple)(?: (?:more|extra|others?|of (?:them|those|it)"
    r"|additional))*|(?:another|one more)"
    r"|(?P<han>[一两二三四五六七八九十\d]+)[只个条头辆座朵把匹幅位棵张艘架]"
)
_TEXT: Final = re.compile(r"(?:the )?(?:text|words?|writing|letters?|lettering|message)|(?:那些)?(?:文字|字|话)")
_MORE: Final = re.compile(r"\b(?:more|extra|additional|another)\s+", re.IGNORECASE)


def of_several(text: str, scene: Scene) -> tuple[Action, ...]:
    """The actions of a text that is about several things of a drawing, or about all but one; none for other texts."""
    if found := _COLORED.fullmatch(text):
        color = color_key(found["color"] or found["han"]) or ""
        return tuple(action("recolor_object", object=one.noun, color=color) for one in _meant(text, scene))
    if found := _WORN.fullmatch(text):
        wearers = {one.noun: one for one in main_subjects(scene) if is_animate(one)}
        return tuple(_worn(_single(found), one) for one in wearers.values())
    if found := _BUT.fullmatch(text):
        return _all_but(next(one for one in found.groupdict().values() if one), scene)
    if _SWAP.fullmatch(text) and sum(one.count for one in main_subjects(scene)) > 1:
        return (action("flip", direction="horizontal"),)
    return ()


def main_subjects(scene: Scene) -> list[Subject]:
    """The subjects that stand for themselves: neither worn nor held by another."""
    links = {at: link_of(scene.subjects, at)[0] for at, one in enumerate(scene.subjects) if one.count}
    return [scene.subjects[at] for at, link in links.items() if link not in {"worn", "held"}]


def _meant(text: str, scene: Scene) -> list[Subject]:
    """The two that "both" means, who live before what does not; all for any other word."""
    every = main_subjects(scene)
    alive = [one for one in every if is_animate(one)]
    return (alive if len(alive) > 1 else every)[-2:] if _BOTH.search(text.lower()) else every


def _single(found: re.Match[str]) -> str:
    """What each gets: "hat" for "give them both hats"."""
    return found["han"] or _one_of(found["thing"])


def _one_of(things: str) -> str:
    """One of several things: "party hat" of "party hats"."""
    before, space, last = things.rpartition(" ")
    return f"{before}{space}{singular(last)}"


def _number(found: re.Match[str]) -> int:
    """How many `_ONLY_COUNT` found."""
    return (han_number(found["han"]) if found["han"] else int(number(found["en"] or "one") or 1)) or 1


def _worn(thing: str, one: Subject) -> Action:
    place = f"给{one.noun}" if is_chinese(one.noun) else f"for the {one.noun}"
    return action("add_object", object=thing, place=place)


def _all_but(kept: str, scene: Scene) -> tuple[Action, ...]:
    """What takes out every subject that is not `kept` and does not belong to it; nothing where none of it is there."""
    scene = unfolded(scene, kept)
    names = [name.strip() for name in re.split(r",| and |和|、", kept)]
    stays = {at for name in names if (at := find_subject(scene, name)) is not None}
    if any(_TEXT.fullmatch(name) for name in names):
        stays |= {at for at, one in enumerate(scene.subjects) if any(word.startswith(SAYS) for word in one.attributes)}
    if not stays:
        return ()
    links = {at: link_of(scene.subjects, at) for at, one in enumerate(scene.subjects) if one.count}
    stays |= {at for at, (link, owner) in links.items() if owner in stays and link in {"worn", "held"}}
    gone = dict.fromkeys(scene.subjects[at].noun for at in links if at not in stays and links[at][0] != "worn")
    return tuple(action("remove_object", object=noun) for noun in gone)


def keeps_unseen(text: str, scene: Scene) -> bool:
    """Whether `text` wants all but one thing taken out that is not in the picture."""
    return _BUT.fullmatch(text) is not None and not of_several(text, scene)


def counted(one: Action, text: str, scene: Scene) -> Action:
    """`one` with the number of things in it made good: "two more" are two more of what is there, and "remove two ducks"
    of three leaves one."""
    if one.pipeline == "add_object":
        many = re.search(rf"(?:很多|许多|好多|一群|一些|几[个只朵条]){re.escape(one.text('object'))}", text)
        many = many or re.search(rf"\b(?:two|three|four|five|six|\d) {re.escape(one.text('object'))}\b", text)
        return action("add_object", **{**one.params, "object": many.group()}) if many else _more(one, scene)
    if one.pipeline == "replace_object" and (found := _ONLY_COUNT.fullmatch(one.text("with"))):
        at = find_subject(scene, one.text("object"))  # 把小狗变成两只
        if at is None:
            return one
        with_many = scene.subjects[at].model_copy(update={"count": _number(found)}).phrase()
        return action("replace_object", **{**one.params, "with": with_many})
    if one.pipeline == "remove_object" and (of := _ONLY_COUNT.fullmatch(one.text("object").lower())) and scene.present:
        one = action("remove_object", object=f"{of.group()}{'' if of['han'] else ' '}{next(iter(scene.present)).noun}")
    if one.pipeline == "remove_object" and (at := find_subject(scene, one.text("object"))) is not None:
        held, said = scene.subjects[at], read_subject(one.text("object"))
        gone = max(said.count, 1 if re.search(r"\bone\b|一[只个条头辆朵]", text) else 0)
        if 0 < gone < held.count:
            one_left = held.count - gone == 1 and not is_chinese(held.noun)
            noun = _one_of(held.noun) if one_left else held.noun
            left = held.model_copy(update={"noun": noun, "count": held.count - gone, "place": None, "action": None})
            words = f"one {left.phrase()}" if one_left else left.phrase()
            if held.count - gone == 1 and is_chinese(held.noun):
                words = f"一{measure_word(held.noun)}{words}"
            return action("replace_object", **{"object": held.noun, "with": words})
    return one


def _more(one: Action, scene: Scene) -> Action:
    words = one.text("object")
    found = _ONLY_COUNT.fullmatch(words.strip().lower())
    first = next(iter(scene.present), None)
    if found and first is not None:
        words = first.model_copy(
            update={"count": _number(found), "place": None, "action": None, "attributes": ()}
        ).phrase()
    else:
        words = _MORE.sub("", words)
    return action("add_object", **{**one.params, "object": words}) if words else one
