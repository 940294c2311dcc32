"""Talk: questions about the picture, answers to what the system asked, and everything else."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.catalogue import action
from core.lexicon import canonical_noun
from core.pipeline import Action
from core.understanding.rules.clause import Clause
from core.understanding.rules.face import read_face
from core.understanding.rules.photo import read_photo
from core.understanding.rules.scene import read_scene_edit

_DESCRIBE: Final = re.compile(
    r"^(?:describe|caption|explain)\b.*\b(?:it|this|that|picture|image|photo|drawing|scene|you see)|^(?:describe|caption) (?:it|this|that)?$|\bwhat (?:do|can) you see\b|\bwhat(?:'s| is) (?:in|on|this|that|it|happening|going on|shown|here)\b|\btell me (?:what|about (?:it|this|the (?:picture|image|photo)))|描述|说说(?:这|图|画|照片)|(?:图|画|照片)(?:里|上|中|片里)(?:面)?(?:有|是|都|能|画).{0,8}|看到(?:了)?什么|讲讲这"
)
_ABOUT_PICTURE: Final = re.compile(
    r"\b(?:it|this|that|picture|image|photo|drawing|here|he|she|him|her|they|person|people|face|background|behind|sky|style|colou?rs?|how many|bright|dark|big|wearing|holding)\b|图|画|照片|颜色|什么色|背景|几[只个条头辆座朵人张]|多少|多大|里面|后面|天空|它|他|她|戴|穿|风格|画风|亮|暗"
)
_GENERAL: Final = re.compile(
    r"\b(?:you|your|yourself|weather (?:today|tomorrow)|capital|history|invented|meaning of|mean by|recommend|favou?rite|joke|story|how do i|how does|what does .* mean|who (?:is|was|painted|invented|made)|why (?:is|do|does|are)|when (?:was|did|is)|difference between|tips?|works?)\b|你(?:会|能|叫|是|觉得|喜欢|好)|为什么|什么意思|怎么(?:用|做|样)|区别|谁(?:发明|画|是)|推荐|笑话|天气|首都|历史"
)
_OFFER: Final = re.compile(
    r"^.*?(?:do you (?:want|wish|need)(?: me)?(?: to)?|would you (?:like|want|prefer)(?: me)?(?: to)?|shall i|should i|(?:may|can|could) i|how about|what about|want me to|want to|interested in|perhaps|maybe|要不要|需不需要|想不想|需要|是否|要我|可以)\s*(?:also |see |try(?:ing)? |have |to |a |an |the |some |with |给(?:他|她|它)|试试|我)*"
)
_YES: Final = re.compile(
    r"^(?:yes|yeah|yep|yup|sure|ok(?:ay)?|please(?: do)?|do it|go ahead|sounds good|why not|absolutely|of course|definitely|good idea|great idea|let's do (?:it|that)|y|好|好的|好啊|可以|行|是的?|对|嗯|没问题|要|来吧|试试)(?:[\s,.!，。！]+(?:please|thanks|do it|go ahead|好|吧|谢谢|let's do it|that's a good idea))*[.!。！]*$"
)


def read_answer(clause: Clause, whole: str) -> tuple[Action, ...] | None:
    """The suggestion that was pending, when the user says yes to it."""
    if not _YES.match(whole.strip().lower()):
        return None
    suggestion = clause.context.pending.suggestion
    if suggestion is not None:
        return (suggestion,)
    return _offered(clause)


def _offered(clause: Clause) -> tuple[Action, ...] | None:
    """What the last question of the system's text offers, read as if the user had asked for it."""
    if not clause.context.turns:
        return None
    questions = re.findall(r"[^.!?。！？]*[?？]", clause.context.turns[-1].system.lower())
    if not questions:
        return None
    text = _OFFER.sub("", questions[-1].strip(" ?？吗"))
    offered = Clause(text.strip(" ,，吗"), replace(clause.context, turns=()), text)
    for read in (read_photo, read_face, read_scene_edit):
        found = read(offered)
        if found and len(found) == 1 and found[0].pipeline != "edit":
            return found
    return None


def read_ask(clause: Clause, original: str) -> tuple[Action, ...] | None:
    """The question about the picture that `clause` puts."""
    if not clause.has_picture:
        return None
    text = clause.text
    if _DESCRIBE.search(text) and len(text) < 120:
        return (action("ask", question=original.strip()[:500]),)
    if not clause.is_question or (_GENERAL.search(text) and not _names_subject(clause)):
        return None
    if _ABOUT_PICTURE.search(text) or _names_subject(clause):
        return (action("ask", question=original.strip()[:500]),)
    return None


def _names_subject(clause: Clause) -> bool:
    nouns = {canonical_noun(one.noun) for one in clause.context.scene.subjects}
    nouns |= {canonical_noun(word) for word in clause.context.concepts}
    words = {canonical_noun(word) for word in re.findall(r"[a-z]+", clause.text)}
    return bool(nouns & words) or any(one.noun in clause.text for one in clause.context.scene.subjects)
