"""What people do shows: in water, in bed, on a chair, in somebody's arms; and where they do it."""

from __future__ import annotations

import pytest
import skia

from core.scene.model import Scene, Subject
from core.scene.reader import read_scene
from gpuserver.engines.illustrator.art import ART, read
from gpuserver.engines.illustrator.cast import Cast, read_cast
from gpuserver.engines.illustrator.compose import compose
from gpuserver.engines.illustrator.painting.items import Group, bounds
from gpuserver.engines.illustrator.people.artwork import figure

_SEEDS = range(5)


def _cast(prompt: str) -> Cast:
    return read_cast(read_scene(prompt), seed=7)


def _people(prompt: str, seed: int) -> list[Group]:
    groups = compose(read_scene(prompt), seed=seed).stage.groups
    return [group for group in groups if group.layer == "subject"]


@pytest.mark.parametrize(
    ("prompt", "setting"),
    [
        ("a man swimming", "lake"), ("a woman sleeping", "bedroom"), ("一个女孩在睡觉", "bedroom"),
        ("a man cooking", "kitchen"), ("a man climbing", "mountains"), ("a woman running", "park"),
        ("a man dancing", "stage"), ("a man riding a horse", "meadow"), ("a couple holding hands", "park"),
        ("a woman sleeping on a beach", "beach"), ("a man dancing in the snow", "snow"), ("a man", "plain"),
        ("a girl dancing in the rain", "park"),
    ],
)  # fmt: skip
def test_who_does_something_is_where_that_is_done_unless_a_place_is_named(prompt: str, setting: str) -> None:
    assert _cast(prompt).setting.name == setting


@pytest.mark.parametrize("prompt", ["a boy swimming in a river", "a girl swimming", "two children swimming in the sea"])
def test_swimmers_are_in_the_water_with_their_mouths_above_it(prompt: str) -> None:
    for seed in _SEEDS:
        composed = compose(read_scene(prompt), seed=seed)
        for group in (one for one in composed.stage.groups if one.layer == "subject"):
            foam = bounds([item for item in group.items if item.cls == "foam"])
            mouths = [item for item in group.items if any(name.startswith("mouth-") for name in item.ids)]
            assert not foam.isEmpty(), (seed, group.name)
            assert bounds(mouths).bottom() < foam.top() + 0.5 * foam.height(), (seed, group.name)


def test_who_swims_wears_no_shoes() -> None:
    dressed, wet = figure("man"), figure("man", "swim")
    shoes = {cls for shape in wet.shapes if "shoe" in shape.ids for cls in shape.classes}
    assert "shoe" in dressed.palette
    assert shoes == {"skin"}


@pytest.mark.parametrize("prompt", ["a woman sleeping", "an old man asleep in the bedroom"])
def test_who_sleeps_in_a_room_lies_in_a_bed(prompt: str) -> None:
    (role,) = _cast(prompt).roles
    assert "bed" in role.artwork.ids


def test_who_sleeps_or_sits_in_the_open_has_no_furniture_there() -> None:
    for prompt in ("a boy sleeping on a beach", "a boy sitting in a meadow", "a boy sleeping under a tree"):
        role = next(role for role in _cast(prompt).roles if role.name == "boy")
        assert not {"bed", "chair"} & role.artwork.ids


def test_who_just_sits_has_a_chair() -> None:
    (role,) = _cast("a man sitting").roles
    assert "chair" in role.artwork.ids


@pytest.mark.parametrize(
    "prompt",
    ["two people hugging", "两个人拥抱", "a couple kissing", "a man and a woman kissing", "a boy and a girl holding hands",
     "a couple holding hands", "爸爸牵着女儿的手", "two boys hugging", "a mother hugging her child"],
)  # fmt: skip
def test_two_who_are_together_touch(prompt: str) -> None:
    for seed in _SEEDS:
        one, other = (bounds(group.items) for group in _people(prompt, seed))
        assert skia.Rect.Intersects(one, other), seed


def test_the_face_of_who_is_hugged_stays_in_sight() -> None:
    for prompt in ("two people hugging", "a mother hugging her child"):
        for seed in _SEEDS:
            back, front = _people(prompt, seed)
            hair = [item for item in front.items if item.cls in ("skin", "hair", "hair2")]
            mouth = bounds([item for item in back.items if any(name.startswith("mouth-") for name in item.ids)])
            assert not any(item.path.contains(mouth.centerX(), mouth.centerY()) for item in hair), (prompt, seed)


def test_who_has_nobody_to_hug_hugs_a_teddy_bear() -> None:
    (role,) = _cast("a man hugging").roles
    assert "teddy" in role.artwork.ids


def test_a_violin_is_played_and_no_guitar() -> None:
    woman = next(role for role in _cast("a woman playing the violin").roles if role.name == "woman")
    assert "violin" in woman.artwork.ids
    assert "guitar" not in woman.artwork.ids


def test_who_climbs_a_tree_is_up_in_it() -> None:
    roles = {role.name: role for role in _cast("a boy climbing a tree").roles}
    assert roles["boy"].base is roles["tree"]


@pytest.mark.parametrize(("word", "part"), [("surprised", "mouth-surprise"), ("scared", "mouth-fear")])
def test_surprise_and_fear_are_shown_as_such(word: str, part: str) -> None:
    (role,) = _cast(f"a {word} woman").roles
    assert part in role.looks[0].show


