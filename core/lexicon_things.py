"""Nouns of plants, food, smaller things, and of what is around them. One line a thing, in English and Chinese."""

from __future__ import annotations

from typing import Final

THINGS: Final = {
    "instrument": """
guitar ukulele banjo = 吉他 木吉他 尤克里里 班卓琴
violin fiddle viola cello = 小提琴 提琴 中提琴 大提琴
drum snare_drum toy_drum drum_set tambour = 鼓 小鼓 军鼓 大鼓
trumpet bugle cornet = 小号 军号 喇叭 号角
flute = 笛子 长笛
harp = 竖琴 古筝 琵琶
saxophone sax = 萨克斯
accordion = 手风琴
""",
    "plant": """
tree oak apple_tree birch maple = 树 大树 小树 树木 苹果树 枫树 银杏树 橡树 榕树 梧桐树
pine pine_tree fir fir_tree spruce conifer evergreen evergreen_tree cedar larch cypress redwood sequoia = 松树 冷杉 云杉 针叶树 雪松 柏树 小松树 水杉
christmastree christmas_tree xmas_tree decorated_tree = 圣诞树
palm palm_tree coconut_tree coconut_palm date_palm coco_palm = 棕榈树 椰子树 棕榈 椰树 椰枣树
sakura cherry_blossom cherry_blossom_tree cherry_tree sakura_tree blossom_tree blossoming_tree flowering_tree plum_blossom peach_tree plum_tree magnolia almond_tree peach_blossom = 樱花树 樱花 桃花树 桃树 桃花 梅花 梅树 樱树 樱桃树 杏花 玉兰 花树
bamboo bamboo_stalk bamboo_plant bamboo_shoot sugar_cane sugarcane reed = 竹子 竹笋 毛竹 甘蔗 芦苇 翠竹
willow willow_tree weeping_tree = 柳树 垂柳 杨柳 柳枝
bonsai bonsai_tree miniature_tree japanese_maple = 盆景 盆栽树 盆景树 小盆景 迎客松
pottedplant potted_plant pot_plant houseplant house_plant indoor_plant monstera fern ficus rubber_plant philodendron plant_pot flowerpot flower_pot plant greenery = 盆栽 盆栽植物 室内植物 龟背竹 花盆 绿萝 蕨类 发财树 植物
bush shrub hedge shrubbery rose_bush azalea hydrangea thicket berry_bush = 灌木 灌木丛 树篱 矮树丛 杜鹃花 绣球花 树丛
rose rosebud peony carnation camellia ranunculus = 玫瑰 玫瑰花 月季 蔷薇 牡丹 牡丹花 康乃馨 山茶花
sunflower sun_flower helianthus gerbera black-eyed_susan = 向日葵 太阳花 葵花 向阳花
tulip crocus tulip_flower = 郁金香 番红花
lotus lotus_flower water_lily waterlily lily_pad water_lotus nenuphar = 莲花 荷花 睡莲 荷叶 芙蓉
flower flowers daisy blossom lily orchid dandelion lavender iris wildflower bouquet bouquet_of_flowers = 花 花朵 鲜花 小花 百合 雏菊 菊花 兰花 蒲公英 野花 薰衣草
mushroom toadstool = 蘑菇
cactus cacti = 仙人掌
leaf maple_leaf autumn_leaf = 叶子 树叶 枫叶 落叶
grass = 草 小草 青草
""",
    "food": """
cake birthday_cake cupcake pie muffin wedding_cake = 蛋糕 生日蛋糕 纸杯蛋糕
bread loaf_of_bread bread_loaf slice_of_bread brioche sourdough loaf toast bun = 面包 吐司 土司 面包片 切片面包
burger hamburger cheeseburger beefburger sandwich = 汉堡 汉堡包 芝士汉堡 牛肉汉堡 三明治 鸡肉汉堡
hotdog hot_dog sausage frankfurter bratwurst wiener sausage_roll = 热狗 香肠 热狗面包 烤肠 腊肠 火腿肠
pizza pizza_slice slice_of_pizza margherita pizza_pie piece_of_pizza = 披萨 比萨 匹萨 比萨饼 披萨饼 意大利披萨
sushi nigiri maki sushi_roll sashimi sushi_platter california_roll = 寿司 三文鱼寿司 握寿司 寿司卷 刺身 生鱼片 日本料理
noodles noodle ramen noodle_soup bowl_of_noodles udon soba pho spaghetti pasta macaroni laksa bowl_of_soup bowl_of_ramen soup = 面条 拉面 汤面 牛肉面 乌冬面 意大利面 意面 米线 米粉 河粉 长寿面 螺蛳粉 汤 火锅 一碗面
rice = 米饭
dumpling jiaozi gyoza potsticker dim_sum xiaolongbao steamed_bun bao baozi wonton mandu pierogi momo bamboo_steamer = 饺子 水饺 蒸饺 包子 小笼包 馄饨 锅贴 蒸笼 烧卖 汤包 点心
cheese piece_of_cheese swiss_cheese cheese_wedge cheddar emmental gouda parmesan brie = 奶酪 芝士 乳酪 起司 干酪
egg fried_egg sunny-side-up_egg poached_egg = 鸡蛋 煎蛋 荷包蛋 太阳蛋 煎鸡蛋 煎荷包蛋
apple = 苹果
banana bunch_of_bananas plantain = 香蕉 芭蕉 大蕉
strawberry raspberry berry cranberry = 草莓 小草莓 覆盆子 树莓 莓果 浆果
watermelon water_melon slice_of_watermelon watermelon_slice cantaloupe honeydew melon = 西瓜 西瓜片 甜瓜 哈密瓜 蜜瓜
orange tangerine mandarin clementine grapefruit citrus_fruit satsuma kumquat pomelo citrus = 橙子 橘子 桔子 柑橘 蜜橘 甜橙 柚子 西柚 脐橙 金桔
grapes grape bunch_of_grapes grapevine blueberry currants = 葡萄 提子 蓝莓
cherry pair_of_cherries = 樱桃 车厘子
pineapple ananas tropical_fruit = 菠萝 凤梨 大菠萝 热带水果
lemon lime = 柠檬
tomato potato onion pepper eggplant corn avocado cabbage = 西红柿 番茄 土豆 玉米 茄子 白菜 牛油果
peach pear plum mango = 桃子 梨 芒果 李子
carrot radish turnip parsnip beet beetroot daikon vegetable = 胡萝卜 红萝卜 萝卜 甜菜 小萝卜 蔬菜
pumpkin squash butternut = 南瓜 大南瓜 倭瓜 小南瓜
jack-o-lantern jack_o'lantern jack-o'-lantern jack_o_lantern jackolantern halloween_pumpkin carved_pumpkin pumpkin_lantern = 南瓜灯 南瓜灯笼 杰克灯 杰克南瓜灯
donut doughnut bagel = 甜甜圈 多纳圈 面包圈 贝果 草莓甜甜圈
cookie biscuit chocolate_chip_cookie cracker shortbread gingerbread cookies = 饼干 曲奇 曲奇饼干 巧克力饼干 小饼干 姜饼
mooncake moon_cake = 月饼
pancakes pancake hotcakes = 松饼 煎饼 薄煎饼
fruitbowl fruit_bowl = 果盘 水果
snowglobe snow_globe = 雪花球 水晶雪球
icecream ice_cream ice-cream gelato = 冰淇淋 冰激凌 雪糕
chocolate = 巧克力
candy lollipop = 糖果 棒棒糖 糖葫芦
coffee = 咖啡
tea = 茶
cocktail juice orange_juice smoothie lemonade soda iced_tea mocktail soft_drink milkshake bubble_tea margarita wine milk beer beverage = 果汁 鸡尾酒 橙汁 汽水 柠檬水 冰茶 奶昔 西瓜汁 奶茶 牛奶 啤酒 饮料 饮品 冷饮
""",
    "thing": """
ball beach_ball snowball tennis_ball ball_of_yarn yarn = 球 皮球 沙滩球 毛线球 雪球 网球 棒球 排球 毛线团
football soccer soccer_ball soccerball = 足球
basketball = 篮球
balloon party_balloon = 气球
kite = 风筝 纸鸢
book storybook novel picture_book textbook diary dictionary spellbook comic_book notebook journal = 书 书本 故事书 绘本 小说 课本 词典 日记 本子
newspaper magazine letter map scroll = 报纸 信 地图 信封
pencil crayon colored_pencil coloured_pencil pen = 铅笔 彩色铅笔 蜡笔 钢笔 笔
paintbrush brush easel = 画笔 毛笔 画板
hammer mallet = 锤子 铁锤 榔头 锤
key = 钥匙
bell = 铃铛 圣诞铃铛 铃
flag = 旗子 旗
sign signboard billboard placard board poster banner = 牌子 招牌 广告牌子 木牌 路牌 指示牌 海报 标牌 告示牌 横幅
lamp lampshade streetlight street_lamp lamppost street_light = 灯 台灯 落地灯 电灯 床头灯 路灯 吊灯 灯具
lantern oil_lamp kerosene_lamp = 灯笼 提灯 马灯 油灯 煤油灯 露营灯
paperlantern paper_lantern chinese_lantern festival_lantern sky_lantern = 纸灯笼 花灯
candle candlestick candle_holder = 蜡烛 烛台
clock alarm_clock timepiece = 钟 时钟 闹钟 钟表 小闹钟
mirror looking_glass = 镜子 魔镜 穿衣镜 全身镜 梳妆镜
painting picture_frame portrait_painting = 画 相框 壁画 山水画 挂画 年画 画像
window = 窗户 木窗 橱窗 窗 窗子
door = 门
fence gate railing = 篱笆 栅栏 围栏 栏杆 大门
rug carpet blanket mat = 地毯 毯子 野餐垫
pillow cushion = 枕头 抱枕 垫子
umbrella = 雨伞 花纸伞 花伞 伞 油纸伞
parasol = 阳伞 遮阳伞
camera slr = 相机 照相机 摄像机 胶片相机 数码相机
phone smartphone mobile_phone cell_phone cellphone telephone iphone = 手机 电话 智能手机 移动电话
laptop computer notebook_computer macbook laptop_computer pc = 电脑 笔记本电脑 计算机 手提电脑 笔记本
television tv tv_set telly television_set = 电视 电视机 老电视
telescope spyglass = 望远镜 天文望远镜
racket tennis_racket racquet tennis_racquet = 球拍 网球拍 拍子
wand sceptre scepter = 魔杖 魔法棒 仙女棒 权杖 魔法杖
potion elixir potion_bottle flask poison = 药水 魔药 魔法药水 烧瓶 药瓶 毒药
sword longsword broadsword saber katana dagger excalibur blade = 剑 宝剑 长剑 刀剑 短剑 圣剑
shield buckler = 盾牌 护盾 骑士盾 盾
bow arrow = 弓 弓箭
doll = 布娃娃 洋娃娃 玩偶
toy = 玩具
bone = 骨头
snowman = 雪人 小雪人
statue sculpture = 雕像 雕塑 石狮子
campfire bonfire fire fireplace = 篝火 营火 火堆 壁炉
heart = 心 爱心
trophy medal = 奖杯 奖牌
ladder = 梯子
rock stone boulder = 石头 岩石 礁石
log branch stump = 木头 树枝 树桩
windowsill ledge = 窗台
shell seashell = 贝壳
coin = 金币 硬币
rope = 绳子
bubble soap_bubble = 泡泡
diamond gem jewel crystal pearl = 钻石 宝石 珍珠 水晶
rainbow = 彩虹
""",
    "air": """
sun = 太阳
moon = 月亮
star gold_star star_shape = 星星 小星星 五角星 金星
cloud = 云 云朵
""",
    "setting": """
background = 背景
beach seaside = 海边 海滩 沙滩
forest woods = 森林 树林
desert = 沙漠
ocean sea = 大海 海洋
lake = 湖 湖边
river = 河 河边
mountain = 山 大山 山峰
city town = 城市
village = 村庄
garden = 花园
park = 公园
library = 图书馆
kitchen = 厨房
space cosmos = 太空 宇宙
""",
}
"""Kind -> its things: their names with `_` for blanks, the first of which is the key, and their Chinese names."""
