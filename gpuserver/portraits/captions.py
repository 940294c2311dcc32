"""What a portrait shows as one sentence, in English and in Chinese."""

from __future__ import annotations

from typing import Final

from core.language import Text
from core.lexicon import color_in_chinese, joined, with_article
from gpuserver.portraits.attributes import NONE, WHO, Portrait

_WHO_ZH: Final = {
    "woman": "女人", "man": "男人", "girl": "女孩", "boy": "男孩", "oldwoman": "老奶奶", "oldman": "老爷爷",
    "baby": "宝宝",
}  # fmt: skip
_WORDS: Final[dict[str, tuple[str, str]]] = {
    "smiling": ("smiling", "微笑的"), "no smiling": ("unsmiling", "不笑的"), "angry": ("angry", "生气的"),
    "sad": ("sad", "难过的"), "disgust": ("disgusted", "厌恶的"), "surprise": ("surprised", "惊讶的"),
    "fear": ("frightened", "害怕的"), "brown hair": ("brown", "棕色"), "blond hair": ("blond", "金色"),
    "black hair": ("black", "黑色"), "gray hair": ("gray", "灰色"), "pink hair": ("pink", "粉色"),
    "purple hair": ("purple", "紫色"), "red hair": ("red", "红色"),
    "receding hairline": ("a receding hairline", "发际线后移"), "sideburns": ("sideburns", "留着鬓角"),
    "bangs": ("bangs", "有刘海"), "no bangs": ("no bangs", "没有刘海"), "mustache": ("a mustache", "留着八字胡"),
    "goatee": ("a goatee", "留着山羊胡"), "no beard": ("no beard", "没有胡子"),
    "no makeup": ("no makeup", "没有化妆"), "heavy makeup": ("heavy makeup", "化着浓妆"),
    "lipstick": ("lipstick", "涂着口红"), "bushy eyebrows": ("bushy eyebrows", "眉毛浓密"),
    "rosy cheeks": ("rosy cheeks", "脸颊红润"), "pale skin": ("pale skin", "皮肤苍白"),
    "big eyes": ("big eyes", "大眼睛"), "bob": ("a {} bob", "{}波波头"), "long": ("long {} hair", "{}长发"),
    "curly": ("curly {} hair", "{}卷发"), "bun": ("{} hair in a bun", "{}丸子头"),
    "ponytail": ("a {} ponytail", "{}马尾"), "short": ("short {} hair", "{}短发"),
    "braids": ("{} braids", "{}辫子"), "buzz cut": ("a {} buzz cut", "{}寸头"),
    "pigtails": ("{} pigtails", "{}双马尾"), "messy": ("messy {} hair", "蓬乱的{}头发"),
    "tuft": ("a tuft of {} hair", "一撮{}头发"), "bald": ("a bald head", "光头"), "fair": ("fair", "白皙"),
    "olive": ("olive", "小麦色"), "brown": ("brown", "棕色"), "dark": ("dark", "深色"),
    "very dark": ("very dark", "很深色"), "glasses": ("glasses", "眼镜"), "sunglasses": ("sunglasses", "墨镜"),
    "hat": ("hat", "帽子"), "crown": ("crown", "王冠"), "shirt": ("shirt", "衬衫"), "sweater": ("sweater", "毛衣"),
    "t-shirt": ("t-shirt", "T恤"), "hoodie": ("hoodie", "卫衣"), "suit": ("suit", "西装"),
    "cardigan": ("cardigan", "开衫"), "vest": ("vest", "马甲"), "dress": ("dress", "连衣裙"),
    "romper": ("romper", "连体衣"), "beach": ("at the beach", "海边"), "forest": ("in the forest", "森林"),
    "park": ("in the park", "公园"), "street": ("in the street", "街道"), "library": ("in the library", "图书馆"),
    "mountains": ("in front of mountains", "群山"), "office": ("in the office", "办公室"),
}  # fmt: skip
"""What every value is called, in English and in Chinese; {} is the colour of the hair."""


def caption_of(portrait: Portrait) -> Text:
    """The sentence for a portrait in both languages."""
    return Text(_english(portrait), _chinese(portrait))


def _english(portrait: Portrait) -> str:
    def said(word: str) -> str:
        return _WORDS[word][0]

    noun, _, _ = WHO[portrait.kind]
    hair = "" if portrait.hair_color == NONE else said(portrait.hair_color)
    traits = [] if portrait.skin == "pale" else [f"{said(portrait.skin)} skin"]
    traits.append(" ".join(said(portrait.hair_style).format(hair).split()))
    traits += [said(one) for one in (portrait.hair, portrait.makeup) if one != NONE]
    worn = [with_article(f"{portrait.clothing_color} {said(portrait.clothing)}", portrait.clothing)]
    if portrait.glasses != NONE:
        worn.append(said(portrait.glasses))
    if portrait.hat != NONE:
        color = "" if portrait.hat_color == NONE else f"{portrait.hat_color} "
        worn.append(with_article(f"{color}{said(portrait.hat)}", portrait.hat))
    place = "" if portrait.background == "plain" else f", {said(portrait.background)}"
    who = with_article(f"{said(portrait.expression)} {noun}", noun)
    return f"A portrait of {who} with {joined(traits)}, wearing {joined(worn)}{place}."


def _chinese(portrait: Portrait) -> str:
    def said(word: str) -> str:
        return _WORDS[word][1]

    hair = "" if portrait.hair_color == NONE else said(portrait.hair_color)
    traits = [] if portrait.skin == "pale" else [f"{said(portrait.skin)}皮肤"]
    traits.append(said(portrait.hair_style).format(hair))
    traits += [said(one) for one in (portrait.hair, portrait.makeup) if one != NONE]
    traits.append(f"穿着{color_in_chinese(portrait.clothing_color)}{said(portrait.clothing)}")
    if portrait.glasses != NONE:
        traits.append(f"戴着{said(portrait.glasses)}")
    if portrait.hat != NONE:
        color = "" if portrait.hat_color == NONE else color_in_chinese(portrait.hat_color)
        traits.append(f"戴着{color}{said(portrait.hat)}")
    if portrait.background != "plain":
        traits.append(f"背景是{said(portrait.background)}")
    return f"一张{said(portrait.expression)}{_WHO_ZH[portrait.kind]}的肖像，{'，'.join(traits)}。"
