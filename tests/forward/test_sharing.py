"""Blocks of rows shared out to threads: from how much work on; and what an exception there does."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np
import pytest
from dense_networks import dense_network

from fwdprop.forward import blocks
from fwdprop.forward.blocks import block_rows, share_out
from fwdprop.forward.engine import Worker

NETWORK = dense_network([2, 3, 1])
WORK = 2 * 3 + 3 + 8 * (3 + 1)
"""Weights, and eight operations more for each node."""


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "1")
    monkeypatch.setattr(blocks, "cores", lambda: 2)


def shared(rows: int) -> tuple[int, list[slice]]:
    """How many threads take blocks of so many rows, and all blocks in the order of the rows."""
    shares: list[list[slice]] = []

    def one_share(each: Iterator[slice]) -> None:
        shares.append(list(each))

    share_out(NETWORK, rows, one_share)
    return len(shares), sorted((each for share in shares for each in share), key=lambda s: s.start)


@pytest.mark.usefixtures("two_cores")
@pytest.mark.parametrize("more", [0, 1])
def test_threads_share_more_than_one_block(monkeypatch: pytest.MonkeyPatch, more: int) -> None:
    block = block_rows(NETWORK)
    monkeypatch.setattr(blocks, "THREADS_WORK", 0)
    whole = [slice(0, block), *([slice(block, block + 1)] if more else [])]
    assert shared(block + more) == (1 + more, whole)


@pytest.mark.usefixtures("two_cores")
@pytest.mark.parametrize("less", [0, 1])
def test_threads_share_what_is_worth_it(monkeypatch: pytest.MonkeyPatch, less: int) -> None:
    block = block_rows(NETWORK)
    monkeypatch.setattr(blocks, "THREADS_WORK", 2 * block * WORK + less)
    assert shared(2 * block) == (2 - less, [slice(0, block), slice(block, 2 * block)])


@pytest.mark.parametrize(("threads", "shares"), [("1", 2), ("2", 1)])
def test_threads_share_nothing_where_the_product_has_its_own(
    monkeypatch: pytest.MonkeyPatch, threads: str, shares: int
) -> None:
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        monkeypatch.setenv(name, threads)
    monkeypatch.setattr(blocks, "cores", lambda: 2)
    monkeypatch.setattr(blocks, "THREADS_WORK", 0)
    assert shared(2 * block_rows(NETWORK))[0] == shares


@pytest.mark.usefixtures("two_cores")
@pytest.mark.parametrize("error", [MemoryError("no room"), KeyboardInterrupt(), ValueError("bad")])
def test_an_exception_in_another_thread_is_raised_in_this_one(
    monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    monkeypatch.setattr(blocks, "THREADS_WORK", 0)
    here = threading.current_thread()
    through = Worker.through

    def fail(self: Worker, *words: object, **more: object) -> object:
        if threading.current_thread() is not here:
            raise error
        return through(self, *words, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Worker, "through", fail)
    # This thread leaves blocks to the other one until that has taken one of them.
    other_took = threading.Event()
    share = blocks._in_threads

    def this_one_waits(one_share: blocks.Share, each: object, threads: int) -> None:
        def one(parts: Iterator[slice]) -> None:
            if threading.current_thread() is here:
                assert other_took.wait(60)
                one_share(parts)
                return
            try:
                one_share(parts)
            finally:
                other_took.set()

        share(one, each, threads)  # type: ignore[arg-type]

    monkeypatch.setattr(blocks, "_in_threads", this_one_waits)
    rows = np.ones((3 * block_rows(NETWORK), 2))
    for compute in (NETWORK.forward, NETWORK.run):
        other_took.clear()
        with pytest.raises(type(error)) as raised:
            compute(rows)
        assert raised.value is error


@pytest.mark.parametrize("rows", [511, 512, 513, 1024])
def test_a_block_that_is_full_and_one_that_is_not_give_the_same_values(rows: int) -> None:
    network = dense_network([784, 3], "sigmoid")
    assert block_rows(network) == 512
    x = np.random.default_rng(2).standard_normal((rows, 784))
    whole = network.forward(x)
    for row in (0, rows - 1):
        assert np.array_equal(network(x[row]), whole[row])
    assert np.array_equal(network.run(x).a[-1], whole)
