"""The words: the same sentences in both languages, with the same facts."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from core.catalogue import action
from core.language import Language, detect
from core.pipeline import Action
from core.problems import Code
from core.recipe import RENDERED, Drawing, Recipe
from core.replies.answers import answer
from core.replies.en import EN
from core.replies.phrases import listed, sentences
from core.replies.talk import small_talk
from core.replies.wording import did, title_of
from core.replies.zh import ZH
from core.scene.reader import read_scene
from core.seen import Seen, SeenColor, SeenObject

CORE = Path(__file__).parents[2] / "core"
BOTS = CORE.parent / "bots"


def facts(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_both_languages_say_the_same_things() -> None:
    assert set(EN) == set(ZH)


@pytest.mark.parametrize("key", EN)
def test_both_languages_state_the_same_facts(key: str) -> None:
    assert facts(EN[key]) == facts(ZH[key])


def test_every_problem_has_a_sentence() -> None:
    assert {code.value for code in Code} <= set(EN)


def test_every_edit_says_what_it_did() -> None:
    silent = {name for name in RENDERED if not any(key.startswith(f"did.{name}") for key in EN)}
    assert silent == {"vary"}


def test_every_sentence_is_used() -> None:
    paths = [*CORE.rglob("*.py"), *BOTS.rglob("*.py")]
    code = "".join(path.read_text(encoding="utf-8") for path in paths if path.stem not in {"en", "zh"})
    dynamic = (
        "did.",
        "chip.",
        "word.",
        "button.",
        "suggest.",
        "talk.",
        "needs.",
        "settings.",
        "offer.",
        "ask_for.",
        "person.",
    )
    problems = {one.value for one in Code}
    unused = {key for key in EN if f'"{key}"' not in code and key not in problems and not key.startswith(dynamic)}
    assert unused == set()


@pytest.mark.parametrize(("language", "text"), [(Language.EN, "a, b and c"), (Language.ZH, "a、b和c")])
def test_lists_read_as_in_a_sentence(language: Language, text: str) -> None:
    assert listed(language, ["a", "b", "c"]) == text


def test_sentences_are_spaced_as_the_language_wants() -> None:
    assert sentences(Language.EN, ["One.", "", "Two."]) == "One. Two."
    assert sentences(Language.ZH, ["一。", "二。"]) == "一。二。"


@pytest.mark.parametrize(
    ("text", "language", "start"),
    [
        ("Hello!", Language.EN, "Hello"),
        ("thanks a lot", Language.EN, "You are welcome"),
        ("what can you do?", Language.EN, "I draw pictures"),
        ("who painted the Mona Lisa?", Language.EN, "I cannot answer that"),
        ("你好", Language.ZH, "你好"),
        ("谢谢", Language.ZH, "不客气"),
        ("你会什么", Language.ZH, "我会画画"),
    ],
)
def test_small_talk(text: str, language: Language, start: str) -> None:
    assert small_talk(text, language).startswith(start)


def test_help_is_short_and_says_what_to_try_next() -> None:
    said = small_talk("help", Language.EN)
    assert len(said) < 300
    assert all(words in said for words in ("draw a cat", "undo", "send a photo", "ask"))


DRAWN = Seen(
    width=1024,
    height=768,
    colors=(SeenColor(name="blue", share=0.5), SeenColor(name="beige", share=0.3)),
    brightness=0.8,
    objects=(
        SeenObject(name="cat", color="orange", count=2, box=(0.0, 0.2, 0.3, 0.9)),
        SeenObject(name="sunglasses", color="black", box=(0.1, 0.3, 0.3, 0.4)),
    ),
)
SCENE = read_scene("two cats at the beach in anime style, wearing sunglasses")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what colour is the cat?", "The cat is orange."),
        ("How many cats are there?", "There are 2 cats."),
        ("where are the cats?", "The cat is on the left."),
        ("is there a dog in the picture?", "No, I drew no dog in it."),
        ("are there any sunglasses?", "Yes, there are sunglasses in it."),
        ("what is in the background?", "The background is beach."),
        ("which style is it?", "It is in anime style."),
        ("how big is it?", "It is 1024 × 768 pixels."),
        ("is it bright or dark?", "It is bright."),
        ("how many people are there?", "There is nobody in it."),
    ],
)
def test_answers_about_a_drawing_come_from_its_scene(question: str, said: str) -> None:
    assert answer(question, Language.EN, SCENE, DRAWN) == said


@pytest.mark.parametrize(("question", "said"), [("猫是什么颜色？", "猫是橙色的。"), ("有几只猫？", "有 2 只猫。")])
def test_answers_in_chinese(question: str, said: str) -> None:
    seen = DRAWN.model_copy(update={"objects": (SeenObject(name="猫", color="orange", count=2),)})
    assert answer(question, Language.ZH, read_scene("两只猫"), seen) == said


def test_of_a_photo_only_what_was_measured_is_said() -> None:
    seen = DRAWN.model_copy(update={"objects": None})
    said = answer("who is this?", Language.EN, None, seen)
    assert "vision model" in said
    assert "1024 × 768" in said


@pytest.mark.parametrize(
    ("question", "faces", "said"),
    [
        ("how many people are there?", 1, "I see one face."),
        ("how many people?", 3, "I see 3 faces."),
        ("照片里有几个人", 2, "看到 2 张脸。"),
    ],
)
def test_people_in_a_photo_are_counted_by_their_faces(question: str, faces: int, said: str) -> None:
    seen = DRAWN.model_copy(update={"objects": None, "faces": faces})
    assert answer(question, detect(question), None, seen) == said


def test_people_in_a_drawing_are_counted_whoever_they_are() -> None:
    shown = (SeenObject(name="girl", count=2), SeenObject(name="爷爷"), SeenObject(name="cat"))
    seen = DRAWN.model_copy(update={"objects": shown})
    assert answer("how many people are there?", Language.EN, read_scene("a park"), seen) == "There are 3 people."


def test_a_thing_is_named_in_the_language_of_the_question() -> None:
    seen = DRAWN.model_copy(update={"objects": (SeenObject(name="帽子"),)})
    assert answer("is there a hat?", Language.EN, read_scene("一顶帽子"), seen) == "Yes, there is a hat in it."


def test_a_vision_models_words_win() -> None:
    seen = DRAWN.model_copy(update={"answer": "A man on a horse."})
    assert answer("describe it", Language.EN, None, seen) == "A man on a horse."


@pytest.mark.parametrize(
    ("prompt", "title"),
    [
        ("a cute cat", "Cute cat"),
        ("a cute cat at the beach wearing sunglasses, at night", "Cute cat with sunglasses at the beach"),
        ("three foxes in watercolor style", "3 foxes"),
        ("海边的一只可爱的猫，戴着墨镜", "海边的可爱的猫和墨镜"),
        ("一只小狗", "小狗"),
    ],
)
def test_a_title_names_who_and_where(prompt: str, title: str) -> None:
    recipe = Recipe(source=Drawing(prompt=prompt, scene=read_scene(prompt), seed=1))
    assert title_of(recipe, detect(prompt)) == title


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (action("add_object", object="red hat"), "I put in a red hat. The rest stays as it was."),
        (action("add_object", object="sunglasses", place="on it"), "I put in sunglasses. The rest stays as it was."),
        (
            action("add_object", object="tree", place="on the left"),
            "I put in a tree, on the left. The rest stays as it was.",
        ),
        (
            action("replace_object", **{"object": "cat", "with": "owl"}),
            "I swapped the cat for an owl. The rest stays as it was.",
        ),
        (
            action("replace_object", **{"object": "him", "with": "owl"}),
            "I swapped the cat for an owl. The rest stays as it was.",
        ),
        (action("rotate", degrees=270), "Turned by 90° clockwise. The rest stays as it was."),
        (action("style_transfer", style="动漫"), "Now in anime style. The rest stays as it was."),
    ],
)
def test_what_an_edit_did_is_one_sentence_and_what_stayed_another(asked: Action, said: str) -> None:
    recipe = Recipe(source=Drawing(prompt="a cat", scene=read_scene("a cat"), seed=1), edits=(asked,))
    assert did((asked,), recipe, Language.EN) == said
