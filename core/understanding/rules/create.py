"""Requests for a new picture."""

from __future__ import annotations

import re
from typing import Final

from core.catalogue import action
from core.lexicon import detail_kind, is_chinese, named_noun
from core.pipeline import Action
from core.scene_reader import read_scene
from core.styles import style_id
from core.understanding.rules.clause import Clause
from core.understanding.rules.numbers import number
from core.understanding.rules.photo import aspect
from core.understanding.rules.question import is_question, wants_words

_PICTURE: Final = r"(?:pictures?|images?|photos?|drawings?|paintings?|illustrations?|portraits?|pics?|sketch(?:es)?|posters?|wallpapers?|logos?|icons?|artworks?|cartoons?|renders?|doodles?|scenes?|posters?|stickers?|cards?)"
_VERB: Final = r"(?:draw|paint|sketch|illustrate|generate|create|render|design|imagine|depict|doodle|compose|craft|produce|drwa|darw|picture|conjure up|whip up|dream up|surprise me with)"
_DRAW: Final = re.compile(
    rf"^(?:{_VERB}|make|show|give|do|get)\s+(?:me |us |up |out |him |her )?(?P<kind>(?:an? |the |some |another |new |[\w-]+ |\d+ )*?{_PICTURE}\s+(?:of|showing|depicting|featuring|where|about|in which)\s+)(?P<x>.+)$"
    r"|^(?:picture this|i'm thinking of)[:,]?\s+(?P<s>.+)$"
    rf"|^{_VERB}\s+(?:me |us |up |out )?(?P<w>.+)$"
    rf"|^(?P<t>(?:an? |the |my |some )?(?:[\w-]+ ){0, 3}?(?:logo|poster|card|icon|sticker|banner|wallpaper|cover|invitation|avatar|mascot|tattoo)s?\b.*)$|^(?P<kind2>(?:an? |[\w-]+ )*?{_PICTURE}) (?:of|showing|depicting|featuring|where|about|in which) (?P<y>.+)$"
    r"|^(?:show me )?what (?:would|might|does|do|did) (?P<u>(?:an?|the) .+?) (?:have )?looked? like\??$|^(?:show me )(?:what )?(?P<v>.+?) (?:(?:might|may|would|could|must) have looked|(?:would |might |may |could )?looks?|looked) like$"
)
_INTO: Final = re.compile(
    r"\b(?:in|into|on|onto|to) (?:it|this|here|the (?:picture|image|photo|drawing|background|corner|sky|left|right|top|middle))\b|\b(?:next to|beside|behind|above|around|over|under|on|in front of) (?:it|him|her)\b|(?:上|里|旁边?|边上|天空)(?:再)?(?:加|添|画)"
)
_WHOLE: Final = re.compile(
    rf"^{_VERB} (?:it|this|that|him|her|them|everything|the (?:whole|entire|picture|image|photo))\b|^(?:画|做|变)(?:成|得)|整[张幅个]|^(?:draw|paint|make) (?:the|his|her|its) "
)
_DRAW_ZH: Final = re.compile(
    r"^(?:[^，,。画]{0,4}?(?:给|帮|替|为)[^，,。画]{1,4})?(?:画(?!家|展|廊|面|像|风|质|蛇|饼|龙点|地为|得|的|了|作|里|中|上|框|册|笔|师|法|派)|绘制|绘|生成|创作|设计|(?:做|弄|整|搞)(?=[一两二三四几]?[幅张个].*(?:图|画|头像|海报|壁纸|logo|标志|贺卡|封面))|来(?=[一两二三四几]?[幅张])|整(?=[幅张]))(?:一?(?:下|[幅张个](?=[^一]))|[两二三四几]?[幅张]|出|点|上)?(?:(?:的)?(?:图|图片|照片)(?:，|：|:))?(?P<x>.+)$"
    r"|^(?:来|要|想要)?(?:[一两三四二几]?[幅张])(?P<y>.+?)的?(?:图片|插画|画像|照片|海报|壁纸|头像|图|画)?$"
    r"|^(?P<z>(?:手机|电脑|微信)?(?:壁纸|头像|海报|插画|贺卡|表情包|logo)[，,：: ].+)$|^(?P<w>.+?)的?(?:插画|海报|壁纸|头像|画|图)$"
)
_NEW: Final = re.compile(
    r"\b(?:new|another|different|fresh|next) (?:picture|image|drawing|idea|painting|scene|subject|topic)\b|\bsomething (?:else|different|new)\b|\bstart (?:a )?(?:new|fresh)|新(?:的)?(?:画|图|主意)|另(?:外)?画|重新画|换个(?:主题|题材|话题)|再画一[幅张](?=.)|别的(?:主题|题材)"
)
_ANNOUNCED: Final = re.compile(
    r"^(?:ok(?:ay)?,? |now,? )?(?:(?:a )?(?:new|different|next|another) (?:picture|image|drawing|one|idea|scene|subject)|(?:let's (?:do|try|have) )?something (?:else|new|different)|next)(?: now)?\s*[:,.!–-]+\s*(?=\w)|^(?:换个(?:主题|题材|话题)|新的?(?:一[张幅]|画|图)|下一[张幅]|另画一[张幅])[：:，,。]?\s*(?=\S)"
)
_NEGATIVE: Final = re.compile(
    r"[,，]?\s*(?:\bwithout (?:any |a |an )?|\bbut no |\bwith no |(?<=[, ])no (?=\w)|(?<!还)不要(?:有|出现|画)?|(?<!有)没有|不带)(?P<x>[\w' -]+?|[\u3400-\u9fff]+)(?: in (?:it|the (?:image|picture)))?$"
)
_COUNT: Final = re.compile(
    rf"^(?P<n>two|three|four|2|3|4|a couple of|several)\s+(?:different |versions? of |{_PICTURE} of |takes on |variations of |(?=[\w-]+ ideas? (?:for|of)))"
)
_COUNT_ZH: Final = re.compile(r"(?P<n>[两二三四234])[幅张]")
_RATIO: Final = re.compile(
    r"[,，]?\s*(?:in |at |as )?(?:a )?(?:\d{1,2}\s*[:x：比]\s*\d{1,2}|wide ?screen|portrait format|landscape format|square format|宽屏|横版|竖版)(?: (?:format|ratio|aspect(?: ratio)?))?"
)
_TALKS: Final = re.compile(
    r"^(?:给|把|让|将|换|加|去|放|戴|变|改|别|不)|^(?:yes|no|not|give|make|put|add|take|turn|change|remove|let|set|use|try|have|keep|move|show|go|why|what|how|who|when|where|can|could|would|should)\b|\b(?:i|i'm|i'd|i've|you|you're|we|is|was|were|am|do|does|did|think|know|thanks?|thx|lot|love|like|yet|ok|sorry|good (?:morning|night|evening)|hello|bye|don't|can't|undo|redo|help|it|it's|that's|a bit|a little|more|less|brighter|darker|stop|cancel)\b|谢|[我你您]|[吗呢]|是|了$|早上好|晚上好|你好|再见|撤|一点$|哈"
)
_ADDED: Final = re.compile(
    r"^(?:(?:and|also|plus|oh|now|then|with)[, ]+)*(?:maybe |perhaps )?(?P<x>(?:an?|some|two|three|four|five|six|several|a few|one more|more|another|\d) [\w' -]+?)(?:,? (?P<place>(?:on|in|at|above|below|under|behind|next to|beside|near|over|around|in front of|by|along) .+?))?(?:,? (?:too|please|as well|maybe))*[.!]*$"
)
_NOUNISH: Final = re.compile(
    r"^(?:an?|the|two|three|four|five|six|seven|several|some|something|my|\d+)\s+[\w-]+|^一?[只个条头辆座朵把匹位群幅张艘]"
)


