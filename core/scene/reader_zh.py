"""Reading a Chinese drawing prompt into a scene."""

from __future__ import annotations

import re
from typing import Final

from core.scene.draft import Draft
from core.scene.each import each_by_itself_zh
from core.scene.grammar_zh import Grammar
from core.scene.idioms_zh import plainly
from core.scene.model import Scene, Subject
from core.scene.phrases_zh import Phrases
from core.scene.tokens_zh import tokens_of
from core.scene.words import MARK
from core.scene.words_zh import (
    ADJECTIVES,
    AIR,
    COLOR_WORDS,
    LEAD_IN,
    MATERIALS,
    MOOD,
    PALETTE,
    QUALITY,
    SAYS,
    SHOT,
)
from core.scene.young import with_parents_zh
from core.styles import names_style, style_at_end, style_id

_STYLE: Final = re.compile(r"(?:用|以|画成|做成|的)?([^，,。的]{1,10}?)(?:的?风格|画风(?!格)|风(?!格))(?:的)?")
_STYLE_NOUN: Final = re.compile(
    r"(水彩画?|水粉画?|油画|素描|铅笔画|版画|像素画|浮世绘|漫画|卡通画?|动漫|水墨画?|国画|剪纸画?|粉笔画|蜡笔画|线稿|线描|简笔画|"
    r"马赛克画|镶嵌画|彩绘玻璃|玻璃花窗)(?:的)?$|^(水彩画?|油画|素描|铅笔画|像素画|浮世绘|水墨画?|国画|剪纸|粉笔画|蜡笔画|线稿|简笔画|"
    r"马赛克画|镶嵌画)(?:的|：|，)"
)
_WHOLE_STYLE: Final = re.compile(
    r"^(?P<number>(?:[一两三四五六几][只个条头匹座位朵棵艘架辆])?)(?P<style>低多边形|像素|卡通|动漫|水彩|浮世绘|水墨|素描)(?:画?风格?)?的?(?=[\u3400-\u9fff])(?!画|颜料|笔)"
)
_SEGMENTS: Final = re.compile(r"[，,。；;！!\n]+")
_BACKGROUND: Final = re.compile(r"背景(?:是|为|有|用|：)(.+)")
_COLORED: Final = "|".join(sorted(COLOR_WORDS, key=len, reverse=True))
_PLAIN_BACKGROUND: Final = re.compile(rf"纯?(?P<color>{_COLORED})的?(?:纯色)?(?:背景|底)")
"""A colour behind everything: 粉色背景."""
_STYLE_COLOR: Final = re.compile(rf"(?P<color>{_COLORED})的?(?=[\u3400-\u9fff]{{2}})")
"""The colour of what is drawn, before the style's name: 红色剪纸风格的兔子."""
_MADE_OF: Final = re.compile(
    rf"[用由以]?({MATERIALS})(?:做|制作|制|打造|雕刻|雕|造|编织|编|织|搭建|搭|拼搭|拼|堆|砌|折|捏|叠)(?:成|出来|起来)?的"
)
"""玻璃做的, 用黄金打造的: the material is an attribute, and nobody makes anything."""
_SHOT_OF: Final = re.compile(rf"(?:的|，)?(?P<shot>{SHOT.pattern})$")


def read_subject_zh(phrase: str) -> Subject:
    """The subject that a Chinese noun phrase names: "三只可爱的白猫" has count 3, colour white, attribute 可爱."""
    text = _MADE_OF.sub(r"\1的", LEAD_IN.sub("", phrase.strip()) or phrase.strip())
    text, says = _take_says(text)
    read, _ = Phrases(tokens_of(text)).phrase(0)
    if read is None:
        return Subject(noun=text or phrase)
    attributes = [*read.attributes, *(f"says: {says[int(mark[1:])]}" for mark in read.marks)]
    return read.subject().model_copy(update={"attributes": tuple(attributes[:6])})


