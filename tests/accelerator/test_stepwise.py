"""A loop that is not ours goes on a step at a time, ends where it is told to, and its errors reach who steps it."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from gpuserver.accelerator.stepwise import Stepwise


class Counting:
    """A loop of three steps, which notes where it is and whether it came to its end."""

    def __init__(self) -> None:
        self.at = 0
        self.left = False

    def __call__(self, pause: Callable[[], None]) -> str:
        try:
            for self.at in (1, 2, 3):
                pause()
        finally:
            self.left = True
        return "done"


def threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("stepwise")]


def test_it_stands_still_between_its_steps() -> None:
    loop = Counting()
    call = Stepwise(loop)
    assert loop.at == 0
    assert [(call.step(), loop.at) for _ in range(3)] == [(None, 1), (None, 2), (None, 3)]
    assert call.step() == "done"
    assert not threads()


def test_two_of_them_go_on_in_turns() -> None:
    loops = Counting(), Counting()
    calls = [Stepwise(loop) for loop in loops]
    assert [call.step() for call in (calls[0], calls[0], calls[1])] == [None, None, None]
    assert [loop.at for loop in loops] == [2, 1]
    for call in calls:
        call.close()


def test_what_is_given_up_ends_where_it_is() -> None:
    loop = Counting()
    call = Stepwise(loop)
    call.step()
    call.close()
    call.close()
    assert (loop.at, loop.left) == (1, True)
    assert not threads()


def test_one_that_never_began_is_simply_forgotten() -> None:
    loop = Counting()
    Stepwise(loop).close()
    assert (loop.at, loop.left) == (0, False)


def test_an_error_reaches_who_makes_the_step() -> None:
    def broken(pause: Callable[[], None]) -> str:
        pause()
        raise MemoryError("too large")

    call = Stepwise(broken)
    assert call.step() is None
    with pytest.raises(MemoryError, match="too large"):
        call.step()
    assert not threads()