def read_create(clause: Clause, original: str) -> tuple[Action, ...] | None:
    """The new picture that `clause` asks for with a verb of drawing or a word for a picture."""
    text = clause.text
    if wants_words(clause):
        return None
    if clause.has_picture and not clause.context.fresh and (_WHOLE.search(text) or _INTO.search(text)):
        return None
    if (match := _DRAW.match(text)) and not (
        (match["u"] or match["t"]) and clause.has_picture and not clause.context.fresh
    ):
        groups = match.groupdict()
        prompt = next(groups[key] for key in ("x", "s", "w", "y", "v", "u", "t") if groups.get(key))
        return (generate(_cased(prompt, original), groups.get("kind") or groups.get("kind2") or ""),)
    match = _DRAW_ZH.search(text)
    if not match or (is_question(clause) and not re.search(r"吗[？?]?$", clause.raw)) or not is_chinese(text):
        return None
    groups = match.groupdict()
    if not groups.get("x") and not groups.get("y") and clause.has_picture and not clause.context.fresh:
        return None
    prompt = next(groups[key] for key in ("x", "y", "z", "w") if groups.get(key))
    if groups.get("w") and style_id(text):
        prompt = text
    return (generate(_cased(prompt, original), ""),)


def anew(text: str) -> str | None:
    """What is left of a sentence that announces a new picture: "new idea: a whale" is "a whale"; None when none is."""
    if match := _ANNOUNCED.match(text):
        return text[match.end() :]
    return "" if len(text) < 40 and _NEW.search(text) else None


