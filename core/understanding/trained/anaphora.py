""" "A blue one", "bigger", "give her a hat": what a sentence says by words that only point at things."""

from __future__ import annotations

import re
from typing import Final

from core.asking import PLEASE, PLEASE_ZH
from core.catalogue import action
from core.lexicon import COLORS, color_key
from core.pipeline import Action
from core.scene.edits import SEVERAL, find_subject
from core.scene.links import is_animate
from core.scene.model import Scene
from core.sizes import is_comparison
from core.understanding.several import main_subjects

_NAMES: Final = "|".join(sorted(COLORS, key=len, reverse=True))
_HAN: Final = "|".join(sorted({word for words in COLORS.values() for word in words.split()}, key=len, reverse=True))
_ONE: Final = re.compile(
    rf"\b(?P<color>{_NAMES})\s+ones?\b|^(?:我?想?要|换个?|改成|来个?)?(?P<han>{_HAN})的(?:吧|好了|就好)?[。！]*$"
)
_IT_IN: Final = re.compile(
    rf"{PLEASE}(?:make|turn|paint|colou?r"
    rf"|dye) (?:it|him|her)"
    rf" (?:in |to |into )?(?P<color>{_NAMES})(?: please| instead| now)*[.!]*"
    rf"|(?:{PLEASE_ZH}|再|把|给|将|让)*[它他她](?:变成?|改成?|换成?|涂成?|染成?|弄成?|画成)?(?P<han>{_HAN})的?[吧。！]*"
)
_HAIR: Final = re.compile(
    rf"\bhair (?:(?:in|to|into|be|is|should be|colou?r) )*(?P<color>{_NAMES})\b|\b(?P<colored>{_NAMES}) hair\b"
    rf"|头发(?:给她|给他)?(?:染|变|换|改|弄|是|要)?(?:成|为)?(?P<han>{_HAN})|(?P<zh>{_HAN})的?头发"
)
_HAIR_OF_FACES: Final = frozenset({"black", "blond", "brown", "gray", "white", "silver", "red", "pink", "purple"})
"""Colours of hair that a face has values for."""
_STUFF: Final = re.compile(
    r"\b(?:(?:make|turn|paint|colou?r|dye|change) )?"
    r"the (?P<stuff>sky|sea|ocean|lake|river|water|grass|lawn|background|wall)"
    rf"(?: to| into| colou?r to| should be| must be| could be)? (?P<color>{_NAMES})\b"
    rf"|(?P<han>天空|大海|海水|湖水|草地|草坪|背景|墙)(?:变|改|换|染|涂)?成?(?P<colored>{_HAN})"
)
_PIECE: Final = "[把个只件条顶束杯支根副双]"
_GIVES: Final = (
    r"\b(?:give|hand|bring|lend)\s+(?P<whom>him|her|it|them|me|us|you|the [a-z]+(?: [a-z]+)??)\s+"
    r"(?:(?:an?|the|some)\s+)?{thing}"
    r"|[给让帮替](?P<han>[^，。,]{{1,6}}?)[拿撑打戴穿系披套加画来配举]?[上着个]?(?:[一两二三]?" + _PIECE + r")?{thing}"
)
_GIVEN: Final = re.compile(rf"{PLEASE}(?:give|hand|lend)\b|(?:{PLEASE_ZH}|再)*给")
_MAKES: Final = re.compile(
    rf"(?:no )?{PLEASE}(?:make|turn|change) (?P<who>him"
    r"|her) (?:in)?(?:to )?an? "
    r"|(?:不|请|再)*[把将让]?(?P<han>[他她])(?:变成|换成|改成)"
)
_IT: Final = re.compile(r"\bit\b|它(?!们)")
_PUTS: Final = re.compile("[拿撑打戴穿系披套][上着]?$")
"""A verb at the end of what was read as a place: 他穿上 is nowhere."""
_AROUND: Final = re.compile(
    r"^(?:(?:and|now|ok|okay|hm+|no|make (?:it|him|her|them)|could it be|can it be)[ ,]+)*|^(?:把?[它他她]们?)?"
    r"|(?:,? (?:please|pls|then|now))?[.!?]*$|[吧呢好吗。！？]*$"
)


def sized(text: str, things: list[str]) -> Action | None:
    """The change of size that a bare "bigger" or 再小一点 asks of the newest of `things`; None for other texts."""
    said = _AROUND.sub("", text.lower())
    return action("change_attribute", object=things[0], attribute=said) if things and is_comparison(said) else None


def of_one(actions: tuple[Action, ...], text: str, things: list[str]) -> tuple[Action, ...]:
    """`actions`, or the recolouring of the newest of `things` where a tint was read from "a blue one" or 要蓝色的."""
    found = _ONE.search(text.lower())
    if found is None or not things or [one.pipeline for one in actions] != ["adjust_color"]:
        return actions
    said = found.group("color") or found.group("han")
    return (action("recolor_object", object=things[0], color=color_key(said) or said),)


