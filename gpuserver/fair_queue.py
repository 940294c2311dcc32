"""A queue that many clients share: each client's jobs in their order, the clients in turn, by their shares."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from gpuserver.jobs import Job


class _Line:
    """The jobs of one client, and where the first of them begins."""

    def __init__(self, begin: float) -> None:
        self.begin = begin
        self.jobs: deque[Job] = deque()


class FairQueue:
    """Start-time fair queueing (Goyal, Vin and Cheng, SIGCOMM 1996) of jobs that count the same: with equal shares
    round-robin, so that who sends forty jobs at once delays another client by one; with a share of 2 two in a round.

    A client's jobs lie one behind the other on a line, each as long as one over its share; what begins first goes
    first. Who comes back begins at the present: nothing is saved up while away, nor owed for what was cancelled.
    """

    def __init__(self) -> None:
        self._lines: dict[str, _Line] = {}
        self._ends: dict[str, float] = {}
        """Where the last job ends of clients who wait for nothing now, beyond the present."""
        self._present = 0.0
        self._length = 0
        self.weight = 0
        """Bytes that the waiting jobs hold."""

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Job]:
        """The jobs in the order in which they would be popped."""
        begins = {client: line.begin for client, line in self._lines.items()}
        left = {client: deque(line.jobs) for client, line in self._lines.items()}
        while left:
            client = min(left, key=lambda one: begins[one])
            job = left[client].popleft()
            yield job
            line = left.pop(client)
            if line:
                left[client] = line  # behind the others that begin where it does
                begins[client] += 1 / job.share

    def push(self, job: Job) -> None:
        """Put `job` at the end of its client's line."""
        if job.client not in self._lines:
            self._lines[job.client] = _Line(max(self._present, self._ends.pop(job.client, 0.0)))
        self._lines[job.client].jobs.append(job)
        self._count(job, 1)

    def pop(self) -> Job:
        """Take the next job. Raises ValueError when there is none."""
        client = min(self._lines, key=lambda one: self._lines[one].begin)
        line = self._lines.pop(client)
        job = line.jobs.popleft()
        self._present = line.begin
        line.begin += 1 / job.share
        if line.jobs:
            self._lines[client] = line
        else:
            self._ends[client] = line.begin
        self._ends = {one: end for one, end in self._ends.items() if end > self._present} if self._lines else {}
        self._count(job, -1)
        return job

    def remove(self, job: Job) -> bool:
        """Take `job` out of its line; False when it does not wait here."""
        line = self._lines.get(job.client)
        if line is None or job not in line.jobs:
            return False
        line.jobs.remove(job)
        if not line.jobs:
            self._ends[job.client] = self._lines.pop(job.client).begin
        self._count(job, -1)
        return True

    def _count(self, job: Job, change: int) -> None:
        self._length += change
        self.weight += change * job.weight
