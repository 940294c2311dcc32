"""Words that are to be written in the picture: "write “Hello” on the cake", 写上“新年快乐”."""

from __future__ import annotations

import re
from typing import Final

from core.asking import PLEASE, PLEASE_ZH
from core.captions import caption
from core.catalogue import action
from core.language import Language
from core.lexicon import color_key, kind_of, names_thing
from core.pipeline import Action
from core.scene.model import SAYS, Scene, Subject, saying
from core.scene.subjects import find_subject
from core.writing import QUOTED, Writing

_ASKS: Final = rf"^(?i:{PLEASE})"
_EN: Final = re.compile(
    rf"{_ASKS}(?:(?i:write|print|letter|put|add)\s+(?:(?:the|a|some)\s+)?(?:text|words?|caption|title|lettering|line|sign|message)?"
    rf"\s*(?:that says|saying|of)?:?\s*{QUOTED}"
    r")"
    r"(?:\s+(?:on|onto|across|in)\s+(?:the |it's |its )?(?P<on>[a-z][a-z ]{1,30}?)"
    r"|\s+(?:under|below|above|over|beneath|at)\s+(?:it|them|the (?:picture|image|bottom|top)))?(?:,? please)?[.!?]*$"
)
_UNQUOTED: Final = re.compile(
    rf"{_ASKS}(?:(?:add|write|put|print|include) (?:(?:the|a|some) )?(?:text|words|caption|lettering|title|message"
    rf"|slogan|phrase)"
    r"(?: that says| saying| reading)?:? |(?:write|spell out) "
    r"(?!(?:me|us|him|her|it|them|an?|the|my|some\w*|to|up|out|about|in|on|code|down|words?|text|poems?|stor(?:y|ies)|lyrics?|emails?|letters?|essays?)\b))"
    r"(?P<words>[^\"“”]{1,60}?)(?:,? please)?[.!?]*$"
    rf"|^(?:{PLEASE_ZH}|再)*(?:在(?P<on>[^，。“\"]{{1,8}}?)(?:上面|上|里)?)?(?:写上?|题上|印上|加上?文字|加上?字)[:：\s]*"
    r"(?P<han>(?![一首篇封段几点个]|诗|信|代码|字$|文字$)[^“”\"，。：:]{1,16}?)(?:这?[几四两三]个?字|的?字样)?[。！吧]*$",
    re.IGNORECASE,
)
"""Words that are to be written, without marks round them: they go on to the end, but for where they are to stand."""
_INK: Final = re.compile(
    r",? (?:in|with) (?:(?:big|bold|small|large) )*(?P<ink>[a-z]+(?: [a-z]+)?) (?:letters?|text|font|writing|ink"
    r"|lettering)$",
    re.IGNORECASE,
)
_STANDS: Final = re.compile(
    r"^(?P<words>.+?) (?:on|onto|across|in|at|over|under|below|above|beneath) (?P<on>(?:the |it'?s |its |his |her "
    r"|an? )?[a-z][a-z ]{0,30})$"
)
_ZH: Final = re.compile(
    rf"^(?:{PLEASE_ZH}|再)*(?:在(?P<on>[^，。“\"]{{1,8}}?)(?:上面|上|里)?)?(?:写上?|加上?|题上?|印上?)(?:一?[行个句]|几个)?(?:文字|字|标题|题字)?"
    rf"[:：]?\s*(?:{QUOTED}|(?<=字)[:：]?(?P<plain>[^“”\"，。]{{1,20}}?))(?:这?[几四两]个?字|的?字样)?[。！吧]*$"
)
_PICTURE: Final = re.compile(
    r"it|them|(?:the |this )?(?:picture|image|photo|drawing|top|bottom)|图|图片|画|画面|照片|上|下"
)
_SKY: Final = frozenset({"sky", "night sky", "天", "天空", "空中", "夜空"})
_AGAIN: Final = re.compile(
    rf"{_ASKS}(?:(?i:make|let|have|change)\s+(?:it|(?:the |its )?(?P<thing>[a-z][a-z ]{{1,24}}?))"
    rf"\s+(?:say|to say|to read|read|to)\s+(?:{QUOTED}|(?<=say )(?P<plain>[^\"“”]{{1,60}}?))"
    r"|(?i:actually,? |no,? |rather |it should |let it |now )*(?i:say|write|read)"
    r" [\"“]?(?P<bare>[^\"“”]{1,60}?)[\"”]?,? instead)[.!?]*$"
)
_AGAIN_ZH: Final = re.compile(
    r"^(?:[把让](?P<thing>[^，。“\"]{1,8}?)(?:上面?)?(?:写着|写上|改成写着)"
    r"|[把让]?(?P<on>[^，。“\"]{0,8}?)(?:上面?)?的?(?:文?字|内容)(?:改成|换成|改为|变成))"
    rf"\s*(?:{QUOTED}|(?P<plain>[^“”]{{1,20}}?))[。！吧]*$"
)
_NEW: Final = re.compile(
    r"^an? (?P<board>[a-z]+)(?: (?P<place>(?:behind|next to|beside|above|under|near|in|on|at) .+))?$"
)
"""A thing that is to bear the words and is to come first: "a sign behind him"."""
_TEXT: Final = frozenset({"text", "words", "writing", "lettering", "caption", "title"})


