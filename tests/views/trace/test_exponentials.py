"""The arithmetic of softmax where an input is infinite."""

from __future__ import annotations

from pathlib import Path

from command_line import Run


def test_what_is_nothing_beside_an_infinity_stands_behind_an_equals_sign(
    fwdprop: Run, folder: Path
) -> None:
    (folder / "net.yaml").write_text(
        "inputs: [a, b]\nlayers: [{activation: softmax, nodes:"
        " {p: {weights: {a: 1}}, q: {weights: {b: 1}}}}]\n"
    )
    traced = fwdprop("trace net.yaml -i inf 1 --node q")
    assert traced.stdout == (
        "q = softmax(1·b) = softmax(1·1) = softmax(1)"
        " = e^(1 - inf) / (e^(inf - inf) + e^(1 - inf)) = 0 / nan = nan\n"
    )
