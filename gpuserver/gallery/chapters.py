"""What the gallery shows: chapters of tiles, each a drawing and the edits of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.catalogue import action
from core.face import SLOT_OF
from core.pipeline import Action
from core.recipe import Drawing, Recipe, fold
from core.scene import Scene, Subject
from core.scene_reader import read_scene
from core.styles import STYLES
from gpuserver.engines.illustrator import art, subjects
from gpuserver.engines.illustrator.settings import SETTINGS
from gpuserver.engines.illustrator.styles import STYLES as DRAWN_STYLES
from gpuserver.engines.illustrator.words import word_of

SEED = 7


@dataclass(frozen=True)
class Tile:
    """One picture and the words under it."""

    title: str
    recipe: Recipe


@dataclass(frozen=True)
class Chapter:
    """Tiles that belong together."""

    title: str
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
_WEATHER = (
    "at dawn", "at noon", "at sunset", "at night", "in the rain", "in a thunderstorm", "in the snow", "in the fog",
    "in spring", "in summer", "in autumn", "in winter",
)  # fmt: skip
_MATERIALS = (
    "glass", "golden", "silver", "bronze", "wooden", "marble", "stone", "ceramic", "ice", "neon", "felt", "jade",
    "clay", "jelly", "chocolate", "paper",
)  # fmt: skip
_AGES = ("baby", "boy", "girl", "man", "woman", "old man", "old woman")
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
)  # fmt: skip


def chapters() -> tuple[Chapter, ...]:
    """All chapters."""
    return (
        Chapter("Subjects", tuple(_of_words(word_of(name)) for name in art.names())),
        Chapter("Poses", tuple(_poses())),
        Chapter("People", tuple(_of_words(word_of(name)) for name in sorted(subjects.PEOPLE))),
        Chapter("What people do", tuple(_doing("woman" if at % 2 else "man", pose) for at, pose in enumerate(_DOING))),
        Chapter("Ages", tuple(_of_prompt(f"a portrait of a {age}") for age in _AGES)),
        Chapter("Portraits", tuple(_face(value, who) for value in SLOT_OF for who in ("woman", "man"))),
        Chapter("Settings", tuple(_setting(name, mood) for name in SETTINGS for mood in ("", "at night"))),
        Chapter("Weather, seasons, light", tuple(_of_prompt(f"a house in the meadow {words}") for words in _WEATHER)),
        Chapter("Relations and counts", tuple(_of_prompt(prompt) for prompt in _RELATIONS)),
        Chapter("Styles", tuple(_of_prompt(_STYLED, style) for style in ("", *DRAWN_STYLES))),
        Chapter(
            "Materials", tuple(_of_prompt(f"a {one} {thing}") for one in _MATERIALS for thing in ("teapot", "cat"))
        ),
        *(Chapter(f"Edits of: {prompt}", tuple(_chain(prompt, edits))) for prompt, edits in _CHAINS),
    )


_DOING = (
    "walking", "running", "sitting", "jumping", "dancing", "sleeping", "waving", "cheering", "kneeling", "reading",
    "swimming", "flying", "cooking", "playing the guitar", "hugging", "swinging", "kicking", "throwing",
)  # fmt: skip


def styles_of_photos() -> tuple[tuple[str, Action], ...]:
    """Every style as an edit, with its title."""
    return tuple((style.title.en, action("style_transfer", style=style.id)) for style in STYLES)


def _drawing(prompt: str, scene: Scene) -> Recipe:
    return Recipe(source=Drawing(prompt=prompt, scene=scene, seed=SEED))


def _of_words(noun: str) -> Tile:
    return Tile(noun, _drawing(noun, Scene(subjects=(Subject(noun=noun),))))


def _of_prompt(prompt: str, style: str = "") -> Tile:
    scene = read_scene(prompt)
    if style:
        scene = scene.model_copy(update={"style": style})
    return Tile(style or prompt, _drawing(prompt, scene))


def _poses() -> Iterator[Tile]:
    for name, poses in sorted(art.poses().items()):
        for pose in sorted(poses):
            words = _VERBS.get(pose, f"{pose}ing")
            subject = Subject(noun=word_of(name), action=words)
            yield Tile(f"{subject.noun} {words}", _drawing(subject.noun, Scene(subjects=(subject,))))


_VERBS = {
    "run": "running",
    "swim": "swimming",
    "fly": "flying",
    "hang": "hanging",
    "jump": "jumping",
    "walk": "walking",
}


def _doing(who: str, words: str) -> Tile:
    return Tile(f"{who} {words}", _drawing(who, Scene(subjects=(Subject(noun=who, action=words),))))


def _face(value: str, who: str) -> Tile:
    scene = Scene(subjects=(Subject(noun=f"portrait of a {who}"),), face={SLOT_OF[value]: (value,)})
    return Tile(f"{who}, {value}", _drawing(who, scene))


def _setting(name: str, mood: str) -> Tile:
    scene = Scene(subjects=(Subject(noun="cat"),), background=name, details=(mood,) if mood else ())
    return Tile(f"{name} {mood}".strip(), _drawing(name, scene))


def _chain(prompt: str, edits: tuple[Action, ...]) -> Iterator[Tile]:
    recipe = _drawing(prompt, read_scene(prompt))
    yield Tile(prompt, recipe)
    for edit in edits:
        recipe = fold(recipe, edit)
        words = ", ".join(str(value) for value in edit.params.values())
        yield Tile(f"{edit.pipeline}: {words}", recipe)
