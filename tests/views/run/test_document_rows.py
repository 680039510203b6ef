"""Rows of files as a table of a document: a line for each, or for each value where that is wide."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run
from pdflatex import complaints_apart, needs

NET = "networks/transactions.yaml"
ROWS = 'children,accounts,"a|b"\n2,3,x*y\n4,?,no\n5,6,\n'
WIDE = "networks/iris.yaml --data networks/iris.csv --keep all --labels"
COMMENT = "% needs \\usepackage{longtable}\n"


def test_each_row_has_a_line_with_its_number(fwdprop: Run) -> None:
    words = f'run {NET} --data - --keep "a|b" --on-error skip --quiet --format'
    expected = r"""| row | a\|b | transactions |
|---:|---|---:|
| 1 | x\*y | 9 |
| 3 |  | 21 |
"""
    result = fwdprop(f"{words} md", stdin=ROWS)
    assert (result.stdout, result.status) == (expected, 1)
    result = fwdprop(f"{words} tex", stdin=ROWS)
    assert (
        result.stdout
        == COMMENT
        + r"""\begin{longtable}[l]{@{}rlr@{}}
row & a\textbar{}b & transactions \\
\hline\noalign{\smallskip}
\endhead
1 & x*y & $9$ \\
3 &  & $21$ \\
\end{longtable}
"""
    )


def test_a_row_that_stops_the_run_leaves_no_table_that_looks_complete(fwdprop: Run) -> None:
    result = fwdprop(f"run {NET} --data - --format md", stdin=ROWS)
    assert result.status == 2
    assert result.stdout == (
        "| row | transactions |\n|---:|---:|\n| 1 | 9 |\n\n"
        "**incomplete: an error stopped the run after 1 row**\n"
    )
    result = fwdprop(f"run {NET} --data - --format tex", stdin=ROWS)
    assert result.status == 2
    assert result.stdout.endswith(
        "1 & $9$ \\\\\n% incomplete: an error stopped the run after 1 row\n"
    )


@pytest.mark.parametrize("ending", ["md", "tex"])
def test_a_file_is_complete_or_not_there(fwdprop: Run, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"results.{ending}"
    assert fwdprop("run", NET, "--data", "-", "-o", str(path), stdin=ROWS).status == 2
    assert [*tmp_path.iterdir()] == []


def test_no_rows_are_a_table_of_titles(fwdprop: Run) -> None:
    words = f"run {NET} --data - --format"
    assert fwdprop(f"{words} md", stdin="children,accounts\n").stdout == (
        "| row | transactions |\n|---:|---:|\n"
    )
    latex = fwdprop(f"{words} tex", stdin="children,accounts\n").stdout
    assert latex.endswith("\\endhead\n\\end{longtable}\n")


def test_many_rows_are_those_of_csv(fwdprop: Run) -> None:
    rows = "children,accounts\n" + "".join(f"{n},{n % 7}\n" for n in range(30_000))
    words = f"run {NET} --data - --precision 17 --format"
    csv = fwdprop(f"{words} csv", stdin=rows).stdout.splitlines()[1:]
    markdown = fwdprop(f"{words} md", stdin=rows).stdout.splitlines()[2:]
    assert markdown == [f"| {number:,} | {value} |" for number, value in enumerate(csv, 1)]


def test_in_markdown_wide_rows_stay_rows(fwdprop: Run) -> None:
    assert fwdprop(f"run {WIDE} --format md").stdout.splitlines()[2] == (
        "| 1 | 5.8 | 2.7 | 5.1 | 1.9 | virginica | virginica | 6.0664e-05 | 0.0592383 | 0.940701 |"
    )


def test_in_latex_each_value_of_wide_rows_has_a_line(fwdprop: Run) -> None:
    lines = fwdprop(f"run {WIDE} --format tex").stdout.splitlines()
    assert len(lines) == 5 + 50 * 9 + 1
    assert lines[1:15] == [
        r"\begin{longtable}[l]{@{}rlr@{}}",
        r"row & column & value \\",
        r"\hline\noalign{\smallskip}",
        r"\endhead",
        r"1 & sepal\_length & 5.8 \\",
        r" & sepal\_width & 2.7 \\",
        r" & petal\_length & 5.1 \\",
        r" & petal\_width & 1.9 \\",
        r" & species & virginica \\",
        r" & label & virginica \\",
        r" & setosa & $6.0664 \cdot 10^{-5}$ \\",
        r" & versicolor & $0.0592383$ \\",
        r" & virginica & $0.940701$ \\",
        r"2 & sepal\_length & 4.8 \\",
    ]


def test_a_title_is_a_text_also_where_it_looks_like_a_number(fwdprop: Run, tmp_path: Path) -> None:
    rows, net = (
        tmp_path / "rows.csv",
        '{"inputs": 1, "layers": [{"nodes": {"1e5": [1], "inf": [2]}}]}',
    )
    rows.write_text("x0\n1\n", encoding="utf-8")
    shown = fwdprop("run", "-", "--data", str(rows), "--format", "tex", stdin=net).stdout
    assert shown.splitlines()[2:6] == [
        r"row & 1e5 & inf \\",
        r"\hline\noalign{\smallskip}",
        r"\endhead",
        r"1 & $1$ & $2$ \\",
    ]


@needs("longtable")
@pytest.mark.parametrize(
    "words",
    [
        "iris.yaml --data networks/iris.csv",
        "iris.yaml --data networks/iris.csv --keep species",
        "iris.yaml --data networks/iris.csv --keep all --labels",
        "iris.yaml --data networks/iris.csv --layers all --precision 17",
        "bank.yaml --data networks/bank.csv",
        "bank.yaml --data networks/bank.csv --keep transactions --labels --layers all",
    ],
)
def test_latex_sets_rows(fwdprop: Run, words: str) -> None:
    shown = fwdprop(f"run networks/{words.replace(' --labels', '')} --format tex").stdout
    assert complaints_apart(shown, "longtable") == []


@needs("longtable")
def test_latex_folds_long_texts_and_takes_no_rows(fwdprop: Run) -> None:
    text = "some WORDS_that_go_on_and_on_and_on_and_on_WITHOUT_end & more words of 50%"
    rows = f'children,accounts,[{text}\n1,2,"{text}"\n3,4,[x]\n5,nan,*\n'
    shown = fwdprop(f"run {NET} --data - --keep all --format tex", stdin=rows).stdout
    assert complaints_apart(shown, "longtable") == []
    shown = fwdprop(f"run {NET} --data - --format tex", stdin="children,accounts\n").stdout
    assert complaints_apart(shown, "longtable") == []


@pytest.mark.parametrize(("short", "name"), [("md", "markdown"), ("tex", "latex")])
def test_a_folder_holds_no_documents(fwdprop: Run, short: str, name: str) -> None:
    result = fwdprop(f"run {NET} --data networks/ -o out/ --format {short}")
    assert result.stderr == (
        f"error: -o out/ is for files that programs read, and {name} is for people\n"
        "help: choose another --format\n"
    )
    assert (result.stdout, result.status) == ("", 2)
