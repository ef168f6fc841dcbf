"""The pool of processes: order, bounded waiting, and workers that die."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from dateline.engines._pool import map_in_order
from dateline.errors import ConfigurationError, DatelineError


def square(number: int) -> int:
    return number * number


def die_at_three(number: int) -> int:
    if number == 3:
        os._exit(9)
    return number


def fail_at_three(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    return number


def misconfigured(number: int) -> int:
    raise ConfigurationError("no such type", where="types.yaml", todo="see the manual")


@pytest.mark.parametrize("workers", [1, 2])
def test_answers_come_in_the_order_of_tasks(workers: int) -> None:
    found = list(map_in_order(square, range(20), workers=workers))
    assert found == [(number, number * number) for number in range(20)]


@pytest.mark.parametrize("workers", [1, 2])
def test_tasks_are_taken_only_as_fast_as_answers(workers: int) -> None:
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    answers = map_in_order(square, tasks(), workers=workers)
    next(answers)
    assert len(taken) <= workers * 3
    answers.close()


def test_a_fault_of_the_work_comes_through() -> None:
    with pytest.raises(ValueError, match="three"):
        list(map_in_order(fail_at_three, range(9), workers=2))


def test_a_worker_that_dies_is_told_with_what_to_do() -> None:
    with pytest.raises(DatelineError, match="fewer --workers"):
        list(map_in_order(die_at_three, range(9), workers=2))


def test_an_error_of_ours_keeps_what_it_says() -> None:
    with pytest.raises(ConfigurationError) as caught:
        list(map_in_order(misconfigured, range(2), workers=2))
    assert str(caught.value) == "types.yaml: no such type\n  → see the manual"
