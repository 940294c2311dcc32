"""When a request is expected to be done, told while it waits and while it runs."""

from __future__ import annotations

import random

import pytest
from virtual_gpu import VirtualGpu, picture, published, solo_seconds

from gpuserver.accelerator.request import Estimate

SMALL, MIDDLE, LARGE = picture(512, 20), picture(1024, 25), picture(1536, 35)
KEYS = (SMALL, picture(768, 20), MIDDLE, LARGE)


def test_requests_of_one_key_are_told_when_they_end_and_how_many_are_before() -> None:
    gpu = VirtualGpu(most=1)
    gpu.learn(LARGE)
    sent = [gpu.send(LARGE) for _ in range(4)]
    gpu.accelerator.turn()
    told = [one.ticket.estimate for one in sent]
    step, solo = published(LARGE, 1), solo_seconds(LARGE)
    assert [one.ahead for one in told if one] == [None, 1, 2, 3]
    for number, one in enumerate(told):
        assert one
        assert one.seconds == pytest.approx(solo * (number + 1) - step)


@pytest.mark.parametrize("seed", range(6))
def test_nobody_is_promised_too_much_nor_told_twice_the_time(seed: int) -> None:
    gpu = VirtualGpu()
    gpu.learn(*KEYS)
    chance = random.Random(seed)
    sent = [gpu.send(chance.choice(KEYS), user=f"user {chance.randrange(6)}") for _ in range(16)]
    gpu.accelerator.turn()
    told = [one.ticket.estimate for one in sent]
    gpu.run()
    for one, estimate in zip(sent, told, strict=True):
        assert estimate
        assert 0.9 * one.seconds - 0.3 <= estimate.seconds <= 2 * one.seconds


def test_an_estimate_is_told_again_only_where_it_has_changed() -> None:
    assert not Estimate(10.0, 2).differs(Estimate(10.5, 2))
    assert Estimate(8.0, 2).differs(Estimate(10.0, 2))
    assert Estimate(10.0, 1).differs(Estimate(10.0, 2))


def test_a_short_request_is_told_a_short_time_behind_long_ones() -> None:
    gpu = VirtualGpu()
    gpu.learn(SMALL, LARGE)
    for number in range(5):
        gpu.send(LARGE, user=f"user {number}")
    gpu.run(until=gpu.clock.now + 1.0)
    short = gpu.send(SMALL, user="short")
    gpu.accelerator.turn()
    estimate = short.ticket.estimate
    gpu.run()
    assert estimate
    assert estimate.seconds == pytest.approx(short.seconds, rel=0.5)
    assert estimate.seconds < 0.1 * 5 * solo_seconds(LARGE)
