"""What a turn asks for, in the words that people type: every wish, whole scenes, near and far, several things at once."""

from __future__ import annotations

from typing import Literal

import pytest
from stand_ins import understanding

from core.catalogue import action
from core.conversation import Turn
from core.language import Language
from core.pipeline import Action, Modality
from core.scene.edits import apply
from core.scene.reader import read_scene
from core.shots import face_in, shot_in
from core.understanding.interface import Context, Interpretation
from core.understanding.trained.anaphora import still_there


def read(
    text: str, prompt: str = "a cat on a hill", picture: Literal["none", "drawing", "photo"] = "drawing"
) -> Interpretation:
    return understanding().read(Context(text=text, picture=picture, scene=read_scene(prompt)))


def said(read: Interpretation) -> str:
    """All that the actions name."""
    return " ".join(str(value) for one in read.actions for value in one.params.values())


# Several wishes in one turn.


@pytest.mark.parametrize(
    ("text", "prompt", "wishes"),
    [
        ("make it night with an aurora and a full moon", "a cat", ("night", "aurora", "full moon")),
        ("换成夜晚，天上有极光", "一只猫", ("夜晚", "极光")),
        ("make the background a forest, add snow and make it night", "a chef in a kitchen", ("forest", "snow", "night")),
        ("now sunny and with birds in the sky and a rainbow", "a red bicycle", ("sunny", "birds", "rainbow")),
        ("add a rocket and three planets", "a cat in space", ("rocket", "three planets")),
        ("给她戴上眼镜，背景换成海边，再加一只狗", "一个女孩", ("眼镜", "海边", "狗")),
        ("加上很多气球，天上有彩虹", "一个女孩", ("很多气球", "彩虹")),
    ],
)  # fmt: skip
def test_every_wish_of_a_turn_lands(text: str, prompt: str, wishes: tuple[str, ...]) -> None:
    found = said(read(text, prompt))
    assert [wish for wish in wishes if wish not in found] == []


def test_two_wishes_of_the_air_are_two_changes() -> None:
    edits = [one.text("instruction") for one in read("make it night with an aurora", "a cat").actions]
    assert edits == ["night", "aurora"]


def test_what_is_said_of_a_new_picture_in_the_next_sentence_is_done_too() -> None:
    actions = read("Could you draw a friendly dinosaur? It should be green.", picture="none").actions
    assert [one.pipeline for one in actions] == ["generate", "recolor_object"]
    assert actions[1].text("color") == "green"


def test_a_sentence_that_asks_for_nothing_adds_nothing() -> None:
    actions = read("make it night, my son loves trains so much", "a cat").actions
    assert [one.pipeline for one in actions] == ["edit"]


@pytest.mark.parametrize(("text", "whose"), [("give it a red scarf and a top hat", "for it"), ("give him a cape and a crown", "for him")])  # fmt: skip
def test_all_that_is_given_is_given_to_the_same_one(text: str, whose: str) -> None:
    assert [one.text("place") for one in read(text, "a boy").actions] == [whose, whose]


# A whole new scene.


@pytest.mark.parametrize(
    "text", ["a wedding in the park", "a birthday party", "a concert at the beach", "一场婚礼", "生日派对"]
)
def test_an_occasion_that_is_told_is_a_new_drawing(text: str) -> None:
    (one,) = read(text, "a fox under a tree").actions
    assert one.pipeline == "generate"


@pytest.mark.parametrize("text", ["a penguin in Antarctica at night", "a lion in the savanna"])
def test_somebody_in_a_setting_of_their_own_is_a_new_drawing(text: str) -> None:
    assert [one.pipeline for one in read(text, "a fox under a tree").actions] == ["generate"]


@pytest.mark.parametrize("text", ["a party hat", "add a birthday cake", "a dog next to it"])
def test_a_thing_is_no_new_drawing(text: str) -> None:
    assert "generate" not in [one.pipeline for one in read(text, "a fox under a tree").actions]


# Beards.


@pytest.mark.parametrize(("text", "prompt"), [("give him a big red beard", "a girl and a boy"), ("给他加个大红胡子", "一个女孩和一个男孩")])  # fmt: skip
def test_a_beard_is_put_on_in_its_colour_and_is_no_goatee(text: str, prompt: str) -> None:
    (one,) = read(text, prompt).actions
    scene = apply(read_scene(prompt), one)
    beard = scene.present[-1]
    assert (one.pipeline, beard.color) == ("add_object", "red")
    assert ("boy" in (beard.place or "")) or ("男孩" in (beard.place or ""))


def test_what_beards_there_are_in_a_photo_is_said() -> None:
    assert read("give him a big red beard", picture="photo").note == "talk.no_beard"
    assert read("give him a goatee", picture="photo").note == ""


# Near and far.


@pytest.mark.parametrize(
    ("text", "shot"),
    [("zoom in on its face", "close-up portrait"), ("zoom in", "close-up"), ("zoom out", "wide shot"), ("拉近一点", "特写"), ("crop it to the face", "close-up portrait")],
)  # fmt: skip
def test_a_drawing_is_drawn_from_nearer_or_farther(text: str, shot: str) -> None:
    (one,) = read(text).actions
    assert apply(read_scene("a cat"), one).shot == shot


