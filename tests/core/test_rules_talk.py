"""Turns that words answer, and looking for pictures: with no picture, with a drawing, with a photo."""

from __future__ import annotations

import pytest
from rules_cases import on_drawing, on_nothing, on_photo, short

DRAWING_EN = {
    "describe it": ["ask"],
    "what colour is the cat?": ["ask"],
    "is there a dog in it?": ["ask"],
    "how many cats do you see": ["ask"],
    "what time of day is it in the picture?": ["ask"],
    "nice!": ["chat"],
    "thanks, that's lovely": ["chat"],
    "i love it": ["chat"],
    "haha": ["chat"],
    "who invented sunglasses?": ["chat"],
    "hmm i don't like that": ["chat"],
    "tell me what's in this picture": ["ask"],
    "is the cat smiling?": ["ask"],
    "which way is the cat facing": ["ask"],
    "does it look happy to you": ["ask"],
    "can you see any boats?": ["ask"],
    "so what is he doing there": ["ask"],
    "cats sleep how many hours a day?": ["chat"],
    "do cats like water?": ["chat"],
    "how do artists shade fur?": ["chat"],
    "that made my day": ["chat"],
    "you are really good at this": ["chat"],
    "ok cool": ["chat"],
    "no thanks": ["chat"],
    "what's your favourite painter?": ["chat"],
    "that's perfect, no more changes": ["chat"],
    "my cat is called momo": ["chat"],
    "what is watercolor?": ["chat"],
    "who was van gogh?": ["chat"],
}

DRAWING_ZH = {
    "描述一下": ["ask"],
    "猫是什么颜色的？": ["ask"],
    "图里有几只猫": ["ask"],
    "谢谢，很好看": ["chat"],
    "太棒了": ["chat"],
    "这是在哪里？": ["ask"],
    "它看起来开心吗": ["ask"],
    "猫一天睡几个小时": ["chat"],
    "哈哈好可爱": ["chat"],
    "不用了，谢谢": ["chat"],
    "你真厉害": ["chat"],
}

NOTHING_EN = {
    "hello": ["chat"],
    "thanks a lot!": ["chat"],
    "what can you do?": ["chat"],
    "how do I draw a cat?": ["chat"],
    "write a poem about the sea": ["chat"],
    "who painted the mona lisa?": ["chat"],
    "draw up a meal plan for the week": ["chat"],
    "good morning": ["chat"],
    "why is the sky blue?": ["chat"],
    "explain watercolor to me": ["chat"],
    "can you draw?": ["chat"],
    "🙂": ["chat"],
    "": ["chat"],
    "tell me a joke": ["chat"],
    "draw a conclusion from these facts": ["chat"],
    "what does impressionism mean?": ["chat"],
    "find me pictures of golden retrievers": ["search golden retrievers"],
    "search for old maps of Rome": ["search old maps of rome"],
    "find a photo of the eiffel tower": ["search eiffel tower"],
    "show me photos of puffins": ["search puffins"],
    "how are you?": ["chat"],
    "are you a robot?": ["chat"],
    "what's the weather like?": ["chat"],
    "which styles do you know?": ["chat"],
    "do you speak chinese?": ["chat"],
    "i'm bored": ["chat"],
    "how does this work": ["chat"],
    "sketch out a business plan": ["chat"],
    "can you explain perspective drawing?": ["chat"],
    "is watercolor harder than oil?": ["chat"],
    "describe how to draw hands": ["chat"],
    "help": ["chat"],
    "what is the best way to paint clouds?": ["chat"],
    "paint a picture with words of my hometown": ["chat"],
    "suggest a title for my painting": ["chat"],
    "list five famous painters": ["chat"],
    "i love cats": ["chat"],
    "make up a story about a fox": ["chat"],
    "give me three ideas for a gift": ["chat"],
    "show me how to draw a horse": ["chat"],
}

NOTHING_ZH = {
    "你好": ["chat"],
    "谢谢": ["chat"],
    "你会做什么？": ["chat"],
    "怎么画猫？": ["chat"],
    "写一首关于大海的诗": ["chat"],
    "油画是谁发明的": ["chat"],
    "讲个笑话": ["chat"],
    "画蛇添足是什么意思": ["chat"],
    "找几张猫的图片": ["search 猫"],
    "帮我搜一下长颈鹿的照片": ["search 长颈鹿"],
    "有没有富士山的照片": ["search 富士山"],
    "你是机器人吗": ["chat"],
    "你会哪些风格": ["chat"],
    "水彩和油画哪个难": ["chat"],
    "今天天气怎么样": ["chat"],
    "我好无聊": ["chat"],
    "教我画马": ["chat"],
    "帮我写一份计划": ["chat"],
    "画家一般怎么配色": ["chat"],
    "给我的猫起个名字": ["chat"],
    "我喜欢猫": ["chat"],
}

PHOTO_EN = {
    "describe it": ["ask"],
    "what do you see?": ["ask"],
    "is she smiling?": ["ask"],
    "who is this?": ["ask"],
    "what kind of bird is this?": ["ask"],
    "how old does he look?": ["ask"],
    "thanks!": ["chat"],
    "what is photosynthesis?": ["chat"],
    "how does bokeh work?": ["chat"],
    "where was this taken?": ["ask"],
    "does he have a beard?": ["ask"],
    "what's she holding?": ["ask"],
    "any text in it?": ["ask"],
    "is this photo any good?": ["ask"],
    "how many people are in it": ["ask"],
    "what camera should i buy?": ["chat"],
    "what does ISO mean?": ["chat"],
    "she's my sister": ["chat"],
    "looks great, thank you so much": ["chat"],
}

PHOTO_ZH = {
    "描述一下这张图": ["ask"],
    "这是什么花？": ["ask"],
    "照片里有几个人？": ["ask"],
    "他多大年纪？": ["ask"],
    "这是谁": ["ask"],
    "背景是哪里": ["ask"],
    "相机怎么选": ["chat"],
    "这是我妹妹": ["chat"],
    "很满意，谢谢你": ["chat"],
}


@pytest.mark.parametrize(("text", "actions"), (DRAWING_EN | DRAWING_ZH).items())
def test_with_drawing(text: str, actions: list[str]) -> None:
    assert short(on_drawing(text)) == actions


@pytest.mark.parametrize(("text", "actions"), (NOTHING_EN | NOTHING_ZH).items())
def test_with_no_picture(text: str, actions: list[str]) -> None:
    assert short(on_nothing(text)) == actions


@pytest.mark.parametrize(("text", "actions"), (PHOTO_EN | PHOTO_ZH).items())
def test_with_photo(text: str, actions: list[str]) -> None:
    assert short(on_photo(text)) == actions
