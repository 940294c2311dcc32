"""Texts that stand on things of English prompts: "a sign that says OPEN", "an 'I quit' sign", "a number 10 jersey"."""

from __future__ import annotations

import re
from typing import Final

from core.lexicon import kind_of, known_noun, singular
from core.scene.words import DETERMINERS, FRAME, JOINTS, MARK, PARTS, POSSESSIVES, PRONOUNS, SETTINGS, SKIPPED

_SAYS: Final = re.compile(
    r"(?:,? (?:that |which )?(?:says?|saying|reads?|reading)|"
    r",? (?:with|and|bearing|showing) (?:the |an? )?(?:text|words?|writing|inscription|caption|message|title|name|letters|label|phrase)"
    r"(?: (?:saying|reading|that (?:says|reads)))?(?: on (?:it|them))?|"
    r",? (?:labell?ed|inscribed|captioned|titled|lettered)(?: with)?|"
    r",? with(?=\s+(?:[\"“'‘][^\"”’]{1,80}[\"”'’]|[A-Z0-9][A-Z0-9!?&'’ -]+) on (?:it|them)\b))\s*:?\s+"
    r"(?:\"(?P<a>[^\"]{1,80})\"|“(?P<b>[^”]{1,80})”|'(?P<c>[^']{1,80})'|‘(?P<d>[^’]{1,80})’|"
    r"(?P<e>[A-Z0-9][A-Z0-9!?&'’-]*(?: [A-Z0-9][A-Z0-9!?&'’-]*)*"
    r"(?= (?:on|in|at|next|under|and|with|above|near|by|hanging|over|beside|behind|standing|while)\b|[,.;]|$)|"
    r"(?-i:(?!(?:an?|the|his|her|its) )\S+(?: (?!on\b|in\b|at\b|next\b|under\b|and\b|with\b|above\b|near\b|by\b|hanging\b)[^\s,.;]+){0,9})))"
    r"(?: (?:written |printed )?on (?:it|them))?",
)
_WISH: Final = re.compile(
    r"\b(thank you|get well soon|get well|welcome home|good luck|(?:happy|merry) (?:birthday|christmas|new year|easter|halloween))"
    r" (?=(?:greeting )?(?:card|note|invitation|banner|poster|sign|postcard)s?\b)",
    re.IGNORECASE,
)
"""What a card or a banner wishes, which is one word of it: "thank you card"."""
_QUOTED: Final = re.compile(r"\"([^\"]{1,80})\"|“([^”]{1,80})”")
_BOARD: Final = (
    r"(?:protest |neon |wooden |cardboard |road |street |picket |bumper |speech |name )?"
    r"(?:sign|placard|board|banner|poster|card|flag|t-?shirt|shirt|hoodie|sweater|jersey|mug|cup|cap|hat|cake|badge|button|sticker|label|note|"
    r"plate|billboard|book|sash|bubble|tag|plaque|sticky note)s?"
)
_BEFORE_BOARD: Final = re.compile(
    rf"(?:\"(?P<a>[^\"]{{1,80}})\"|“(?P<b>[^”]{{1,80}})”|(?<=\s)['‘](?P<c>[^'’]{{1,80}})['’]) (?P<thing>{_BOARD})\b"
    rf"(?! (?:that |which )?(?:says?|saying|reads?|reading)\b)",
    re.IGNORECASE,
)
"""A text before its board: a "free hugs" sign."""
_NUMBERED: Final = (
    r"(?:(?:football|soccer|basketball|baseball|hockey|sports) )?(?:jersey|shirt|t-?shirt|uniform|kit|vest|race ?car|racing car|car|bus|tram|"
    r"train|door|boat|helmet|ball|cake|balloon)"
)
_NUMBER: Final = re.compile(
    rf"\b(?P<thing>{_NUMBERED}),? (?:with|bearing|wearing|has|that has) (?:the |a )?(?:big )?(?:number|no\.?|#) ?(?P<n>\d{{1,4}})(?: on (?:it|the (?:back|front|side|door)))?\b"
    rf"|\b(?:number|no\.?|#) ?(?P<m>\d{{1,4}}) (?P<what>{_NUMBERED})\b",
    re.IGNORECASE,
)
_HOURS: Final = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_CLOCK: Final = re.compile(
    r"\b(?P<clock>clock|alarm clock|wall clock|watch)(?: face)? (?:(?:that|which|whose hands) )?"
    r"(?:shows?|showing|reads?|reading|says?|saying|points? (?:to|at)|pointing (?:to|at)|at|set (?:to|at|for)|striking|strikes) "
    rf"(?P<time>(?:(?:half|quarter|five|ten|twenty) (?:past|to) )?(?:\d{{1,2}}(?::\d\d)?|{_HOURS})(?:(?: ?o['’]?clock)|(?: ?[ap]\.?m\b))?|midnight|noon)\b"
    r"(?! \w+s\b)",
    re.IGNORECASE,
)
"""What a clock shows: its time stands on it as a text."""
_ENDS: Final = re.compile(r"^ (?:on|in|at|by|near|with|under|above|and|while) (?P<rest>[^,.;]*)")
_AFTER_END: Final = re.compile(r" (?:on|in|at|next|under|and|with|above|near|by|hanging|while|over|beside|behind)\b")
_LONGEST: Final = 60
"""Characters that a text without quotes goes on at most."""
_FALLS: Final = frozenset({"snow", "rain", "fog", "storm", "dark", "sun", "sunset", "night", "moonlight", "stars"})
"""What one is in or under, besides settings."""


