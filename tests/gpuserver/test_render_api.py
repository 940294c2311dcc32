"""Our own API over real HTTP, through the product's own client."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator

import pytest
from gpu_cases import FlatDrawer, Inverter, Server, collect, photo, picture, recipe
from PIL import Image
from stand_ins import png

from core.catalogue import CATALOGUE, action
from core.gpu import GpuClient
from core.ports import Progress, Queued, Rendered
from core.problems import Code, ProblemError
from core.recipe import Recipe, Upload
from gpuserver.engines.loaded import Engines


@pytest.fixture
async def client(server: Server) -> AsyncIterator[GpuClient]:
    async with GpuClient(server.url) as opened:
        yield opened


async def test_a_recipe_becomes_a_picture_with_events_on_the_way(client: GpuClient) -> None:
    events = await collect(client, recipe("a cat at night"))
    assert isinstance(events[0], Queued)
    percents = [event.percent for event in events if isinstance(event, Progress)]
    assert percents == sorted(percents)
    done = events[-1]
    assert isinstance(done, Rendered)
    assert (done.width, done.height, done.seed, done.engine) == (64, 32, 7, "flat")
    assert done.seen.objects
    assert done.seen.objects[0].name == "cat"
    assert done.undrawn == ("at night",)
    assert Image.open(io.BytesIO(done.data)).size == (64, 32)


async def test_a_picture_tells_what_was_drawn_for_something_close_to_it(client: GpuClient) -> None:
    assert (await picture(client, recipe("a husky and a cat"))).instead == (("husky", "dog"),)
    assert (await picture(client, recipe("a cat"))).instead == ()


async def test_steps_of_one_engine_go_in_one_pass(server: Server, client: GpuClient) -> None:
    edits = (action("rotate", degrees=90), action("adjust_brightness", percent=10))
    done = await picture(client, recipe("a cat", 7, *edits))
    assert server.editor.calls == [["adjust_brightness", "rotate"]]
    assert done.engine == "flat+inverter"


async def test_several_pictures_have_seeds_of_their_own(client: GpuClient) -> None:
    made = [event for event in await collect(client, recipe(count=3)) if isinstance(event, Rendered)]
    assert [one.index for one in made] == [0, 1, 2]
    assert len({one.seed for one in made}) == 3
    assert made[0].seed == 7


async def test_the_same_recipe_is_answered_from_the_cache(server: Server, client: GpuClient) -> None:
    one, two = await picture(client, recipe()), await picture(client, recipe())
    assert one.data == two.data
    assert len(server.drawer.drawn) == 1


async def test_photos_are_told_apart_by_their_bytes_and_not_by_what_the_client_says(client: GpuClient) -> None:
    what = photo(action("adjust_brightness", percent=10))
    dark, light = await picture(client, what, png((0, 0, 0))), await picture(client, what, png((255, 255, 255)))
    assert dark.seen.brightness > 0.9 > 0.1 > light.seen.brightness


async def test_several_of_a_photo_are_made_once(server: Server, client: GpuClient) -> None:
    what = photo(action("adjust_brightness", percent=10)).model_copy(update={"count": 3})
    made = [event for event in await collect(client, what, png()) if isinstance(event, Rendered)]
    assert [one.index for one in made] == [0, 1, 2]
    assert len(server.editor.calls) == 1


async def test_what_was_moved_is_no_longer_said_to_be_where_it_was_drawn(client: GpuClient) -> None:
    still = await picture(client, recipe("a cat", 7, action("adjust_brightness", percent=10)))
    turned = await picture(client, recipe("a cat", 7, action("rotate", degrees=90)))
    assert still.seen.objects
    assert turned.seen.objects
    assert still.seen.objects[0].box
    assert turned.seen.objects[0].box is None


async def test_progress_never_falls_over_several_engines_and_pictures(client: GpuClient) -> None:
    what = recipe("a cat", 7, action("rotate", degrees=90), count=3)
    percents = [event.percent for event in await collect(client, what) if isinstance(event, Progress)]
    assert percents == sorted(set(percents))
    assert percents[0] == 0
    assert percents[-1] == 100


async def test_the_preferred_engine_is_taken() -> None:
    engines = Engines((FlatDrawer("one"), FlatDrawer("two")), (Inverter("three"),))
    assert [one.name for one in engines.preferring(("two",)).drawers] == ["two", "one"]
    with pytest.raises(ValueError, match="loaded: one, three, two"):
        engines.preferring(("four",))


async def test_a_photo_is_edited_from_its_source(server: Server, client: GpuClient) -> None:
    what = Recipe(source=Upload(digest="x"), edits=(action("adjust_brightness", percent=10),))
    done = await picture(client, what, png((10, 20, 30)))
    assert Image.open(io.BytesIO(done.data)).convert("RGB").getpixel((3, 3)) == pytest.approx((245, 235, 225), abs=2)


@pytest.mark.parametrize(
    ("what", "code", "words"),
    [
        (photo(action("colorize")), Code.CANNOT_DO, "the photo engine"),
        (photo(action("edit_face", set={"makeup": ["lipstick"]})), Code.CANNOT_DO, "faces"),
        (photo(action("add_object", object="hat")), Code.CANNOT_DO, "gpu"),
        (photo(), Code.INVALID_REQUEST, "photo"),
    ],
)
async def test_what_cannot_be_done_is_said(client: GpuClient, what: Recipe, code: Code, words: str) -> None:
    with pytest.raises(ProblemError) as caught:
        await collect(client, what)
    assert caught.value.problem.code is code
    assert words in caught.value.problem.detail


async def test_an_engine_that_breaks_fails_its_job_alone(client: GpuClient) -> None:
    what = Recipe(source=Upload(digest="x"), edits=(action("style_transfer", style="anime"),))
    with pytest.raises(ProblemError) as caught:
        await collect(client, what, png())
    assert caught.value.problem.code is Code.INTERNAL
    assert await picture(client, recipe())


async def test_the_catalogue_says_what_serves_each_pipeline(client: GpuClient) -> None:
    entries = {entry["id"]: entry for entry in await client.pipelines()}
    assert list(entries) == list(CATALOGUE)
    assert entries["generate"]["engine"] == "flat"
    assert entries["style_transfer"]["engines"] == {"drawing": "flat", "photo": "inverter"}
    assert entries["add_object"]["engines"] == {"drawing": "flat", "photo": None}
    assert entries["chat"]["needs"] is None
    assert entries["colorize"]["needs"] == "the photo engine"
    assert "gpu" in entries["sketch_to_image"]["needs"]


async def test_an_upload_comes_back_safe(client: GpuClient) -> None:
    taken = await client.intake(png((250, 0, 0), (40, 30)))
    assert (taken.width, taken.height, taken.media_type) == (40, 30, "image/png")
    assert taken.seen.colors[0].name == "red"
    with pytest.raises(ProblemError) as caught:
        await client.intake(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert caught.value.problem.code is Code.NOT_AN_IMAGE


async def test_a_picture_can_be_asked_about(client: GpuClient) -> None:
    seen = await client.ask(png((0, 0, 250)), "what is it?", "en")
    assert seen.colors[0].name == "blue"
    assert seen.objects is None
