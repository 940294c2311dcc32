"""Chinese prompts become scenes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scene_cases import told

from core.prompt import prompt_of
from core.scene.reader import read_scene, read_subject
from core.styles import STYLES, THINGS, style_id

PROMPTS = [
    ("一个女孩骑着自行车", "女孩 ! 骑着; 自行车 @ 被女孩骑着"),
    ("四个孩子在雪人旁边", "4 孩子 @ 雪人旁边; 雪人"),
    ("两个孩子在红色的谷仓前面堆雪人", "2 孩子 @ 谷仓前面 ! 堆; (red) 谷仓; 雪人 @ 孩子旁边"),
    ("一只小熊骑着自行车，旁边有一只看月亮的狗", "小熊 ! 骑着; 自行车 @ 被小熊骑着; 狗 @ 小熊旁边 ! 看月亮 | details: 月亮"),
    ("篮子里的猫", "猫 @ 篮子里; 篮子"),
    ("水彩风格，海边的一只可爱的猫，戴着墨镜", "[可爱] 猫; 墨镜 @ 猫身上 | background: 海边 | style: 水彩"),
    ("一只小狗和一只小猫在花园里", "小狗; 小猫 | background: 花园里"),
    ("沙发上睡觉的毛茸茸的猫", "[毛茸茸] 猫 @ 沙发上 ! 睡觉; 沙发"),
    ("男人手里拿着一把红伞，下着雨", "男人; (red) 伞 @ 男人手里 | details: 下着雨"),
    ("一个男孩在树下弹吉他", "男孩 @ 树下 ! 弹吉他; 树"),
    ("狗在公园里追球", "狗 ! 追; 球 @ 狗旁边 | background: 公园里"),
    ("女孩看着一个红色的大气球", "女孩 ! 看着气球; (red) [大] 气球"),
    ("写着“你好”的牌子", "[says: 你好] 牌子"),
    ("一个银色长发的精灵少女", "[银色长发] 精灵少女"),
    ("贺卡，一条龙，写“恭喜发财”", "[says: 恭喜发财] 贺卡; 龙"),
    ("一块写着营业中的牌子在门口", "[says: 营业中] 牌子 | background: 门口"),
    ("一只猫和一只狗坐在长椅上", "猫 @ 长椅上 ! 坐; 狗 @ 长椅上 ! 坐; 长椅"),
    ("一只猫和一只狗在跳舞", "猫 ! 跳舞; 狗 ! 跳舞"),
    ("穿红裙子的女孩抱着一只白兔子", "女孩; (red) 裙子 @ 女孩身上; (white) 兔子 @ 女孩怀里"),
    ("树下有一只戴帽子的狐狸", "树; 狐狸 @ 树下; 帽子 @ 狐狸身上"),
    ("左边是一只猫，右边是一只狗", "猫 @ 左边; 狗 @ 右边"),
    ("没有人的海滩，日落", "background: 海滩 | details: 日落 | without: 人"),
    ("夕阳下的海边，一个老人和他的狗在散步", "老人 ! 散步; 狗 ! 散步 | background: 海边 | details: 夕阳下"),
    ("一只鸟站在男人的肩膀上", "鸟 @ 男人肩膀上 ! 站; 男人"),
    ("桌子上放着一个苹果和两根香蕉", "桌子; 苹果 @ 桌子上; 2 香蕉 @ 桌子上"),
    ("宇航员在火星上骑马", "宇航员 ! 骑; 马 @ 被宇航员骑着 | background: 火星上"),
    ("雪地里的一只小企鹅，围着红围巾，特写", "小企鹅; (red) 围巾 @ 小企鹅身上 | background: 雪地里 | shot: 特写"),
    ("夜晚的城市街道，霓虹灯，赛博朋克风格", "background: 城市街道 | details: 夜晚, 霓虹灯 | style: 赛博朋克"),
    ("月亮上的兔子", "兔子 | background: 月亮上"),
    ("满月", "满月"),
    ("森林里有一只熊和三只小兔子", "熊; 3 小兔子 | background: 森林里"),
    ("一个戴着眼镜的老奶奶坐在摇椅上织毛衣", "老奶奶 @ 摇椅上 ! 坐着织; 眼镜 @ 老奶奶身上; 摇椅; 毛衣 @ 老奶奶手里"),
    ("小男孩开心地放风筝，春天的草地", "小男孩 ! 放; 风筝 @ 小男孩手里 | background: 草地 | details: 春天"),
    ("一条龙飞过城堡", "龙 @ 城堡上方 ! 飞过; 城堡"),
    ("一只三花猫趴在窗台上晒太阳", "三花猫 @ 窗台上 ! 趴着晒太阳; 窗台"),
    ("一个宇航员的肖像", "宇航员 | shot: 肖像"),
    ("两只狐狸在星空下接吻", "2 狐狸 ! 接吻 | details: 星空下"),
    ("一只黑白相间的猫", "(black and white) 猫"),
    ("红色的汽车停在蓝色的房子前面", "(red) 汽车 @ 房子前面 ! 停; (blue) 房子"),
    ("海底的章鱼在打鼓，卡通风格", "章鱼 ! 打鼓 | background: 海底 | style: 卡通"),
    ("一个女孩骑着一辆红色的自行车，在公园里，旁边跟着一只小狗", "女孩 ! 骑着; (red) 自行车 @ 被女孩骑着; 小狗 @ 女孩旁边 | background: 公园里"),
    ("猫追老鼠", "猫 ! 追; 老鼠 @ 猫旁边"),
    ("一只猴子倒挂在树上吃香蕉", "猴子 @ 树上 ! 倒挂着吃; 树; 香蕉 @ 猴子手里"),
    ("一只猫", "猫"),
    ("三只毛茸茸的白猫", "3 (white) [毛茸茸] 猫"),
    ("左边有一只猫，中间有一只狗，右边有一只狐狸", "猫 @ 左边; 狗 @ 中间; 狐狸 @ 右边"),
    ("一头大象站在一只小老鼠旁边", "大象 @ 小老鼠旁边 ! 站; 小老鼠"),
    ("窗帘后面的猫", "猫 @ 窗帘后面; 窗帘"),
    ("夜晚，一只猫头鹰站在树枝上，满月，神秘的气氛", "猫头鹰 @ 树枝上 ! 站; 树枝 | details: 夜晚, 满月 | mood: 神秘的气氛"),
    ("戴着皇冠的狮子坐在王座上", "狮子 @ 王座上 ! 坐; 皇冠 @ 狮子身上; 王座"),
    ("孩子在动物园喂长颈鹿", "孩子 ! 喂; 长颈鹿 @ 孩子旁边 | background: 动物园"),
    ("桌子上有一碗汤和一杯红酒", "桌子; 汤 @ 桌子上; 酒 @ 桌子上"),
    ("一只戴蓝围巾和帽子的狗", "狗; (blue) 围巾 @ 狗身上; 帽子 @ 狗身上"),
    ("狐狸在烛光下看书", "狐狸 ! 看书 | details: 烛光下"),
    ("两头大象在踢足球", "2 大象 ! 踢足球"),
    ("男人推着装满南瓜的红色手推车", "男人 ! 推着; (red) 手推车 @ 男人旁边; 南瓜 @ 手推车里"),
    ("一只蓝眼睛的猫", "[蓝眼睛] 猫"),
    ("兔子在草地上拉着一把小小的小提琴", "兔子 ! 拉着; [小小] 小提琴 @ 兔子手里 | background: 草地上"),
    ("骑士骑着白马穿过黑暗的森林，油画", "骑士 ! 骑着、穿过黑暗的森林; (white) 马 @ 被骑士骑着 | background: 黑暗的森林 | style: 油画"),
    ("女孩在床上抱着泰迪熊", "女孩 @ 床上; 床; 泰迪熊 @ 女孩怀里"),
    ("没戴帽子的熊，没有树", "熊 | without: 帽子, 树"),
    ("群山环绕的宁静湖泊", "background: 群山环绕的宁静湖泊"),
    ("蜜蜂在向日葵上方飞", "蜜蜂 @ 向日葵上方 ! 飞; 向日葵"),
    ("雪地里玩耍的小狗们", "3 小狗 ! 玩耍 | background: 雪地里"),
    ("天鹅和鸭子在池塘里游泳，柔和的晨光，粉色调", "天鹅 ! 游泳; 鸭子 ! 游泳 | background: 池塘里 | details: 柔和的晨光 | palette: 粉色调"),
    ("村庄上空的热气球", "热气球 | background: 村庄上空"),
    ("奶牛站在风车旁边的田野里", "奶牛 @ 风车旁边 ! 站; 风车 | background: 田野里"),
    ("戴白帽子的厨师端着一个披萨", "厨师; (white) 帽子 @ 厨师身上; 披萨 @ 厨师手里"),
    ("美人鱼坐在礁石上梳头发", "美人鱼 @ 礁石上 ! 坐着梳头发; 礁石"),
    ("山上的鬼屋，远景", "鬼屋 | background: 山上 | shot: 远景"),
    ("龙对着骑士喷火", "龙 @ 骑士旁边 ! 喷火; 骑士"),
    ("外星人在餐厅里喝咖啡", "外星人 ! 喝咖啡 | background: 餐厅里"),
    ("东京繁忙的街道上走着很多人，晚上", "6 人 | background: 东京繁忙的街道上 | details: 晚上"),
    ("独角兽跳过彩虹", "独角兽 @ 彩虹上方 ! 跳过; 彩虹"),
    ("猴子一边吃香蕉一边滑滑板", "猴子 ! 吃、滑; 香蕉 @ 猴子手里; 滑板 @ 被猴子滑着"),
    ("茶杯里的可爱小刺猬，特写，柔光", "[可爱] 小刺猬 @ 茶杯里; 茶杯 | details: 柔光 | shot: 特写"),
    ("一辆复古汽车停在棕榈树下，日落，复古风格", "[复古] 汽车 @ 棕榈树下 ! 停; 棕榈树 | details: 日落 | style: 复古"),
    ("一只黑猫睡在一只白猫旁边", "(black) 猫 @ 白色的猫旁边 ! 睡; (white) 猫"),
    ("两棵树之间的吊床上躺着一只大熊猫", "吊床 @ 树之间; 2 树; 大熊猫 @ 吊床上 ! 躺着"),
    ("窗台上的鱼缸里有一条金鱼", "鱼缸 @ 窗台上; 窗台; 金鱼 @ 鱼缸里"),
    ("超人飞过城市上空", "超人 ! 飞过城市上空 | background: 城市"),
    ("一个男人和一个女人在海边手牵手", "男人 ! 手牵手; 女人 ! 手牵手 | background: 海边"),
    ("三个小朋友坐在长椅上吃冰淇淋，夏天", "3 小朋友 @ 长椅上 ! 坐着吃; 长椅; 冰淇淋 @ 小朋友手里 | details: 夏天"),
    ("小熊穿着红色雨衣，打着黄色雨伞，站在雨里", "小熊 ! 站; (red) 雨衣 @ 小熊身上; (yellow) 雨伞 @ 小熊手里 | details: 雨里"),
    ("机器人拿着一束花送给女孩", "机器人 ! 送给; 花 @ 机器人手里; 女孩 @ 机器人旁边"),
    ("一只鹦鹉站在海盗的肩膀上", "鹦鹉 @ 海盗肩膀上 ! 站; 海盗"),
    ("花园里有很多五颜六色的花和两只蝴蝶", "6 [五颜六色] 花; 2 蝴蝶 | background: 花园里"),
    ("一个女孩在厨房里做蛋糕", "女孩 ! 做; 蛋糕 @ 女孩旁边 | background: 厨房里"),
    ("一位老爷爷在公园里打太极，清晨", "老爷爷 ! 打太极 | background: 公园里 | details: 清晨"),
    ("圣诞老人坐着雪橇飞过屋顶，下着雪", "圣诞老人 ! 飞过屋顶; 雪橇 @ 被圣诞老人坐着 | background: 屋顶 | details: 下着雪"),
    ("一匹棕色的马在草原上奔跑", "(brown) 马 ! 奔跑 | background: 草原上"),
    ("湖边的小木屋，秋天，水彩画", "[小] 木屋 | background: 湖边 | details: 秋天 | style: 水彩画"),
    ("沙滩上的一把红色遮阳伞和两张椅子", "(red) 遮阳伞; 2 椅子 | background: 沙滩上"),
    ("一艘海盗船在暴风雨中航行", "海盗船 ! 航行 | details: 暴风雨中"),
    ("书桌上的台灯和一本打开的书", "台灯 @ 书桌上; 书桌; [打开] 书"),
    ("一只企鹅在冰面上滑冰，背景是极光", "企鹅 ! 滑冰 | background: 冰面上 | details: 极光"),
    ("公主站在城堡前面", "公主 @ 城堡前面 ! 站; 城堡"),
    ("小猫躲在纸箱里", "小猫 @ 纸箱里 ! 躲; 纸箱"),
    ("一条金鱼在鱼缸里游来游去", "金鱼 @ 鱼缸里 ! 游来游去; 鱼缸"),
    ("在海底，一只章鱼弹着钢琴", "章鱼 ! 弹着; 钢琴 @ 章鱼旁边 | background: 海底"),
]  # fmt: skip
"""Prompts and every slot of their scenes, as `scene_cases.told` writes them."""


@pytest.mark.parametrize(("prompt", "scene"), PROMPTS)
def test_a_prompt_is_a_scene(prompt: str, scene: str) -> None:
    assert told(read_scene(prompt)) == scene


@pytest.mark.parametrize("prompt", [prompt for prompt, _ in PROMPTS])
def test_the_printed_prompt_is_read_as_the_same_prompt(prompt: str) -> None:
    printed = prompt_of(read_scene(prompt))
    assert prompt_of(read_scene(printed)) == printed


@pytest.mark.parametrize(
    ("phrase", "noun", "count", "color", "attributes"),
    [
        ("一群鸭子", "鸭子", 5, None, ()), ("两辆红色的消防车", "消防车", 2, "red", ()), ("一朵玫瑰", "玫瑰", 1, None, ()),
        ("毛茸茸的大白狗", "狗", 1, "white", ("毛茸茸", "大")), ("小狗们", "小狗", 3, None, ()), ("黑板", "黑板", 1, None, ()),
        ("写着“欢迎”的牌子", "牌子", 1, None, ("says: 欢迎",)),
    ],
)  # fmt: skip
def test_a_noun_phrase_is_a_subject(
    phrase: str, noun: str, count: int, color: str | None, attributes: tuple[str, ...]
) -> None:
    subject = read_subject(phrase)
    assert (subject.noun, subject.count, subject.color, subject.attributes) == (noun, count, color, attributes)


_VOCABULARY = "一只 两个 红色 的 大 猫 狗 女孩 帽子 球 树 房子 月亮 海边 森林里 夜晚 下雨 在 上 里 旁边 和 ， 。 骑着 拿着 戴着 看着 睡觉 跑 有 是 没有 被 写着 它 一起 特写 动漫风格 zorble"
WORDS = st.sampled_from(_VOCABULARY.split())


@given(st.lists(WORDS, min_size=1, max_size=60).map("".join))
def test_any_order_of_words_is_a_scene_of_at_most_twelve(prompt: str) -> None:
    scene = read_scene(prompt)
    assert len(scene.subjects) <= 12
    assert all(one.noun and one.count >= 1 for one in scene.subjects)
    assert isinstance(prompt_of(scene), str)


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=200))
def test_any_characters_are_a_scene(prompt: str) -> None:
    assert len(read_scene(prompt).subjects) <= 12


@pytest.mark.parametrize("name", [name for style in STYLES for name in style.zh if name not in THINGS])
def test_a_style_is_read_from_its_name_alone(name: str) -> None:
    scene = read_scene(f"一只猫在沙发上，{name}")
    assert style_id(scene.style or "") == style_id(name)
    assert [subject.noun for subject in scene.subjects] == ["猫", "沙发"]


@pytest.mark.parametrize(
    ("prompt", "style"),
    [("低多边形的狐狸", "低多边形"), ("像素小猫", "像素"), ("一只狐狸，彩绘玻璃", "彩绘玻璃"), ("黑板前的老师", None)],
)
def test_a_style_before_the_thing(prompt: str, style: str | None) -> None:
    assert read_scene(prompt).style == style


@pytest.mark.parametrize(
    ("prompt", "scene"),
    [
        ("桥下面有一只小船", "桥; 小船 @ 桥下面"), ("马跳过栅栏", "马 @ 栅栏上方 ! 跳过; 栅栏"),
        ("孩子们围着篝火跳舞", "3 孩子 @ 篝火周围 ! 跳舞; 篝火"), ("猫在椅子和桌子之间", "猫 @ 椅子和桌子之间; 椅子; 桌子"),
        ("熊猫靠着竹子睡觉", "熊猫 @ 竹子旁边 ! 靠着睡觉; 竹子"), ("桌子上面有面包", "桌子; 面包 @ 桌子上面"),
    ],
)  # fmt: skip
def test_where_something_is_done_is_read_as_a_place(prompt: str, scene: str) -> None:
    assert told(read_scene(prompt)) == scene


def test_under_the_moon_is_no_noodles() -> None:
    assert [subject.noun for subject in read_scene("月亮下面有一只狐狸").subjects] == ["狐狸"]