def wished(text: str) -> str:
    """A prompt with what a card wishes as one word, and with texts before their boards, numbers and times as texts."""
    text = _WISH.sub(lambda found: f"{found[1].replace(' ', '-')} ", text)
    text = _BEFORE_BOARD.sub(
        lambda found: f'{found["thing"]} that says "{found["a"] or found["b"] or found["c"]}"', text
    )
    text = _NUMBER.sub(lambda found: f'{found["thing"] or found["what"]} that says "{found["n"] or found["m"]}"', text)
    return _CLOCK.sub(lambda found: f'{found["clock"]} that says "{found["time"]}"', text)


def take_inscriptions(text: str) -> tuple[str, tuple[str, ...]]:
    """A prompt with a mark for each text that stands on a thing, and those texts."""
    says: list[str] = []
    out: list[str] = []
    at = 0
    for match in _SAYS.finditer(text):
        if match.start() < at or _is_deed(match):
            continue
        said = next((group for group in match.groups() if group), "").strip(" ,.")
        more = _goes_on(text, match.end()) if match["e"] and not match.group().endswith(("on it", "on them")) else 0
        says.append(f"{said}{text[match.end() : match.end() + more]}")
        out.append(f"{text[at : match.start()]} {MARK}{len(says) - 1} ")
        at = match.end() + more

    def mark(match: re.Match[str]) -> str:
        says.append((match[1] or match[2]).strip(" ,."))
        return f" {MARK}{len(says) - 1} "

    return " ".join(_QUOTED.sub(mark, "".join([*out, text[at:]])).split()), tuple(says)


def _goes_on(text: str, end: int) -> int:
    """How many characters more of a text without quotes there are: "meet me at noon" ends at no place."""
    found = _ENDS.match(text[end:])
    if found is None or _names_something(found["rest"]):
        return 0
    stop = _AFTER_END.search(found["rest"])
    size = found.start("rest") + (stop.start() if stop else len(found["rest"]))
    return size if size <= _LONGEST else 0


def _names_something(words: str) -> bool:
    """Whether words begin with a thing or a place, and so are no more of a text."""
    for word in words.lower().split()[:4]:
        if word in PRONOUNS | POSSESSIVES - {"my", "your", "our"} or word.endswith("ing"):
            return True
        if (
            word in SETTINGS
            or known_noun(word)
            or singular(word) in SETTINGS
            or word in PARTS | _FALLS
            or FRAME.match(word)
        ):
            return True
        if word in JOINTS and word not in DETERMINERS | SKIPPED:
            return False
    return not words.strip()


def _is_deed(match: re.Match[str]) -> bool:
    """Whether somebody reads, and no board does: "a fox reading next to a lamp", but not "a sign reading keep out"."""
    last = match.string[: match.start()].rpartition(" ")[2]
    text = match.groupdict().get("e") or ""
    reads = re.match(r",? (?:that |which )?read", match.group(), re.IGNORECASE) is not None
    return (
        reads
        and text[:1].islower()
        and (text.split()[0] in JOINTS or kind_of(last) in {"animal", "person", "worn", None})
    )


def inscription_in(text: str) -> tuple[int, int] | None:
    """Where `text` tells first what stands on a thing: begin and end."""
    return next((match.span() for match in _SAYS.finditer(text) if not _is_deed(match)), None)
