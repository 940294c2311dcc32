"""What is offered: true to the libraries, fitting the memory, and open to the operator's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gpuserver.models.offers import OFFERS, Library, Offer, Source, Task, defaults, offered

MEMORIES = (8, 16, 24, 80)


@pytest.mark.parametrize("library", Library)
def test_every_class_is_in_the_installed_library(library: Library) -> None:
    module = pytest.importorskip(library.value, reason="models need the `gpu` extra")
    names = {name for one in OFFERS.values() if one.library is library for name in one.classes.values()}
    assert names
    assert names - set(dir(module)) == set()  # which imports none of them


@pytest.mark.parametrize("memory", MEMORIES)
def test_every_default_fits_the_memory_that_it_is_the_default_for(memory: int) -> None:
    assert max(one.gigabytes for one in defaults(memory)) <= memory


@pytest.mark.parametrize("memory", MEMORIES)
def test_the_defaults_draw_edit_inpaint_find_describe_and_upscale(memory: int) -> None:
    tasks = {task for one in defaults(memory) for task in one.classes}
    assert {Task.DRAW, Task.EDIT, Task.INPAINT, Task.MASKS, Task.DESCRIBE, Task.UPSCALE, Task.COMPARE} <= tasks


@pytest.mark.parametrize("memory", MEMORIES)
def test_the_defaults_may_be_used_commercially_and_run_no_code_of_others(memory: int) -> None:
    for one in defaults(memory):
        assert one.commercial
        assert one.licence
        assert isinstance(one.source, Source)
        assert not one.source.needs_code


def test_the_defaults_are_those_of_the_next_smaller_memory() -> None:
    assert defaults(7.9) == ()
    assert defaults(8.5) == defaults(8)
    assert defaults(25.3) == defaults(24)
    assert defaults(143) == defaults(80)


def test_every_source_is_the_name_of_a_repository() -> None:
    for one in OFFERS.values():
        assert isinstance(one.source, Source)
        assert re.fullmatch(r"[\w.-]+/[\w.-]+", one.source.repository)


def test_an_offer_of_the_operators_own_wins_over_one_of_the_same_name() -> None:
    own = Offer("sdxl", Path("/srv/sdxl"), Library.DIFFUSERS, {Task.DRAW: "StableDiffusionXLPipeline"}, 8)
    assert offered([own])["sdxl"] is own
    assert offered([own]).keys() == OFFERS.keys()


@pytest.mark.parametrize(
    ("memory", "editor"),
    [(8, "instruct-pix2pix"), (16, "flux2-klein-4b"), (24, "flux2-klein-4b"), (80, "qwen-image-edit-2511")],
)
def test_the_strongest_editor_that_fits_edits(memory: float, editor: str) -> None:
    assert next(one.name for one in defaults(memory) if Task.EDIT in one.classes) == editor
