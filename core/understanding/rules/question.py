"""Talk: questions, those about the picture and the others, and requests that words answer."""

from __future__ import annotations

import re
from typing import Final

from core.catalogue import action
from core.lexicon import canonical_noun
from core.pipeline import Action
from core.understanding.rules.clause import Clause

_WH: Final = re.compile(
    r"^(?:(?:and|but|so|ok(?:ay)?|now|then|hey|hi|hello|also|well|hm+|sorry|btw|quick question|in (?:this|that) (?:one|picture|photo))\b[\s,:]*)*"
    r"(?:what|which|who|whose|whom|why|how(?! about)|where|when|what's|who's|where's|how's|is|are|was|were|isn't|aren't|does|do(?= (?:you|they|i|we|these|those|the)\b)|did|has|have (?:you|they|we)|am i|"
    r"(?:can|could) you (?:tell|see|explain|describe|read|spot|recogni[sz]e|identify|guess|make out)|can i see|any (?=\w+ (?:in|on|at)\b)|any idea|do you|should i|would (?:you say|it|this|that))\b"
)
_INNER_WH: Final = re.compile(
    r"[,.:;!] ?(?:and )?(?:what|which|who|whose|why|how (?:many|much|old|big|far|do|does|did|is|are)|where|when|is|are|was|does|did|can you (?:tell|see|read))\b[^.!]*$|"
    r"\b(?:what|which|who|how (?:many|much|old)) [\w ']{2,60}\?\s*$|\b(?:right|isn't it|you think|or not|no|any (?:better|good|ideas?))\?\s*$|\?\s*$"
)
_ZH: Final = re.compile(
    r"什么|啥|多少|几(?=[个只条头辆座朵人张种岁点位层棵颗号月年])|哪|谁|为什么|怎么(?!样$|样[？?。]?$)|咋|是不是|有没有|是否|会不会|能看出|看得出|认得出|猜猜|"
    r"吗[？?]?$|呢[？?]?$|(?<=[\u4e00-\u9fff])没有?[？?]?$|(?<![好行要对是])不[？?]?$|[？?]\s*$"
)
_REQUEST: Final = re.compile(
    r"(?:^|[,.!;:] ?|\b(?:and|but|so|now|hey|ok|please|hi|hello|then|also|well|maybe) )(?:can|could|would|will|may|shall) (?:you|i|we) (?!(?:tell|see|explain|describe|read|spot|recogni[sz]e|identify|guess|make out|say)\b)"
    r"|^(?:can|could|may|should) (?:it|he|she|they|this|that|the \w+) (?:be|look|have|wear|get|hold|go)\b|how about|what about|what if|(?:what|how) would (?:i|he|she|it|they|we|this|that) look|why (?:not|don't)|\bpossible to\b|would you mind|"
    r"(?:可以|能不能|可不可以|能否|能|可否)(?!看出|认出|猜|说说|告诉)[^，,。]{1,24}吗?[？?]?$|(?:好吗|好不好|行不行|行吗|怎么样|如何|要不要)[？?。]?$|^(?:换|改|变|加|去|放|把|给|让)[^什么啥哪谁几怎]*$"
)
_WORDS: Final = re.compile(
    r"\b(?:in words|with words|words only|only words|in text|text only|no (?:picture|image|drawing) (?:needed|please)|(?:just|only) (?:text|words|bullet points|a list|tell me)|bullet points|in (?:one|two|a|three) (?:paragraph|sentence|line)s?)\b|"
    r"^(?:draw|sketch|paint|write|draft|create|generate|make|give|compose|design|come up with|outline|illustrate|prepare|suggest|recommend)(?: up| out)?(?: me| us)? (?:(?!(?:of|with|in|on|for|about|at|by|where|and|showing)\b)[\w'-]+ ){0,5}?"
    r"(?:plan|emails?|letters?|list|outline|summary|essay|story|stories|poems?|haiku|limerick|paragraphs?|report|schedule|contract|conclusions?|comparison|parallels?|captions?|titles?|names?|slogans?|recipes?|script|jokes?|speech|attention|lyrics|description|tips|advice|itinerary|explanation|proposal|agenda|budget|timeline|checklist|resume|cv|blog post|tweet|hashtags?|distinction|lesson|quote|facts?|reply|message|bio|review|post)\b(?! (?:book|cover|illustration|card))|"
    r"^(?:teach me|explain|tell me (?:about|how|why|a|more|something|what|who|when)|define|translate|summari[sz]e|compare|write|spell|recommend)\b|^draw (?:a line between|the line|lots|on your|from)\b|"
    r"用文字|文字(?:就行|说明|描述|版|回答|即可)|不用画|别画|写(?=[一个首篇段封点句份几])|造(?:个)?句|^讲|解释|科普|怎么(?:画|做|用|拍|办)|如何(?:画|做|用|拍)|教(?:我|教)|什么意思|成语|典故|出自|原理|(?:计划|方案|总结|清单|步骤|文案|大纲|邮件|笑话|故事)$|推荐|^介绍"
)
_DESCRIBE: Final = re.compile(
    r"^(?:describe|caption)\b(?!.*\b(?:how|difference|style of|process)\b)|\bwhat (?:do|can) you see\b|\bwhat(?:'s| is) (?:in|on|this|that|it|happening|going on|shown|here)\b|\btell me (?:what (?:you see|this|that|is|'s)|about (?:it|this|the (?:picture|image|photo)))|"
    r"描述|(?:说说|讲讲|形容)(?:一下)?(?:这|图|画|照片)|(?:图|画|照片)(?:里|上|中|片里|面里)(?:面)?(?:有|是|都|能|画).{0,8}|看到(?:了)?(?:什么|啥)"
)
_DEICTIC: Final = re.compile(
    r"\b(?:in|on|of|about|from) (?:this|that|the (?:picture|image|photo|drawing|painting|scene|shot))\b|\b(?:this|these|that) (?:picture|image|photo|drawing|painting|one|person|place|shot|scene|thing|is|look)|\b(?:here|pictured)\b|^(?:is|are|was|were|does) (?:it|this|that|he|she|they|there|these|those|his|her)\b|"
    r"\bis (?:it|this|that|he|she)\b|\b(?:he|she|him|her|his)\b|\b(?:background|foreground|behind (?:it|him|her|them)|in the (?:corner|middle|back|front|sky))\b|\bare there\b|"
    r"这[张幅只个位里是道件条座栋朵棵种]?|图[里中上]|[图画照]片?[里中上]|画面|[她他它](?!们一般)|背景|后面|左边|右边|旁边|上面|里面|角落|左[上下]角|右[上下]角|刚才那"
)
_VISIBLE: Final = re.compile(
    r"^(?:what|which) (?:colou?r|kind|sort|type|breed|style|time|season|animal|shape|expression)\b|^how many\b|^how (?:bright|dark|big|large|old)\b|\b(?:wearing|holding|doing|standing|sitting)\b|"
    r"颜色|什么色|[几多少][只个条头辆座朵张人]|多少个|多大|天空|戴|穿|拿着|在(?:干|做)"
)
_GENERAL: Final = re.compile(
    r"\b(?:you|your|yourself)\b|\b(?:usually|normally|generally|typically|in general|on average|in real life|historically|invented|meaning|mean by|difference between|capital|history|recommend|favou?rite|joke|formula|price|cost|law|legal)\b|"
    r"^(?:\w+,? )?(?:how (?:do|does|can|should|would|to|come)|why (?:do|does|are|is it)|who (?:invented|painted|wrote|was|made|discovered|created)|when (?:was|did|were)|what (?:does .+ mean|is an?\b|are\b(?! (?:they|these|those|the)))|where does|can i|do i|do (?:most |all )?[a-z]+s)\b|\bhow many (?:hours|days|years|calories|miles|countries)\b|"
    r"一般|通常|平时|一天|小时|寿命|平均|历史|原理|发明|首都|意思|成语|出自|推荐|你(?:是|会|能|叫|好|觉得|喜欢|们)|为什么|为啥|怎么(?:画|做|拍|用)|如何|海拔|科学|真的|现实|区别|谁(?:画|写|发明)|哪[年个]?(?:朝代|国家|年)|多少(?:钱|年|米|公里)|活多"
)
_DEFINITE: Final = re.compile(r"(?:\b(?:the|this|that|these|those|his|her|its|how many)(?: \w+)?? )(\w+)")
_PERCEIVE: Final = re.compile(
    r"\b(?:do you (?:see|think|recogni[sz]e|know (?:who|what|where|which))|would you (?:say|call|guess)|can you (?:see|read|tell|spot|make out|recogni[sz]e|identify|guess)|to you|you think|you see)\b|看得出|能看|认得|你(?:看|猜|觉得)"
)