def of_it(actions: tuple[Action, ...], text: str, scene: Scene) -> tuple[Action, ...]:
    """`actions`, or the recolouring of the only thing of a drawing where a tint was read from "make it purple"."""
    found = _IT_IN.fullmatch(text.lower())
    things = main_subjects(scene) if found and [one.pipeline for one in actions] == ["adjust_color"] else []
    if found is None or len(things) != 1:
        return actions
    said = found["color"] or found["han"]
    return (action("recolor_object", object=things[0].noun, color=color_key(said) or said),)


def of_hair(actions: tuple[Action, ...], text: str) -> tuple[Action, ...]:
    """`actions`, or the recolouring of hair in a drawing where another colour of it was read than `text` says."""
    found = _HAIR.search(text.lower())
    if found is None or [one.pipeline for one in actions] != ["edit_face"]:
        return actions
    said = color_key(found["color"] or found["colored"] or found["han"] or found["zh"]) or ""
    if said in _HAIR_OF_FACES or len(actions[0].face("set")) > 1:
        return actions
    chinese = bool(found["han"] or found["zh"])
    return (action("recolor_object", object="头发" if chinese else "hair", color=said),)


def of_stuff(actions: tuple[Action, ...], text: str) -> tuple[Action, ...]:
    """`actions`, or the recolouring of sky, grass or water where a tint was read from "make the sky pink"."""
    found = _STUFF.search(text.lower())
    if found is None or [one.pipeline for one in actions] != ["adjust_color"]:
        return actions
    return (action("recolor_object", object=found["stuff"] or found["han"], color=found["color"] or found["colored"]),)


def still_there(one: Action, text: str, scene: Scene) -> Action:
    """`one`, of the first thing in the picture where it was read as of one that is gone; "it" is one thing only."""
    thing = one.text("object")
    if one.pipeline == "replace_object" and (who := _whom(thing, text, scene)):
        return action("replace_object", **{"object": who, "with": one.text("with")})
    if one.pipeline not in {"recolor_object", "change_attribute"} or thing.lower() in text.lower():
        return one
    if SEVERAL in thing and _IT.search(text.lower()):
        things = [(name, find_subject(scene, name)) for name in thing.split(SEVERAL)]
        alive = [name for name, at in things if at is not None and is_animate(scene.subjects[at])]
        thing = alive[0] if alive and len(things) > 2 else thing  # two may be a pair that is spoken of as one
        one = action(one.pipeline, **{**one.params, "object": thing})
    first = next(iter(scene.present), None)
    if first is None or find_subject(scene, thing) is not None:
        return one
    return action(one.pipeline, **{**one.params, "object": first.noun})


def _whom(thing: str, text: str, scene: Scene) -> str:
    """Who "make her an elf" is about, where it was read as about a thing that it does not name; empty for others."""
    found = _MAKES.match(text.lower())
    at = find_subject(scene, found["who"] or found["han"]) if found else None
    if at is None or thing.lower() in text.lower().split() or not is_animate(scene.subjects[at]):
        return ""
    return scene.subjects[at].noun


def handed(actions: tuple[Action, ...], text: str) -> tuple[Action, ...]:
    """`actions`, where "give her an umbrella" says of what is added for whom it is."""
    named = tuple(_for_whom(one, text.lower()) if one.pipeline == "add_object" else one for one in actions)
    return _all_for(named, text.lower()) if _GIVEN.match(text.lower()) else named


def _all_for(actions: tuple[Action, ...], text: str) -> tuple[Action, ...]:
    """`actions` with what is given along with a thing for the same one: "give it a scarf and a hat"."""
    first, *rest = actions or (None,)
    whom = first.text("place") if first and first.pipeline == "add_object" else ""
    if first is None or not re.match(r"for |给", whom):
        return actions
    return (
        first,
        *(
            action("add_object", object=one.text("object"), place=whom) if _is_beside(first, one, text) else one
            for one in rest
            if one
        ),
    )


def _is_beside(first: Action, one: Action, text: str) -> bool:
    """Whether a thing without a place is listed with the one before it, in the same clause."""
    if one.pipeline != "add_object" or one.text("place"):
        return False
    before, after = re.escape(first.text("object").lower()), re.escape(one.text("object").lower())
    return re.search(rf"{before}(?:,? and|,|和|、)\s*(?:an? |some |一[顶条副把件个])?{after}", text) is not None


def _for_whom(one: Action, text: str) -> Action:
    thing = re.escape(one.text("object").lower())
    place = one.text("place")
    found = re.search(_GIVES.format(thing=thing), text) if not place or _PUTS.search(place) else None
    whom = found and (found.group("whom") or found.group("han"))
    if not whom or whom in {"me", "us", "you", "我", "我们"}:
        return one
    place = f"for {whom}" if whom.isascii() else f"给{whom}"
    return action("add_object", object=one.text("object"), place=place)
