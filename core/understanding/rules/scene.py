"""Requests that change the setting: style, background, weather, light, season, pose and mood."""

from __future__ import annotations

import re
from typing import Final

from core.catalogue import action
from core.lexicon import color_key, detail_kind, is_chinese
from core.pipeline import Action
from core.styles import style_id
from core.understanding.rules.clause import Clause

_PLACES: Final = r"(?:beach|forest|city|desert|moon|mountains?|snow|kitchen|garden|space|park|lake|sea|ocean|street|room|jungle|meadow|woods|field|castle|library|cafe|office|pool|island|village|museum|station|farm|cave|river|rooftop|stage|studio)"
_BACKGROUND: Final = re.compile(
    r"\b(?:background|backdrop|bg|setting|scenery|scene)\b\s*(?:(?:to be|to|into|be|should be|is|as|with|of|=|:|in|now)\s+)+(?:the |an? )?(?P<x>.+)$"
    r"|^(?:use|set|make|put|give (?:it|me|him|her)|try|want|have|change to|switch to)\s+(?:the |an? )?(?P<y>[\w' -]+?)\s+(?:background|backdrop|as (?:the|a|my) (?:background|backdrop)|in the background|behind (?:it|him|her|them|me|us))$"
    r"|^(?:replace|swap|change|make) the (?:background|backdrop|bg) (?:with |for |by |to )?(?:the |an? )?(?P<u>.+)$"
    r"|^(?:put|place|move|set|have|see|show|take|get|bring|transport|imagine|drop|send|teleport|want)\s+(?:it|him|her|them|this|that|me|us|the [\w ]{2,16}?)\s+(?P<z>(?:at|in|on|to|inside|under|into|by|near|onto)\s+.+)$"
    r"|^(?:it|him|her|them|the \w+|i'm|i am|it's|he's|she's|we're|go|us)\s+(?P<w>(?:at|in|on|to|inside|under|by|near)\s+(?:the |an? )?.+)$"
    rf"|^(?P<v>(?:at|in|on|by|near|inside) (?:the |an? )?(?:[\w-]+ )?{_PLACES}\b.*)$"
    rf"|^(?P<t>(?:an? |the )?(?:[\w-]+ )?{_PLACES}) (?:background|backdrop|instead|behind \w+)$"
)
_BACKGROUND_ZH: Final = re.compile(
    r"背景(?:要|能|也|再|请|给我)*(?:换成|换个|改成|变成|改为|换为|换到|设成|要|用|弄成|是|为|换)(?P<x>[^，,。]{1,14})"
    r"|^(?:把|将|让)?(?:它|他|她|它们|我|这只?[^，,。]{0,4}|[^，,。背景]{0,5}?)?(?:放到|放在|放进|搬到|移到|换到|去(?![掉除了])到?|到|挪到|站在|坐在|带到|送到|P到|p到)(?P<y>[^，,。]{1,12})$"
    r"|^(?:换成|换个|换|用|要)(?P<z>[^，,。]{1,10}?)(?:的)?(?:背景|作背景|做背景|当背景)$|^(?:能|可以)?(?:它)?在(?P<w>[^，,。]{1,10}(?:边|里|上|中|下|滩))$"
)
_CHANGED_TO: Final = re.compile(
    r"^(?:(?:change|make|switch|swap|set) (?:it |that )?(?:to|into|for)?|use|try|put) (?:the |an? )?([\w' -]{3,40})$|^(?:换成|换个|改成|变成|换|用|弄成)(?:一[个片座])?([^，,。]{2,12})$"
)
_SETTING_WORD: Final = re.compile(
    r"(?:山|地|原|景|里|上|边|林|城|街|镇|园)$|\b(?:mountains?|field|forest|beach|village|street|city|landscape|garden|sky)\b"
)
_ON_THING: Final = re.compile(
    r"\bon (?:it|him|her|them|its|his|their|the (?:cat|dog|head|table|face|left|right))\b|\bin (?:his|her|its) \w+|\bin the (?:corner|middle|foreground)"
)
_STYLE: Final = re.compile(
    r"(?:^|\b(?:in|into|to|use|with|like|as|the|an?|of|try|make it|give it|apply|more)\s+)(?:(?P<x>(?:(?!(?:in|into|to|use|with|like|as|the|an?|of|it|this|make|try|my|different|same|another|your)\b)[\w'-]+ ){0,3}(?:(?!(?:in|the|a|this|your|different)\b)[\w'-]+)))[ -](?:art )?style\b|\bstyle of (?:the |an? )?(?P<of>[\w' -]{2,30})$"
)
_STYLED: Final = re.compile(
    r"^(?:[\w' ,-]*?\b(?:make|turn|convert|change|transform|render|redo|redraw|draw|paint|do|stylize|restyle|try|use|apply|give|get|see|have|show|now|put)\b)?\s*(?:\b(?:it|this|that|him|her|them|me|everything|the (?:whole )?(?:picture|image|photo|drawing|thing|scene))\b\s*)?(?:\b(?:look|all|but|more|be|a bit|go for)\b\s*)*(?:\b(?:in|into|to|as|like)\b\s*)*(?:the |an? )?(?P<s>[\w' -]{3,40})$"
)
_STYLE_ZH: Final = re.compile(
    r"(?:变成|换成|改成|转成|转换成|转为|做成|画成|弄成|改为|变为|整成|用|来[个点]|试试|想要|要|换|是|成)?(?:一幅|一张|一种|个)?(?P<s>[^，,。变换改转做画弄成用为试要把将让给整来个点是]{0,3}[^，,。变换改转做弄成用为试要把将让是]{1,8}?)(?:的?那种)?(?:的)?(?:风格|画风|风|感觉|效果|画法|样式|样子|版本|版|味道|调调)(?:的)?(?:一?点)?$"
)
_STYLE_BARE_ZH: Final = re.compile(
    r"^(?:把?(?:它|图|画|照片|这张|整[张幅](?:图|画)?)?)(?:变成|换成|改成|转成|转换成|转为|做成|画成|弄成|改为|来个|试试|要|换)?(?:一幅|一张|一种|个)?(?P<s>[^，,。]{2,8}?)$"
)
_STATED: Final = re.compile(r"^(?:it'?s|this is|that's|is|was|they are) ")
_IN_COLOR: Final = re.compile(r"\b(?:in|add|into|full) (?:some )?colou?r\b|coloriz|彩色|上色")
_ARTS: Final = re.compile(
    r"\b(?:monet|picasso|klimt|dal[ií]|rembrandt|vermeer|matisse|cezanne|kandinsky|munch|banksy|miyazaki|pixar|disney|lego|cubis[mt]\w*|surrealis[mt]\w*|baroque|renaissance|art (?:nouveau|deco)|minimalis[mt]\w*|abstract|cyberpunk|steampunk|vaporwave|synthwave|gothic|fantasy art|photo-?realis[mt]\w*|realistic|3d render|claymation|clay|origami|paper ?cut\w*|stained glass|mosaic|graffiti|ink wash|line art|crayons?|pastels?|chalk|embroidery|woodcut|linocut|engraving|blueprint|storybook|isometric|voxel|flat design|vector art)\b|"
    r"莫奈|毕加索|达利|伦勃朗|宫崎骏|新海诚|皮克斯|迪士尼|乐高|立体(?:派|主义)|超现实|巴洛克|文艺复兴|极简|抽象|赛博朋克|蒸汽(?:波|朋克)|哥特|写实|黏土|折纸|剪纸|彩绘玻璃|马赛克|涂鸦风|水墨|国画|工笔|蜡笔|粉笔|刺绣|敦煌|年画|绘本|扁平|矢量"
)
_MAKE_DETAIL: Final = re.compile(
    r"^(?:make|have|let|turn|change|set|add|put|give|same|with|show|wake)\b|^(?:it|the \w+|he|she|they) (?:should|to|is|are)|^(?:at|in|on|during|but|under) |变|改|让|下|加|来|换|弄"
)
_HINT: Final = re.compile(
    r"^(?!(?:(?:more|less|please|again|instead|much|even|a|bit|some|and)\W*)+$).*\b(?:please|instead|more|less|[a-z]{3,}(?:ier|lier))\b|一?[点些]$|起来$|下来$|吧$|更"
)
_SAID: Final = re.compile(
    r"\b(?:yes|yeah|yep|sure|ok|okay|i|i'm|i've|you|your|we|thanks?|thank|no|great|nice|good|lovely|perfect|is|are|was|were|love|changes)\b|[我你您]|谢|好看|厉害|不用|不错|算了|可以|好吧|行吧|是"
)
_INSTRUCTED: Final = re.compile(
    r"^(?:make|have|let|turn|change|transform|show|zoom|move|tilt|bring|wake|raise|lower|open|close|shift|soften|tone|fill|calm|light|stop|put)\b|^(?:让|使|把|将|变|改|弄|换个)|^(?:he|she|it|they|the \w+) (?:should|must|could)\b|^the \w+ (?:\w+ing)\b"
)


