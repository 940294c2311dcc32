"""Clothes that somebody is said to wear: their names, and what is worn of several."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from gpuserver.engines.illustrator.people.outfits.clothes import CLOTHES, Clothing

_NAMES: Final = (
    ("swimsuit", re.compile(r"\b(?:swimsuit|bathing suit|swimwear|bikini)s?$|泳衣|泳装|比基尼")),
    ("trunks", re.compile(r"\b(?:swim(?:ming)? )?trunks$|泳裤")),
    ("qipao", re.compile(r"\b(?:qipao|cheongsam)s?$|旗袍")),
    ("kimono", re.compile(r"\b(?:kimono|yukata)s?$|和服|浴衣")),
    ("hanfu", re.compile(r"\b(?:hanfu|hanbok|ruqun)s?$|汉服|襦裙|韩服")),
    ("sari", re.compile(r"\b(?:sari|saree|lehenga)s?$|纱丽")),
    ("robe", re.compile(r"\b(?:bathrobe|dressing gown|robe)s?$|浴袍|睡袍|长袍")),
    ("gown", re.compile(
        r"\b(?:gowns?|(?:wedding|evening|long|maxi) dress(?:es)?)$|婚纱|晚礼服|长裙|礼服裙"
    )),
    ("suit", re.compile(r"\b(?:suits?|tuxedo|tux)$|西装|西服|礼服|正装")),
    ("pajamas", re.compile(r"\b(?:pajamas|pyjamas|pjs)$|睡衣")),
    ("overalls", re.compile(r"\b(?:overalls|dungarees)$|背带裤|工装裤")),
    ("coat", re.compile(r"\b(?:(?:over|rain|trench |fur |winter |lab )?coat|parka|anorak)s?$|大衣|雨衣|风衣|羽绒服")),
    ("hoodie", re.compile(r"\b(?:hoodie|hoody|sweatshirt)s?$|卫衣|连帽衫")),
    ("sweater", re.compile(r"\b(?:sweater|jumper|pullover|turtleneck)s?$|毛衣|针织衫")),
    ("cardigan", re.compile(r"\bcardigans?$|开衫")),
    ("jacket", re.compile(r"\b(?:jacket|blazer)s?$|夹克|外套")),
    ("vest", re.compile(r"\b(?:vest|waistcoat)s?$|马甲|背心")),
    ("tee", re.compile(r"\b(?:t-?shirt|tee|jersey)s?$|T恤|短袖|球衣", re.IGNORECASE)),
    ("dress", re.compile(r"\b(?:sun)?dress(?:es)?$|连衣裙|公主裙|(?<![短半身])裙子|(?<!短)裙$")),
    ("skirt", re.compile(r"\b(?:mini)?skirts?$|短裙|半身裙")),
    ("shirt", re.compile(r"\b(?:shirt|blouse)s?$|衬衫|衬衣|上衣")),
    ("shorts", re.compile(r"\b(?:shorts|underwear|underpants|boxers|briefs)$|短裤|内裤")),
    ("trousers", re.compile(r"\b(?:trousers|pants|jeans|slacks|leggings)$|裤子|牛仔裤|长裤")),
    ("apron", re.compile(r"\baprons?$|围裙")),
    ("prosthesis", re.compile(r"\b(?:prosthetic|artificial) (?:leg|limb)s?$|\bprosthes[ie]s$|假肢|义肢|假腿")),
    ("boots", re.compile(r"\b(?:boots?|wellies|wellingtons)$|靴子|雨靴|雨鞋|长靴|靴$")),
    ("flipflops", re.compile(r"\b(?:flip[- ]?flops?|thong sandals)$|人字拖")),
    ("shoes", re.compile(r"\b(?:shoes?|sneakers?|trainers?|heels?|slippers?|sandals?)$|鞋子|鞋$")),
    ("socks", re.compile(r"(?<!christmas )\bsocks?$|(?<!圣诞)袜子?$")),
    ("gloves", re.compile(r"\b(?:gloves?|mittens?)$|手套$")),
    ("belt", re.compile(r"(?<!seat )(?<!conveyor )\bbelts?$|腰带|皮带")),
    ("bracelet", re.compile(r"\b(?:bracelet|bangle)s?$|手链|手镯")),
)  # fmt: skip
_BUSTS: Final = {"jacket": "suit", "coat": "suit", "gown": "dress", "sari": "dress"}
_SWIMWEAR: Final = {
    "man": "trunks", "boy": "trunks", "oldman": "trunks",
    "toddler": "trunks", "teenboy": "trunks", "teengirl": "swimsuit",
    "woman": "swimsuit", "girl": "swimsuit", "oldwoman": "swimsuit",
}  # fmt: skip
_TOPS: Final = frozenset({"suit", "hoodie", "sweater", "cardigan", "vest", "tee", "dress", "shirt"})


def clothing_named(words: str) -> str | None:
    """The name of the clothes that a noun with what is before it means: "a long red dress", 毛衣; None for others."""
    return next((name for name, pattern in _NAMES if pattern.search(words.strip())), None)


def top_named(words: str) -> str | None:
    """What head and shoulders wear of the clothes that a noun names; None for what is none or has no drawing."""
    name = clothing_named(words)
    top_of = _BUSTS.get(name, name) if name else None
    return top_of if top_of in _TOPS else None


def outfit(kind: str, pose: str, names: Iterable[str]) -> tuple[Clothing, ...]:
    """The clothes of these names, of which each takes off the ones before it that are in its place.

    Who swims in everyday clothes has swimwear on instead of them.
    """
    swimwear = (_SWIMWEAR[kind],) if pose == "swim" and kind in _SWIMWEAR else ()
    out: list[Clothing] = []
    for name in (*swimwear, *names):
        new = CLOTHES[name]
        out = [one for one in out if not (one.instead_of & new.instead_of)] + [new]
    return tuple(out)
