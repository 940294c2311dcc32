"""Nearer and farther: "zoom in on her face", "zoom out", 拉近一点. A drawing gets another shot."""

from __future__ import annotations

import re
from typing import Final

from core.asking import PLEASE, PLEASE_ZH
from core.catalogue import action
from core.language import Language
from core.shots import is_far, is_near, shot_in, shot_of_face
from core.understanding.interface import Context, Interpretation
from core.understanding.people import person_in

_ENDS: Final = (
    r"(?:,? (?:please|pls|now|again|a (?:little )?bit(?: more)?|a little|more|further|closer|a lot|some more))*[.!?]*"
)
_IT: Final = r"(?:it|this|that|the (?:picture|image|photo|drawing|camera|view|shot))"
_ON: Final = (
    r"(?:his|her|its|their|the|my)(?: [a-z]+(?:'s)?){0,2}? (?:faces?|heads?|eyes?)"
    r"|(?:him|her|it|them|the [a-z ]{2,24}?)"
)
_IN: Final = re.compile(
    rf"{PLEASE}(?:(?:zoom|move|go|come|get)(?: {_IT})?(?: a (?:little )?bit| way| much| right)? (?:in|closer|nearer"
    rf"|close)(?: more| further| closer| close)?"
    rf"(?: (?:on|to|into|at|towards?) (?P<on>{_ON}))?"
    rf"|(?:crop|cut|trim|zoom|focus)(?: {_IT})?(?: in| down)? (?:to|on|onto|around) (?:just |only )?(?P<to>(?:his|her"
    rf"|its|their|the|my)(?: [a-z]+(?:'s)?){{0,2}}? (?:faces?|heads?))"
    rf"|(?:make (?:it|this) |do |give me |show me )?an? close[- ]?up(?: (?:of|on) (?P<of>{_ON}))?){_ENDS}"
    rf"|(?:{PLEASE_ZH}|再|把)*(?:(?:镜头|画面|图)?(?:再)?(?:拉近|推近|靠近|近)(?:一?点|一些)?|(?:放大|特写|拉近|聚焦|裁剪?到?|裁成)(?:到|一下)?(?P<han>(?:[他她它]们?的?|猫的?|狗的?|人的?|[\u3400-\u9fff]{{1,4}}的)?(?:脸部?|面部|头部?|头像)))(?:一?点|一些|一下)?[吧呢。！]*",
    re.IGNORECASE,
)
_OUT: Final = re.compile(
    rf"{PLEASE}(?:(?:zoom(?: {_IT})?(?: a (?:little )?bit| way| much)? (?:out|back)|(?:move|pull|step)(?: {_IT})?"
    rf" (?:out|farther away|further away|away)|pull back"
    rf"|(?:see|view|show me|look at|have) {_IT} from (?:a bit |a little |much )?(?:further|farther)(?: away| back)?)"
    rf"(?: (?:more|further|a bit|a little))?|(?:make (?:it|this) )?an? (?:wide|wider|long|distant) (?:shot"
    rf"|view)){_ENDS}"
    rf"|(?:{PLEASE_ZH}|再|把)*(?:镜头|画面|图)?(?:再)?(?:拉远|推远|离远|远)(?:一?点|一些)?[吧呢。！]*",
    re.IGNORECASE,
)
_FACE: Final = re.compile(r"face|head|eye|脸|面|头", re.IGNORECASE)
_PERSON: Final = re.compile(rf"{_FACE.pattern}|\b(?:him|her|man|woman|person|girl|boy|guy)\b|[他她]|人", re.IGNORECASE)


def view_asked(context: Context, language: Language) -> Interpretation | None:
    """The reading of a text that wants to see the picture from nearer or farther; None for any other text."""
    text, drawing = context.text, context.picture == "drawing"
    near, far = _IN.fullmatch(text), _OUT.fullmatch(text)
    if context.picture == "none" or not (near or far):
        return None
    if not drawing and near:
        if not any(one and _PERSON.search(one) for one in near.groupdict().values()):
            return Interpretation((action("chat"),), language, note="talk.no_zoom")
        one = shot_of_face(person_in(text).replace("everyone", ""), language)
        return Interpretation((action("edit", instruction=one),), language)
    if held := [one for one in context.instructions if not drawing and shot_in(one)]:
        return Interpretation((action("remove_object", object=held[-1]),), language)
    if not drawing:
        return Interpretation((action("outpaint", direction="all"),), language)
    shot = context.scene.shot
    if (near and is_far(shot)) or (far and is_near(shot)):
        wanted = ("medium shot", "中景")
    elif far:
        wanted = ("wide shot", "远景")
    else:
        named = any(one and _FACE.search(one) for one in near.groupdict().values()) if near else False
        wanted = ("close-up portrait", "头像特写") if named else ("close-up", "特写")
    return Interpretation((action("edit", instruction=wanted[language is Language.ZH]),), language)
