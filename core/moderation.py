"""What this server does not make: asked before a render and again before a picture is shown; a refusal says why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from core.language import Language, Text, detect
from core.problems import Code, ProblemError


@dataclass(frozen=True)
class Policy:
    """One rule: `patterns` are regular expressions, looked for in lower-case text; `reason` is told to the user."""

    name: str
    reason: Text
    patterns: tuple[str, ...]


class Moderator(Protocol):
    """Anything that judges. The name of the policy that is broken, or None where nothing is; `reason` words it."""

    async def words(self, text: str) -> str | None:
        """Judge what was asked for, in the user's words or as a prompt."""
        ...

    async def picture(self, data: bytes, description: str) -> str | None:
        """Judge an encoded picture that is about to be shown."""
        ...

    def reason(self, policy: str, language: Language) -> str:
        """Why, as a clause that ends a sentence."""
        ...


DEFAULT: Final = (
    Policy("minors", Text("children are never shown in a sexual way", "不画未成年人的色情内容"), (
        r"\b(?:child|kid|minor|teen|underage|loli|shota|school ?girl|school ?boy|toddler|baby)\w*\b.{0,40}\b(?:naked|nude|sex\w*|erotic|porn\w*|undress\w*|lingerie)\b",
        r"\b(?:naked|nude|sex\w*|erotic|porn\w*|undress\w*|lingerie)\b.{0,40}\b(?:child|kid|minor|teen|underage|loli|shota|school ?girl|school ?boy|toddler|baby)\w*\b",
        r"(?:儿童|小孩|孩子|幼女|萝莉|正太|未成年|小学生|中学生|女童|男童).{0,12}(?:裸|色情|性感|情色|脱光|脱衣)",
        r"(?:裸|色情|性感|情色|脱光|脱衣).{0,12}(?:儿童|小孩|孩子|幼女|萝莉|正太|未成年|小学生|中学生|女童|男童)",
        r"\bchild porn\w*\b|\bcsam\b")),
    Policy("sexual", Text("sexual pictures are not made here", "这里不画色情内容"), (
        r"\b(?:porn\w*|hentai|nsfw|hardcore sex|blow ?job|cum ?shot|gang ?bang|undress (?:her|him|them)|deep ?nude)\b",
        r"\b(?:make|show|draw|turn|remove|take off)\b.{0,30}\b(?:naked(?! mole)|nude(?! (?:lip|colou?r|tone|shade))|topless)\b",
        r"\b(?:remove|take off|taking off|without|with no|no)\b.{0,30}\b(?:her|his|their|any) clothes\b|\bwith no clothes\b",
        r"色情|裸照|裸体|脱光|脱(?:掉|下)?(?:她|他)的衣服|一丝不挂|做爱|性交|淫")),
    Policy("hate", Text("pictures that demean people for what they are are not made here", "不画贬低或仇恨某类人的内容"), (
        r"\b(?:swastika|kkk|white power|heil hitler|ethnic cleansing)\b|\bgas the\b", r"纳粹万岁|种族清洗|希特勒万岁")),
    Policy("harm", Text("how to hurt oneself or others is not shown here. If you are in danger, please call your local emergency number",
                        "不画伤害自己或他人的内容。如果你正处在危险中，请拨打当地急救电话"), (
        r"\b(?:suicide|self[- ]harm|cutting (?:my|her|his) wrists|hang(?:ing)? (?:my|her|him)self)\b|\bbehead\w*\b|\bgore\b|\bmutilat\w*\b",
        r"自杀|自残|割腕|上吊|斩首|肢解")),
)  # fmt: skip
"""A short list of what nobody wants in a shared room. Operators add their own, or plug in a classifier."""


class WordPolicy:
    """A Moderator that knows words only, so every picture passes."""

    def __init__(self, policies: Iterable[Policy] = DEFAULT) -> None:
        self._policies = {policy.name: policy for policy in policies}
        self._patterns = [
            (policy.name, re.compile(pattern)) for policy in self._policies.values() for pattern in policy.patterns
        ]

    async def words(self, text: str) -> str | None:
        """The first policy that a pattern finds in `text`."""
        low = " ".join(text.lower().split())
        return next((name for name, pattern in self._patterns if pattern.search(low)), None)

    async def picture(self, data: bytes, description: str) -> str | None:
        """Words say nothing of a picture's pixels."""
        return None

    def reason(self, policy: str, language: Language) -> str:
        """Why, in the user's language."""
        return self._policies[policy].reason[language]


def policies_of(table: Mapping[str, list[str]]) -> tuple[Policy, ...]:
    """Policies from an operator's table: a reason in either language, and the words that it forbids, as plain text."""
    return tuple(
        Policy(f"own:{reason}", Text(reason, reason), tuple(map(_word, words))) for reason, words in table.items()
    )


def _word(word: str) -> str:
    plain = re.escape(" ".join(word.lower().split()))
    return plain if detect(word) is Language.ZH else rf"(?<!\w){plain}(?!\w)"


def reason_of(policy: str, language: Language) -> str:
    """Why, for a policy of the list above that another part of Chatelier has applied. Raises KeyError for others."""
    return {one.name: one.reason for one in DEFAULT}[policy][language]


async def refuse_words(moderator: Moderator | None, text: str, language: Language) -> None:
    """Raises ProblemError (refused) where `text` breaks a policy."""
    if moderator is not None and text and (policy := await moderator.words(text)):
        raise _refusal(moderator, policy, language)


async def refuse_picture(moderator: Moderator | None, data: bytes, description: str, language: Language) -> None:
    """Raises ProblemError (refused) where the picture breaks a policy."""
    if moderator is not None and (policy := await moderator.picture(data, description)):
        raise _refusal(moderator, policy, language)


def _refusal(moderator: Moderator, policy: str, language: Language) -> ProblemError:
    return ProblemError(Code.REFUSED, f"refused by the policy {policy!r}", reason=moderator.reason(policy, language))
