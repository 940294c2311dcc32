"""What an English prompt says beside its things: lead-ins, style, shot, and the texts that stand on things."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from core.scene.asides_texts import take_inscriptions, wished
from core.scene.each import each_by_itself
from core.scene.verbs import DEEDS
from core.scene.words import MARK
from core.scene.young import with_parents
from core.styles import is_style, names_style, style_at_end, style_id

_STYLE: Final = re.compile(
    r"[\s-](?:art )?style\b(?: of (?:the |an? )?(?P<of>[\w -]{2,30}?)(?=[,.;!]|$))?", re.IGNORECASE
)
_BEFORE_STYLE: Final = re.compile(
    r"[,\s]*\b(?:(?:drawn|painted|done|made|rendered) )?(?:in|as|using|with)(?: the| an?)?\s*$", re.IGNORECASE
)
_AS: Final = re.compile(
    r"^(?:please )?(?:an? )?(?P<style>[\w\s-]{3,24}?) (?:of|showing|depicting) (?=\w)", re.IGNORECASE
)
_AS_END: Final = re.compile(r"[,\s]+(?:as|like|in) (?:an? )?(?P<style>[\w\s-]{3,24})$", re.IGNORECASE)
_MADE_AS: Final = re.compile(r"\b(?:photo|photograph|snapshot|3d render|render)$", re.IGNORECASE)
_LEAD_IN: Final = re.compile(
    r"^(?:please |now |hey,? |ok,? |can (?:you|u) |could (?:you|u) |would (?:you|u) |i want (?:you )?(?:to )?|i(?:'d| would) like (?:you )?(?:to )?|"
    r"i need |let's |(?!paint (?:cans?|bucket|roller|brush|palette|horse)\b|see saws?\b)"
    r"(?:draw|paint|create|make|generate|show|give|sketch out|imagine|design|see|have)(?: me| us)? |"
    r"there(?: is| are|'s) |here(?: is| are|'s) |(?:an? |the )?(?:nice |beautiful |new )?"
    r"(?:picture|image|drawing|illustration|painting|scene|depiction|rendering|artwork|view) (?:of|showing|with|where|depicting) )+",
    re.IGNORECASE,
)
_SHOT_WORDS: Final = (
    r"(?:extreme )?close[- ]?ups?|macro|head ?shot|portraits?|(?:extreme )?wide[- ](?:angle|shot)|long[- ]shot|full[- ]body|"
    r"medium[- ]shot|(?:low|high)[- ]angle|bird'?s[- ]eye|worm'?s[- ]eye|aerial|overhead|top[- ]down|eye[- ]level|over[- ]the[- ]shoulder|"
    r"panorama|panoramic|isometric|front|side|top|rear"
)
_SHOT: Final = re.compile(
    rf"(?:^|[,;.]\s*|\b(?:in|as|from|with) )(?:an? |the )?(?P<shot>(?:(?!(?:on|in|at|to|by|from|of|the)\b)\w+ )??(?:{_SHOT_WORDS})(?: (?:shot|view|photo|angle|lens|perspective))?)"
    r"(?P<tail> of (?:an? |the )?(?=\w)|\s*(?=[,;.]|$))",
    re.IGNORECASE,
)
_SEEN_FROM: Final = re.compile(
    r",?\s*\b(?P<shot>(?:seen |viewed )?from (?:above|below|behind|the (?:side|front|back)|afar|far away))\b"
    r"(?! (?:an?|the|his|her|its|my|two|some)\b)",
    re.IGNORECASE,
)
_ALONE: Final = frozenset({"front", "side", "top", "rear", "isometric"})
"""Shot words that want "view" behind them."""
_NO_SHOT: Final = re.compile(r"^(?:front|side|top|rear|isometric|self portraits?|family portraits?)$", re.IGNORECASE)
_WEATHER: Final = re.compile(
    r",? (?:while|when|as|and) (?:it|the)(?:(?:'s| is) (?:\w+ )?| )(?P<what>rain|snow)(?:s|ing)(?: is falling)?(?: \w+ly)?(?=[,.;]| (?:in|as|at|and|with) |$)",
    re.IGNORECASE,
)
"""A clause that says no more than what falls: "while it is snowing"."""
_IT_IS: Final = re.compile(
    r"^(?:it(?:['’]s| is) )(?:\w+ly )?(?P<what>(?:rain|snow|storm|hail)ing|rainy|snowy|foggy|misty|stormy|sunny|cloudy|windy|winter|autumn|"
    r"spring|summer|night|sunset|midnight|evening|dawn|dusk)(?: (?:hard|outside|heavily|time|day))?(?:[,.;]| and| while)+ +(?P<rest>\S.*)$",
    re.IGNORECASE,
)
"""A sentence of its own about the air: "it is snowing, a red truck"."""
_EXACTLY: Final = re.compile(
    r"\b(?:right|directly|immediately|just) (?=(?:next|beside|behind|in front|above|below|under|underneath|near|on top|by|outside|inside|in|on|"
    r"at)\b)",
    re.IGNORECASE,
)
"""What only sharpens a place: "right next to"."""
_GROWN: Final = {"lavender": "lavender", "rose": "roses"}
"""Plants that are colours, too: a lavender field is no purple field."""
_SHADE: Final = re.compile(r"\bin the sha(?:de|dow) of (?=an? |the )", re.IGNORECASE)
_CHATTER: Final = re.compile(
    r"[,.!]*\s*\b(?:lol|lmao|rofl|omg|haha(?:ha)*|hehe|pls|plz|please|thx|thanks|thank you|tbh|idk|xd|asap|if (?:you can|possible))\b(?:[ ,.!]+(?=$)|)|"
    r"(?: that)? (?:you|i|we)(?:'ve| have)? (?:ever|can|could) (?:seen|saw|met|had|known|imagine|think of)\b",
    re.IGNORECASE,
)
"""What is said to the one who draws and not of the picture: "pls", "the cutest dog you've ever seen"."""

_MET: Final = re.compile(
    r"(?:^|\s+)(?:(?:that|which|whom?) )?(?:I|we|you) (?:just |once |have )?(?:saw|met|spotted|came across)\b"
    r"(?: (?:yesterday|today|earlier|once|last \w+|this (?:morning|afternoon|evening|week)))?",
    re.IGNORECASE,
)
"""How one came to know of a thing, which is not in the picture: "I saw a cat", "the dog that we met yesterday"."""
_SAW: Final = re.compile(r"\b(who|that|which) saw\b", re.IGNORECASE)
"""A deed, and no tool."""


@dataclass(frozen=True)
class Asides:
    """What was taken out of a prompt, and the text that is left; a mark with a number stands for each text on a thing."""

    text: str
    style: str | None = None
    shot: str | None = None
    says: tuple[str, ...] = ()


def take_asides(text: str) -> Asides:
    """A prompt without its lead-in, style, shot and the texts that stand on things."""
    text = re.sub(r"^[\"“](.*)[\"”]$", r"\1", text.replace(MARK, "").strip())
    text = re.sub(r"\bT\. ?rex\b", "T-rex", text).replace(" & ", " and ")
    text = wished(text)
    text = _EXACTLY.sub("", _CHATTER.sub("", text).strip())
    text = _SAW.sub(r"\1 sees", _MET.sub("", text).strip())
    text = _SHADE.sub("under ", re.sub(r"\b(that|who|which|it|there)['’]s\b", r"\1 is", text))
    text = each_by_itself(text)
    text = _IT_IS.sub(lambda found: f"{found['rest']}, {_aired(found['what'])}", text)
    text = _WEATHER.sub(lambda found: f" in the {found['what']}", text)
    text = re.sub(r"\b(fire|ice|smoke) (breathing|spitting)\b", r"\1-\2", text)
    text = re.sub(
        r"\b(lavender|rose)s? (fields?)\b",
        lambda found: f"{found[2]} of {_GROWN[found[1].lower()]}",
        text,
        flags=re.IGNORECASE,
    )
    text = with_parents(DEEDS.sub(r"\1-\2", text))
    text = _LEAD_IN.sub("", text)
    text, says = take_inscriptions(text)
    style, text = _take_style(text)
    shot, text = _take_shot(_LEAD_IN.sub("", text))
    return Asides(_LEAD_IN.sub("", text), style, shot, says)


def _aired(word: str) -> str:
    """What is in the air, as a noun: "snow", "foggy weather"."""
    low = word.lower().removesuffix("ing")
    return f"{low} weather" if low.endswith("y") else low


def _take_shot(text: str) -> tuple[str | None, str]:
    for pattern in (_SHOT, _SEEN_FROM):
        for match in pattern.finditer(text):
            shot = match.group("shot")
            if _NO_SHOT.match(shot.strip()):
                continue
            before, after = text[: match.start()], text[match.end() :]
            gap = ", " if before.strip() and after.strip(" ,.;") and not after.startswith((",", ";", ".")) else ""
            return shot.strip().lower(), f"{before}{gap}{after}".strip(" ,")
    return None, text


def _take_style(text: str) -> tuple[str | None, str]:
    """The style named in `text`, and the text without it."""
    if match := _STYLE.search(text):
        return _named_style(text, match)
    for pattern in (_AS, _AS_END):
        match = pattern.search(text)
        if match and (_is_named(match.group("style")) or _MADE_AS.search(match.group("style"))):
            rest = f"{text[: match.start()]} {text[match.end() :]}"
            return match.group("style").strip(), " ".join(rest.split()).strip(" ,")
    return _bare_style(text)


def _is_named(words: str) -> bool:
    """Whether words are a style and not a place with one behind it: "the snow pixel art"."""
    return names_style(words) or (is_style(words) and not re.match(r"(?:the|his|her|my) ", words, re.IGNORECASE))


_LEADS: Final = frozenset(
    {"in", "as", "with", "using", "a", "an", "the", "drawn", "painted", "done", "made", "rendered"}
)
_WHOLE_STYLE: Final = re.compile(
    r"^(?P<article>(?:an? |the |(?:one|two|three|four|five|six|some) )?)(?P<style>pixel[ -]art|8[ -]bit|16[ -]bit|low[ -]poly|water ?colou?r|anime|"
    r"manga|cartoon|ukiyo-e|pop[ -]art|line[ -]art|ink[ -]wash|pencil sketch|chalk drawing|crayon drawing)(?:[ -]style)? (?!of\b|style\b|drawing\b|painting\b)(?=\w)",
    re.IGNORECASE,
)
"""A style before the first thing, as if that were made of it: "a low poly fox"."""


def _bare_style(text: str) -> tuple[str | None, str]:
    """A style that is named and no more: between stops, or behind the last thing."""
    parts = re.split(r"\s*[,;:.]\s+", text)
    for part in reversed(parts):
        if len(parts) > 1 and names_style(part.strip(" .!")):
            at = text.rindex(part)
            rest = f"{text[:at].rstrip(' ,;:.')}, {text[at + len(part) :].lstrip(' ,;:.')}"
            return part.strip(" .!"), rest.strip(" ,")
    if match := _WHOLE_STYLE.search(text):
        return match.group("style"), match.group("article") + text[match.end() :]
    if named := style_at_end(text):
        return named, text[: text.rindex(named)].strip(" ,")
    return None, text


def _is_whole(words: list[str]) -> bool:
    """Whether words are all of a style's name: "Van Gogh", but not "in anime"."""
    return words[0].lower() not in _LEADS and names_style(" ".join(words))


def _named_style(text: str, match: re.Match[str]) -> tuple[str | None, str]:
    """The words before "style" (or after "style of"): the shortest run that is a known style, else those after "in"."""
    before, after = text[: match.start()], text[match.end() :]
    if of := match.group("of"):
        return of.strip(), f"{_BEFORE_STYLE.sub('', before)}{after}".strip(" ,")
    words = before.split()
    whole = [size for size in (3, 2) if len(words) >= size and _is_whole(words[-size:])]
    for size in (*whole, 1, 2, 3):
        named = " ".join(words[-size:])
        if not style_id(named) and "art" in match.group().split() and style_id(f"{named} art"):
            named = f"{named} art"
        if style_id(named):
            return named, f"{_BEFORE_STYLE.sub('', ' '.join(words[:-size]))} {after}".strip(" ,")
    head, found, named = before.rpartition(" in ")
    if not found or len(named.split()) > 4:
        return None, text
    return re.sub(r"^(?:the|an?) ", "", named), f"{head}{after}".strip(" ,")
