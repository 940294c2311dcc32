"""One request within a turn, as the rules see it, and splitting a turn into requests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from core.understanding.interface import Context
from core.understanding.rules.spelling import corrected

MAX_READ: Final = 800
"""Characters of a turn that the rules read."""
MAX_CLAUSES: Final = 8


@dataclass(frozen=True)
class Clause:
    """A request: `text` is lower-cased, without politeness and closing marks."""

    text: str
    context: Context
    raw: str = ""
    """The same with its politeness and connecting words."""
    before: str = ""
    """The request before it in the same turn, which "it" may point to."""

    @property
    def has_picture(self) -> bool:
        """Whether there is a picture that could be changed."""
        return self.context.picture != "none" or self.context.has_upload

    @property
    def is_photo(self) -> bool:
        """Whether the picture in play is the user's own."""
        return self.context.has_upload or self.context.picture == "photo"


_POLITE: Final = re.compile(
    r"^(?:(?:please|pls|plz|ok(?:ay)?|hey|hi|hello|so|well|now|alright|all right|great|nice|cool|perfect|thanks|thank you|thx|um+|uh+|hm+|mm+|"
    r"actually|and|then|also|plus|lol|haha|ha|wow|whoa|oops|sorry|ah|aha|closer|better|next|finally|first|wait|yes|yeah|yep|sure|lovely|good|"
    r"just|maybe|perhaps|oh|ooh|but|by the way|btw|again|can't we|i'd say|i meant?|i mean|you know what|one more thing|hmm|nope|no,|nah|"
    r"everyone|guys|dear|in that case|if possible|do that|(?:the|keep the) same (?:\w+ ){1,3}?,? ?(?:but|only|just|except)|(?:this|that|it) but)\b[\s,.!:…]*)+"
    r"|^(?:(?:请你?|麻烦你?|帮我|帮忙|帮|给我|好的?|嗯+|哈+|哇|那么?就?|然后|接着|再|现在|最后|首先|其实|等等|顺便|另外|还是|能不能|可不可以|可以|你?能|"
    r"我?想要?看?看?|我要|我希望|我觉得|直接|干脆|这次|要不|不然|把?这[张幅]?图?(?=[把变换去转加调旋裁抠放虚模修上翻]))[，,、\s]*)+(?=\S)"
)
_ASKED: Final = re.compile(
    r"^(?:(?:can|could|would|will|may|shall|might) (?:you|we|i)\s+(?:please |maybe |just |also |possibly |perhaps |kindly )*"
    r"(?:(?:have|get|see)(?: me)? (?=it|him|her|them|this|that|the|an?\b))?"
    r"|(?:i|we|he|she|they|my \w+)(?:'d| would| really| also)*\s+(?:like|love|wants?|needs?|prefers?|demands?|wish(?:es)?|says|said|thinks?)(?: for)?(?: you)?(?: to(?: (?:see|have)\b)?)?\s+"
    r"|let'?s\s+(?:try |have |see |go (?:for |with )|do )?|how about\s+|what about\s+|why (?:not|don't (?:you|we))\s+|what if (?:we |you |i )?|(?:is it|would it be) possible to\s+"
    r"|do you think you could\s+|try (?:to |and )?|go ahead and\s+|go (?:for|with)\s+|(?:what|how) would (?:i|he|she|it|they|we|this|that) look (?:like )?(?:with |as |if (?:i|he|she|it) (?:had|was|were) )?(?=\w)|(?:pretend|imagine) (?=(?:i'm|i am|it's|he's|she's|we're)\b)|it (?:would|'d) be (?:nice|great|cool) (?:if (?:you could )?|to ))"
)
_THIRD: Final = re.compile(
    r"^(?:can|could|may|should|shouldn't|might) (?P<who>it|he|she|they|this|that|these|the \w+(?: \w+)?)\s+(?:also |maybe |please )?(?P<verb>be|look|have|wear|get|hold|go|sit|stand)\s+(?P<rest>.+)$"
)
_TAIL: Final = re.compile(
    r"[\s,，]*(?:\b(?:please|pls|plz|thanks|thank you|thx|for me|instead|now|too|as well|if you can|if possible|would you|okay|ok|maybe|then|"
    r"will you|lol|haha|a go|though)\b|吗|嘛|好吗|好不好|可以吗|行吗|怎么样|如何|谢谢你?|谢啦|吧|呗|啦|哦|呀|喔|一下(?=$))?[\s.!。！~～?？…)(:;'\"\U0001F300-\U0001FAFF❤️✨]*$"
)
_SENTENCE: Final = re.compile(
    r"(?<=[.!?。！？；;\n])\s*(?=\S)|…+|\s[-–—]+\s|:\s+(?=(?:give|make|put|add|paint|turn|remove|draw|change|can|could|take)\b)"
)
_DECIMAL: Final = re.compile(r"(?<=\d)\.(?=\d)")
_SPLIT: Final = re.compile(
    r",?\s*\b(?:and then|then(?= (?!so\b))|and also|after that)\b\s*|[，,、]?(?:然后|接着|并且|同时|最后)|"
    r"(?:,\s*(?:and\s+)?|\s+and\s+|\s+but\s+)(?=(?:make|put|add|remove|change|turn|rotate|flip|crop|blur|take|convert|replace|swap|erase|delete|brighten|darken|mirror|upscale|increase|decrease|get rid|drop|give|paint)\b)|,\s*(?=(?:now|then|so|please|can you|could you|draw|paint)\b)|"
    r"[，,、](?=(?:把|加|去掉|换|改|变|让|给|旋转|翻转|裁|调|删|再|顺便|还要|另外))"
)
_FACES: Final = re.compile(r"(?:(?<=\s)|^)[:;=]'?-?[/()dp|\[\]<3o]+(?=\s|$)|(?<=\w) xd\b")
"""Faces made of marks, such as :-)."""
_CORRECTED: Final = re.compile(
    r"(?<=\w)[,.!…]+ ?(?:h+m+,? |oh,? |um,? |er,? )?(?:no,? wait|wait,? no|nah|scratch that|or rather|make that|on second thoughts?|no,? actually|i mean)\b[,.…]* |(?:不对|不不|等等|哦不)[，,。]+(?:还是)?"
)
_LEAD: Final = re.compile(
    r"(?:(?:draw|paint|add|put|make|turn|remove|give|change|replace|swap|take|set|crop|rotate|use|try|find|get rid of|show)(?: (?:it|him|her|me|them))?(?: (?:to|into|in))? )|(?:画|加上?|换成|变成|改成|去掉|戴上?|放|把|让|给)"
)
_CLOSING: Final = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\ufeff]+")


