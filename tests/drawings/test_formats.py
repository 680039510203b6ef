"""A format of pictures is one entry and one module; Python draws in one call."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest
from command_line import NETWORKS, Run

import fwdprop as package
from fwdprop import drawings
from fwdprop.drawings.picture.diagram import Diagram
from fwdprop.drawings.picture.style import Style

NET = "networks/transactions.yaml"


def draw_names(diagram: Diagram, style: Style) -> str:
    nodes = (node for column in diagram.columns for node in column.nodes)
    return f"{style.theme}: {', '.join(node.name for node in nodes)}\n"


def test_a_new_format_is_one_entry(
    folder: Path, fwdprop: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = ModuleType("fwdprop.drawings.names")
    fake.draw = draw_names  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "fwdprop.drawings.names", fake)
    more = (*drawings.FORMATS, drawings.Format("names", has_theme=True))
    monkeypatch.setattr(drawings, "FORMATS", more)
    net = NETWORKS / "transactions.yaml"
    expected = "children, accounts, node_0, node_1, transactions\n"
    assert fwdprop(f"draw {net} --format names").stdout == f"auto: {expected}"
    assert fwdprop(f"draw {net} -o net.names --theme dark").status == 0
    assert Path("net.names").read_text() == f"dark: {expected}"


@pytest.mark.parametrize("format", ["svg", "html", "dot", "mermaid", "tikz", "text"])
def test_python_draws_what_the_command_draws(format: str, fwdprop: Run) -> None:
    net = package.load(NETWORKS / "transactions.yaml")
    line = f"draw {NET} --input 2 3 --layers hidden,output --precision 3 --format {format}"
    drawn = package.draw(
        net, {"children": 2, "accounts": 3}, format, layers="hidden,output", digits=3
    )
    assert drawn == fwdprop(line).stdout


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"format": "gif"}, "there is no 'gif'"),
        ({"theme": "blue"}, "there is no 'blue'"),
        ({"color_by": "sign"}, "there is no 'sign'"),
        ({"layers": "hiden"}, "there is no layer 'hiden'"),
        ({"max_nodes": 0}, "max_nodes is at least 1, or None for all, not 0"),
        ({"scale": 0}, "scale is from 0.1 to 20, not 0"),
        ({"scale": float("nan")}, "scale is from 0.1 to 20, not nan"),
        ({"digits": 0}, "digits is at least 1, not 0"),
        ({"row": [1]}, "1 number, expected 2"),
        ({"row": [[1, 2], [3, 4]]}, "a picture shows one row, not 2"),
    ],
)
def test_python_is_told_what_does_not_fit(options: dict[str, object], message: str) -> None:
    net = package.load(NETWORKS / "transactions.yaml")
    with pytest.raises(package.FwdpropError, match=message):
        package.draw(net, **options)  # type: ignore[arg-type]
