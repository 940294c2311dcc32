"""Who goes next: a short picture is not held up by long ones, nobody starves, loaded models go first for a while."""

from __future__ import annotations

import numpy as np
import pytest
from virtual_gpu import Sent, VirtualGpu, VirtualModels, picture, published, solo_seconds

from gpuserver.accelerator.choice import Terms
from gpuserver.accelerator.fairness import FairOrder

SMALL, LARGE = picture(512, 20), picture(1536, 35)
STEP = published(LARGE, 1)


def burst(gpu: VirtualGpu, count: int, users: int) -> list[Sent]:
    return [gpu.send(LARGE, user=f"burst {number % users}") for number in range(count)]


@pytest.mark.parametrize("users", [1, 5, 20])
def test_a_small_picture_behind_a_burst_of_large_ones_takes_twice_its_time_and_one_step_at_most(users: int) -> None:
    gpu = VirtualGpu(terms=Terms(fair=0.5))
    gpu.learn(SMALL, LARGE)
    burst(gpu, 20, users)
    small: list[Sent] = []
    for number in range(40):
        gpu.clock.at(gpu.clock.now + 0.37 + 3.1 * number, lambda: small.append(gpu.send(SMALL, user="small")))
    gpu.run()
    assert np.percentile([one.seconds for one in small], 95) <= 2 * solo_seconds(SMALL) + STEP


def test_a_smaller_fair_part_brings_a_small_picture_nearer_to_its_solo_time() -> None:
    def taken(fair: float) -> float:
        gpu = VirtualGpu(terms=Terms(fair=fair))
        gpu.learn(SMALL, LARGE)
        burst(gpu, 5, 5)
        gpu.run(until=gpu.clock.now + 1.0)
        small = gpu.send(SMALL, user="small")
        gpu.run()
        return small.seconds

    for fair in (0.2, 0.4, 0.5):
        assert taken(fair) <= solo_seconds(SMALL) / (1 - fair) + STEP + 1e-9
    assert taken(0.2) < taken(0.5)


def test_a_large_picture_gets_its_part_while_small_ones_never_stop() -> None:
    gpu = VirtualGpu(terms=Terms(fair=0.4))
    gpu.learn(SMALL, LARGE)
    large = gpu.send(LARGE, user="large")
    stream: list[Sent] = []

    def next_one() -> None:
        if not large.ticket.future.done() and len(stream) < 600:
            stream.extend(gpu.send(SMALL, user=f"small {user}") for user in range(3))
            gpu.clock.at(gpu.clock.now + 0.5, next_one)

    gpu.clock.at(gpu.clock.now, next_one)
    gpu.run()
    fair_alone = 4 * solo_seconds(LARGE)
    assert large.seconds <= fair_alone / 0.4 + STEP
    assert len(stream) > 20


def test_users_of_equal_weight_get_equal_shares_of_one_key() -> None:
    gpu = VirtualGpu(joins=False, most=1)
    first = [gpu.send(SMALL, user="first") for _ in range(8)]
    second = [gpu.send(SMALL, user="second") for _ in range(2)]
    gpu.run()
    order = sorted((*first, *second), key=lambda one: one.ended)
    assert [order.index(one) for one in second] == [1, 3]


def test_a_user_of_triple_weight_gets_three_turns_for_one() -> None:
    gpu = VirtualGpu(joins=False, most=1)
    gpu.learn(SMALL)
    light = [gpu.send(SMALL, user="light") for _ in range(6)]
    heavy = [gpu.send(SMALL, user="heavy", weight=3.0) for _ in range(9)]
    gpu.run()
    order = sorted((*light, *heavy), key=lambda one: one.ended)
    assert sum(one in heavy for one in order[:8]) == 6


def test_an_unused_share_is_not_saved_up() -> None:
    gpu = VirtualGpu(joins=False, most=1)
    gpu.learn(SMALL)
    busy = [gpu.send(SMALL, user="busy") for _ in range(12)]
    gpu.run(until=gpu.clock.now + 5 * solo_seconds(SMALL))
    late = [gpu.send(SMALL, user="late") for _ in range(3)]
    gpu.run()
    between = [one for one in busy if late[0].ended < one.ended < late[2].ended]
    assert len(between) == 2


