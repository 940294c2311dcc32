"""When each request is expected to be done, from the measured seconds of what goes before it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gpuserver.accelerator.lane import AnyLane
from gpuserver.accelerator.pace import Pace
from gpuserver.accelerator.request import Estimate, Tag, Ticket

AnyTicket = Ticket[object, object]


@dataclass(frozen=True)
class _Group:
    """Requests of one lane that will run together."""

    lane: AnyLane
    tickets: Sequence[AnyTicket]
    before: float
    """Seconds of the lane's groups before this one."""
    seconds: Sequence[float]
    """Seconds of its own work until each ticket is done."""
    tag: Tag
    """The least of its tickets."""
    shortness: tuple[float, Tag]
    """Seconds alone, and tag, of its shortest ticket."""


def estimates(lanes: Sequence[AnyLane], pace: Pace, fair: float) -> dict[AnyTicket, Estimate]:
    """An estimate for each request of `lanes`, as if no other came.

    It ends after everything of other keys at most; after what is shorter, in the 1 - `fair` of the time that goes to
    the shortest; and after what is before it in the fair order, in the `fair` part: whichever is soonest.
    """
    present = sum(len(lane.tickets) for lane in lanes)
    groups = [group for lane in lanes for group in _groups(lane, pace, present)]
    seconds = {
        ticket: _end(ticket, group, group.before + own, groups, fair)
        for group in groups
        for ticket, own in zip(group.tickets, group.seconds, strict=True)
    }
    running = {ticket for lane in lanes for ticket in lane.rows}
    ends = sorted(seconds.values())
    return {
        ticket: Estimate(when, None if ticket in running else bisect_left(ends, when))
        for ticket, when in seconds.items()
    }


def _groups(lane: AnyLane, pace: Pace, present: int) -> Iterator[_Group]:
    most = pace.best(lane.key, min(lane.executor.most, len(lane.tickets)), present)
    taken, before = 0, 0.0
    while taken < len(lane.tickets):
        running = taken < len(lane.rows)
        count = len(lane.rows) if running else most
        if running and lane.executor.joins:
            count = max(count, most)
        tickets = lane.tickets[taken : taken + count]
        start = 0.0 if running else pace.start(lane.key, len(tickets))
        step = pace.step(lane.key, len(tickets))
        seconds = [start + ticket.left * step for ticket in tickets]
        shortness = min((ticket.solo, ticket.tag) for ticket in tickets)
        yield _Group(lane, tickets, before, seconds, min(ticket.tag for ticket in tickets), shortness)
        taken, before = taken + len(tickets), before + max(seconds)


def _end(ticket: AnyTicket, own: _Group, seconds: float, groups: Sequence[_Group], fair: float) -> float:
    """Seconds until `ticket` is done, which with its lane's earlier groups takes `seconds` by itself."""
    everything = shorter = earlier = 0.0
    for group in groups:
        if group.lane is not own.lane:
            whole = max(group.seconds)
            everything += whole
            shorter += whole if group.shortness < (ticket.solo, ticket.tag) else 0.0
            earlier += whole if group.tag < ticket.tag else 0.0
    if shorter == earlier == 0.0:
        return seconds
    return min(everything + seconds, (shorter + seconds) / (1.0 - fair), (earlier + seconds) / fair)
