"""What the gallery shows: chapters of tiles, each a drawing and the edits of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from core.catalogue import action
from core.face import SLOT_OF
from core.pipeline import Action
from core.recipe import Drawing, Recipe, fold
from core.scene.model import Scene, Subject
from core.scene.reader import read_scene
from core.styles import STYLES
from gpuserver.engines.illustrator import art, subjects
from gpuserver.engines.illustrator.icons import table
from gpuserver.engines.illustrator.settings import SETTINGS, words_of
from gpuserver.engines.illustrator.styles import STYLES as DRAWN_STYLES
from gpuserver.engines.illustrator.words import chinese_of, word_of

SEED = 7
"""The seed of everything that is to be compared: one scene in every weather, style, material, step by step."""


@dataclass(frozen=True)
class Tile:
    """One picture and the words under it."""

    title: str
    recipe: Recipe


@dataclass(frozen=True)
class Chapter:
    """Tiles that belong together, with their title in both languages."""

    title: str
    chinese: str
    tiles: tuple[Tile, ...]


_RELATIONS = (
    "a knight riding a horse in the forest", "a girl riding a red bicycle in the park", "a fox in a basket",
    "a boy holding a red balloon", "a man holding a yellow umbrella in the rain",
    "an old man sitting on a bench in a park", "a cat sleeping on a sofa", "a dog in a bathtub",
    "a rabbit behind a tree", "a cat under a table", "an owl on a book",
    "a dog wearing a hat and a scarf", "a mouse next to a cheese", "a penguin in front of an igloo",
    "a woman looking at a painting", "three penguins dancing on ice", "两只小猫在沙发上睡觉",
    "一个女孩骑着马", "桌子上有一个蛋糕", "一只熊猫抱着竹子",
)  # fmt: skip
_SKIES = (
    *(f"{weather} at {time}".strip() for weather in ("", "in the rain", "in the snow", "in the fog", "in a storm")
      for time in ("dawn", "noon", "sunset", "night")),
    "in spring", "in summer", "in autumn", "in winter", "with fireworks", "under the northern lights",
    "with shooting stars",
)  # fmt: skip
_SCENES = (
    "a lighthouse in a storm at night", "a robot watering sunflowers", "a pirate ship at sea at sunset",
    "a campfire in the forest at night", "a ghost in a haunted house", "a treehouse in the jungle",
    "a ferris wheel at night", "an alien in a park", "a UFO over a farm at night", "a shop with a sign that says OPEN",
    "a sandcastle on the beach", "a scarecrow in autumn", "a hospital in the snow", "a carousel in the park at sunset",
    "宇航员在月球上喝茶", "医院门前有一辆救护车", "一艘海盗船在大海上", "城市夜空的烟花", "雪山上的极光",
    "写着面馆的店", "一只狐狸坐在篝火旁边", "孩子在沙滩上，旁边有一个沙堡", "鱼缸里的金鱼", "月饼和红灯笼",
)  # fmt: skip
_MATERIALS = (
    "glass", "gold", "silver", "bronze", "wood", "marble", "stone", "porcelain", "ice", "neon", "felt", "jade", "clay",
    "jelly", "chocolate", "paper",
)  # fmt: skip
_AGES = ("a baby", "a boy", "a girl", "a man", "a woman", "an old man", "an old woman")
_STYLED = "a fox and a rabbit in the forest"
_CHAINS = (
    ("a cat at the beach", (
        action("add_object", object="sunglasses", place="on the cat"),
        action("recolor_object", object="cat", color="gray"),
        action("edit", instruction="make it night"), action("add_object", object="a red balloon"),
        action("style_transfer", style="watercolor"),
    )),
    ("a portrait of a woman", (
        action("edit_face", set={"hair_color": ("black hair",)}), action("edit_face", set={"hair": ("bangs",)}),
        action("edit_face", set={"expression": ("surprise",)}), action("edit_face", set={"makeup": ("lipstick",)}),
        action("change_background", background="mountains"),
    )),
    ("一只狗在公园里", (
        action("change_background", background="雪地"), action("add_object", object="围巾", place="狗身上"),
        action("replace_object", object="狗", **{"with": "狐狸"}), action("edit", instruction="变成晚上"),
        action("style_transfer", style="浮世绘"),
    )),
    ("一个女人的肖像", (
        action("edit_face", set={"hair_color": ("blond hair",)}), action("edit_face", set={"expression": ("smiling",)}),
        action("edit_face", set={"makeup": ("rosy cheeks",)}), action("change_background", background="花园"),
        action("style_transfer", style="水彩"),
    )),
)  # fmt: skip


def chapters() -> tuple[Chapter, ...]:
    """All chapters."""
    return (
        Chapter("Scenes", "场景", tuple(_each(map(_of_prompt, _SCENES)))),
        Chapter("Subjects", "事物", tuple(_each(_of_name(name) for name in art.names()))),
        Chapter("Things from glyphs", "由字形绘成的事物", tuple(_each(_of_words(name) for name in _glyphs()))),
        Chapter("Poses", "姿势", tuple(_each(_poses()))),
        Chapter("People", "人物", tuple(_each(_of_name(name) for name in sorted(subjects.PEOPLE)))),
        Chapter(
            "What people do",
            "动作",
            tuple(_each(_doing(_WHO[at % len(_WHO)], pose) for at, pose in enumerate(_DOING))),
        ),
        Chapter("Ages", "年龄", tuple(_each(_of_prompt(f"a portrait of {age}") for age in _AGES))),
        Chapter("Portraits", "肖像", tuple(_faces())),
        Chapter("Settings", "地点", tuple(_settings())),
        Chapter(
            "Weather, seasons, light",
            "天气、季节与光线",
            tuple(_of_prompt(f"a house in the meadow {words}") for words in _SKIES),
        ),
        Chapter("Relations and counts", "关系与数量", tuple(_each(map(_of_prompt, _RELATIONS)))),
        Chapter("Styles", "风格", tuple(_of_prompt(_STYLED, style) for style in ("", *DRAWN_STYLES))),
        Chapter(
            "Materials",
            "材质",
            tuple(_of_prompt(f"a {thing} made of {one}") for one in _MATERIALS for thing in ("teapot", "cat")),
        ),
        *(Chapter(f"Edits of: {prompt}", "逐步编辑", tuple(_chain(prompt, edits))) for prompt, edits in _CHAINS),
    )


_DOING = (
    "walking", "running", "sitting", "jumping", "dancing", "sleeping", "waving", "cheering", "kneeling", "reading",
    "swimming", "flying", "cooking", "playing the guitar", "hugging", "swinging", "kicking", "throwing",
)  # fmt: skip


_WHO = ("man", "woman", "boy", "girl", "old man", "woman", "man", "old woman")


def styles_of_photos() -> tuple[tuple[str, Action], ...]:
    """Every style as an edit, with its title."""
    return tuple((style.title.en, action("style_transfer", style=style.id)) for style in STYLES)


def _drawing(prompt: str, scene: Scene, seed: int = SEED) -> Recipe:
    return Recipe(source=Drawing(prompt=prompt, scene=scene, seed=seed))


def _each(tiles: Iterable[Tile]) -> Iterator[Tile]:
    """The tiles, each under a seed of its own: other people, coats, places and papers."""
    for at, tile in enumerate(tiles):
        drawing = tile.recipe.source
        assert isinstance(drawing, Drawing)
        source = drawing.model_copy(update={"seed": SEED + at})
        yield Tile(tile.title, tile.recipe.model_copy(update={"source": source}))


def _of_words(noun: str) -> Tile:
    return Tile(noun, _drawing(noun, Scene(subjects=(Subject(noun=noun),))))


def _of_name(name: str) -> Tile:
    tile = _of_words(word_of(name))
    return Tile(f"{tile.title} {chinese_of(name)}".strip(), tile.recipe)


def _glyphs() -> tuple[str, ...]:
    """Every fifth of the things that have no drawing of their own."""
    return tuple(table.sketches())[::5]


def _of_prompt(prompt: str, style: str = "") -> Tile:
    scene = read_scene(prompt)
    if style:
        scene = scene.model_copy(update={"style": style})
    return Tile(style or prompt, _drawing(prompt, scene))


def _poses() -> Iterator[Tile]:
    for name, poses in sorted(art.poses().items()):
        for pose in sorted(poses & _VERBS.keys()):
            words = _VERBS[pose]
            subject = Subject(noun=word_of(name), action=words)
            yield Tile(f"{subject.noun} {words}", _drawing(subject.noun, Scene(subjects=(subject,))))


_VERBS = {
    "run": "running",
    "swim": "swimming",
    "fly": "flying",
    "hang": "hanging",
    "jump": "jumping",
    "sleep": "sleeping",
    "stand": "standing",
    "eat": "eating",
}


def _doing(who: str, words: str) -> Tile:
    return Tile(f"{who} {words}", _drawing(who, Scene(subjects=(Subject(noun=who, action=words),))))


def _faces() -> Iterator[Tile]:
    """Every value on a woman and a man, each under a seed of its own; what takes away, after a face that had it."""
    for at, (value, who) in enumerate(product(SLOT_OF, ("woman", "man"))):
        before = _HAD.get(value, ())
        recipe = _portrait(who, SEED + at, before or (value,))
        if before:
            yield Tile(f"{who}, {' and '.join(before)}, before", recipe)
            recipe = fold(recipe, action("edit_face", set={SLOT_OF[value]: (value,)}))
        yield Tile(f"{who}, {value}", recipe)


_HAD = {
    "no bangs": ("bangs",), "no beard": ("mustache", "goatee"), "no makeup": ("heavy makeup",),
    "no smiling": ("smiling",), "receding hairline": ("bangs",),
}  # fmt: skip
"""What a face has before a value takes it away."""


def _portrait(who: str, seed: int, values: tuple[str, ...]) -> Recipe:
    scene = Scene(subjects=(Subject(noun=f"portrait of a {who}"),), face={SLOT_OF[values[0]]: values})
    return _drawing(who, scene, seed)


def _settings() -> Iterator[Tile]:
    """Every setting by day and by night, with one of a few animals before it."""
    for at, name in enumerate(SETTINGS):
        for mood in ("", "at night"):
            yield _setting(name, mood, _BEFORE[at % len(_BEFORE)], SEED + at)


_BEFORE = ("cat", "dog", "fox", "rabbit", "panda", "owl", "girl", "boy")


def _setting(name: str, mood: str, who: str, seed: int) -> Tile:
    english, chinese = words_of(name)
    scene = Scene(subjects=(Subject(noun=who),), background=english, details=(mood,) if mood else ())
    return Tile(f"{english} {mood or chinese}", _drawing(english, scene, seed))


def _chain(prompt: str, edits: tuple[Action, ...]) -> Iterator[Tile]:
    recipe = _drawing(prompt, read_scene(prompt))
    yield Tile(prompt, recipe)
    for edit in edits:
        recipe = fold(recipe, edit)
        yield Tile(f"{edit.pipeline.replace('_', ' ')}: {', '.join(_said(edit.params))}", recipe)


def _said(value: object) -> Iterator[str]:
    """The words in the inputs of an edit."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _said(one)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _said(one)