def read_setting(clause: Clause) -> tuple[Action, ...] | None:
    """The change of style, background or of what has no thing of its own."""
    if not clause.has_picture or len(clause.text) > 200:
        return None
    for read in (_style, _background, _detail):
        if found := read(clause):
            return (found,)
    return None


def read_instruction(clause: Clause) -> tuple[Action, ...] | None:
    """A change that no other pipeline fits: what follows a verb of making."""
    text = clause.text
    if not clause.has_picture or len(text) > 160:
        return None
    if _INSTRUCTED.match(text) or (len(text) <= 60 and _HINT.search(clause.raw) and not _SAID.search(clause.raw)):
        return (action("edit", instruction=_instruction_words(text)),)
    return None


def _style(clause: Clause) -> Action | None:
    text = clause.text
    if _STATED.match(clause.raw) or _IN_COLOR.search(clause.context.text.lower()):
        return None
    if is_chinese(text):
        return _style_zh(text)
    if re.search(r"\bstyle\b", text) and (match := _STYLE.search(text)):
        named = (match["of"] or match["x"] or "").strip()
        if named and named not in {"same", "different", "new", "hair"}:
            return action("style_transfer", style=named)
    if _art(text) is None:
        return None
    match = _STYLED.match(text)
    if (
        match
        and _art(match["s"])
        and len(match["s"].split()) <= 5
        and not re.match(r"^(?:add|put|remove)\b.*\b(?:on|in|to)\b", text)
    ):
        return action("style_transfer", style=_style_words(match["s"]))
    return None