def test_zooming_out_of_a_close_up_leads_to_the_common_view() -> None:
    scene = apply(read_scene("a cat"), action("edit", instruction="close-up"))
    (one,) = understanding().read(Context(text="zoom out", picture="drawing", scene=scene)).actions
    assert apply(scene, one).shot == "medium shot"


@pytest.mark.parametrize("text", ["zoom in", "zoom in on the tree", "拉近一点"])
def test_of_a_photo_it_is_said_what_can_be_done_instead(text: str) -> None:
    found = read(text, picture="photo")
    assert (found.actions, found.note) == ((action("chat"),), "talk.no_zoom")


@pytest.mark.parametrize(
    ("text", "whom"),
    [("zoom in on her face", ""), ("crop it to the face", ""), ("放大脸部", ""), ("zoom in on the second face", "2")],
)
def test_a_photo_is_seen_from_nearer_at_a_face(text: str, whom: str) -> None:
    (one,) = read(text, picture="photo").actions
    assert shot_in(one.text("instruction")) in {"close-up portrait", "头像特写"}
    assert face_in(one.text("instruction")) == whom


def test_zooming_out_of_a_face_shows_the_whole_photo() -> None:
    context = Context(text="zoom out again", picture="photo", instructions=("close-up portrait",))
    assert understanding().read(context).actions == (action("remove_object", object="close-up portrait"),)


@pytest.mark.parametrize("text", ["go back", "crop it to a square", "make it bigger"])
def test_what_is_no_view_is_read_as_before(text: str) -> None:
    assert not any(
        "shot" in one.text("instruction") or "close" in one.text("instruction") for one in read(text).actions
    )


# Wishes without a measure.


@pytest.mark.parametrize(
    "text", ["make it pop", "make it look professional", "make it prettier", "好看一点", "让它更专业"]
)
def test_a_photo_that_shall_be_better_gets_livelier(text: str) -> None:
    pipelines = [one.pipeline for one in read(text, picture="photo").actions]
    assert pipelines == ["edit", "adjust_contrast"]


@pytest.mark.parametrize("text", ["make it prettier", "make it look professional", "好看一点", "clean it up"])
def test_of_a_drawing_it_is_asked_what_better_means(text: str) -> None:
    found = read(text)
    assert found.actions == (action("chat"),)
    assert found.note in {"talk.better", "talk.clean"}


@pytest.mark.parametrize(
    ("text", "prompt", "word"), [("make it cuter", "a fox", "cute"), ("更可爱一点", "一只狐狸", "可爱")]
)
def test_cuter_is_said_of_who_is_drawn(text: str, prompt: str, word: str) -> None:
    (one,) = read(text, prompt).actions
    assert one.text("attribute") == word


# Letters.


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("add the text see you at noon", "see you at noon"), ("write happy birthday in red letters", "happy birthday"),
        ("add the text live in concert", "live in concert"), ("写上 明天见", "明天见"), ("写上明天见", "明天见"),
    ],
)  # fmt: skip
def test_words_without_marks_go_on_to_their_end(text: str, words: str) -> None:
    (one,) = read(text).actions
    assert (f'"{words}"' in one.text("object")) or (f"“{words}”" in one.text("object"))


def test_words_on_a_thing_stand_on_it() -> None:
    (one,) = read("write happy birthday on the cake", "a cake").actions
    assert one.params == {"object": "cake", "attribute": 'that says "happy birthday"'}


def test_that_the_colour_of_letters_is_not_chosen_is_said() -> None:
    assert read("write happy birthday in red letters").note == "talk.no_ink"


@pytest.mark.parametrize("text", ["write me a poem", "write a story about a cat", "写一首诗"])
def test_what_is_no_lettering_is_not_written(text: str) -> None:
    assert not any(mark in said(read(text)) for mark in ("says", "写着"))


# More than one thing.


def test_both_are_the_two_who_are_there() -> None:
    actions = read("make both red", "a boy and a girl under a tree").actions
    assert actions == tuple(action("recolor_object", object=who, color="red") for who in ("boy", "girl"))


@pytest.mark.parametrize(("text", "prompt", "gone"), [("remove everything but the bench", "a red bicycle next to a bench", "bicycle"), ("除了猫都去掉", "一只猫和一只狗", "狗")])  # fmt: skip
def test_all_but_one_are_taken_out(text: str, prompt: str, gone: str) -> None:
    assert read(text, prompt).actions == (action("remove_object", object=gone),)


def test_a_thing_to_keep_that_is_not_there_takes_nothing_out() -> None:
    found = read("remove everything but the tree", "a cat and a dog")
    assert (found.actions, found.note) == ((action("chat"),), "talk.not_there")


@pytest.mark.parametrize("text", ["swap them", "swap places", "换一下他们的位置"])
def test_who_swaps_places_is_mirrored(text: str) -> None:
    assert read(text, "a boy and a girl").actions == (action("flip", direction="horizontal"),)


