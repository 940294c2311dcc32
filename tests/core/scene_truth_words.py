"""Words of which prompts are made for the tests, in both languages, and what they ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Word:
    """A thing: its key, its English names (one and many), its Chinese name with measure word and verb."""

    key: str
    one: str
    many: str
    zh: str
    measure: str = "个"
    verb: str = ""


def _words(table: str) -> tuple[Word, ...]:
    return tuple(Word(*(cell.strip() for cell in line.split("|"))) for line in table.strip().splitlines())


ANIMALS: Final = _words("""
cat|cat|cats|猫|只
dog|dog|dogs|小狗|只
rabbit|rabbit|rabbits|兔子|只
fox|fox|foxes|狐狸|只
bear|bear|bears|熊|头
panda|panda|pandas|熊猫|只
penguin|penguin|penguins|企鹅|只
elephant|elephant|elephants|大象|头
lion|lion|lions|狮子|头
tiger|tiger|tigers|老虎|只
monkey|monkey|monkeys|猴子|只
frog|frog|frogs|青蛙|只
owl|owl|owls|猫头鹰|只
turtle|turtle|turtles|乌龟|只
mouse|mouse|mice|老鼠|只
pig|pig|pigs|小猪|头
sheep|sheep|sheep|绵羊|只
koala|koala|koalas|考拉|只
wolf|wolf|wolves|狼|匹
dinosaur|dinosaur|dinosaurs|恐龙|只
hedgehog|hedgehog|hedgehogs|刺猬|只
duck|duckling|ducklings|鸭子|只
""")
PEOPLE: Final = _words("""
girl|girl|girls|女孩|个
boy|boy|boys|小男孩|个
woman|woman|women|女人|位
man|man|men|男人|个
child|kid|kids|小朋友|个
wizard|wizard|wizards|巫师|位
knight|knight|knights|骑士|名
princess|princess|princesses|公主|位
robot|robot|robots|机器人|个
astronaut|astronaut|astronauts|宇航员|名
pirate|pirate|pirates|海盗|个
chef|chef|chefs|厨师|位
witch|witch|witches|女巫|个
ninja|ninja|ninjas|忍者|名
oldman|old man|old men|老爷爷|位
""")
WORN: Final = _words("""
hat|hat|hats|帽子|顶|戴
scarf|scarf|scarves|围巾|条|围
sunglasses|pair of sunglasses|sunglasses|墨镜|副|戴
crown|crown|crowns|皇冠|顶|戴
dress|dress|dresses|裙子|条|穿
coat|jacket|jackets|外套|件|穿
boots|pair of boots|boots|靴子|双|穿
tie|tie|ties|领带|条|系
cape|cape|capes|披风|件|披
helmet|helmet|helmets|头盔|顶|戴
necklace|necklace|necklaces|项链|条|戴
""")
HELD: Final = _words("""
umbrella|umbrella|umbrellas|雨伞|把|打
balloon|balloon|balloons|气球|个|拿
book|book|books|书|本|捧
lantern|lantern|lanterns|灯笼|盏|提
sword|sword|swords|剑|把|握
rose|rose|roses|玫瑰|朵|拿
flag|flag|flags|旗子|面|举
apple|apple|apples|苹果|个|拿
gift|present|presents|礼物|份|抱
guitar|guitar|guitars|吉他|把|抱
""")
RIDDEN: Final = _words("""
bicycle|bike|bikes|自行车|辆|骑
motorcycle|motorcycle|motorcycles|摩托车|辆|骑
skateboard|skateboard|skateboards|滑板|块|踩
horse|horse|horses|马|匹|骑
dragon|dragon|dragons|龙|条|骑
broom|broomstick|broomsticks|扫帚|把|骑
""")
STANDING: Final = _words("""
tree|tree|trees|树|棵
table|table|tables|桌子|张
house|house|houses|房子|座
car|car|cars|汽车|辆
lamp|lamp|lamps|台灯|盏
fountain|fountain|fountains|喷泉|座
snowman|snowman|snowmen|雪人|个
piano|piano|pianos|钢琴|架
tent|tent|tents|帐篷|顶
bench|bench|benches|长椅|张
windmill|windmill|windmills|风车|座
statue|statue|statues|雕像|座
""")
SEATS: Final = _words("""
sofa|sofa|sofas|沙发|张
bench|bench|benches|长椅|张
chair|armchair|armchairs|椅子|把
bed|bed|beds|床|张
rug|rug|rugs|地毯|块
rock|rock|rocks|石头|块
table|table|tables|桌子|张
""")
VESSELS: Final = _words("""
basket|basket|baskets|篮子|个
box|cardboard box|cardboard boxes|纸箱|个
bathtub|bathtub|bathtubs|浴缸|个
car|car|cars|汽车|辆
boat|boat|boats|小船|艘
cup|teacup|teacups|茶杯|个
""")
COLORS: Final = (
    ("red", "红色"), ("blue", "蓝色"), ("green", "绿色"), ("yellow", "黄色"), ("pink", "粉色"), ("purple", "紫色"),
    ("white", "白色"), ("black", "黑色"), ("brown", "棕色"), ("orange", "橙色"),
)  # fmt: skip
ADJECTIVES: Final = (
    ("cute", "可爱"), ("fluffy", "毛茸茸"), ("tiny", "小小"), ("happy", "开心"), ("chubby", "胖乎乎"), ("brave", "勇敢"),
    ("lonely", "孤独"), ("elegant", "优雅"),
)  # fmt: skip
MATERIALS: Final = (("wooden", "木头"), ("shiny", "闪亮"), ("glass", "玻璃"), ("old", "破旧"), ("huge", "巨大"))
ALONE: Final = (
    ("sleeping", "睡觉"), ("dancing", "跳舞"), ("running", "跑步"), ("jumping", "跳跃"), ("singing", "唱歌"),
    ("reading", "看书"), ("laughing", "大笑"), ("waving", "挥手"),
)  # fmt: skip
POSTURES: Final = (
    ("sitting", "sits", "坐"),
    ("lying", "lies", "躺"),
    ("standing", "stands", "站"),
    ("sleeping", "sleeps", "睡"),
)


@dataclass(frozen=True)
class Said:
    """Words for surroundings: at the end of a sentence and at its head, in both languages, and what they ask for."""

    asks: str
    en: tuple[str, ...]
    en_first: tuple[str, ...]
    zh: tuple[str, ...]


SETTINGS: Final = (
    Said("beach|沙滩|海边", ("on the beach", "at the beach", "on a sandy beach"), ("on the beach", "at a quiet beach"), ("海边", "沙滩上")),
    Said("forest|森林", ("in the forest", "in a dark forest", "in a misty forest"), ("in the forest", "deep in a forest"), ("森林里", "茂密的森林里")),
    Said("desert|沙漠", ("in the desert", "in a desert"), ("in the desert",), ("沙漠里", "沙漠中")),
    Said("garden|花园", ("in a garden", "in the garden"), ("in a lush garden",), ("花园里",)),
    Said("park|公园", ("in the park", "at the park"), ("in the park",), ("公园里",)),
    Said("city|城市", ("in a big city", "in the city"), ("in a futuristic city",), ("城市里",)),
    Said("library|图书馆", ("in a library", "in the old library"), ("inside an old library",), ("图书馆里",)),
    Said("kitchen|厨房", ("in the kitchen", "in a cozy kitchen"), ("in a cozy kitchen",), ("厨房里", "温馨的厨房里")),
    Said("space|太空", ("in space", "in outer space"), ("in space",), ("太空中", "太空里")),
    Said("meadow|草地", ("in a meadow", "in a green meadow"), ("in a meadow",), ("草地上",)),
    Said("street|街", ("on a street", "on a busy street"), ("on a busy street",), ("街道上", "街上")),
    Said("mountain|山", ("in the mountains", "on a mountain"), ("high in the mountains",), ("雪山上", "高山上")),
    Said("classroom|教室", ("in a classroom",), ("in a classroom",), ("教室里",)),
    Said("moon|月球", ("on the moon", "on the surface of the moon"), ("on the moon",), ("月球上", "月球表面")),
)  # fmt: skip
AIRS: Final = (
    Said("night|夜", ("at night", "late at night", "by night"), ("at night", "on a quiet night", "one night"), ("夜晚", "夜里", "深夜")),
    Said("sunset|日落|夕阳", ("at sunset", "during sunset", "with a beautiful sunset"), ("at sunset",), ("日落时分", "夕阳下")),
    Said("rain|雨", ("in the rain", "on a rainy day", "while it rains"), ("on a rainy day", "in the pouring rain"), ("下着雨", "雨中", "下雨天")),
    Said("snow|雪", ("in the snow", "on a snowy day", "while it is snowing"), ("on a snowy day",), ("下着雪", "雪中", "大雪天")),
    Said("autumn|fall|秋", ("in autumn", "on an autumn day", "in the fall"), ("in autumn", "on a sunny autumn day"), ("秋天",)),
    Said("winter|冬", ("in winter", "in the winter"), ("one winter morning", "in winter"), ("冬天", "冬日")),
    Said("fog|雾", ("in the fog", "on a foggy morning"), ("on a foggy morning",), ("大雾", "薄雾中")),
    Said("dawn|黎明|清晨", ("at dawn", "at the crack of dawn"), ("at dawn",), ("清晨", "黎明")),
    Said("star|星", ("under the stars", "under a starry sky"), ("under the stars", "beneath a starry sky"), ("星空下",)),
)  # fmt: skip
STYLES: Final = (
    ("watercolor", ("watercolor", "watercolour"), ("水彩",)), ("anime", ("anime",), ("动漫",)), ("pixel", ("pixel art",), ("像素",)),
    ("oil", ("oil painting",), ("油画",)), ("ukiyo-e", ("ukiyo-e",), ("浮世绘",)), ("pencil", ("pencil sketch",), ("素描",)),
    ("low-poly", ("low poly",), ("低多边形",)), ("van-gogh", ("Van Gogh",), ("梵高",)), ("ink-wash", ("ink wash",), ("水墨",)),
    ("paper-cut", ("paper cut",), ("剪纸",)), ("mosaic", ("mosaic",), ("马赛克",)), ("stained-glass", ("stained glass",), ("彩绘玻璃",)),
)  # fmt: skip
