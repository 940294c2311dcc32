"""Requests for a new picture, and looking for existing ones."""

from __future__ import annotations

import re
from typing import Final

from core.catalogue import action
from core.pipeline import Action
from core.scene_reader import read_scene
from core.styles import style_id
from core.understanding.rules.clause import Clause
from core.understanding.rules.numbers import number
from core.understanding.rules.photo import aspect

_PICTURE: Final = r"(?:pictures?|images?|photos?|drawings?|paintings?|illustrations?|portraits?|pics?|sketch(?:es)?|posters?|wallpapers?|logos?|icons?|artworks?|cartoons?|renders?)"
_DRAW: Final = re.compile(
    rf"^(?:please )?(?:draw|paint|sketch|illustrate|generate|create|render|design|imagine|depict|make|produce|show|give|doodle|craft|compose|do|drwa|darw|genrate|creat)\s+(?:me |us |up |out )?(?P<kind>(?:an? |the |some |another |new |\w+ |\d+ )*?{_PICTURE}\s+(?:of|with|showing|depicting|featuring|where|about)\s+)?(?P<x>.+)$"
    rf"|^(?P<kind2>(?:an? |\w+ )*?{_PICTURE}) (?:of|with|showing|depicting|featuring|where|about) (?P<y>.+)$"
)
_SURE: Final = re.compile(
    r"^(?:draw|paint|sketch|illustrate|generate|create|render|design|imagine|depict|doodle|drwa|darw|genrate|creat|produce|compose)\b"
)
_DRAW_ZH: Final = re.compile(
    r"(?:画|绘制|生成|创作|设计|来(?=[一两二三四几个幅张]))(?:一?[幅张个]|[两二三四]?[幅张]|出|点|上)?(?:(?:的)?(?:图|画|图片|照片)(?:，|：|:))?(?P<x>.+)$|^(?P<y>.+?)的?(?:图片|插画|画像|照片|海报|壁纸|图)$|^一[只个条头辆座朵把匹幅位张群](?P<z>.+)$"
)
_NEW: Final = re.compile(
    r"\b(?:new|another|different|fresh) (?:picture|image|drawing|one|painting)\b|\bstart (?:a )?(?:new|fresh)|新(?:的)?(?:画|图)|另画|重新画"
)
_SEARCH: Final = re.compile(
    rf"^(?:find|search(?: for)?|look(?:ing)? (?:for|up)|google|browse|show me|get me|fetch|pull up|got any|do you have|have you got|are there)\s+(?:me |us )?(?:(?:some |an? |any |the |existing |real |stock |more |good |nice |old )*{_PICTURE}\s*(?:of|with|showing|about|for)?\s+)(?P<x>.+)$"
    r"|^(?:find|search(?: for)?|look(?:ing)? (?:for|up)|fetch)\s+(?:me |us )?(?P<y>.+)$"
)
_SEARCH_ZH: Final = re.compile(
    r"(?:找|搜索|搜|查找|检索|搜寻)(?:一下|一?[张些幅个]|几张|点|出)?(?:关于|有)?(?P<x>.+?)(?:的?(?:图片|照片|图|画|素材))?$"
)
_NEGATIVE: Final = re.compile(
    r"[,，]?\s*(?:\bwithout (?:any |a |an )?|\bbut no |\bwith no |\bno (?=\w+$)|不要有?|没有)(?P<x>[\w ]+|[\u3400-\u9fff]+)$"
)
_COUNT: Final = re.compile(
    rf"^(?P<n>two|three|four|2|3|4|a couple of|several)\s+(?:different |versions? of |{_PICTURE} of |takes on )"
)
_COUNT_ZH: Final = re.compile(r"(?P<n>[两二三四234])[幅张]")


def read_search(clause: Clause) -> tuple[Action, ...] | None:
    """The search that `clause` asks for."""
    text = clause.text
    match = _SEARCH.match(text) or (_SEARCH_ZH.match(text) if not text.startswith("找不") else None)
    if not match:
        return None
    if text.startswith(("show me", "get me")) and clause.has_picture and " of " not in text:
        return None
    words = next(group for group in match.groups() if group)
    words = re.sub(r"\s+(?:online|on the web|on the internet|in (?:my|the) library)$|^(?:an?|some|the)\s+", "", words)
    return (action("search", query=words),)


