"""The catalogue of pipelines (DialogDraw, figure 2a): everything Chatelier can do, declared once.

Understanding, validation, help texts, slash commands, `GET /v1/pipelines` and the docs derive from it.
A new pipeline is one entry here and one engine that serves it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.language import Text
from core.pipeline import Action, ActionError, Kind, Modality, Param, ParamType, Pipeline, check

COLORS: Final = ("red", "orange", "green", "blue", "sky blue", "purple", "brown", "yellow", "pink")
"""The colours that `adjust_color` paints with."""

_I, _T = Modality.IMAGE, Modality.TEXT


def _text(name: str, en: str, zh: str, *, required: bool = True) -> Param:
    return Param(name, ParamType.TEXT, Text(en, zh), required)


def _number(name: str, en: str, zh: str, low: float, high: float, *, required: bool = True) -> Param:
    return Param(name, ParamType.NUMBER, Text(en, zh), required, low, high)


def _count(name: str, en: str, zh: str, high: int) -> Param:
    return Param(name, ParamType.INTEGER, Text(en, zh), required=False, low=1, high=high)


def _choice(name: str, en: str, zh: str, *choices: str, required: bool = True) -> Param:
    return Param(name, ParamType.CHOICE, Text(en, zh), required, choices=choices)


def _entry(id: str, kind: Kind, name: Text, description: Text, answers: Modality, *params: Param) -> Pipeline:
    return Pipeline(id, kind, name, description, answers, params)


_ENTRIES: Final = (
    _entry("generate", Kind.CREATE, Text("Draw", "画画"), Text("Draw a new picture", "画一幅新画"), _I,
           _text("prompt", "what to draw", "画什么"),
           _text("style", "the style", "画风", required=False),
           Param("aspect", ParamType.ASPECT, Text("width to height, such as 16:9", "宽高比，如 16:9"), required=False),
           _count("count", "how many pictures", "几幅", 4),
           _text("negative", "what must not be in it", "不要出现什么", required=False)),
    _entry("edit", Kind.SCENE, Text("Change", "修改"),
           Text("Change the time of day, weather, pose, action or mood", "改时间、天气、姿势、动作或气氛"), _I,
           _text("instruction", "what to change", "改什么")),
    _entry("add_object", Kind.SCENE, Text("Add", "添加"), Text("Put something into the picture", "往画里加东西"), _I,
           _text("object", "what to add", "加什么"), _text("place", "where", "放在哪里", required=False)),
    _entry("remove_object", Kind.SCENE, Text("Take out", "去掉"), Text("Take something out", "从画里去掉东西"), _I,
           _text("object", "what to take out", "去掉什么")),
    _entry("replace_object", Kind.SCENE, Text("Swap", "替换"), Text("Swap one thing for another", "把一样换成另一样"), _I,
           _text("object", "what to replace", "换掉什么"), _text("with", "what to put instead", "换成什么")),
    _entry("recolor_object", Kind.SCENE, Text("Recolour", "换颜色"), Text("Another colour for one thing", "给一样东西换颜色"), _I,
           _text("object", "which thing", "哪一样"), _text("color", "the colour", "颜色")),
    _entry("change_attribute", Kind.SCENE, Text("Alter", "改样子"),
           Text("Another material, age, size or shape of one thing", "改一样东西的材质、年纪、大小或形状"), _I,
           _text("object", "which thing", "哪一样"), _text("attribute", "how it should be", "改成什么样")),
    _entry("change_background", Kind.SCENE, Text("Background", "换背景"),
           Text("Another setting behind the subject", "换一个背景"), _I,
           _text("background", "the setting", "什么背景")),
    _entry("style_transfer", Kind.SCENE, Text("Style", "换画风"), Text("Another style for the picture", "换一种画风"), _I,
           _text("style", "the style", "画风")),
    _entry("edit_face", Kind.FACE, Text("Face", "改脸"),
           Text("Change expression, hair colour, hair or make-up", "改表情、发色、发型或妆容"), _I,
           Param("set", ParamType.FACE, Text("what should be so", "要有的"), required=False),
           Param("unset", ParamType.FACE, Text("what to drop", "要去掉的"), required=False),
           Param("strength", ParamType.STRENGTH, Text("how strongly, 0 to 1, for all or for each value", "程度，0 到 1，可以各不相同"),
                 required=False, low=0, high=1),
           _text("target", "whose face, such as: the person on the left", "谁的脸，如：左边的人", required=False)),
    _entry("remove_background", Kind.PHOTO, Text("Cut out", "抠图"), Text("Cut the subject out", "去掉背景"), _I),
    _entry("blur_background", Kind.PHOTO, Text("Blur background", "虚化背景"),
           Text("Portrait look: blur what is behind", "人像效果：虚化背景"), _I),
    _entry("adjust_brightness", Kind.PHOTO, Text("Brightness", "亮度"), Text("Lighter or darker", "调亮或调暗"), _I,
           _number("percent", "−100 to 100", "−100 到 100", -100, 100)),
    _entry("adjust_contrast", Kind.PHOTO, Text("Contrast", "对比度"), Text("More or less contrast", "增减对比度"), _I,
           _number("percent", "−100 to 100", "−100 到 100", -100, 100)),
    _entry("adjust_color", Kind.PHOTO, Text("Tint", "色调"), Text("Paint the whole picture with a colour", "给整幅画染上颜色"), _I,
           _choice("color", "the colour", "颜色", *COLORS),
           _number("intensity", "0 to 1", "0 到 1", 0, 1, required=False)),
    _entry("rotate", Kind.PHOTO, Text("Rotate", "旋转"), Text("Turn the picture", "旋转图片"), _I,
           _number("degrees", "0 to 360, counterclockwise; without it the horizon is made level", "0 到 360，逆时针；不填则扶正",
                   0, 360, required=False)),
    _entry("flip", Kind.PHOTO, Text("Mirror", "翻转"), Text("Mirror the picture", "镜像翻转"), _I,
           _choice("direction", "which way", "方向", "horizontal", "vertical")),
    _entry("crop", Kind.PHOTO, Text("Crop", "裁剪"), Text("Crop to a ratio", "按比例裁剪"), _I,
           Param("aspect", ParamType.ASPECT, Text("width to height, such as 1:1", "宽高比，如 1:1"))),
    _entry("upscale", Kind.PHOTO, Text("Enlarge", "放大"), Text("Larger and sharper", "放大并更清晰"), _I,
           _number("factor", "1 to 4", "1 到 4", 1, 4, required=False)),
    _entry("outpaint", Kind.PHOTO, Text("Extend", "扩图"), Text("Extend the canvas", "扩展画面"), _I,
           _choice("direction", "which way", "方向", "left", "right", "up", "down", "all", required=False)),
    _entry("vary", Kind.CREATE, Text("Vary", "换一幅"), Text("Another take on the same picture", "同样的内容再来一幅"), _I,
           _count("count", "how many", "几幅", 4)),
    _entry("restore", Kind.PHOTO, Text("Restore", "修复"), Text("Repair and denoise an old photo", "修复旧照片、去噪"), _I),
    _entry("colorize", Kind.PHOTO, Text("Colourise", "上色"), Text("Colour for a black-and-white photo", "给黑白照片上色"), _I),
    _entry("sketch_to_image", Kind.CREATE, Text("From sketch", "草图成画"),
           Text("Turn your drawing into a picture", "把你的草图变成画"), _I,
           _text("prompt", "what it shows", "画的是什么", required=False)),
    _entry("search", Kind.FIND, Text("Find", "找图"), Text("Find an existing picture", "找一张现成的图"), _I,
           _text("query", "what to look for", "找什么")),
    _entry("ask", Kind.TALK, Text("Ask", "提问"), Text("Answer a question about the picture", "回答关于图片的问题"), _T,
           _text("question", "the question", "问题")),
    _entry("chat", Kind.TALK, Text("Chat", "聊天"), Text("Talk, help, thanks", "聊天、帮助、致谢"), _T),
    _entry("undo", Kind.HISTORY, Text("Undo", "撤销"), Text("Take back the last change", "撤回上一步"), _I,
           _count("steps", "how many steps", "几步", 100)),
    _entry("redo", Kind.HISTORY, Text("Redo", "重做"), Text("Bring back what was undone", "恢复撤销的"), _I),
    _entry("reset", Kind.HISTORY, Text("Start over", "重新开始"), Text("Forget the picture and start over", "清空，重新开始"), _T),
)  # fmt: skip

CATALOGUE: Final[Mapping[str, Pipeline]] = {pipeline.id: pipeline for pipeline in _ENTRIES}


def action(pipeline: str, **params: object) -> Action:
    """An action checked against the catalogue. Raises ActionError with one sentence that says what is allowed."""
    entry = CATALOGUE.get(pipeline)
    if entry is None:
        raise ActionError(f"there is no pipeline {pipeline!r}; there are: {', '.join(CATALOGUE)}")
    return Action(pipeline=pipeline, params=check(entry, params))


def checked(given: Action) -> Action:
    """`given` with its parameters in their declared types. Raises ActionError."""
    return action(given.pipeline, **given.params)
