"""What the illustrator promises: the same drawing the same bytes, edits that stay local, and no silent omissions."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from core.problems import Code, ProblemError
from core.recipe import Drawing
from core.scene.model import Scene, Subject
from gpuserver.engines.base import Cancelled, Picture, Pixels
from gpuserver.engines.illustrator.compose import compose
from gpuserver.engines.illustrator.engine import Illustrator
from gpuserver.engines.illustrator.eyes import eyes_of

CAT = Subject(noun="cat")
SIZE = 256


class Watching:
    """A watch that counts, and cancels after `patience` reports."""

    def __init__(self, patience: int = 10**6) -> None:
        self.fractions: list[float] = []
        self.patience = patience

    def progress(self, fraction: float) -> None:
        self.fractions.append(fraction)
        if len(self.fractions) > self.patience:
            raise Cancelled

    def preview(self, pixels: Pixels) -> None:
        assert pixels.dtype == np.uint8


def draw(*subjects: Subject, seed: int = 7, size: int = SIZE, aspect: str = "1:1", **scene: object) -> Picture:
    whole = Scene.model_validate({"subjects": subjects, **scene})
    return Illustrator().draw(Drawing(prompt="", scene=whole, seed=seed, aspect=aspect), size, Watching())


def changed(first: Picture, second: Picture) -> np.ndarray:
    """Rows and columns (shares of the picture) where two pictures differ visibly."""
    difference = np.abs(first.pixels.astype(int) - second.pixels.astype(int)).max(axis=2) > 12
    rows, columns = np.nonzero(difference)
    height, width = difference.shape
    return np.array([columns.min() / width, rows.min() / height, columns.max() / width, rows.max() / height])


def test_the_same_drawing_is_the_same_bytes_in_every_thread() -> None:
    with ThreadPoolExecutor(4) as pool:
        pictures = list(pool.map(lambda _: draw(CAT, Subject(noun="dog"), background="beach").pixels.tobytes(), "abcd"))
    assert len(set(pictures)) == 1


def test_another_seed_is_another_composition() -> None:
    assert len({draw(CAT, seed=seed).pixels.tobytes() for seed in range(4)}) == 4
    boxes = {draw(CAT, seed=seed).objects for seed in range(4)}
    assert len(boxes) == 4


def test_sunglasses_change_only_the_face() -> None:
    plain = draw(CAT)
    cool = draw(CAT, Subject(noun="sunglasses", place="on the cat"))
    assert plain.objects is not None
    assert cool.objects is not None
    cat, glasses = cool.objects
    assert cat.box == plain.objects[0].box
    assert glasses.box is not None
    margin = 0.03
    left, top, right, bottom = changed(plain, cool)
    assert left > glasses.box[0] - margin
    assert top > glasses.box[1] - margin
    assert right < glasses.box[2] + margin
    assert bottom < glasses.box[3] + margin


def test_a_new_subject_and_another_background_leave_the_first_where_it_was() -> None:
    alone = draw(CAT, background="beach")
    together = draw(CAT, Subject(noun="dog"), Subject(noun="rabbit", count=2), background="beach")
    elsewhere = draw(CAT, background="forest")
    assert alone.objects is not None
    assert together.objects is not None
    assert elsewhere.objects is not None
    assert together.objects[0] == alone.objects[0]
    here, there = alone.objects[0].box, elsewhere.objects[0].box
    assert here is not None
    assert there is not None
    assert here[0] == there[0]
    assert here[3] - here[1] == pytest.approx(there[3] - there[1], abs=0.001)


def test_taking_the_last_subject_away_restores_the_picture() -> None:
    before = draw(CAT, Subject(noun="dog"))
    draw(CAT, Subject(noun="dog"), Subject(noun="house"))
    assert draw(CAT, Subject(noun="dog")).pixels.tobytes() == before.pixels.tobytes()


def test_a_recoloured_subject_stays_in_its_place() -> None:
    orange, black = draw(CAT), draw(Subject(noun="cat", color="black"))
    assert orange.objects is not None
    assert black.objects is not None
    assert orange.objects[0].box == black.objects[0].box
    assert black.objects[0].color == "black"
    left, top, right, bottom = orange.objects[0].box or (0, 0, 1, 1)
    inside = np.s_[int(top * SIZE) : int(bottom * SIZE), int(left * SIZE) : int(right * SIZE)]
    assert black.pixels[inside].mean() < orange.pixels[inside].mean() - 15


@pytest.mark.parametrize("count", [1, 2, 3, 4, 6])
def test_a_count_draws_that_many_figures_and_hides_no_face(count: int) -> None:
    noun = "cats" if count > 1 else "cat"
    scene = Scene(subjects=(Subject(noun=noun, count=count),), background="beach")
    composition = compose(scene, seed=3)
    figures = [group for group in composition.stage.groups if group.is_subject]
    assert len(figures) == count
    for at, figure in enumerate(figures):
        for eye, _ in eyes_of(figure.items):
            middle_x, middle_y = eye.path.getBounds().centerX(), eye.path.getBounds().centerY()
            nearer = [item for other in figures[at + 1 :] for item in other.items if item.kind == "part"]
            assert not any(item.path.contains(middle_x, middle_y) for item in nearer)
    assert composition.objects[0].count == count
    assert composition.objects[0].name == noun


def test_chinese_words_draw_the_same_things() -> None:
    picture = draw(Subject(noun="猫", color="黑色", count=2), background="海边")
    assert picture.undrawn == ()
    assert picture.objects is not None
    assert (picture.objects[0].name, picture.objects[0].count) == ("猫", 2)


def test_what_cannot_be_drawn_is_reported_in_the_users_words() -> None:
    picture = draw(
        CAT, Subject(noun="zeppelin pump"), style="in the manner of nobody", background="inside a quasar's memory",
        details=("juggling theorems",),
    )  # fmt: skip
    assert set(picture.undrawn) == {
        "zeppelin pump", "in the manner of nobody", "inside a quasar's memory", "juggling theorems"
    }  # fmt: skip


def test_a_thing_before_a_place_word_is_drawn_or_reported() -> None:
    cat = draw(Subject(noun="underwater", attributes=("cat",)))
    assert cat.objects is not None
    assert [seen.name for seen in cat.objects] == ["cat"]
    assert draw(Subject(noun="underwater", attributes=("wormhole",))).undrawn == ("wormhole",)


def test_nothing_to_draw_is_a_problem_that_names_the_words() -> None:
    with pytest.raises(ProblemError) as caught:
        draw(Subject(noun="zeppelin pump"))
    assert caught.value.problem.code is Code.CANNOT_DRAW
    assert caught.value.problem.facts["words"] == "zeppelin pump"


def test_a_background_alone_is_drawn() -> None:
    assert draw(background="beach").objects == ()
    assert draw(Subject(noun="beach")).undrawn == ()


@pytest.mark.parametrize(
    ("aspect", "shape"), [("16:9", (144, 256, 3)), ("9:16", (256, 144, 3)), ("1:1", (256, 256, 3))]
)
def test_aspects(aspect: str, shape: tuple[int, int, int]) -> None:
    assert draw(CAT, aspect=aspect, background="beach").pixels.shape == shape


def test_a_bad_aspect_is_an_invalid_request() -> None:
    with pytest.raises(ProblemError) as caught:
        draw(CAT, aspect="wide")
    assert caught.value.problem.code is Code.INVALID_REQUEST


def test_progress_rises_and_cancelling_stops() -> None:
    watch = Watching()
    drawing = Drawing(prompt="", scene=Scene(subjects=(CAT,), background="beach"), seed=1)
    Illustrator().draw(drawing, SIZE, watch)
    assert watch.fractions == sorted(watch.fractions)
    assert watch.fractions[-1] == 1.0
    with pytest.raises(Cancelled):
        Illustrator().draw(drawing, SIZE, Watching(patience=2))


def test_places_are_obeyed() -> None:
    left = draw(CAT, Subject(noun="dog", place="on the left")).objects
    right = draw(CAT, Subject(noun="dog", place="右边")).objects
    on = draw(Subject(noun="bird", place="on the cat's head"), CAT).objects
    for objects in (left, right, on):
        assert objects is not None
    assert left is not None
    assert right is not None
    assert on is not None
    assert middle(left[1].box) < 0.4
    assert middle(right[1].box) > 0.6
    bird, cat = on[0].box, on[1].box
    assert bird is not None
    assert cat is not None
    assert bird[1] < cat[1] < bird[3]


def middle(box: tuple[float, float, float, float] | None) -> float:
    assert box is not None
    return (box[0] + box[2]) / 2
