"""Who goes next: a fair order over users by weight, and a share of the time for it beside the shortest request."""

from __future__ import annotations

from itertools import count

from gpuserver.accelerator.request import Tag


class FairOrder:
    """Start-time fair queueing (Goyal, Vin and Cheng, SIGCOMM 1996): each request gets a tag, the least goes first.

    A user's requests lie one behind the other on a line, each as long as its seconds over the user's weight; the tag
    is where it begins. The present moves along that line as time is served, shared among those who want some. Who
    comes back begins at the present: nothing is saved up while away. Every tag is passed in the end, so nobody starves.
    """

    def __init__(self) -> None:
        self._present = 0.0
        self._ends: dict[str, float] = {}
        self._numbers = count(1)

    def tag(self, user: str, weight: float, seconds: float) -> Tag:
        """The tag of a new request of `seconds`."""
        begin = max(self._present, self._ends.get(user, 0.0))
        self._ends[user] = begin + seconds / weight
        return begin, next(self._numbers)

    def served(self, seconds: float, weight: float, least: Tag) -> None:
        """Move the present on by `seconds`, shared by users of `weight` together; at least to the `least` tag left."""
        self._present = max(self._present + seconds / weight, least[0])
        self._ends = {user: end for user, end in self._ends.items() if end > self._present}

    def restart(self) -> None:
        """Nothing waits or runs: everybody is even again."""
        self._present = 0.0
        self._ends.clear()


class Share:
    """Divides the seconds for which two disciplines compete: the shortest request first, and the fair order.

    The shortest request alone would starve the long ones, the fair order alone would let a short request wait for
    every user's long ones. The fair order is served once it has earned its next step, so that the shortest request in
    the house is done within its own time over 1 - `fair`, and one step.
    """

    def __init__(self, fair: float) -> None:
        """`fair`: the part, above 0 and below 1, that the fair order gets."""
        self._gain = fair / (1.0 - fair)
        self._credit = 0.0

    def is_fairs_turn(self, cost: float) -> bool:
        """Whether the fair order may take a step of `cost` seconds."""
        return self._credit >= cost

    def spent(self, seconds: float, *, fairly: bool) -> None:
        """Account for a step that one of them took from the other."""
        self._credit += -seconds if fairly else seconds * self._gain

    def agreed(self) -> None:
        """Both want the same: nobody owes anything."""
        self._credit = 0.0