@pytest.mark.parametrize("kind", ["baby", "boy", "girl", "man", "woman", "oldman", "oldwoman"])
@pytest.mark.parametrize("feeling", ["surprise", "fear"])
def test_mouths_of_strong_feelings_are_as_large_as_a_laugh_and_stay_above_the_chin(kind: str, feeling: str) -> None:
    head = read(ART / "people" / f"head_{kind}.svg")

    def box(mouth: str) -> skia.Rect:
        out = skia.Rect.MakeEmpty()
        for shape in head.shapes:
            if mouth in shape.ids and "makeup-lip" not in shape.ids:
                out.join(shape.path.computeTightBounds())
        return out

    felt, laugh = box(f"mouth-{feeling}"), box("mouth-open")
    assert felt.width() * felt.height() > 0.7 * laugh.width() * laugh.height()
    assert felt.bottom() < head.anchors["neck"].y - 10


def test_who_kicks_or_throws_alone_has_a_ball() -> None:
    for prompt in ("a man kicking", "a woman throwing"):
        (role,) = _cast(prompt).roles
        assert "ball" in role.artwork.ids
    boy = next(role for role in _cast("a boy kicking a football").roles if role.name == "boy")
    assert "ball" not in boy.artwork.ids


def test_a_swing_hangs_from_a_frame() -> None:
    swing = figure("girl", "swing")
    ropes = [shape.path.computeTightBounds() for shape in swing.shapes if "rope" in shape.classes]
    frame = [shape.path.computeTightBounds() for shape in swing.shapes if "frame" in shape.ids]
    assert min(box.top() for box in frame) <= min(box.top() for box in ropes)
    assert min(box.left() for box in frame) < min(box.left() for box in ropes)


@pytest.mark.parametrize("count", [3, 4])
def test_friends_who_hug_do_so_two_by_two_and_nobody_hugs_a_toy(count: int) -> None:
    roles = _cast(f"{count} friends hugging").roles
    assert sum(role.stands_by for role in roles) == count // 2
    assert not any("teddy" in role.artwork.ids for role in roles)


@pytest.mark.parametrize("prompt", ["a cat riding a broom", "a cat on a broom"])
def test_a_broom_that_one_is_on_flies(prompt: str) -> None:
    broom = next(role for role in _cast(prompt).roles if role.name == "broom")
    assert (broom.pose, broom.artwork.airborne) == ("ridden", True)


@pytest.mark.parametrize("prompt", ["a witch riding a broom", "a witch on a broomstick", "骑着扫帚的女巫"])
def test_people_on_a_broom_have_it_in_their_own_drawing(prompt: str) -> None:
    roles = {role.name: role for role in _cast(prompt).roles}
    assert roles["witch"].pose == "broom"
    assert (roles["broom"].base, roles["broom"].absorbed) == (roles["witch"], True)


def test_who_climbs_a_ladder_is_on_it_and_needs_no_cliff() -> None:
    roles = {role.name: role for role in _cast("a woman climbing a ladder").roles}
    assert roles["woman"].pose == "clamber"
    assert "cliff" not in roles["woman"].artwork.ids
    assert roles["woman"].base is roles["ladder"]


@pytest.mark.parametrize(
    "prompt",
    [
        "弹琵琶的女孩",
        "a girl playing the trumpet",
        "a woman playing the flute",
        "a man playing the saxophone",
        "a boy playing hockey",
    ],
)
def test_who_plays_an_instrument_holds_that_and_no_other(prompt: str) -> None:
    player, instrument = _cast(prompt).roles
    assert instrument.base is player
    assert "guitar" not in player.artwork.ids


def test_a_stick_that_is_held_aslant_stays_in_the_hand() -> None:
    roles = _cast("a boy playing hockey").roles
    boy, stick = _people("a boy playing hockey", 3)
    grip, box = roles[1].artwork.anchors["grip"], roles[1].artwork.box
    shape = bounds(stick.items)
    share = (grip.x - box[0]) / (box[2] - box[0])
    at = shape.left() + share * shape.width(), shape.right() - share * shape.width()
    assert min(at) < bounds(boy.items).right()


def test_swimmers_are_in_water_also_where_the_place_has_no_picture() -> None:
    assert _cast("kids swimming in a pool").setting.name == "lake"


def test_a_baby_is_held_in_the_arms_and_not_by_the_hand() -> None:
    woman, baby = _people("a woman holding a baby", 3)
    assert bounds(baby.items).bottom() < bounds(woman.items).bottom() - 0.1 * bounds(woman.items).height()


def test_who_sits_and_reads_does_so_on_a_chair() -> None:
    (role,) = _cast("a man sitting and reading").roles
    assert {"chair", "book"} <= role.artwork.ids


@pytest.mark.parametrize(
    "prompt", ["a man hugging", "a man kicking", "a woman sleeping", "a couple kissing", "five children"]
)
def test_what_comes_into_the_picture_leaves_those_who_do_something_as_they_are(prompt: str) -> None:
    scene = read_scene(prompt)
    more = scene.model_copy(update={"subjects": (*scene.subjects, Subject(noun="cat"))})

    def people(drawn: Scene) -> list[list[tuple[float, ...]]]:
        groups = compose(drawn, seed=7).stage.groups
        skins = [group for group in groups if any(item.cls == "skin" for item in group.items)]
        return sorted([tuple(item.path.computeTightBounds()) for item in group.items] for group in skins)

    assert people(more) == people(scene)