def lettered(text: str, language: Language, scene: Scene) -> Action | None:
    """What `text` asks to have written: on a thing that it names, else on a sign; None where it asks for no writing.

    "Make it say" is of the thing in `scene` on which something stands.
    """
    again = _AGAIN.match(text) or _AGAIN_ZH.match(text)
    if again and (thing := _bearer(again, scene)):
        return _written(thing, _told(again))
    found = (_ZH if language is Language.ZH else _EN).match(text)
    if found is not None:
        said, on = _told(found), (found.group("on") or "").strip()
    elif (plain := unquoted(text, scene)) is not None:
        said, on = plain
    else:
        return None
    if new := _NEW.match(on):  # there is none yet
        return action("add_object", object=f"{new['board']} {saying(said, new['board'])}", place=new["place"] or "")
    if on in _SKY:
        return caption(Writing(said, "top"), chinese=language is Language.ZH)
    if on and not _PICTURE.fullmatch(on) and (find_subject(scene, on) is not None or kind_of(on)):
        return _written(on, said)
    thing = f"{saying(said, '牌子')}的牌子" if language is Language.ZH else f"sign {saying(said, 'sign')}"
    return action("add_object", object=thing)


def unquoted(text: str, scene: Scene) -> tuple[str, str] | None:
    """The words that `text` wants to be written and what they are to stand on; None where it asks for none.

    "At noon" belongs to the words, "on the cake" does not.
    """
    found = _UNQUOTED.match(text)
    if found is None:
        return None
    if found["han"]:
        return found["han"].strip(), (found["on"] or "").strip()
    words = _INK.sub("", found["words"].strip())
    stands = _STANDS.match(words)
    if stands is None or not _bears(stands["on"], scene):
        return words, ""
    return stands["words"], re.sub(r"^(?:the|it'?s|its|his|her) ", "", stands["on"])


def inked(text: str) -> bool:
    """Whether `text` wants its letters in a colour of their own."""
    found = _UNQUOTED.match(text)
    ink = _INK.search(found["words"].strip()) if found and found["words"] else None
    return ink is not None and color_key(ink["ink"]) is not None


def _bears(words: str, scene: Scene) -> bool:
    """Whether `words` are the picture, a place in it, or a thing that letters stand on."""
    bare = re.sub(r"^(?:the|it'?s|its|his|her) ", "", words)
    if _PICTURE.fullmatch(words) or _PICTURE.fullmatch(bare) or find_subject(scene, bare) is not None:
        return True
    return (bare != words and names_thing(bare)) or bool(_NEW.match(words))


def _told(found: re.Match[str]) -> str:
    return next(one for name in ("words", "plain", "bare") if (one := found.groupdict().get(name))).strip()


def _bearer(found: re.Match[str], scene: Scene) -> str | None:
    """The thing on which other words are to stand: the one that is named, or the one on which some stand."""
    named = found["thing"] or found.groupdict().get("on") or ""
    if named and named not in _TEXT and not _PICTURE.fullmatch(named):
        at = find_subject(scene, named)
        return None if at is None else scene.subjects[at].noun
    return next((one.noun for one in scene.present if _says(one)), None)


def _written(thing: str, words: str) -> Action:
    return action("change_attribute", object=thing, attribute=saying(words, thing))


def _says(subject: Subject) -> bool:
    return any(word.startswith(SAYS) for word in subject.attributes)
