"""Words that are to be written in the picture: "write “Hello” on the cake", 写上“新年快乐”."""

from __future__ import annotations

import re
from typing import Final

from core.catalogue import action
from core.language import Language
from core.pipeline import Action
from core.scene import SAYS, Scene, Subject, saying

_QUOTED: Final = r"[\"“'‘「『]\s*(?P<quoted>[^\"”’」』]{1,60}?)\s*[\"”'’」』]"
_ASKS: Final = r"^(?i:(?:(?:can|could|would) you |please |now |and |also )*)"
_EN: Final = re.compile(
    rf"{_ASKS}(?:(?i:write|print|letter|put|add)\s+(?:(?:the|a|some)\s+)?(?:text|words?|caption|title|lettering|line|sign|message)?"
    rf"\s*(?:that says|saying|of)?:?\s*{_QUOTED}"
    r"|(?i:add|write|put) (?:the )?(?:text|words|caption|lettering):? (?P<plain>[^\"“”]{1,60}?)"
    r"|(?i:write) (?P<bare>[A-Z][^\"“”]{0,60}?)(?= (?:on|in|across|above|under) ))"
    r"(?:\s+(?:on|onto|across|in)\s+(?:the |it's |its )?(?P<on>[a-z][a-z ]{1,30}?))?(?:,? please)?[.!?]*$"
)
_ZH: Final = re.compile(
    r"^(?:请|帮我|麻烦你?|再)*(?:在(?P<on>[^，。“\"]{1,8}?)(?:上面|上|里)?)?(?:写上?|加上?|题上?|印上?)(?:一?[行个句]|几个)?(?:文字|字|标题|题字)?"
    rf"[:：]?\s*(?:{_QUOTED}|(?<=字)[:：]?(?P<plain>[^“”\"，。]{{1,20}}?))(?:这?[几四两]个?字|的?字样)?[。！吧]*$"
)
_PICTURE: Final = re.compile(
    r"it|them|(?:the |this )?(?:picture|image|photo|drawing|top|bottom)|图|图片|画|画面|照片|上|下"
)
_AGAIN: Final = re.compile(
    rf"{_ASKS}(?i:make|let|have|change)\s+(?:it|the (?:text|words|sign|writing))\s+(?:say|to say|to|read)\s+"
    rf"{_QUOTED}[.!?]*$"
    rf"|^(?:把)?(?:上面的)?(?:文?字|内容)(?:改成|换成|改为)\s*{_QUOTED.replace('quoted', 'han')}[。！吧]*$"
)


def lettered(text: str, language: Language, scene: Scene) -> Action | None:
    """What `text` asks to have written: on a thing that it names, else on a sign; None where it asks for no writing.

    "Make it say" is of the thing in `scene` on which something stands.
    """
    if (found := _AGAIN.match(text)) and (held := next((one for one in scene.present if _says(one)), None)):
        return _written(held.noun, found.group("quoted") or found.group("han"))
    found = (_ZH if language is Language.ZH else _EN).match(text)
    if found is None:
        return None
    said = next(one for name in ("quoted", "plain", "bare") if (one := found.groupdict().get(name)))
    on = (found.group("on") or "").strip()
    if on and not _PICTURE.fullmatch(on):
        return _written(on, said)
    thing = f"{saying(said, '牌子')}的牌子" if language is Language.ZH else f"sign {saying(said, 'sign')}"
    return action("add_object", object=thing)


def _written(thing: str, words: str) -> Action:
    return action("change_attribute", object=thing, attribute=saying(words, thing))


def _says(subject: Subject) -> bool:
    return any(word.startswith(SAYS) for word in subject.attributes)
