"""`fwdprop draw`: which row is drawn, where the picture goes, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import ROOT, Run
from svg_files import parsed

NET = "networks/transactions.yaml"
ROWS = "children,accounts\n2,3\n1,4\n\n0,1\n"


def values(svg: str) -> list[str]:
    """The values of the inputs and of the output."""
    nodes = parsed(svg).nodes()
    return [nodes[key][0] for key in ("0.0", "0.1", "2.0")]


@pytest.mark.parametrize(("row", "shown"), [(1, "2 3 9"), (2, "1 4 7"), (3, "0 1 1")])
def test_a_row_of_data_is_chosen_by_its_number(row: int, shown: str, fwdprop: Run) -> None:
    result = fwdprop(f"draw {NET} --data - --row {row} --format svg", stdin=ROWS)
    assert values(result.stdout) == shown.split()
    assert result.stderr == ""


def test_the_only_row_needs_no_number(fwdprop: Run) -> None:
    result = fwdprop(f"draw {NET} --data - --format svg", stdin=ROWS[:22])
    assert values(result.stdout) == ["2", "3", "9"]


def test_rows_count_over_all_files(folder: Path, fwdprop: Run) -> None:
    for name in ("a.csv", "b.csv"):
        Path(name).write_text(ROWS)
    line = f"draw {ROOT / NET} --data a.csv b.csv --row 5 --format svg"
    assert values(fwdprop(line).stdout) == ["1", "4", "7"]


def test_skipped_rows_count(fwdprop: Run) -> None:
    line = f"draw {NET} --data - --on-error skip --format svg --row"
    rows = ROWS.replace("2,3", "2,x")
    result = fwdprop(f"{line} 2", stdin=rows)
    assert values(result.stdout) == ["1", "4", "7"]
    assert (result.stderr, result.status) == ("", 0)
    assert fwdprop(f"{line} 1", stdin=rows).stderr == (
        "error: row 1 was skipped\nhelp: choose another row\n"
    )


@pytest.mark.parametrize(
    "line",
    ["draw {} --row 2", "worksheet {} --row 2", "region {} --row 2", "why {} --row 1 --row 2"],
)
def test_the_chosen_row_that_cannot_be_read_says_why(fwdprop: Run, line: str) -> None:
    """It is the row that stops the command, and none that was skipped."""
    result = fwdprop(f"{line.format(NET)} --data -", stdin="children,accounts\n2,3\n4,x\n1,1\n")
    assert (result.stdout, result.status) == ("", 2)
    assert result.stderr == (
        "error: column accounts: 'x' is not a number\n --> <stdin>:3:3\n  |\n3 | 4,x\n  |   ^\n"
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--data - --row 4", "error: there is no row 4: the data has 3 rows\n"),
        (
            "--data -",
            "error: the data has several rows\nhelp: choose one: --row 1 is the first\n",
        ),
        (
            "--data - --row 1 --rejects bad.txt",
            "error: --rejects keeps rows that are skipped, and a picture shows one row\n"
            "help: leave it out\n",
        ),
        ("--data - --row 0", "error: --row is a whole number of at least 1, not 0\n"),
        (
            "--row 1",
            "error: --row is for --data\n"
            "help: leave it out, or name a file of rows, - for standard input\n",
        ),
        (
            "-i 2 3 -i 1 4",
            "error: a picture shows one row, and there are 2 times --input\n"
            "help: take one of them at a time\n",
        ),
        (
            "--color-by contribution",
            "error: without inputs there are no contributions\n"
            "help: say what goes in, such as --input 2 3\n",
        ),
        (
            "--color-by sign",
            "error: --color-by has no 'sign'\nhelp: there are weight, contribution\n",
        ),
        (
            "--all --max-nodes 3",
            "error: --all and --max-nodes exclude each other\nhelp: leave one of them out\n",
        ),
        ("--max-nodes 0", "error: --max-nodes is a whole number of at least 1, not 0\n"),
        (
            "--layers hiden",
            "error: there is no layer 'hiden'\nhelp: did you mean hidden?\n",
        ),
        (
            "--theme dark",
            "error: --theme is for svg, html, png, pdf, not for text\nhelp: leave it out\n",
        ),
        (
            "--format svg --theme blue",
            "error: --theme has no 'blue'\nhelp: there are light, dark, auto\n",
        ),
        ("--format svg --scale 2", "error: --scale is for png, not for svg\nhelp: leave it out\n"),
        (
            "--format png --scale 0",
            "error: --scale is a number from 0.1 to 20, not 0\nhelp: twice as fine: --scale 2\n",
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused(options: str, message: str, fwdprop: Run) -> None:
    result = fwdprop(f"draw {NET} {options}", stdin=ROWS)
    assert (result.stdout, result.stderr, result.status) == ("", message, 2)


@pytest.mark.parametrize("scale", ["1e-9", "0.099", "nan", "inf", "-1", "20.1"])
def test_a_scale_without_dots_is_refused(scale: str, folder: Path, fwdprop: Run) -> None:
    result = fwdprop(f"draw {ROOT / NET} -o net.png --scale {scale}")
    assert result.stderr == (
        f"error: --scale is a number from 0.1 to 20, not {scale}\nhelp: twice as fine: --scale 2\n"
    )
    assert not Path("net.png").exists()


def test_pictures_are_not_compressed(folder: Path, fwdprop: Run) -> None:
    for name, format in (("net.gz", "text"), ("net.svg.gz", "svg")):
        assert fwdprop(f"draw {ROOT / NET} -o {name}").stderr == (
            f"error: -o {name}: {format} is not written with gzip\n"
            f"help: write it through a pipe: --format {format} | gzip > {name}\n"
        )


def test_inputs_that_do_not_fit_are_refused(folder: Path, fwdprop: Run) -> None:
    result = fwdprop(f"draw {ROOT / NET} -i 2 -o net.svg")
    assert result.status == 2
    assert result.stderr.startswith("error: 1 number, expected 2, one for each input\n")
    assert not Path("net.svg").exists()


def test_an_ending_without_a_format_is_refused(folder: Path, fwdprop: Run) -> None:
    result = fwdprop(f"draw {ROOT / NET} -o net.docx")
    assert result.status == 2
    assert result.stderr == (
        "error: the ending of -o has no 'docx'\n"
        "help: there are text, svg, html, dot, mermaid, tikz, png, pdf\n"
    )
    assert not Path("net.docx").exists()


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("net.svg", "<svg "),
        ("net.txt", "       inputs"),
        ("net.gv", "digraph "),
        ("net.dot", "digraph "),
        ("net.mmd", "flowchart LR"),
        ("net.mermaid", "flowchart LR"),
        ("net.tex", "% needs "),
        ("net.tikz", "% needs "),
    ],
)
def test_the_ending_says_the_format(name: str, start: str, folder: Path, fwdprop: Run) -> None:
    assert fwdprop(f"draw {ROOT / NET} -i 2 3 -o {name}").status == 0
    assert Path(name).read_text().startswith(start)


def test_an_image_is_not_for_a_terminal(fwdprop: Run) -> None:
    for format in ("png", "pdf"):
        result = fwdprop(f"draw {NET} --format {format}", columns=80)
        assert result.stdout == ""
        assert result.stderr == (
            f"error: {format} is not for a terminal\nhelp: write it to a file: -o FILE\n"
        )


def test_a_value_that_is_not_finite_is_drawn_and_warned_of(fwdprop: Run) -> None:
    result = fwdprop(f"draw {NET} -i inf 1 --format svg")
    assert values(result.stdout)[0] == "inf"
    assert result.stderr == ("warning: input children is inf, the first value that is not finite\n")
    assert result.status == 0


def test_layers_that_are_left_out_take_their_connections_along(fwdprop: Run) -> None:
    picture = parsed(fwdprop(f"draw {NET} -i 2 3 --layers hidden,output --format svg").stdout)
    assert set(picture.nodes()) == {"1.0", "1.1", "2.0"}
    assert set(picture.edges()) == {"1.0-2.0", "1.1-2.0"}


def test_more_connections_than_a_picture_holds_are_refused(fwdprop: Run) -> None:
    net = fwdprop("new 300-200-1").stdout
    result = fwdprop("draw - --all --format svg", stdin=net)
    assert result.status == 2
    assert result.stderr == (
        "error: this would be 60,200 connections, and a picture holds 50,000\n"
        "help: show the first and last nodes of layers alone\n"
    )
    assert fwdprop("draw - --format svg", stdin=net).status == 0