def read_bare_noun(clause: Clause, original: str) -> tuple[Action, ...] | None:
    """A noun phrase alone: "a red fox in the snow". With a picture in play only one that makes a whole scene."""
    text = clause.text
    if is_question(clause) or wants_words(clause) or len(text) > 300 or _TALKS.search(clause.raw):
        return None
    if clause.context.has_upload or (clause.has_picture and not clause.context.fresh and not _is_whole_scene(clause)):
        return None
    nounish = _NOUNISH.match(text) or "," in text or "，" in text or style_id(text) or detail_kind(text)
    if named_noun(text) or (nounish and (len(text.split()) > 1 or (is_chinese(text) and len(text) > 3))):
        return (generate(_cased(text, original), ""),)
    return None


def _is_whole_scene(clause: Clause) -> bool:
    if not _NOUNISH.match(clause.raw) or _INTO.search(clause.raw):
        return False
    if is_chinese(clause.text):
        return len(clause.text) >= 10
    return len(clause.text.split()) >= 6


def read_placed(clause: Clause, original: str) -> tuple[Action, ...] | None:
    """ "Put a panda on a skateboard" while there is no picture to put it in."""
    match = re.match(r"^(?:put|add|have|need|get|place)(?: me)? (?P<x>(?:an?|some|two|three) .+)$", clause.text)
    if clause.has_picture or not match or not named_noun(match["x"]):
        return None
    return (generate(_cased(match["x"], original), ""),)


def read_added_noun(clause: Clause) -> tuple[Action, ...] | None:
    """A noun phrase alone while a picture is in play: "and three gulls above it" puts them in."""
    if not clause.has_picture or is_question(clause) or len(clause.raw) > 80 or style_id(clause.raw):
        return None
    match = _ADDED.match(clause.raw) or _ADDED.match(clause.text)
    if not match or detail_kind(match["x"]) in {"time", "weather", "season"}:
        return None
    if re.search(
        r"\b(?:bit|little|more|less|lot|moment|second|while|try|question|job|day|idea|percent|degrees?|times?|steps?|one)$",
        match["x"],
    ):
        return None
    thing = re.sub(r"^(?:an?|some|another|one more) ", "", match["x"])
    return (
        action("add_object", object=thing, place=match["place"])
        if match["place"]
        else action("add_object", object=thing),
    )


def generate(prompt: str, kind: str) -> Action:
    """A `generate` action from the words of the prompt; `kind` is what came before "of", such as "a watercolor painting"."""
    params: dict[str, object] = {}
    prompt = re.sub(r"^(?:(?:an?|the|some|one)\s+)(?=\w)", "", prompt.strip(" .!。！"), flags=re.I).strip() or prompt
    if match := _COUNT.match(prompt):
        params["count"] = max(1, min(4, int(number(match.group("n")) or 3)))
        prompt = prompt[match.end() :]
    elif match := re.match(r"(?:(two|three|four|2|3|4) )", kind):
        params["count"] = int(number(match.group(1)) or 1)
    if match := _NEGATIVE.search(prompt):
        params["negative"] = re.sub(r" in (?:the|it).*$", "", match.group("x")).strip()
        prompt = prompt[: match.start()].strip(" ,，") or prompt
    if (ratio := aspect(f"{kind} {prompt}")) and _has_ratio(f"{kind} {prompt}"):
        params["aspect"] = ratio
        prompt = _RATIO.sub("", prompt).strip(" ,，") or prompt
    if style := read_scene(prompt).style or (kind if style_id(kind) else None):
        params["style"] = (
            re.sub(rf"^(?:an? |the |some )|\s*(?:{_PICTURE})?\s*(?:of|with|showing)?\s*$", "", style.strip()) or style
        )
        prompt = _without_style(prompt, style)
    prompt = re.sub(r"(?<=\w)[\s,]+(?:please|for me|maybe|thanks|or so)$", "", prompt)
    return action("generate", prompt=prompt, **params)


def _has_ratio(text: str) -> bool:
    return bool(
        re.search(
            r"\d\s*[:x：比]\s*\d|wide ?screen|portrait format|landscape format|square (?:picture|image|format)|宽屏|横版|竖版|方形",
            text,
        )
    )


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
