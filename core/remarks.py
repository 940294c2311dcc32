"""What is said to the bot and not of the picture: "that's ugly", "can you make videos?", "how do I save it?"."""

from __future__ import annotations

import re
from typing import Final

_ENDS: Final = r"(?:\s+(?:at all|though|please|man|bro|tbh|anymore|to me))*[\s.!?,…。！？，~～:()（）]*"
_HEAVY: Final = r"(?:so|really|very|just|pretty|kinda|kind of|a bit|too|quite|still|honestly|actually|super|such)"
_WRONG: Final = (
    r"(?:ugly|bad|terrible|awful|horrible|hideous|wrong|weird|boring|disgusting|trash|garbage|crap|lame|disappointing"
    r"|meh|not (?:very |so |that )?(?:good|right|nice|pretty|great|correct|it|cute))"
)
_REMARKS: Final = (
    (
        "dislike",
        rf"(?:(?:hm+|no|ugh|e+w+|nah|oh no|oh|well|sorry|but|bruh|wtf|omg)[,.! ]+)*(?:"
        rf"(?:that|it|this|he|she|the (?:picture|drawing|image|result))(?:'?s| is| looks?| was)(?: {_HEAVY})* {_WRONG}"
        rf"|(?:{_HEAVY} )*(?:ugly|terrible|awful|horrible|yuck|e+w+|ugh+|meh)"
        r"|i (?:really )?(?:don'?t|do not) (?:really )?like (?:it|this|that|this one|that one)"
        r"|i (?:really )?hate (?:it|this|that)|(?:this|that|it|you) sucks?"
        r"|(?:(?:that'?s|this is|that is|it'?s|still) )*not (?:really )?(?:what|how) i (?:want(?:ed)?|meant|asked(?:"
        r" for)?|had in mind|said|imagined)"
        r"|you (?:got|drew|did|made|understood) (?:it|that|this) (?:all )?wrong|you(?:'re| are) (?:wrong|useless"
        r"|stupid|bad at this)"
        r")"
        r"|(?:(?:这|那|它|哎|唉|呃|啊|画|图|得|的|张|幅|个|也|真|太|好|很|有点儿?|一点儿?都?|实在|还是|我|觉得|完全"
        r"|根本|你|并)[，, ]*)*"
        r"(?:不好看|难看|丑(?:死了|爆了)?|不喜欢(?:它|这个|这张)?|讨厌|不满意|糟糕|差劲|很差|太差|画错|错|不像|不是我(?:想)?要的(?:样子)?|不可爱|恶心|画得不对|垃圾)[了啦啊呀吧哦]*",
    ),
    (
        "help",
        r"(?:(?:hi|hey|hello|so|ok(?:ay)?|and|please)[,!. ]+)*(?:help(?: me)?|what (?:can|do) (?:you|u) do|what"
        r" (?:are you|r u) (?:able to do|for)"
        r"|how (?:does|do) (?:this|it|you) work|how (?:do|can) i use (?:this|you|it)|commands?|what else can (?:you"
        r"|u) do)"
        r"|(?:请问|那)?你(?:都|还|到底)?(?:会|能|可以)(?:做|干|画)?(?:些|点)?(?:什么|啥)(?:呢|呀|啊)?|帮助|怎么用|怎么玩|你有什么功能",
    ),
    (
        "who",
        r"(?:(?:hi|hey|hello|so|and)[,!. ]+)*(?:who|what) (?:are|r) (?:you|u)|what'?s your name|what is your name|are"
        r" you (?:a |an )?(?:bot|robot|human|ai|real)"
        r"|你是(?:谁|什么|哪位|机器人吗|人吗)|你叫什么(?:名字)?|你的名字(?:是什么)?",
    ),
    (
        "changed",
        r"(?:so |and |wait,? )*what (?:did (?:you|u) (?:just )?(?:change|do)|(?:has |was )?changed|is (?:different"
        r"|new)|'?s (?:different|new)|have you (?:changed|done))"
        r"(?: (?:in it|here|now|just now|there|this time))?"
        r"|(?:你)?(?:刚才|刚刚|都|这次)*(?:你)?(?:改|变|做|动)了(?:些)?(?:什么|啥|哪里|哪些)|有什么(?:变化|不同|不一样)|哪里(?:变|改|不一样)了?",
    ),
    (
        "first",
        r"(?:so |and |wait,? )*(?:(?=.*\b(?:first|originally|initially|beginning|start)\b)"
        r"what (?:did i|was i|have i) (?:(?:first|originally) )?(?:ask(?:ed|ing)?|say|said|want(?:ed)?|type)"
        r"(?: you)?(?: for| to draw| to make)?"
        r"(?: at first| first| originally| initially| in the beginning| at the (?:start|beginning))?"
        r"|what was (?:my|the) (?:very )?(?:first|original|initial) (?:request|prompt|wish|message|question))"
        r"|我?(?:最开始|一开始|最初|第一次|开头|最先)我?是?(?:让|叫|要|请|说|问)你?(?:画|做|说)?了?的?是?(?:什么|啥)",
    ),
    (
        "done",
        r"(?:so |and |ok(?:ay)?,? )*(?:what (?:did|have) (?:you|we|i) (?:do|done|changed?|made?|make)"
        r" (?:so far|until now|in total)"
        r"|what (?:are|were) (?:all )?(?:the|my) (?:changes|edits|steps)(?: so far)?"
        r"|(?:list|show(?: me)?|sum up|summari[sz]e) (?:all )?(?:the|my|our) (?:changes|edits|steps)(?: so far)?)"
        r"|(?:我们|你|我)?(?:到现在|目前|一共|总共|至今|到目前)(?:为止)?(?:我们|你|我)?都?(?:做|改|画)[过了]?(?:什么|啥|哪些)"
        r"|(?:列出|说说|总结)(?:一下)?(?:所有|全部)?的?(?:改动|修改|步骤)|(?:我们|你|我)都(?:做|改|画)[过了]?(?:什么|啥|哪些)",
    ),
    (
        "save",
        r"(?:so |and )*(?:how|where) (?:do|can|could|would|should) i (?:save|download|export|share|print|keep|get)"
        r" (?:it|this|that|them|the (?:picture|image|drawing|photo|file))"
        r"|can i (?:save|download|share|print) (?:it|this|that|the (?:picture|image|drawing|photo))"
        r"|(?:这张?图?|图片?|画|照片)?(?:我)?(?:怎么|如何|怎样|在哪里?|可以)(?:保存|下载|导出|分享)(?:图片|这张图|照片|它|吗)*",
    ),
    (
        "both",
        r"(?:i (?:want|like|take)|keep|take|use)? ?both(?: of them)?(?: together)?|两[张个幅](?:都要|一起|都留|都喜欢)",
    ),
    (
        "only_pictures",
        r"(?:can|could|do|will) (?:you|u) (?:also )?(?:make|do|create|generate|draw|record) (?:me )?(?:an? )?(?:short"
        r" )?(?:videos?|animations?|gifs?|movies?|films?|music|songs?|sounds?|3d(?: models?)?|audio)"
        r"|(?:你)?(?:会|能|可以|能不能|可不可以)(?:做|生成|画|弄|唱|写)(?:个|一个|段|点)?(?:视频|动画|动图|音乐|歌|电影|3D模型|三维模型)",
    ),
)  # fmt: skip
_PATTERNS: Final = tuple((name, re.compile(rf"(?:{pattern}){_ENDS}(?:吗|呢|吧)?{_ENDS}")) for name, pattern in _REMARKS)
_LINK: Final = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_WORD: Final = re.compile(r"[a-z]{2,}|[\u3400-\u9fff]", re.IGNORECASE)
_FEW: Final = 4
"""Words beside a link that still say nothing but to look at it."""


def remark(text: str) -> str:
    """What `text` says to the bot and nothing else: dislike, help, who, changed, save, both,
    only_pictures, link; or empty."""
    low = " ".join(text[:300].lower().replace("’", "'").split())
    if _LINK.search(low) and len(_WORD.findall(_LINK.sub(" ", low))) < _FEW:
        return "link"
    return next((name for name, pattern in _PATTERNS if pattern.fullmatch(low)), "")
