"""Reading a Chinese drawing prompt into a scene."""

from __future__ import annotations

import re
from typing import Final

from core.scene import Scene, Subject
from core.scene_draft import Draft
from core.scene_grammar_zh import Grammar
from core.scene_phrases_zh import Phrases
from core.scene_tokens_zh import tokens_of
from core.scene_words import MARK
from core.scene_words_zh import (
    ADJECTIVES,
    AIR,
    CLASSIFIERS,
    COLOR_WORDS,
    LEAD_IN,
    MATERIALS,
    MOOD,
    PALETTE,
    QUALITY,
    SAYS,
    SHOT,
)
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
_MADE_OF: Final = re.compile(rf"[用由以]?({MATERIALS})(?:做|制作|制|打造|雕刻|雕|造|编织|编|织)(?:成|出来)?的")
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


_ONE_PICTURE: Final = re.compile(r"^[一1]?[张幅]")
_SAID: Final = "|".join(sorted(ADJECTIVES, key=len, reverse=True))
_DEGREE: Final = re.compile(rf"(?!{_SAID})(?:很|非常|特别|十分|超级|超|极其|有点儿?|最|无比|格外|挺)(?={_SAID})")
"""Words for how much, before an adjective: 很长 is 长."""
_COLOR: Final = "|".join(sorted(COLOR_WORDS, key=len, reverse=True))
_EACH: Final = re.compile(
    rf"[两二](?P<unit>[{CLASSIFIERS}])(?P<noun>[\u3400-\u9fff]{{1,4}}?)(?P<does>(?:[坐站趴躺睡在正][^，。]*)?)，"
    rf"一(?P=unit)(?P<a>{_COLOR})的?[，、和]一(?P=unit)(?P<b>{_COLOR})的?(?=[，。]|$)"
)
"""Two things with a colour each: 两只鹦鹉，一只红色，一只绿色."""
_OUTSIDE: Final = re.compile(r"(?:窗|屋|门)?外面?的(?=[雨雪])")
_WITH: Final = re.compile(
    r"(?<!里)(?:在|用)?(?:手里|手中|手上|双手|怀里|怀中|嘴里|头上|身上|脖子上|肩上|背上|脸上|脚上)"
    r"(?=(?:还|都|也|正|各|正在)?(?:拿|握|抱|提|举|捧|撑|端|扛|拎|叼|顶|持|托|打|戴|穿|系|披|围|背|扎)(?:着|了|一|[两二三])?)"
)
"""What a verb of wearing or holding says too: 手里 before 拿着, 头上 before 戴着."""


def read_scene_zh(text: str) -> Scene:
    """The scene of a Chinese drawing prompt."""
    text = _EACH.sub(r"一\g<unit>\g<a>的\g<noun>和一\g<unit>\g<b>的\g<noun>\g<does>", _OUTSIDE.sub("", text))
    text, says = _take_says(_DEGREE.sub("", _WITH.sub("", text.replace(MARK, ""))))
    style, text = _take_style(_MADE_OF.sub(r"\1的", LEAD_IN.sub("", text)))
    draft = Draft(style)
    text = _take_asides(draft, LEAD_IN.sub("", text))
    Grammar(tokens_of(text), says, draft).read()
    return draft.scene()


def _take_says(text: str) -> tuple[str, tuple[str, ...]]:
    says: list[str] = []

    def mark(match: re.Match[str]) -> str:
        says.append((match.group("a") or match.group("b") or "").strip())
        return f"{MARK}{len(says) - 1}"

    return SAYS.sub(mark, text), tuple(says)


def _take_style(text: str) -> tuple[str | None, str]:
    match = _STYLE.search(text)
    if match and style_id(match.group(1)):
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
        elif background := _BACKGROUND.fullmatch(part):
            _set_background(draft, background.group(1))
        elif part:
            if shot := _SHOT_OF.search(part):
                draft.shot = draft.shot or shot.group("shot")
                part = part[: shot.start()]
            kept.append(part)
    return "，".join(kept)
