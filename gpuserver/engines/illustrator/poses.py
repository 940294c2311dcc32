"""What words say a subject does, and which of its drawings shows that."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Final

_POSES: Final = {
    "juggle": r"\bjuggl\w*|杂耍|抛接",
    "upsidedown": r"\bupside\b|倒挂|倒吊",
    "superfly": r"\bfl(?:y|ies|ying) like (?:a |an? \w+ )?super\w*|\bsuper(?:hero|man) (?:pose|flight)\b"
    r"|像超[人级]\w*飞|超人[一般样地]*飞",
    "ropeskip": r"\bropeskipping\b|\b(?:skip|jump)(?:s|ping|ing)? (?:the |a )?rope\b|跳绳",
    "fire": r"\bbreath(?:es?|ing) fire\b|喷火|吐火|喷着火",
    "fight": r"\b(?:fight|battl|attack|duel|slay|combat)(?:s|es|ing|ling)?\b|战斗|打架|搏斗|决斗|大战|对战|屠龙|厮杀",
    "box": r"\bbox(?:es|ing)\b|\bpunch(?:es|ing)\b|打拳击|拳击",
    "kungfu": r"\b(?:tai ?chi|kung ?fu|karate|martial arts|qigong)\b|太极|功夫|武术|练武|打拳|咏春",
    "ski": r"\bski(?:s|ing)?\b|滑雪",
    "skate": r"\b(?:ice[- ]?)?skat(?:es|ing)\b|滑冰|溜冰",
    "lift": r"\bweightlifting\b|\blift(?:s|ing)? (?:\w+ )?(?:weights?|barbells?|dumbbells?)\b|举重|举铁|举杠铃",
    "catch": r"\bcatch(?:es|ing)?\b|接球|接住",
    "sing": r"\bsing(?:s|ing)?\b|\bkaraoke\b|唱",
    "drum": r"\bdrumming\b|\bplay(?:s|ing)? (?:the |his |her |some )?drums?\b|[打敲击]架?子?鼓",
    "selfie": r"\bselfies?\b|自拍",
    "cry": r"\b(?:cr(?:y|ies|ying)|weep\w*|sob(?:s|bing)?)\b|哭|流泪|抹眼泪",
    "write": r"\bwrit(?:es?|ing)\b|\bdoing (?:\w+ )?homework\b|写字|写作|写信|写着|写日记|写书|做作业|写毛笔字",
    "paint": r"(?<!\ba )(?<!\ban )(?<!\bthe )(?<!\bof )\b(?:paint|draw|sketch)(?:s|es|ing)?\b|画画|作画|绘画|写生|画着",
    "conduct": r"\bconducting\b|指挥",
    "think": r"\b(?:think|ponder|wonder|daydream)(?:s|ing)?\b|思考|沉思|想事情|在想|发呆",
    "pray": r"\bpray(?:s|ing)?\b|祈祷|合十|许愿",
    "crouch": r"\b(?:crouch|squat)\w*\b|蹲",
    "dance": r"\b(?:danc\w+|twirl\w*)\b|舞",
    "sleep": r"\b(?:sleep\w*|asleep|nap\w*|dozing|lying|lies|curled up|snoozing)\b|睡|躺|打盹|趴",
    "ride": r"\b(?:rid(?:es?|ing)|cycling|biking|driving)\b|骑|开着|驾",
    "read": r"\b(?:read(?:s|ing)?|studying)\b|看书|看报|读书|读报|阅读|读着|(?<!\w)reads? (?:the |a )?newspaper",
    "eat": r"\b(?:eat(?:s|ing)?|munch\w*|nibbl\w+|chew\w*)\b|吃",
    "cook": r"\b(?:cook(?:s|ing)|bak(?:es|ing)|stirring)\b|做饭|炒菜|烹饪|做菜",
    "play": r"\b(?:strumming|playing (?:the |an? |his |her )?(?:guitar|violin|ukulele|banjo|lute))\b|"
    r"弹(?!钢琴|跳|琵琶)|"
    r"拉(?:小提)?琴",
    "lotus": r"\b(?:yoga|meditat\w+)\b|瑜伽|打坐|冥想",
    "crawl": r"\bcrawl\w*\b|\bon all fours\b|爬行|爬着|在爬|学爬|爬来爬去|(?<![攀登])爬$",
    "climb": r"\b(?:climb\w*|scaling|mountaineering)\b|攀爬|攀岩|爬山|登山|攀登",
    "fish": r"\b(?:fishing|angling)\b|钓鱼|垂钓",
    "swim": r"\b(?:swim\w*|snorkel\w*|paddling)\b|游泳|游水|潜水|游来|在游|游着",
    "fly": r"\b(?:fly(?:ing)?|flies|soar\w*|glid(?:es|ing)|hover\w*)\b|飞",
    "run": r"\b(?:run(?:s|ning)?|chas(?:es|ing)|rac(?:es|ing)|gallop\w*|rush\w*|jogg?\w*|sprint\w*|dash\w*)"
    r"\b|跑|追|奔",
    "kick": r"\bkick\w*\b|踢",
    "throw": r"\bthrow\w*|\btoss\w*|扔|抛|投篮",
    "push": r"\bpush\w*|推",
    "jump": r"\b(?:jump\w*|leap\w*|hop(?:s|ping)|bounc\w+|skipping)\b|跳|蹦|跃",
    "armsup": r"\b(?:cheer(?:s|ing)|celebrat\w+|arms (?:up|raised)|hands up|hooray|victor\w+)\b|欢呼|举手|庆祝",
    "wave": r"\b(?:wav(?:es|ing)|greeting)\b|招手|挥手|打招呼",
    "hug": r"\b(?:hug(?:s|ging)|cuddl\w+|embrac\w+)\b(?! (?:\w+ )?knees)|拥抱|抱着(?!双?膝)|搂",
    "kneel": r"\bkneel\w*\b|跪",
    "hang": r"\b(?:hang(?:s|ing)|swing(?:s|ing)|dangl\w+)\b|挂|荡|吊",
    "hold": r"\b(?:hold(?:s|ing)|carr(?:ies|ying))\b|拿着|举着|提着|捧着|撑着",
    "walk": r"\b(?:walk\w*|stroll\w*|march\w*|hik(?:es|ing)|wander\w*|sneak\w*)\b|走|散步|漫步|遛",
    "sit": r"\b(?:sit(?:s|ting)?|seated)\b|\bhug(?:s|ging) (?:\w+ )?knees\b|坐|抱着?双?膝",
    "talk": r"\b(?:talk|chat|speak|argu|tell)(?:s|es|ing|ting)\b|聊天|说话|谈话|讲话|吵架",
    "look": r"\b(?:look|star|gaz|glanc|watch|fac)(?:s|es|ing)?\b|看着|望着|盯着|看向|望向|对视|仰望|眺望|欣赏",
    "stand": r"\b(?:stand(?:s|ing)?|posing)\b|站",
}
_PATTERNS: Final = {pose: re.compile(pattern) for pose, pattern in _POSES.items()}
_INSTEAD: Final = {
    "walk": ("stand",), "run": ("walk", "jump"), "jump": ("run", "armsup"), "swim": ("fly",),
    "dance": ("armsup", "jump"), "eat": ("hold",), "hug": ("armsup",), "ride": ("sit",), "read": ("sit",),
    "kick": ("run",), "throw": ("armsup", "run"), "push": ("walk", "run"), "cook": ("hold",), "play": ("hold",),
    "stand": ("walk",), "cradle": ("hug", "hold"), "cuddle": ("hug",), "climb": ("stand",),
    "lotus": ("sit",), "fish": ("sit",), "upsidedown": ("hang",),
    "hang": ("upsidedown", "swing"), "juggle": ("armsup",),
    "fly_kite": ("wave",), "crawl": ("walk",), "superfly": ("fly",), "ropeskip": ("jump",),
    "crouch": ("kneel", "sit"), "pray": ("kneel",), "fight": ("fire",), "fire": ("fly",),
}  # fmt: skip
_TRADES: Final = {
    pose: re.compile(pattern)
    for pose, pattern in {
        "box": r"\bboxers?$|拳击手", "ski": r"\bskiers?$|滑雪(?:者|运动员)",
        "skate": r"\b(?:figure |ice )skaters?$|花样滑冰运动员",
        "drum": r"\bdrummers?$|鼓手", "sing": r"\b(?:singer|pop ?star|vocalist|rapper)s?$|歌手|歌星|歌唱家",
        "lift": r"\bweight ?lifters?$|\bbodybuilders?$|举重运动员", "conduct": r"\b(?:orchestra )?conductors?$|指挥家",
        "kungfu": r"\b(?:martial artist|karate master|kung fu master|karateka)s?$|武术家|功夫大师|武林高手|空手道选手",
    }.items()
}  # fmt: skip
"""Trades of which one is seen at a glance what they do."""
_SWING: Final = re.compile(r"\bswings?\b|秋千")
_PLAYED_AS: Final = {"violin": "fiddle", "guitar": "play"}
"""Instruments that have a pose of their own."""
_STILL: Final = frozenset({"sit", "stand", "look", "talk", "walk"})
"""Poses that a subject's own drawing shows where there is no other."""


