"""What holds for any requests: each ends once, no batch mixes keys, memory suffices, nobody starves."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from virtual_gpu import Row, Sent, VirtualGpu, VirtualMemory, VirtualModels, picture, published

from gpuserver.accelerator.choice import Terms
from gpuserver.accelerator.key import Key

KEYS = [picture(512, 4, "a"), picture(512, 4, "b"), picture(768, 3, "a"), picture(1024, 5, "b"), picture(1536, 6, "a")]
USERS = st.sampled_from(["", "ada", "bo", "cy"])
FAIR = 0.4

ANY = settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])


@dataclass(frozen=True)
class Wish:
    """A request of a made-up client."""

    at: float
    key: Key
    user: str
    weight: float
    within: float | None
    cancelled: float | None
    inputs: str


WISHES = st.lists(
    st.builds(
        Wish,
        at=st.floats(0.0, 4.0),
        key=st.sampled_from(KEYS),
        user=USERS,
        weight=st.sampled_from([0.5, 1.0, 3.0]),
        within=st.none() | st.floats(0.1, 5.0),
        cancelled=st.none() | st.floats(0.0, 2.0),
        inputs=st.sampled_from(["good", "good", "good", "bad"]),
    ),
    max_size=25,
)


def sent_to(gpu: VirtualGpu, wishes: list[Wish]) -> list[Sent]:
    out: list[Sent] = []
    begin = gpu.clock.now

    def send(wish: Wish) -> None:
        sent = gpu.send(wish.key, user=wish.user, weight=wish.weight, within=wish.within, inputs=wish.inputs)
        out.append(sent)
        if wish.cancelled is not None:
            gpu.clock.at(gpu.clock.now + wish.cancelled, sent.ticket.cancel)

    for wish in wishes:
        gpu.clock.at(begin + wish.at, lambda wish=wish: send(wish))
    gpu.run()
    return out


def fails_the_bad(rows: list[Row]) -> None:
    if any(row.request.inputs == "bad" for row in rows):
        raise ArithmeticError


@ANY
@given(WISHES, st.booleans(), st.integers(1, 8), st.integers(0, 900), st.integers(1, 2))
def test_every_request_ends_once_and_leaves_nothing_behind(
    wishes: list[Wish], joins: bool, most: int, capacity: int, room: int
) -> None:
    gpu = VirtualGpu(
        joins=joins, most=most, held=10, passing=100, memory=VirtualMemory(capacity),
        models=lambda clock: VirtualModels(clock, room, 0.5),
    )  # fmt: skip
    gpu.executor.before_step = fails_the_bad
    sent = sent_to(gpu, wishes)  # a second end, or a batch of two keys, raises
    assert len(sent) == len(wishes)
    for one in sent:
        assert one.ticket.future.done()
        if one.ticket.future.exception() is None:
            assert one.ticket.future.result() == "GOOD"
    assert gpu.accelerator.turn() is None


@ANY
@given(WISHES, st.integers(110, 900), st.booleans())
def test_memory_that_executors_announce_is_never_exceeded(wishes: list[Wish], budget: int, joins: bool) -> None:
    gpu = VirtualGpu(joins=joins, held=10, passing=100, announces=True, memory=VirtualMemory(budget=budget))
    sent_to(gpu, wishes)
    assert gpu.memory.highest <= budget
    assert gpu.memory.in_use == 0
    assert gpu.ooms() == 0


@ANY
@given(WISHES)
def test_nobody_waits_longer_than_what_is_before_him_takes_in_the_fair_part_of_the_time(wishes: list[Wish]) -> None:
    gpu = VirtualGpu(most=1, terms=Terms(fair=FAIR))
    gpu.learn(*KEYS)
    tags: dict[Row, tuple[float, float]] = {}
    living: list[Row] = []

    def look(_: list[Row]) -> None:
        living[:] = [ticket for lane in gpu.accelerator._lanes.values() for ticket in lane.tickets]
        for ticket in living:
            before = sum(other.solo for other in living if other.tag < ticket.tag)
            tags.setdefault(ticket, (gpu.clock.now, before))

    gpu.executor.before_step = look
    patient = [Wish(one.at, one.key, one.user, one.weight, None, None, "good") for one in wishes]
    longest = max(published(key, 1) for key in KEYS)
    for one in sent_to(gpu, patient):
        ticket = one.ticket
        since, before = tags[ticket]
        in_its_lane = ticket.solo  # a shorter turn of its own key may have begun
        assert one.ended - since <= (before + in_its_lane + ticket.solo) / FAIR + 2 * longest + 1e-6
