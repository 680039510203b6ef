"""Work shared out over threads: its order, its errors, and that nothing is left behind."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import count

import pytest
from piping import LONG
from threads_left import join_all_but

from fwdprop.pipeline.threads import in_order


def square(number: int) -> int:
    return number * number


@pytest.mark.parametrize("workers", [None, 1, 2, 5])
def test_results_come_in_the_order_of_the_pieces(workers: int | None) -> None:
    assert list(in_order(square, range(40), workers)) == [square(number) for number in range(40)]


@pytest.mark.parametrize("workers", [2, 5])
def test_a_later_piece_that_is_done_sooner_waits_for_its_turn(workers: int) -> None:
    done = [threading.Event() for _ in range(40)]

    def odd_ones_first(number: int) -> int:
        if number % 2 == 0:
            assert done[number + 1].wait(LONG)
        done[number].set()
        return number

    assert list(in_order(odd_ones_first, range(40), workers)) == [*range(40)]


def test_no_pieces_give_no_results() -> None:
    assert list(in_order(square, [])) == []


def test_workers_are_busy_at_the_same_time() -> None:
    together = threading.Barrier(2)

    def meet(number: int) -> int:
        together.wait(LONG)
        return number

    assert list(in_order(meet, range(6), 2)) == [*range(6)]


def test_a_result_does_not_wait_for_the_next_piece() -> None:
    wanted = threading.Event()

    def pieces() -> Iterator[int]:
        yield 3
        assert wanted.wait(LONG)
        yield 4

    results = in_order(square, pieces())
    assert next(results) == 9
    wanted.set()
    assert list(results) == [16]


def test_only_a_few_pieces_are_under_way() -> None:
    taken = []

    def pieces() -> Iterator[int]:
        for number in count():
            taken.append(number)
            yield number

    results = in_order(square, pieces(), 2)
    for number in range(50):
        assert next(results) == square(number)
        assert len(taken) <= number + 6
    results.close()


def test_an_error_of_the_work_comes_in_its_place() -> None:
    results = in_order(lambda number: 12 // (3 - number), range(9), 2)
    assert [next(results) for _ in range(3)] == [4, 6, 12]
    with pytest.raises(ZeroDivisionError):
        next(results)
    assert list(results) == []


@pytest.mark.parametrize("error", [ValueError("no more"), KeyboardInterrupt()])
def test_an_error_of_the_pieces_comes_in_its_place(error: BaseException) -> None:
    def pieces() -> Iterator[int]:
        yield from range(3)
        raise error

    results = in_order(square, pieces(), 2)
    assert [next(results) for _ in range(3)] == [0, 1, 4]
    with pytest.raises(type(error)) as raised:
        next(results)
    assert raised.value is error


def test_whoever_stops_taking_results_ends_all_threads() -> None:
    before = set(threading.enumerate())
    results = in_order(square, count(), 2)
    assert [next(results) for _ in range(3)] == [0, 1, 4]
    assert set(threading.enumerate()) - before
    results.close()
    join_all_but(before)


def test_closing_does_not_wait_for_a_piece_that_is_long_in_coming() -> None:
    before = threading.enumerate()
    ended = threading.Event()

    def pieces() -> Iterator[int]:
        yield 1
        assert ended.wait(LONG)

    results = in_order(square, pieces())
    assert next(results) == 1
    results.close()
    assert not ended.is_set()
    ended.set()
    join_all_but(before)


def test_one_worker_does_all_the_work_where_no_more_threads_are_to_be_had(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    start = threading.Thread.start
    started: list[threading.Thread] = []

    def start_one(thread: threading.Thread) -> None:
        if started:
            raise RuntimeError("can't start new thread")
        started.append(thread)
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", start_one)
    assert list(in_order(square, range(30), 4)) == [square(number) for number in range(30)]


def test_the_work_is_done_where_no_thread_at_all_is_to_be_had(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    assert list(in_order(square, range(5), 4)) == [0, 1, 4, 9, 16]


def test_results_that_are_never_asked_for_start_nothing() -> None:
    before = threading.active_count()
    in_order(square, count()).close()
    assert threading.active_count() == before
