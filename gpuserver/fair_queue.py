"""A queue that many clients share: each client's jobs in their order, the clients in turn."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterator
from itertools import zip_longest

from gpuserver.jobs import Job


class FairQueue:
    """Round-robin over clients: who sends forty jobs at once delays another client by one."""

    def __init__(self) -> None:
        self._lines: OrderedDict[str, deque[Job]] = OrderedDict()
        self._length = 0
        self.weight = 0
        """Bytes that the waiting jobs hold."""

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Job]:
        """The jobs in the order in which they would be popped."""
        for turn in zip_longest(*self._lines.values()):
            yield from (job for job in turn if job is not None)

    def push(self, job: Job) -> None:
        """Put `job` at the end of its client's line."""
        self._lines.setdefault(job.client, deque()).append(job)
        self._count(job, 1)

    def pop(self) -> Job:
        """Take the next job. Raises KeyError when there is none."""
        client, line = self._lines.popitem(last=False)
        job = line.popleft()
        if line:
            self._lines[client] = line
        self._count(job, -1)
        return job

    def remove(self, job: Job) -> bool:
        """Take `job` out of its line; False when it does not wait here."""
        line = self._lines.get(job.client)
        if line is None or job not in line:
            return False
        line.remove(job)
        if not line:
            del self._lines[job.client]
        self._count(job, -1)
        return True

    def _count(self, job: Job, change: int) -> None:
        self._length += change
        self.weight += change * job.weight
