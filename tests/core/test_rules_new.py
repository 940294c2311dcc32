"""Requests for a new picture."""

from __future__ import annotations

import pytest
from rules_cases import on_drawing, on_nothing, short

DRAWING_EN = {
    "draw a dog": ["generate dog"],
    "now draw me a castle on a hill": ["generate castle on a hill"],
    "New picture: a submarine under the ice": ["generate submarine under the ice"],
    "forget the cat, draw me a volcano": ["generate volcano"],
    "let's do something else, a train in the jungle": ["generate train in the jungle"],
    "next, an astronaut riding a bicycle through paris": ["generate astronaut riding a bicycle through paris"],
}

DRAWING_ZH = {
    "再画一只狗": ["generate 一只狗"],
}

NOTHING_EN = {
    "draw me a cute cat": ["generate cute cat"],
    "Could you please paint a red fox in the snow? 🦊": ["generate red fox in the snow"],
    "darw a dragon plz": ["generate dragon"],
    "I'd like a picture of two owls on a branch": ["generate two owls on a branch"],
    "make me an image of a knight riding a snail": ["generate knight riding a snail"],
    "three rockets over a purple planet": ["generate three rockets over a purple planet"],
    "give me 3 pictures of a teapot": ["generate teapot 3"],
    "draw a house without windows": ["generate house windows"],
    "draw a 16:9 mountain landscape": ["generate mountain landscape 16:9"],
    "an owl reading a book": ["generate owl reading a book"],
    "my son wants a dinosaur eating spaghetti": ["generate dinosaur eating spaghetti"],
    "I need a birthday card with a hippo": ["generate birthday card with a hippo"],
    "surprise me with a dragon": ["generate dragon"],
    "can i get a logo for a bakery": ["generate logo for a bakery"],
    "logo for a bike shop": ["generate logo for a bike shop"],
    "imagine a city made of glass": ["generate city made of glass"],
    "wallpaper, misty mountains, pastel colours": ["generate wallpaper, misty mountains, pastel colours"],
    "picture this: an octopus playing drums": ["generate octopus playing drums"],
    "I'm thinking of a robot gardener": ["generate robot gardener"],
    "put a panda on a skateboard": ["generate panda on a skateboard"],
    "create something with foxes": ["generate something with foxes"],
    "need a poster for my band, skeleton with a guitar": ["generate poster for my band, skeleton with a guitar"],
    "a sad clown": ["generate sad clown"],
    "dragon": ["generate dragon"],
    "sunset over the ocean": ["generate sunset over the ocean"],
}

NOTHING_ZH = {
    "请帮我画两只在月亮上跳舞的兔子": ["generate 两只在月亮上跳舞的兔子"],
    "来一幅水彩风格的小镇": ["generate 小镇 水彩"],
    "我想要一张宇航员骑马的图": ["generate 宇航员骑马"],
    "一只戴着围巾的企鹅": ["generate 一只戴着围巾的企鹅"],
    "给我画个机器人": ["generate 机器人"],
    "能画一座城堡吗？": ["generate 一座城堡"],
    "夕阳下的长城，油画": ["generate 夕阳下的长城 油画"],
    "设计一个面包店的标志": ["generate 面包店的标志"],
    "想看一条会飞的鱼": ["generate 一条会飞的鱼"],
    "画风可爱点的小狐狸": ["generate 画风可爱点的小狐狸"],
    "下雪的北京": ["generate 下雪的北京"],
    "帮我弄张海报，主题是音乐节": ["generate 海报，主题是音乐节"],
    "恐龙": ["generate 恐龙"],
}


@pytest.mark.parametrize(("text", "actions"), (DRAWING_EN | DRAWING_ZH).items())
def test_with_drawing(text: str, actions: list[str]) -> None:
    assert short(on_drawing(text)) == actions


@pytest.mark.parametrize(("text", "actions"), (NOTHING_EN | NOTHING_ZH).items())
def test_with_no_picture(text: str, actions: list[str]) -> None:
    assert short(on_nothing(text)) == actions