def read_create(clause: Clause, original: str) -> tuple[Action, ...] | None:
    """The new picture that `clause` asks for."""
    text = clause.text
    match = _DRAW.match(text)
    if match:
        named = match.group("kind") or match.group("kind2")
        if not (_SURE.match(text) or named):
            return None
        prompt = match.group("x") or match.group("y")
        kind = named or ""
    else:
        match = _DRAW_ZH.search(text)
        if not match or (clause.has_picture and match.group("x") is None and not clause.context.fresh):
            return None
        prompt, kind = match.group("x") or match.group("y") or match.group().strip(), ""
    return (generate(_cased(prompt, original), kind),)


def read_bare_noun(clause: Clause, original: str) -> tuple[Action, ...] | None:
    """A noun phrase alone, with no picture in play: "a red fox in the snow"."""
    text = clause.text
    if clause.is_question or len(text) > 200 or (clause.has_picture and not clause.context.fresh):
        return None
    looks = re.match(r"^(?:an?|the|two|three|four|five|some|\d+)\s+\w+", text) or re.search(
        r"^一?[只个条头辆座朵把匹位群]|的[\u3400-\u9fff]{1,4}$", text
    )
    scene = read_scene(text)
    if (
        looks
        and scene.subjects
        and (scene.background or scene.style or len(text.split()) <= 8)
        and not _TALKS.search(text)
    ):
        return (generate(_cased(text, original), ""),)
    return None


_TALKS: Final = re.compile(
    r"\b(?:i|you|we|is|are|was|were|am|do|does|did|have|has|think|know|like|love|thanks|yes|no|ok)\b|谢|我|你"
)


def generate(prompt: str, kind: str) -> Action:
    """A `generate` action from the words of the prompt; `kind` is what came before "of", such as "a watercolor painting"."""
    params: dict[str, object] = {}
    if match := _COUNT.match(prompt):
        params["count"] = max(1, min(4, int(number(match.group("n")) or 3)))
        prompt = prompt[match.end() :]
    elif match := re.match(r"(?:(two|three|four|2|3|4)) ", kind):
        params["count"] = int(number(match.group(1)) or 1)
    if match := _NEGATIVE.search(prompt):
        params["negative"] = match.group("x").strip()
        prompt = prompt[: match.start()].strip(" ,，") or prompt
    if (ratio := aspect(f"{kind} {prompt}")) and re.search(
        r"\d\s*[:x：比]\s*\d|wide ?screen|portrait format|landscape format|square (?:picture|image|format)|宽屏|横版|竖版|方形",
        f"{kind} {prompt}",
    ):
        params["aspect"] = ratio
        prompt = (
            re.sub(
                r"[,，]?\s*(?:in |at |as )?(?:a )?(?:\d{1,2}\s*[:x：比]\s*\d{1,2}|wide ?screen|portrait format|landscape format|square format|宽屏|横版|竖版)(?: (?:format|ratio|aspect(?: ratio)?))?",
                "",
                prompt,
            ).strip(" ,，")
            or prompt
        )
    prompt = re.sub(r"^(?:an?|the)\s+(?=\w)", "", prompt).strip()
    if style := read_scene(prompt).style or (kind if style_id(kind) else None):
        params["style"] = (
            re.sub(rf"^(?:an? |the |some )|\s*(?:{_PICTURE})?\s*(?:of|with|showing)?\s*$", "", style.strip()) or style
        )
        prompt = _without_style(prompt, style)
    return action("generate", prompt=prompt, **params)


def _without_style(prompt: str, style: str) -> str:
    plain = re.sub(
        rf"[,，]?\s*(?:\b(?:in|as|using|with|的)\b\s*)?(?:an? |the )?{re.escape(style)}(?:[ -](?:art )?style|的?风格|画风|风)?的?[,，]?",
        " ",
        prompt,
        count=1,
        flags=re.IGNORECASE,
    )
    plain = re.sub(r"\b(?:in )?the style of\s*$", "", " ".join(plain.split())).strip(" ,，的")
    plain = re.sub(r"^of (?:an? |the )?", "", plain)
    return re.sub(r"^(?:an? |the )?(?:painting|drawing|picture|illustration|sketch) of (?:an? )?", "", plain) or prompt


def _cased(words: str, original: str) -> str:
    """`words` as the user wrote them, capitals included."""
    at = original.lower().find(words)
    return original[at : at + len(words)] if at >= 0 else words
