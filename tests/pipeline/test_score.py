"""`fwdprop.stream`: blocks of rows through a network from Python, against `net.forward`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import islice

import numpy as np
import pytest
from command_line import NETWORKS
from piping import LONG
from threads_left import join_all_but

import fwdprop
from fwdprop import Network
from fwdprop.arrays import Array
from fwdprop.errors import InputError, UsageError
from fwdprop.forward.blocks import block_rows
from fwdprop.numerals import DType


def iris(dtype: DType | None = None) -> Network:
    return fwdprop.load(NETWORKS / "iris.yaml", dtype)


def rows(number: int) -> Array:
    return np.random.default_rng(4).uniform(0, 8, (number, 4))


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("size", [1, 7, 1000, 20_000])
def test_digits_are_those_of_forward_whatever_the_blocks(dtype: DType, size: int) -> None:
    net = iris(dtype)
    x = rows(min(20_000, 150 * size))
    blocks = [x[start : start + size] for start in range(0, len(x), size)]
    results = list(fwdprop.stream(net, blocks))
    assert [len(y) for y in results] == [len(block) for block in blocks]
    y = np.concatenate(results)
    assert y.dtype == dtype
    assert y.tobytes() == net.forward(x).tobytes()


def test_a_block_may_be_larger_than_what_goes_through_together() -> None:
    net = iris()
    x = rows(2 * block_rows(net) + 1)
    (y,) = fwdprop.stream(net, [x])
    assert y.tobytes() == net.forward(x).tobytes()


@pytest.mark.parametrize(
    "form",
    [
        np.asfortranarray,
        np.ndarray.tolist,
        lambda x: x.astype(">f8"),
        lambda x: np.repeat(x, 2, axis=0)[::2],
    ],
)
def test_rows_may_lie_in_memory_in_any_way(form: Callable[[Array], Array]) -> None:
    net = iris()
    x = rows(30)
    (y,) = fwdprop.stream(net, [form(x)])
    assert y.tobytes() == net.forward(x).tobytes()


def test_a_block_may_be_a_single_row_or_none() -> None:
    net = iris()
    x = rows(1)
    one, none = fwdprop.stream(net, [x[0], np.empty((0, 4))])
    assert one.tobytes() == net.forward(x).tobytes()
    assert (one.shape, none.shape) == ((1, 3), (0, 3))


def test_layers_are_chosen_as_on_the_command_line() -> None:
    net = iris()
    x = rows(10)
    hidden = net.layers[0].name
    (y,) = fwdprop.stream(net, [x], layers=f"output,{hidden},inputs")
    computed = net.run(x)
    beside = [computed["output"], computed[hidden], x]
    assert y.tobytes() == np.concatenate(beside, axis=1).tobytes()


def test_an_unknown_layer_is_told_of_before_a_block_is_taken() -> None:
    with pytest.raises(UsageError, match=r"^there is no layer 'outptu'"):
        fwdprop.stream(iris(), iter(()), layers="outptu")


def test_blocks_without_end_are_taken_as_they_are_needed() -> None:
    import threading

    net = iris()
    before = threading.enumerate()
    taken = []

    def endless() -> Iterator[Array]:
        while True:
            taken.append(1)
            yield rows(5)

    results = fwdprop.stream(net, endless())
    assert taken == []
    for y in islice(results, 3):
        assert y.tobytes() == net.forward(rows(5)).tobytes()
    assert len(taken) < 100
    results.close()
    join_all_but(before)


def test_an_array_may_be_filled_again_for_every_block() -> None:
    net = iris()
    x = rows(4000)

    def refilled() -> Iterator[Array]:
        block = np.empty((100, 4))
        for start in range(0, len(x), 100):
            block[:] = x[start : start + 100]
            yield block

    y = np.concatenate(list(fwdprop.stream(net, refilled())))
    assert y.tobytes() == net.forward(x).tobytes()


def test_results_are_arrays_of_their_own() -> None:
    net = iris()
    first, second = fwdprop.stream(net, [rows(5), rows(5)])
    first[:] = 0
    assert second.tobytes() == net.forward(rows(5)).tobytes()


def test_an_error_of_the_blocks_comes_out_in_its_place() -> None:
    def blocks() -> Iterator[Array]:
        yield rows(2)
        yield rows(3)
        raise RuntimeError("the sensor is gone")

    results = fwdprop.stream(iris(), blocks())
    assert [len(next(results)), len(next(results))] == [2, 3]
    with pytest.raises(RuntimeError, match="the sensor is gone"):
        next(results)


@pytest.mark.parametrize(
    ("block", "message"),
    [
        (np.zeros((2, 3)), "3 numbers, expected 4"),
        ([[1, 2, 3, "x"]], "the inputs are not rows of numbers, all of the same length"),
        ([[1, 2, 3, 4], [1, 2]], "the inputs are not rows of numbers, all of the same length"),
        (7, "inputs are one row (inputs,) or rows (n, inputs)"),
        (np.zeros((1, 1, 4)), "inputs are one row (inputs,) or rows (n, inputs)"),
    ],
)
def test_a_block_that_holds_no_rows_is_an_error_in_its_place(block: object, message: str) -> None:
    results = fwdprop.stream(iris(), [rows(2), block, rows(2)])  # type: ignore[list-item]
    assert len(next(results)) == 2
    with pytest.raises(InputError) as error:
        next(results)
    assert error.value.faults[0].message == message


def test_a_script_may_end_while_blocks_are_under_way() -> None:
    code = (
        "import fwdprop, itertools\n"
        f"net = fwdprop.load({str(NETWORKS / 'xor.yaml')!r})\n"
        "results = fwdprop.stream(net, itertools.repeat([[0, 1], [1, 1]]))\n"
        "print(next(results).tolist())\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=LONG, check=False
    )
    assert (ran.stdout, ran.stderr, ran.returncode) == ("[[1.0], [0.0]]\n", "", 0)