def is_question(clause: Clause) -> bool:
    """Whether it is put as a question, and not as a polite request."""
    raw = clause.raw
    return not _REQUEST.search(raw) and bool(_WH.match(raw) or _INNER_WH.search(raw) or _ZH.search(raw))


def is_plain_question(clause: Clause) -> bool:
    """Whether it opens like a question, so that its words are no command: "is that a goatee", not "and in colour?"."""
    raw = clause.raw
    return is_question(clause) and bool(_WH.match(raw) or re.search(r"[a-z]", raw) is None or "," in raw)


def wants_words(clause: Clause) -> bool:
    """Whether words are asked for although the verb may be one of drawing: a plan, an explanation, how to draw."""
    return bool(_WORDS.search(clause.text)) and not _DESCRIBE.search(clause.text)


def read_describe(clause: Clause, original: str) -> tuple[Action, ...] | None:
    """ "Describe it" and its like."""
    if clause.has_picture and len(clause.text) < 120 and _DESCRIBE.search(clause.text):
        return (action("ask", question=original[:500]),)
    return None


def read_question(clause: Clause, original: str) -> tuple[Action, ...] | None:
    """A question: `ask` when only the picture can answer it, else `chat`; None when it is no question."""
    if not is_question(clause):
        return None
    if about_picture(clause):
        return (action("ask", question=original[:500]),)
    return (action("chat"),)


def about_picture(clause: Clause) -> bool:
    """Whether a question can only be answered by looking at the picture in play."""
    text = clause.raw
    if not clause.has_picture:
        return False
    if clause.context.has_upload:
        return True
    deictic = bool(_DEICTIC.search(text)) or names_subject(clause)
    if _PERCEIVE.search(text):
        return deictic or bool(
            _VISIBLE.search(text) or re.search(r"can you (?:see|read|spot|make out)|do you see|看得出|能看", text)
        )
    if _GENERAL.search(text):
        return bool(
            re.search(
                r"这张|图[里中上]|画[里中上]|照片[里中上]|\bin (?:this|the) (?:picture|photo|image|drawing)\b", text
            )
        )
    return (
        deictic
        or bool(_VISIBLE.search(text))
        or bool(re.search(r"\b(?:it|the \w+|there|them|they|this|that|these|those)\b", text))
    )


def names_subject(clause: Clause) -> bool:
    """Whether a thing of the scene, or one that is visible, is named."""
    nouns = {canonical_noun(one.noun) for one in clause.context.scene.present}
    nouns |= {canonical_noun(word) for word in clause.context.concepts}
    words = {canonical_noun(word) for word in _DEFINITE.findall(clause.raw) if word}
    return bool(nouns & words) or any(one.noun.lower() in clause.text for one in clause.context.scene.present)