def normal(text: str) -> str:
    """What the rules read of `text`: its beginning, lower-case, in plain marks, with slips in command words mended."""
    plain = _CLOSING.sub(" ", text[:MAX_READ].lower()).replace("’", "'").replace("black and white", "black-and-white")
    plain = _FACES.sub(". ", plain)
    return corrected(" ".join(plain.split()))


def clauses(context: Context) -> list[Clause]:
    """The requests of a turn, in the order asked; at least one."""
    text = _settled(normal(context.text))
    found: list[Clause] = []
    for sentence in _SENTENCE.split(_DECIMAL.sub("\u2024", text)):
        for part in _SPLIT.split(sentence):
            whole = part.strip().replace("\u2024", ".")
            if plain := bare(whole):
                found.append(Clause(plain, context, whole, found[-1].text if found else ""))
    return found[:MAX_CLAUSES] or [Clause(text, context, text)]


def _settled(text: str) -> str:
    """Of a correction what was meant in the end: "add a bird, no wait, a butterfly" adds a butterfly."""
    match = _CORRECTED.search(text)
    if not match:
        return text
    before, after = text[: match.start()], text[match.end() :]
    verb = _LEAD.match(bare(before))
    if verb and re.match(r"(?:an?|the|some|two|three)\b|[\u3400-\u9fff]{1,8}$", after) and not _LEAD.match(after):
        return f"{verb.group()}{after}"
    return after if _LEAD.match(bare(after)) else text


def bare(text: str) -> str:
    """`text` without politeness at its head and marks at its tail; "can it be red" becomes "make it red"."""
    while True:
        shorter = _ASKED.sub("", _POLITE.sub("", text.strip(), count=1), count=1)
        if shorter == text:
            break
        text = shorter
    previous = None
    while previous != text:
        previous, text = text, _TAIL.sub("", text)
    if match := _THIRD.match(text):
        verb = (
            "make" if match["verb"] in {"be", "look"} else "put" if match["verb"] in {"go", "sit", "stand"} else "give"
        )
        who = {"he": "him", "she": "her", "they": "them"}.get(match["who"], match["who"])
        return f"{verb} {who} {match['rest']}"
    return text
