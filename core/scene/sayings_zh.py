"""Chinese sayings and verses as what is seen in them: 守株待兔 is a farmer by a tree with a rabbit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

SAYINGS: Final[Mapping[str, str]] = {
    "守株待兔": "一个农夫坐在大树下，旁边有一只兔子", "画蛇添足": "一个画家在画画，旁边有一条蛇", "后羿射日": "后羿在草原上拿着弓箭，太阳",
    "嫦娥奔月": "夜晚，嫦娥在月亮下飞", "龟兔赛跑": "一只乌龟和一只兔子在草地上奔跑", "井底之蛙": "一只青蛙在水井里",
    "坐井观天": "一只青蛙在水井里", "狐假虎威": "森林里，一只狐狸在老虎前面", "亡羊补牢": "农夫站在栅栏旁边，三只羊",
    "刻舟求剑": "一个男人坐在小船上，旁边有一把剑", "对牛弹琴": "一个男人弹琵琶，旁边有一头牛", "叶公好龙": "一个老人，旁边有一条中国龙",
    "画龙点睛": "一个画家在画画，旁边有一条中国龙", "鹤立鸡群": "一只仙鹤站在三只鸡中间", "盲人摸象": "一个男人摸着一头大象",
    "鲤鱼跃龙门": "一条红色的鲤鱼在牌坊前面", "猴子捞月": "夜晚，一只猴子在水井旁边，月亮", "小马过河": "一匹小马在河边",
    "闻鸡起舞": "清晨，一个侠客在舞剑，旁边有一只公鸡", "孔融让梨": "一个小男孩拿着一个梨", "铁杵磨针": "一个老奶奶坐在河边，旁边有一个小男孩",
    "武松打虎": "树林里，武松和一只老虎", "草船借箭": "一条船在江上，大雾", "年年有余": "一个小孩抱着一条鲤鱼", "喜上眉梢": "梅花树上有一只喜鹊",
    "松鹤延年": "一只仙鹤站在松树旁边", "花好月圆": "夜晚，花园里有花，月亮", "岁寒三友": "松树、竹子和梅花，下雪", "万马奔腾": "六匹马在草原上奔跑",
    "龙凤呈祥": "一条中国龙和一只凤凰", "龙飞凤舞": "一条中国龙和一只凤凰在天上飞", "小桥流水": "一座小桥在小溪上", "鸟语花香": "春天，花园里有两只小鸟",
    "世外桃源": "春天，桃树在山谷里，旁边有小溪和房子", "对酒当歌": "夜晚，一个男人举着酒杯", "渔舟唱晚": "傍晚，渔夫坐在小船上，湖",
    "孤帆远影": "一艘帆船在江上", "鸡犬升天": "一只鸡和一只狗在云上", "指鹿为马": "一个男人站在一只鹿旁边", "黔驴技穷": "山里，一头驴和一只老虎",
    "塞翁失马": "一个老人和一匹马在草原上", "杯弓蛇影": "一个男人拿着酒杯，墙上挂着弓", "掩耳盗铃": "一个小偷，旁边有一个铃铛", "夸父追日": "一个巨人在沙漠里奔跑，太阳",
    "愚公移山": "一个老人拿着锄头站在大山前面", "精卫填海": "一只小鸟在海上飞", "天女散花": "仙女在云上，花瓣", "鹊桥相会": "夜晚，牛郎和织女在桥上，喜鹊",
}  # fmt: skip
"""Set sayings, each with what a picture of it shows."""
_WORDS: Final[Mapping[str, str]] = {
    "蓑笠翁": "who:一个戴斗笠的老人", "翁": "who:一个老人", "渔翁": "who:一个渔夫", "渔": "who:一个渔夫", "牧童": "who:牧童", "儿童": "who:小孩", "小儿": "who:小孩",
    "故人": "who:一个男人", "佳人": "who:一个穿汉服的女子", "美人": "who:一个穿汉服的女子", "樵": "who:一个樵夫", "客": "who:一个旅人",
    "归人": "who:一个旅人", "行人": "who:一个旅人", "将军": "who:将军", "僧": "who:和尚", "钓": "does:钓鱼", "独酌": "does:喝酒",
    "举杯": "does:喝酒", "抚琴": "does:弹琴", "弹琴": "does:弹琴", "舟": "boat:小船", "船": "boat:小船", "帆": "boat:帆船",
    "黄鹂": "thing:两只黄鹂", "白鹭": "thing:一群白鹭", "燕": "thing:燕子", "雁": "thing:大雁", "鹤": "thing:仙鹤", "鸭": "thing:鸭子",
    "鹅": "thing:鹅", "鱼": "thing:鱼", "蜻蜓": "thing:蜻蜓", "蝶": "thing:蝴蝶", "蝉": "thing:蝉", "鸦": "thing:乌鸦", "树": "thing:大树", "鸟": "thing:小鸟", "鸡": "thing:公鸡",
    "犬": "thing:狗", "牛": "thing:牛", "马": "thing:马", "虎": "thing:老虎", "松": "thing:松树", "柳": "thing:柳树", "竹": "thing:竹子",
    "桃花": "thing:桃花", "梅": "thing:梅花", "荷": "thing:荷花", "莲": "thing:荷花", "菊": "thing:菊花", "枫": "thing:枫树", "桥": "thing:小桥",
    "石": "thing:石头", "床": "thing:床", "窗": "thing:窗户", "楼": "thing:宝塔", "亭": "thing:亭子", "寺": "thing:寺庙", "酒": "thing:酒壶",
    "茅": "thing:茅屋", "人家": "thing:房子", "纸鸢": "thing:风筝", "灯": "thing:灯笼", "花": "thing:花", "剑": "thing:剑", "塞": "where:沙漠里",
    "沙场": "where:沙漠里", "大漠": "where:沙漠里", "瀑布": "where:瀑布前", "飞流": "where:瀑布前", "江": "where:河边", "泉": "where:小溪边",
    "溪": "where:小溪边", "河": "where:河边", "湖": "where:湖边", "海": "where:海边", "山": "where:山里", "岭": "where:山里", "峰": "where:山里",
    "村": "where:村庄里", "原": "where:草原上", "草": "where:草地上", "林": "where:树林里", "园": "where:花园里", "雪": "air:下雪",
    "雨": "air:下雨", "明月": "air:月亮", "月": "air:月亮", "夕阳": "air:夕阳", "落日": "air:夕阳", "斜阳": "air:夕阳", "斜晖": "air:夕阳",
    "黄昏": "air:黄昏", "日": "air:太阳", "夜": "air:夜晚", "春": "air:春天", "秋": "air:秋天", "星": "air:星空", "霜": "air:秋天", "雾": "air:大雾",
}  # fmt: skip
"""What the words of verses show: who there is and does what, things, where it is, and the air."""
_LONGEST: Final = max(map(len, _WORDS))
_QUOTED: Final = r"[“\"「『‘'][^”\"」』’']*[”\"」』’']|(?:写|印|刻|题)[着上有了][^，。的]*"
_SAYING: Final = re.compile(rf"{_QUOTED}|(?P<saying>{'|'.join(sorted(SAYINGS, key=len, reverse=True))})(?:的?故事)?")
_VERSE: Final = re.compile(r"(?P<a>[\u3400-\u9fff]{5,7})[，,]\s*(?P<b>[\u3400-\u9fff]+)[。！]?")
_PROSE: Final = re.compile("[的着了把被很吗吧在拿戴穿]|一[个只条头匹座幅张位棵朵]")
"""What is said in prose and hardly in verse."""


def shown(text: str) -> str:
    """`text` with its sayings as what they show, and as a whole where it is a couplet of verse."""
    return _of_verse(text) or _SAYING.sub(lambda one: SAYINGS[one["saying"]] if one["saying"] else one.group(), text)


def beside_sayings(text: str) -> str | None:
    """What `text` says beside its sayings: nothing beside a couplet of verse; None where there is neither."""
    if shown(text) == text:
        return None
    return "" if _of_verse(text) else _SAYING.sub(lambda one: "" if one["saying"] else one.group(), text)


def _of_verse(text: str) -> str:
    """What a couplet shows in prose; empty for other texts, and where that is too little to draw."""
    found = _VERSE.fullmatch(text.strip())
    if found is None or len(found["a"]) != len(found["b"]) or _PROSE.search(text):
        return ""
    seen: dict[str, list[str]] = {kind: [] for kind in ("where", "who", "does", "boat", "thing", "air")}
    at = 0
    while at < len(text):
        word = next((text[at : at + size] for size in range(_LONGEST, 0, -1) if text[at : at + size] in _WORDS), "")
        kind, _, plain = _WORDS.get(word, "").partition(":")
        if plain and plain not in seen[kind]:
            seen[kind].append(plain)
        at += len(word) or 1
    who, things = seen["who"][:1], seen["thing"]
    if not (who or things or seen["boat"] or seen["where"]) or sum(map(len, seen.values())) < 2:
        return ""
    if who:
        aboard = f"坐在{seen['boat'][0]}上" if seen["boat"] else ""
        people = [who[0] + aboard + "".join(seen["does"][:1])]
    else:
        people = seen["boat"]
    return "，".join(
        [
            *seen["where"][:1],
            *people,
            *("旁边有" * bool(at) + one for at, one in enumerate(things[:3])),
            *seen["air"][:3],
        ]
    )
