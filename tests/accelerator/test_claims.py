"""For whom the accelerator works: every request of a job carries its user, the share of that one, and the time left."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import monotonic

from gpuserver.accelerator.claim import Claim, claimed, claiming
from gpuserver.accelerator.key import Key
from gpuserver.jobs import Job
from gpuserver.together import in_order
from gpuserver.watch import JobWatch

KEY = Key("denoise", "klein", 64, 64, 4)


def users(number: int, watch: object) -> tuple[str, float]:
    asked = claimed(KEY, number)
    return asked.user, asked.weight


def test_what_nobody_in_particular_asks_for_has_the_share_of_one_and_all_the_time() -> None:
    asked = claimed(KEY, 1)
    assert (asked.user, asked.weight, asked.within) == ("", 1.0, None)


def test_a_request_is_that_of_the_job_whose_thread_makes_it() -> None:
    with claiming(Claim("ada", 3.0, monotonic() + 60)):
        asked, untimed = claimed(KEY, 1, 4), claimed(KEY, 2, timed=False)
        with ThreadPoolExecutor(1) as other:
            assert other.submit(users, 1, None).result() == ("", 1.0)
    assert (asked.user, asked.weight, asked.units) == ("ada", 3.0, 4)
    assert asked.within is not None
    assert 50 < asked.within <= 60
    assert (untimed.user, untimed.within) == ("ada", None)
    assert claimed(KEY, 3).user == ""


async def test_all_pictures_of_a_job_are_its_clients_in_whichever_thread_they_are_made() -> None:
    watch = JobWatch(Job(lambda _: None, client="ada", share=2.0), previews=0, seconds=60.0)
    assert (watch.claim.user, watch.claim.share) == ("ada", 2.0)
    for at_once in (False, True):
        with claiming(watch.claim):
            made = list(in_order(users, 3, watch, at_once=at_once))
        assert made == [("ada", 2.0)] * 3