def test_who_comes_late_begins_where_the_others_have_got_to() -> None:
    order = FairOrder()
    tags = [order.tag("busy", 1.0, 10.0) for _ in range(4)]
    assert [begin for begin, _ in tags] == [0.0, 10.0, 20.0, 30.0]
    order.served(8.0, 1.0, tags[3])  # batches have done thirty seconds' work in eight
    assert order.tag("late", 1.0, 5.0)[0] == 30.0
    order.served(8.0, 2.0, tags[3])
    assert order.tag("later", 1.0, 5.0)[0] == 34.0
    assert order.tag("late", 1.0, 5.0)[0] == 35.0


def test_after_a_pause_everybody_is_even_again() -> None:
    gpu = VirtualGpu(joins=False, most=1)
    gpu.learn(SMALL)
    for _ in range(6):
        gpu.send(SMALL, user="busy")
    gpu.run()
    busy = [gpu.send(SMALL, user="busy") for _ in range(2)]
    other = [gpu.send(SMALL, user="other") for _ in range(2)]
    gpu.run()
    order = sorted((*busy, *other), key=lambda one: one.ended)
    assert order == [busy[0], other[0], busy[1], other[1]]


def test_keys_take_turns_at_the_steps() -> None:
    gpu = VirtualGpu()
    gpu.learn(SMALL, LARGE)
    gpu.send(LARGE, user="a")
    gpu.run(until=gpu.clock.now + 2 * STEP)
    gpu.send(SMALL, user="b")
    gpu.run()
    keys = [key for _, key, _ in gpu.executor.made]
    first, last = keys.index(SMALL), len(keys) - 1 - keys[::-1].index(SMALL)
    assert LARGE in keys[:first]
    assert LARGE in keys[last:]


def two_models(clock_terms: Terms, room: int = 1) -> VirtualGpu:
    return VirtualGpu(terms=clock_terms, models=lambda clock: VirtualModels(clock, room, seconds=8.0))


def test_a_loaded_model_goes_first_but_for_no_longer_than_agreed() -> None:
    gpu = two_models(Terms(overtaking=5.0))
    first, second = picture(512, 20, "first"), picture(512, 20, "second")
    gpu.send(first)
    gpu.run()
    begin = gpu.clock.now
    other = gpu.send(second, user="other")
    stream: list[Sent] = []

    def next_one() -> None:
        if not other.ticket.future.done() and len(stream) < 600:
            stream.append(gpu.send(first, user=f"user {len(stream)}"))
            gpu.clock.at(gpu.clock.now + 0.3, next_one)

    next_one()
    gpu.run()
    loaded = next(when for when, model in gpu.models.loads if model == "second")
    assert 4.0 < loaded - begin < 5.0 + 2 * solo_seconds(first) + 0.2
    assert other.seconds < loaded - begin + 8.0 + 2 * solo_seconds(second)


def test_two_models_that_do_not_fit_together_are_not_swapped_at_every_picture() -> None:
    gpu = two_models(Terms(overtaking=5.0))
    for number in range(60):
        gpu.send(picture(512, 20, "ab"[number % 2]), user=f"user {number}")
    gpu.run()
    assert len(gpu.models.loads) <= 6


def test_two_models_that_fit_together_run_side_by_side() -> None:
    gpu = two_models(Terms(), room=2)
    one, other = picture(1536, 35, "one"), picture(512, 20, "other")
    gpu.learn(one, other)
    long = gpu.send(one)
    gpu.run(until=gpu.clock.now + 3 * STEP)
    short = gpu.send(other)
    gpu.run()
    assert short.ended < long.ended
    assert [model for _, model in gpu.models.loads] == ["one", "other"]


def test_a_model_that_needs_the_room_of_one_in_use_waits_for_that_batch_and_no_other() -> None:
    gpu = two_models(Terms(overtaking=1.0))
    one, other = picture(1536, 35, "one"), picture(512, 20, "other")
    gpu.learn(one, other)
    long = gpu.send(one, user="a")
    gpu.run(until=gpu.clock.now + 8.0 + 3 * STEP)
    short = gpu.send(other, user="b")
    later = [gpu.send(one, user=f"later {number}") for number in range(3)]
    gpu.run()
    assert long.ended < later[0].ended < short.ended < later[1].ended < later[2].ended