_OF_PICTURE: Final = re.compile(r"(?<=[\u3400-\u9fff])的(?:图片?|图画|插画|插图)(?=[，,。]|$)")
"""What only says that it is a picture: 生日派对的图."""
_ONE_PICTURE: Final = re.compile(r"^[一1]?[张幅]")
_SAID: Final = "|".join(sorted(ADJECTIVES, key=len, reverse=True))
_DEGREE: Final = re.compile(rf"(?!{_SAID})(?:很|非常|特别|十分|超级|超|极其|有点儿?|最|无比|格外|挺)(?={_SAID})")
"""Words for how much, before an adjective: 很长 is 长."""
_OUTSIDE: Final = re.compile(r"(?:窗|屋|门)?外面?的(?=[雨雪])")
_CLOCK: Final = re.compile(
    r"的?(?:指针)?正?(?:指向|指着|指在|显示着?|走到|停在)了?(?P<time>(?:\d{1,2}|[一二两三四五六七八九十]{1,2})点(?:半|整|钟|一刻|三刻)?)(?=的|[，。]|$)"
    r"|(?:^|(?<=[，。个座块只]))(?P<at>(?:\d{1,2}|[一二两三四五六七八九十]{1,2})点(?:半|整|钟|一刻|三刻)?)(?=的[\u3400-\u9fff]{0,3}[钟表])"
)
"""What a clock shows: its time stands on it as a text."""
_NUMBERED: Final = re.compile(
    r"(?:[印写带][着有])?(?P<n>\d{1,3})号的?(?=(?:[\u3400-\u9fff]{1,3}色的?|[红蓝白黑黄绿紫粉灰橙])?(?:球衣|队服|球服|背心|战袍|赛车|公交车|巴士|[Tt]恤))"
)
_HOME: Final = re.compile(
    r"(?:我们?|[你他她]们?|咱们?)家的?(?:(?P<door>门口|门前|大门口?)|(?=[猫狗]|[\u3400-\u9fff]{0,2}(?:院|花园|阳台|客厅|厨房|卧室|屋顶|房间|[猫狗])))"
)
"""Whose home it is: 我家门口 is before a house, 我家的猫 a cat."""
_PAINTING: Final = re.compile(r"(?<=[看着望赏挂和])一?幅(?:[\u3400-\u9fff]{1,3})?画(?=$|[，。、])")
"""A painting that is a thing in the picture, and no request for one."""
_CARD: Final = r"[\u3400-\u9fff]{0,6}?(?:贺卡|感谢卡|贺年卡|生日卡|圣诞卡|卡片|请柬|请帖|邀请函|明信片)"
_ADDRESSED: Final = re.compile(
    rf"给(?:我的?)?(?P<whom>[^，。、的]{{1,6}}?)的(?P<card>{_CARD})|(?P<sent>{_CARD})[，,]?送?给(?:我的?)?(?P<to>[^，。、的]{{1,6}})(?=[，。]|$)"
)
"""A card with whom it is for: 给妈妈的生日贺卡, 感谢卡送给老师."""
_WITH: Final = re.compile(
    r"(?<!里)(?:在|用)?(?:手里|手中|手上|双手|怀里|怀中|嘴里|头上|身上|脖子上|肩上|背上|脸上|脚上)"
    r"(?=(?:还|都|也|正|各|正在)?(?:拿|握|抱|提|举|捧|撑|端|扛|拎|叼|顶|持|托|打|戴|穿|系|披|围|背|扎)(?:着|了|一|[两二三])?)"
)
"""What a verb of wearing or holding says too: 手里 before 拿着, 头上 before 戴着."""