def pose_in(words: str, only: str = "") -> str:
    """The pose that `words` ask for, the one that is more of an action where they ask for two; empty for none.

    `only` asks for no other pose than that.
    """
    text = words.lower()[:200]
    poses = (pose for pose, pattern in _PATTERNS.items() if pattern.search(text) and only in ("", pose))
    return next(poses, "")


def pose_of(words: Iterable[str]) -> str:
    """The pose that the first of `words` asks for that asks for one."""
    return next((pose for one in words if (pose := pose_in(one))), "")


def pose_of_trade(noun: str) -> str:
    """The pose of who is named by what they do: a boxer boxes, a drummer drums; empty for other nouns."""
    return next((pose for pose, pattern in _TRADES.items() if pattern.search(noun.lower())), "")


def of_people(pose: str, words: Iterable[str], place: str, held: Collection[str]) -> str:
    """The pose of people whose words ask for two at once, or who hold what has a pose of its own.

    `place` is where they are said to be, `held` the names of the drawings in their hands.
    """
    if _SWING.search(place):
        return "swing"
    if pose == "read" and any(pose_in(one, "sit") for one in words):
        return "readsit"
    if pose in ("", "play", "hold", "stand"):
        played = [_PLAYED_AS[name] for name in _PLAYED_AS if name in held]
        otherwise = "hold" if held and pose == "play" else pose
        return played[0] if played else otherwise
    return pose


def shown(pose: str, drawn: Collection[str]) -> str | None:
    """The pose among `drawn` that shows `pose` best; empty for the drawing as it is, None where nothing shows it."""
    for one in (pose, *_INSTEAD.get(pose, ())):
        if one in drawn:
            return one
    return "" if pose in _STILL else None