@pytest.mark.parametrize(("text", "thing"), [("give them both hats", "hat"), ("都戴上帽子", "帽子")])
def test_each_gets_one_of_what_all_are_given(text: str, thing: str) -> None:
    actions = read(text, "一个男孩和一个女孩" if thing == "帽子" else "a boy and a girl").actions
    assert [one.text("object") for one in actions] == [thing, thing]
    assert len({one.text("place") for one in actions}) == 2


@pytest.mark.parametrize(
    ("text", "prompt", "wanted"),
    [
        ("再加两只", "三只鸭子在湖上", action("add_object", object="2只鸭子")),
        ("add two more balloons", "a girl", action("add_object", object="two balloons")),
        ("remove two ducks", "three ducks", action("replace_object", object="ducks", **{"with": "one duck"})),
        ("再来一张，要两只", "一只猫", action("replace_object", object="猫", **{"with": "两只猫"})),
    ],
)  # fmt: skip
def test_counts_are_of_what_is_there(text: str, prompt: str, wanted: Action) -> None:
    assert wanted in read(text, prompt).actions


def test_her_is_the_one_who_is_a_woman() -> None:
    scene = apply(read_scene("a boy and a girl"), action("add_object", object="glasses", place="for her"))
    assert scene.present[-1].place == "on the girl"


@pytest.mark.parametrize(
    ("text", "count"), [("two more versions", 2), ("再来三张", 3), ("show me a few more options", 3)]
)
def test_further_takes_are_counted(text: str, count: int) -> None:
    assert read(text).actions == (action("vary", count=count),)


@pytest.mark.parametrize("text", ["like before but at night", "跟刚才一样，但是晚上"])
def test_like_before_is_the_picture_in_play(text: str) -> None:
    assert [one.pipeline for one in read(text, "a dog in a park").actions] == ["edit"]


def test_it_is_one_thing_and_one_that_is_still_there() -> None:
    scene = read_scene("a cat and a dog with a hat")
    bigger = action("change_attribute", object="hat ; dog ; cat", attribute="bigger")
    assert still_there(bigger, "make it bigger", scene).text("object") == "dog"
    assert still_there(bigger, "make them bigger", scene) == bigger
    gone = action("change_attribute", object="rainbow", attribute="bigger")
    assert still_there(gone, "make it bigger", scene).text("object") == "cat"


@pytest.mark.parametrize(("text", "size"), [("a bit bigger", "bit bigger"), ("大一点", "大一点")])
def test_a_bare_size_is_of_what_the_drawing_is_of(text: str, size: str) -> None:
    (one,) = read(text, "a fox in a forest").actions
    assert (one.pipeline, one.text("object")) == ("change_attribute", "fox")
    assert one.text("attribute").endswith(size)


def test_the_sky_that_should_be_orange_is_painted_alone() -> None:
    assert read("the sky should be orange").actions == (action("recolor_object", object="sky", color="orange"),)


def test_what_only_the_reply_named_is_not_done_unasked() -> None:
    reply = "简单说一句就好，比如“画一只雪地里的狐狸”"
    turn = Turn(index=0, author="", user="嗯嗯啊", system=reply, modality=Modality.TEXT)
    read = understanding().read(Context(text="换个背景", language=Language.ZH, turns=(turn,)))
    assert "狐狸" not in said(read)


@pytest.mark.parametrize(
    ("text", "picture"),
    [("换个背景", "drawing"), ("change the background", "photo"), ("give it another background", "drawing")],
)
def test_a_background_without_a_name_is_asked_for(text: str, picture: Literal["drawing", "photo"]) -> None:
    found = read(text, picture=picture)
    assert (found.actions, found.note) == ((action("chat"),), "talk.background")


def test_one_of_three_is_taken_away_where_only_the_number_is_said() -> None:
    (one,) = read("去掉一只", "三只鸭子").actions
    assert apply(read_scene("三只鸭子"), one).subjects[0].count == 2


def test_a_turn_by_a_bit_is_no_quarter() -> None:
    (one,) = read("rotate it left a bit", picture="photo").actions
    assert (one.pipeline, one.number("degrees")) == ("rotate", 5)


def test_two_that_are_one_subject_change_places_too() -> None:
    assert read("swap the kids", "two kids").actions == (action("flip", direction="horizontal"),)


@pytest.mark.parametrize("text", ["图里有几个人", "有多少只猫？", "how many cats are in it"])
def test_what_is_counted_is_a_question(text: str) -> None:
    assert read(text).actions == (action("ask", question=text),)


def test_farther_away_is_a_wider_view() -> None:
    (one,) = read("can we see it from further away").actions
    assert shot_in(one.text("instruction")) == "wide shot"


def test_one_of_two_stays_in_chinese_too() -> None:
    (one,) = read("去掉一个女孩", "两个女孩在公园").actions
    assert apply(read_scene("两个女孩在公园"), one).subjects[0].count == 1