def read_scene_zh(text: str) -> Scene:
    """The scene of a Chinese drawing prompt."""
    text = _OF_PICTURE.sub("", text)
    text = plainly(_HOME.sub(lambda found: "房子前面" if found["door"] else "", text))
    text = with_parents_zh(each_by_itself_zh(_OUTSIDE.sub("", text)))
    text = _NUMBERED.sub(r"写着“\g<n>”的", _CLOCK.sub(lambda found: f"写着“{found['time'] or found['at']}”", text))
    text = _PAINTING.sub("一幅壁画", text)
    text, says = _take_says(_DEGREE.sub("", _WITH.sub("", text.replace(MARK, ""))))
    addressed = _ADDRESSED.search(text)
    text = _ADDRESSED.sub(lambda found: found["card"] or found["sent"], text)
    style, text = _take_style(_MADE_OF.sub(r"\1的", LEAD_IN.sub("", text)))
    draft = Draft(style)
    text = _take_asides(draft, LEAD_IN.sub("", text))
    Grammar(tokens_of(text), says, draft).read()
    if addressed:
        _address(draft, addressed["card"] or addressed["sent"], addressed["whom"] or addressed["to"])
    return draft.scene()


def _address(draft: Draft, card: str, whom: str) -> None:
    """Say of the card for whom it is."""
    for at, subject in enumerate(draft.subjects):
        if card.endswith(subject.noun):
            draft.subjects[at] = subject.model_copy(update={"attributes": (*subject.attributes, f"给{whom}")})
            return


def _take_says(text: str) -> tuple[str, tuple[str, ...]]:
    says: list[str] = []

    def mark(match: re.Match[str]) -> str:
        says.append((match["a"] or match["b"] or match["c"] or "").strip())
        return f"{MARK}{len(says) - 1}"

    return SAYS.sub(mark, text), tuple(says)


def _take_style(text: str) -> tuple[str | None, str]:
    match = _STYLE.search(text)
    if match and style_id(match.group(1)):
        if (color := _STYLE_COLOR.match(match.group(1))) and style_id(match.group(1)[color.end() :]):
            behind = f"{color['color']}的{text[match.end() :]}" if text[match.end() :] else ""
            return match.group(1)[color.end() :], f"{text[: match.start()]}{behind}"
        return _ONE_PICTURE.sub("", match.group(1)), (text[: match.start()] + "，" + text[match.end() :]).strip("，")
    parts = _SEGMENTS.split(text)
    if named := next((part.strip() for part in reversed(parts) if len(parts) > 1 and names_style(part)), None):
        return named, text.replace(named, "", 1).strip("，,。；; ")
    match = _STYLE_NOUN.search(text)
    if match:
        named = match.group(1) or match.group(2)
        return named, (text[: match.start()] + text[match.end() :]).strip("，：的")
    if match := _WHOLE_STYLE.search(text):
        return match.group("style"), match.group("number") + text[match.end() :]
    if named := style_at_end(text):
        return named, text[: text.rindex(named)].strip("，：的")
    return None, text


def _set_background(draft: Draft, words: str) -> None:
    words = re.sub(r"^[一]?[个片座张]", "", words)
    if AIR.fullmatch(words):
        draft.detail(words)
    else:
        draft.background = draft.background or words


def _take_asides(draft: Draft, text: str) -> str:
    """Take out shots, moods, palettes and words for quality that stand between stops."""
    kept: list[str] = []
    for segment in _SEGMENTS.split(text)[:60]:
        part = segment.strip()
        if SHOT.fullmatch(part):
            draft.shot = draft.shot or part
        elif (mood := MOOD.fullmatch(part)) and len(part) <= 10:
            draft.mood(mood.group())
        elif PALETTE.fullmatch(part):
            draft.palette(part)
        elif QUALITY.fullmatch(part):
            draft.detail(part)
        elif plain := _PLAIN_BACKGROUND.fullmatch(part):
            _set_background(draft, plain["color"])
        elif background := _BACKGROUND.fullmatch(part):
            _set_background(draft, background.group(1))
        elif part:
            if shot := _SHOT_OF.search(part):
                draft.shot = draft.shot or shot.group("shot")
                part = part[: shot.start()]
            kept.append(part)
    return "，".join(kept)