def _art(words: str) -> str | None:
    """The style that `words` name: one that can be drawn, or another well-known painter or manner."""
    known = _ARTS.search(words)
    return style_id(words) or (known.group() if known else None)


def _style_zh(text: str) -> Action | None:
    if (match := _STYLE_ZH.search(text)) and (_art(match["s"]) or re.search(r"风格|画风", text)):
        words = match["s"].removesuffix("的").removesuffix("那种")
        return action("style_transfer", style=words) if words and not re.search(r"一点|什么|哪", words) else None
    if (
        (match := _STYLE_BARE_ZH.match(text))
        and _art(match["s"])
        and (len(match["s"]) <= 4 or re.search(r"[变换改转画弄做]成|改为|转为|来个|试试", text))
        and not re.search(r"加|戴|去|背景", text)
    ):
        return action("style_transfer", style=_style_words(match["s"]))
    return None


def _style_words(words: str) -> str:
    words = re.sub(
        r"^(?:(?:it|a|an|the|into|to|in|as|like|look|make|this|picture|photo|image|more|of|use|try|with|prefer)\s+)+",
        "",
        words,
    )
    words = re.sub(r"(?<=\w) (?:version|look|feel|vibe|touch|effect|me|him|her|it|drawing of it)$", "", words)
    return (
        re.sub(
            r"^(?:(?:变成|换成|改成|转成|做成|画成|弄成|改为|转为|试试|用|来[个点]|要)|一幅|一张|个)+", "", words
        ).strip()
        or words
    )


def _background(clause: Clause) -> Action | None:
    text = clause.text
    if _ON_THING.search(text) and "background" not in text:
        return None
    if (to := _CHANGED_TO.match(text)) and re.search(r"background|背景", clause.before):
        return action("change_background", background=next(group for group in to.groups() if group))
    match = _BACKGROUND.search(text) or _BACKGROUND_ZH.search(text)
    if not match:
        return None
    words = next(group for group in match.groups() if group).strip()
    if (
        detail_kind(words) in {"time", "weather", "season"}
        and "background" not in text
        and "背景" not in text
        and len(words.split()) <= 4
        and not _SETTING_WORD.search(words)
    ):
        return action("edit", instruction=words)
    if style_id(words) or re.fullmatch(
        r"(?:(?:full )?colou?r|blur\w*|transparent|removed|gone|模糊|虚化|透明|一下)", words
    ):
        return None
    words = re.sub(r"^(?:at|in|on|to|inside|into|onto|by|near|with)\s+", "", words)
    words = re.sub(r"^(?:the|an?|一?[个片座张])(?:\s+|(?=[\u3400-\u9fff]))", "", words)
    words = re.sub(r"(?:去|了|的)+$", "", words) or words
    if not words or (color_key(words) and not re.search(r"background|背景", text)):
        return None
    return action("change_background", background=words)


def _detail(clause: Clause) -> Action | None:
    """Weather, light, season and mood; poses and expressions only of a drawing."""
    text = clause.text
    kind = detail_kind(text)
    if kind is None or len(text) > 120:
        return None
    if kind in {"pose", "expression"} and re.match(r"^(?:add|put|remove|draw|give|replace|swap|take)\b", text):
        return None
    if re.match(
        r"^(?:add|put|draw|give|place|remove|take|replace|swap|drop|get rid)\b(?! (?:some |a bit of |more |heavy |a little )*(?:snow|rain|fog|mist|clouds|wind|lightning|sun(?:light|shine)|moonlight|light))",
        text,
    ):
        return None
    if re.match(r"^(?:加|放|画|添|戴|穿|去掉|删|把)[^雨雪雾风]*$", text) and kind in {"pose", "expression"}:
        return None
    if re.search(r"\b(?:i|my day|your?)\b", text) and not _INSTRUCTED.match(text):
        return None
    short = len(text.split()) <= 4 and len(text) <= 28 if not is_chinese(text) else len(text) <= 8
    if _MAKE_DETAIL.search(text) or short:
        return action("edit", instruction=_instruction_words(text))
    return None


def _instruction_words(text: str) -> str:
    return (
        re.sub(
            r"^(?:make it|make|set it|turn it(?: in)?to|turn it|change it to|have it|let it|let|it should be|让它|把它|改成|变成|换成|让)\s*(?:(?:him|her|them|it) )?(?:look like |be )?",
            "",
            text,
        ).strip()
        or text
    )
