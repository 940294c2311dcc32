"""Who is served, and how often."""

from __future__ import annotations

import pytest

from core.access import Access, Rules
from core.problems import Code, ProblemError
from core.visit import Visit


def visit(person: str = "discord:1", place: str = "discord:c", *, admin: bool = False, private: bool = False) -> Visit:
    return Visit(platform="discord", place=place, group="discord:g", person=person, admin=admin, private=private)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def refusal(access: Access, who: Visit) -> Code | None:
    try:
        access.admit(who)
    except ProblemError as error:
        return error.problem.code
    return None


def test_everyone_is_served_without_lists() -> None:
    assert refusal(Access(), visit()) is None


@pytest.mark.parametrize("listed", ["discord:1", "discord:c", "discord:g"])
def test_a_person_a_place_or_a_group_can_be_shut_out(listed: str) -> None:
    assert refusal(Access(Rules(deny=frozenset({listed}))), visit()) is Code.NOT_ALLOWED
    assert (
        refusal(
            Access(Rules(deny=frozenset({listed}))),
            visit("discord:2", "discord:d").model_copy(update={"group": "discord:h"}),
        )
        is None
    )


def test_with_an_allow_list_only_those_on_it_are_served() -> None:
    access = Access(Rules(allow=frozenset({"discord:1"})))
    assert refusal(access, visit()) is None
    assert refusal(access, visit("discord:2")) is Code.NOT_ALLOWED


def test_who_is_too_fast_waits_as_long_as_is_said() -> None:
    clock = Clock()
    access = Access(Rules(person_per_minute=6, place_per_minute=0), clock)
    assert [refusal(access, visit()) for _ in range(4)] == [None, None, None, Code.TOO_FAST]
    with pytest.raises(ProblemError) as raised:
        access.admit(visit())
    clock.now += int(raised.value.problem.facts["retry_after"])
    assert refusal(access, visit()) is None


def test_one_person_does_not_use_up_anothers_turns() -> None:
    access = Access(Rules(person_per_minute=2, place_per_minute=0), Clock())
    assert [refusal(access, visit()), refusal(access, visit())] == [None, Code.TOO_FAST]
    assert refusal(access, visit("discord:2")) is None


def test_a_place_has_a_limit_of_its_own() -> None:
    access = Access(Rules(person_per_minute=0, place_per_minute=4), Clock())
    assert [refusal(access, visit(f"discord:{n}")) for n in range(3)] == [None, None, Code.TOO_FAST]


def test_a_refused_turn_is_not_counted() -> None:
    clock = Clock()
    access = Access(Rules(person_per_minute=60, place_per_minute=2), clock)
    for _ in range(50):
        refusal(access, visit())
    assert refusal(access, visit(place="discord:elsewhere")) is None


def test_who_manages_the_group_or_is_listed_is_an_admin() -> None:
    access = Access(Rules(admins=frozenset({"discord:9"})))
    assert [access.is_admin(one) for one in (visit(), visit(admin=True), visit(private=True), visit("discord:9"))] == [
        False,
        True,
        True,
        True,
    ]
