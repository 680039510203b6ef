"""fwdprop check: files and their examples, answers from the command line, what is said of them."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from conftest import NETWORKS, Run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

XOR = "networks/xor.yaml"
HOLDS = f"{XOR}: 4 examples hold\n"
SEE_HELP = "help: `fwdprop check --help` shows what there is\n"

# hidden = (x0 + x1, relu(-x0 + x1 - 2)), y = 2 hidden_0 - hidden_1 + 0.5
HOMEWORK = """\
inputs: [children, accounts]
layers:
  - name: hidden
    activation: relu
    weights: [[1, 1], [-1, 1]]
    bias: [0, -2]
  - name: output
    weights: [[2, -1]]
    bias: 0.5
    nodes: [transactions]
examples:
  - {input: [2, 3], hidden: [5, 0], output: [10.5]}
  - {input: [1, 4], hidden: [5, 3], output: [7.5]}
  - {input: [3, 1], output: [8]}
"""
# The second: without the bias of the hidden layer -1 + 4 = 3, and 10 - 3 + 0.5.
# The third: without the bias of the output layer.
ALICE = """\
alice.yaml: 2 of 3 examples do not hold
  example 2: children = 1, accounts = 4
    layer hidden, node node_1, the first of 2 values that are off
      expected    3
      found       1
      difference  -2
      tolerance   3e-09
    node_1 = relu(-1·children + 1·accounts - 2) = relu(-1·1 + 1·4 - 2) = relu(1) = 1
    3 is what you get when the bias of layer hidden is left out
  example 3: children = 3, accounts = 1
    layer output, node transactions
      expected    8
      found       8.5
      difference  0.5
      tolerance   8e-09
    transactions = 2·node_0 - 1·node_1 + 0.5 = 2·4 - 1·0 + 0.5 = 8.5
    8 is what you get when the bias of layer output is left out
    8 is what you get when the bias of all layers is left out
"""


@pytest.fixture
def folder(tmp_path: Path, fwdprop: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of homework to work in: alice.yaml is wrong twice, bob.yaml is no network."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "alice.yaml").write_text(HOMEWORK)
    (tmp_path / "bob.yaml").write_text("inputs: 2\nlayers: 3\n")
    (tmp_path / "carol.yaml").write_text("inputs: 2\nlayers: [{weights: [[1, 2]]}]\n")
    shutil.copy(NETWORKS / "xor.yaml", tmp_path / "xor.yaml")
    return tmp_path


BOB = """\
error: 'layers' is a list of layers, not 3
 --> bob.yaml:2:9
  |
2 | layers: 3
  |         ^
"""


def test_every_network_of_the_repository_holds(fwdprop: Run) -> None:
    files = sorted(path.name for path in NETWORKS.glob("*.yaml"))
    result = fwdprop("check", *(f"networks/{name}" for name in files))
    assert (result.stderr, result.status) == ("", 0)
    assert [line.split(": ")[0] for line in result.stdout.splitlines()] == [
        f"networks/{name}" for name in files
    ]
    assert result.stdout.count(" hold") == len(files)
    assert "networks/mazur.yaml: 1 example holds\n" in result.stdout
    assert HOLDS in result.stdout


def test_an_example_that_does_not_hold_is_shown_with_its_trace_and_explained(
    folder: Path, fwdprop: Run
) -> None:
    result = fwdprop("check alice.yaml")
    assert (result.stdout, result.stderr, result.status) == (ALICE, "", 1)


def test_a_wrong_file_does_not_stop_the_others(folder: Path, fwdprop: Run) -> None:
    result = fwdprop("check xor.yaml bob.yaml alice.yaml carol.yaml")
    carol = "carol.yaml: no examples\n"
    assert result.stdout == "xor.yaml: 4 examples hold\n" + ALICE + carol
    assert (result.stderr, result.status) == (BOB, 2)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("xor.yaml carol.yaml", 0),
        ("carol.yaml", 0),
        ("xor.yaml alice.yaml", 1),
        ("alice.yaml bob.yaml", 2),
        ("bob.yaml alice.yaml", 2),
        ("nothing.yaml xor.yaml", 2),
    ],
)
def test_the_worst_of_the_files_decides_the_status(
    folder: Path, fwdprop: Run, words: str, status: int
) -> None:
    assert fwdprop(f"check {words}").status == status
    assert fwdprop(f"check {words} --format jsonl").status == status


@pytest.mark.parametrize(
    ("words", "stderr"),
    [
        ("check", "error: missing argument NET...\n" + SEE_HELP),
        ("check nothing.json", "error: there is no file nothing.json\n"),
        ("check '*.yml'", "error: there is no file *.yml\n"),
        (
            "check .",
            "error: . is a folder, not a file\nhelp: name the files in it: ./*.yaml\n",
        ),
        (
            "check 'my folder'",
            "error: my folder is a folder, not a file\n"
            "help: name the files in it: 'my folder/'*.yaml\n",
        ),
        (
            "check -",
            "error: the file is empty\n --> <stdin>\n"
            "help: `inputs:` and `layers:` make a network\n",
        ),
        ("check - -", "error: standard input can be read only once\nhelp: name - once\n"),
        ("check xor.yaml --dtype float16", "error: --dtype has no 'float16'\nhelp: did you mean "),
        ("check xor.yaml --format xml", "error: --format has no 'xml'\nhelp: "),
        (
            "check xor.yaml --input 0 1",
            "error: --input needs an --expect, its answer\n"
            "help: say what should come out: --input 2 3 --expect 9\n",
        ),
        (
            "check xor.yaml --expect 1",
            "error: --expect needs an --input, whose answer it is\n"
            "help: say what goes in: --input 2 3 --expect 9\n",
        ),
        (
            "check xor.yaml -i 0 1 -i 1 1 --expect 1",
            "error: 2 times --input and 1 times --expect: each row has its answer\n"
            "help: repeat the one or the other\n",
        ),
        (
            "check xor.yaml xor.yaml -i 0 1 --expect 1",
            "error: --input and --expect are for one network, not 2\n"
            "help: name one network, or leave out --input and --expect to check the files' "
            "examples\n",
        ),
        (
            "check xor.yaml --tolerance -1",
            "error: --tolerance is a finite number of at least 0, not '-1'\n"
            "help: write how far a value may be off: --tolerance 0.001\n",
        ),
        (
            "check xor.yaml --tolerance much",
            "error: --tolerance is a finite number of at least 0, not 'much'\n"
            "help: write how far a value may be off: --tolerance 0.001\n",
        ),
        (
            "check xor.yaml -i 0 1 --expect z=1 --tolerance inf",
            "error: --tolerance is a finite number of at least 0, not 'inf'\n"
            "help: write how far a value may be off: --tolerance 0.001\n",
        ),
        (
            "check alice.yaml xor.yaml --format json -o xor.yaml",
            "error: -o xor.yaml would overwrite xor.yaml, which is read\nhelp: name another file\n",
        ),
    ],
)
def test_what_cannot_be_checked_is_refused(
    folder: Path, fwdprop: Run, words: str, stderr: str
) -> None:
    (folder / "my folder").mkdir()
    result = fwdprop(words)
    assert result.stderr.startswith(stderr)
    assert (result.stdout, result.status) == ("", 2)


def test_a_network_comes_from_standard_input_beside_files(folder: Path, fwdprop: Run) -> None:
    result = fwdprop("check xor.yaml - xor.yaml", stdin=HOMEWORK)
    line = "xor.yaml: 4 examples hold\n"
    assert result.stdout == line + ALICE.replace("alice.yaml", "<stdin>") + line
    assert (result.stderr, result.status) == ("", 1)


def test_a_hundred_files_are_a_hundred_lines(folder: Path, fwdprop: Run) -> None:
    names = [f"{index:03}.yaml" for index in range(100)]
    for name in names:
        shutil.copy(folder / "xor.yaml", folder / name)
    result = fwdprop("check", *names)
    assert result.stdout == "".join(f"{name}: 4 examples hold\n" for name in names)


@pytest.mark.parametrize("columns", [80, 40])
def test_a_terminal_has_no_line_that_is_too_wide(folder: Path, fwdprop: Run, columns: int) -> None:
    result = fwdprop("check alice.yaml", columns=columns)
    assert max(map(len, result.stdout.splitlines())) <= columns
    assert " ".join(result.stdout.split()).replace(" = ", " ") == " ".join(ALICE.split()).replace(
        " = ", " "
    )


def test_a_wide_equation_has_a_line_for_each_side_at_a_terminal(fwdprop: Run) -> None:
    result = fwdprop("check networks/mazur.yaml -i 0.05 0.1 --expect o1=0.6238", columns=60)
    # sigmoid(0.4 h1 + 0.45 h2) = 0.6238 without the bias of 0.6
    assert result.stdout == (
        "networks/mazur.yaml: 1 answer does not hold\n"
        "  answer 1: i1 = 0.05, i2 = 0.1\n"
        "    layer output, node o1\n"
        "      expected    0.6238\n"
        "      found       0.751365\n"
        "      difference  0.127565\n"
        "      tolerance   0.0001\n"
        "    o1 = sigmoid(0.4·h1 + 0.45·h2 + 0.6)\n"
        "       = sigmoid(0.4·0.59327 + 0.45·0.596884 + 0.6)\n"
        "       = sigmoid(1.10591)\n"
        "       = 0.751365\n"
        "    0.6238 is what you get when the bias of layer output is\n"
        "    left out\n"
    )


def test_colour_is_at_a_terminal_alone(folder: Path, fwdprop: Run) -> None:
    environ = {"COLUMNS": "80", "TERM": "xterm"}
    assert "\x1b[1;31malice.yaml" in fwdprop("check alice.yaml", columns=80, environ=environ).stdout
    assert "\x1b" not in fwdprop("check alice.yaml", environ=environ).stdout
    fwdprop("check alice.yaml -o report", columns=80, environ=environ)
    assert (folder / "report").read_text() == ALICE


def test_enough_digits_are_shown_to_see_the_difference(fwdprop: Run, tmp_path: Path) -> None:
    written = (NETWORKS / "mazur.yaml").read_text()
    (tmp_path / "net.yaml").write_text(written.replace("0.75136507", "0.75136505"))
    result = fwdprop("check", str(tmp_path / "net.yaml"))
    assert "expected    0.75136505\n      found       0.751365070\n" not in result.stdout
    assert "expected    0.75136505\n      found       0.75136507\n" in result.stdout
    assert "difference  1.95523e-08\n      tolerance   1e-08\n" in result.stdout
    assert "sigmoid(1.10590597) = 0.75136507\n" in result.stdout
    result = fwdprop("check", str(tmp_path / "net.yaml"), "--precision", "3")
    assert "found       0.751\n      difference  1.96e-08\n" in result.stdout


def test_of_many_missed_examples_ten_are_shown_and_the_others_counted(
    folder: Path, fwdprop: Run
) -> None:
    examples = [{"input": [k, 1], "output": [k + 4]} for k in range(12)]
    network = {"inputs": 2, "layers": [{"weights": [[1, 1]]}], "examples": examples}
    (folder / "net.yaml").write_text(json.dumps(network))
    result = fwdprop("check net.yaml")
    assert result.stdout.startswith("net.yaml: 12 of 12 examples do not hold\n  example 1: ")
    assert result.stdout.endswith("  and 2 more that do not hold; --format csv has them all\n")
    assert result.stdout.count("\n  example ") == 10
    assert len(fwdprop("check net.yaml --format csv").stdout.splitlines()) == 13


def test_slips_that_are_too_much_work_are_named(
    folder: Path, fwdprop: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = {
        "inputs": 300,
        "layers": [{"weights": [[0.5] * 300]}],
        "examples": [{"input": list(range(300)), "output": [0]}],
    }
    (folder / "net.yaml").write_text(json.dumps(network))
    # 300 · 299 / 2 pairs
    assert fwdprop("check net.yaml").stdout.endswith(
        "    not tried, as it is too much work here: inputs in another order (44,850 ways)\n"
    )
    (row,) = csv.DictReader(io.StringIO(fwdprop("check net.yaml --format csv").stdout))
    assert (row["explanation"], row["untried"]) == ("", "inputs in another order")


HEADER = "file,example,held,layer,node,expected,found,difference,tolerance,explanation,untried\n"
ROWS = (
    "alice.yaml,1,true,,,,,,,,\n"
    "alice.yaml,2,false,hidden,node_1,3,1,-2,3.0000000000000004e-09,"
    "the bias of layer hidden is left out,\n"
    "alice.yaml,2,false,output,transactions,7.5,9.5,2,0.1,the bias of layer hidden is left out,\n"
    "alice.yaml,3,false,output,transactions,8,8.5,0.5,8e-09,the bias of layer output is left out; "
    "the bias of all layers is left out,\n"
)


def test_programs_get_a_row_for_each_example_that_holds_and_each_value_that_is_off(
    folder: Path, fwdprop: Run
) -> None:
    result = fwdprop("check bob.yaml alice.yaml carol.yaml xor.yaml --format csv")
    xor = "".join(f"xor.yaml,{number},true,,,,,,,,\n" for number in range(1, 5))
    none = "carol.yaml,,,,,,,,,,\n"  # it has no examples
    assert (result.stdout, result.stderr, result.status) == (HEADER + ROWS + none + xor, BOB, 2)
    assert fwdprop("check alice.yaml --format tsv").stdout == (HEADER + ROWS).replace(",", "\t")


def test_json_says_the_same(folder: Path, fwdprop: Run) -> None:
    objects = json.loads(fwdprop("check alice.yaml --format json").stdout)
    lines = fwdprop("check alice.yaml --format jsonl").stdout.splitlines()
    assert objects == [json.loads(line) for line in lines]
    rows = list(csv.reader(io.StringIO(HEADER + ROWS)))
    assert [list(each) for each in objects] == [rows[0]] * 4
    assert [each["held"] for each in objects] == [True, False, False, False]
    assert [each["found"] for each in objects] == [None, 1, 9.5, 8.5]
    assert objects[0]["explanation"] is None
    assert objects[1]["explanation"] == "the bias of layer hidden is left out"
    (none,) = json.loads(fwdprop("check carol.yaml --format json").stdout)
    assert none == dict.fromkeys(rows[0]) | {"file": "carol.yaml"}


def test_a_program_gets_every_digit_that_the_pass_has(fwdprop: Run) -> None:
    line = "check networks/mazur.yaml -i 0.05 0.1 --expect o1=0.7 --tolerance 0 --format jsonl"
    found = json.loads(fwdprop(line).stdout)["found"]
    # Published: 0.75136507
    assert found == pytest.approx(0.75136507, abs=1e-8)
    run = "run networks/mazur.yaml -i 0.05 0.1 --format values"
    assert str(found) == fwdprop(run).stdout.split()[0]
    text = fwdprop(f"{line} --dtype float32").stdout
    assert f'"found": {fwdprop(f"{run} --dtype float32").stdout.split()[0]},' in text


def test_a_file_takes_the_result_whole_or_not_at_all(folder: Path, fwdprop: Run) -> None:
    result = fwdprop("check alice.yaml bob.yaml -o report.csv")
    assert (result.stdout, result.stderr, result.status) == ("", BOB, 2)
    assert (folder / "report.csv").read_text() == HEADER + ROWS
    assert fwdprop("check alice.yaml -o nowhere/report.csv").status == 2


@pytest.mark.parametrize(
    "words",
    [
        "xor.yaml --input 0 1 --expect 1",
        "xor.yaml --expect 1 --input 0 1",
        "--input 0 1 --expect 1 xor.yaml",
        "--expect 1 --input 0 1 xor.yaml",
        "--input 0 1 xor.yaml --expect 1",
        "--input 0 1 --expect xor.yaml 1",
        "--input 0 1 --expect 1 -- xor.yaml",
        "-i0,1 --expect=1 xor.yaml",
        "xor.yaml -i x2=1 x1=0 --expect y=1",
        "xor.yaml -i 0 1 --expect output.y=1",
        "xor.yaml -i 0 1 --expect hidden.h1=1 hidden.h2=0 y=1",
        "xor.yaml -i 0 1 --expect 1.0",
        "xor.yaml -i 0 1 --expect 3/3",
        "xor.yaml -i 0 1 --expect 0.9",
        "xor.yaml -i 0 1 --expect 1.2 --tolerance 0.25",
        "xor.yaml -i 0 1 --expect 1.2 --tolerance 1/4",
        "xor.yaml -i 0 1 --expect y=1 --dtype float32",
    ],
)
def test_an_answer_is_checked_from_the_command_line(folder: Path, fwdprop: Run, words: str) -> None:
    result = fwdprop(f"check {words}")
    assert (result.stdout, result.stderr) == ("xor.yaml: 1 answer holds\n", "")
    assert result.status == 0


@pytest.mark.parametrize(
    "words",
    [
        "--expect 2",
        "--expect 0.8",  # 0.7 to 0.9
        "--expect 0.98",
        "--expect 1.0002",
        "--expect 1/3",
        "--expect 1.2 --tolerance 0.1",
        "--expect 0.9 --tolerance 0",
        "--expect nan",
        "--expect hidden.h1=0 y=1",
    ],
)
def test_an_answer_that_is_wrong_does_not_hold(folder: Path, fwdprop: Run, words: str) -> None:
    result = fwdprop(f"check xor.yaml -i 0 1 {words}")
    assert (result.stderr, result.status) == ("", 1)
    start = "xor.yaml: 1 answer does not hold\n  answer 1: x1 = 0, x2 = 1\n"
    assert result.stdout.startswith(start)


def test_several_answers_are_checked_in_pairs(folder: Path, fwdprop: Run) -> None:
    words = "-i 0 1 --expect 1 -i 1 1 --expect 0 -i 0 0 --expect 3"
    result = fwdprop(f"check xor.yaml {words}")
    assert result.stdout == (
        "xor.yaml: 1 of 3 answers does not hold\n"
        "  answer 3: x1 = 0, x2 = 0\n"
        "    layer output, node y\n"
        "      expected    3\n"
        "      found       0\n"
        "      difference  -3\n"
        "      tolerance   3e-09\n"
        "    y = 1·h1 - 2·h2 = 1·0 - 2·0 = 0\n"
    )
    assert result.status == 1


@pytest.mark.parametrize(
    ("words", "stderr"),
    [
        (
            "-i 0 1 --expect 1 2",
            "error: 2 numbers, expected 1, one for each output\n"
            " --> --expect:1:1\n  |\n1 | 1 2\n  | ^^^\n"
            "help: the outputs are y; or name some: name=number\n",
        ),
        (
            "-i 0 1 --expect",
            "error: there are no numbers behind --expect\nhelp: the outputs are y\n",
        ),
        (
            "-i 0 1 -i 0 0 --expect 1 --expect z=1",
            "error: there is no node 'z'\n --> --expect:2:1\n  |\n2 | z=1\n  | ^^^\n"
            "help: the outputs are y\n",
        ),
        (
            "-i 0 1 --expect hiden.h1=1",
            "error: there is no node 'hiden.h1'\n"
            " --> --expect:1:1\n  |\n1 | hiden.h1=1\n  | ^^^^^^^^^^\n"
            "help: did you mean hidden.h1?\n",
        ),
        (
            "-i 0 1 --expect inputs.x1=1",
            "error: there is no node 'inputs.x1'\n"
            " --> --expect:1:1\n  |\n1 | inputs.x1=1\n  | ^^^^^^^^^^^\n"
            "help: the outputs are y\n",
        ),
        (
            "-i 0 1 --expect y=1 output.y=1",
            "error: node 'output.y' is given twice\n"
            " --> --expect:1:5\n  |\n1 | y=1 output.y=1\n  |     ^^^^^^^^^^\n",
        ),
        (
            "-i 0 1 --expect y=1 2",
            "error: '2' has no name, and other values have one\n"
            " --> --expect:1:5\n  |\n1 | y=1 2\n  |     ^\n"
            "help: name all of them or none; the outputs are y\n",
        ),
        (
            "-i 0 1 --expect one",
            "error: 'one' is not a number\n --> --expect:1:1\n  |\n1 | one\n  | ^^^\n",
        ),
        (
            "-i 0 --expect 1",
            "error: 1 number, expected 2, one for each input\n"
            " --> --input:1:1\n  |\n1 | 0\n  | ^\nhelp: the inputs are x1, x2\n",
        ),
    ],
)
def test_an_answer_that_makes_no_sense_is_shown_where_it_stands(
    folder: Path, fwdprop: Run, words: str, stderr: str
) -> None:
    result = fwdprop(f"check xor.yaml {words}")
    assert (result.stderr, result.stdout, result.status) == (stderr, "", 2)


def test_a_tolerance_on_the_command_line_replaces_that_of_the_files(
    folder: Path, fwdprop: Run
) -> None:
    # The examples are off by 2, 2 and 0.5.
    assert fwdprop("check alice.yaml --tolerance 2").stdout == "alice.yaml: 3 examples hold\n"
    assert fwdprop("check alice.yaml --tolerance 1.9").stdout.startswith(
        "alice.yaml: 1 of 3 examples does not hold\n"
    )


def test_values_that_are_not_finite_are_warned_of_with_file_and_example(
    folder: Path, fwdprop: Run
) -> None:
    network = {
        "inputs": ["x"],
        "layers": [{"activation": "exp", "nodes": {"y": [1]}}],
        "examples": [{"input": [0], "output": [1]}, {"input": [1000], "output": [5]}],
    }
    (folder / "net.yaml").write_text(json.dumps(network))
    result = fwdprop("check net.yaml xor.yaml")
    warning = (
        "warning: net.yaml, example 2: layer output, node y is inf, "
        "the first value that is not finite\n"
    )
    assert (result.stderr, result.status) == (warning, 1)
    assert "      found       inf\n      difference  inf\n" in result.stdout
    result = fwdprop("check net.yaml --format json")
    assert result.stderr == warning
    assert json.loads(result.stdout)[1]["found"] is None


def test_a_trace_whose_digits_do_not_add_up_says_so(folder: Path, fwdprop: Run) -> None:
    network = {
        "inputs": 2,
        "layers": [{"weights": [["1/3", "1/3"]], "nodes": ["y"]}],
        "examples": [{"input": [1, 1], "output": [0.5]}],
    }
    (folder / "net.yaml").write_text(json.dumps(network).replace('"1/3"', "1/3"))
    result = fwdprop("check net.yaml --precision 3")
    assert "y = 0.333·x0 + 0.333·x1 = 0.333·1 + 0.333·1 ≈ 0.667\n" in result.stdout
    assert result.stderr.startswith("note: ≈ stands where the digits as printed add up")


def test_names_are_shown_as_they_are_and_never_act_on_the_terminal(
    folder: Path, fwdprop: Run
) -> None:
    network = {
        "inputs": ["[red]"],
        "layers": [{"name": "\x1b[31m", "nodes": {"重み": {"weights": [2], "bias": 1}}}],
        "examples": [{"input": [3], "output": [6]}],
    }
    (folder / "net.yaml").write_text(json.dumps(network))
    for columns in (None, 80):
        result = fwdprop("check net.yaml", columns=columns)
        assert result.stdout == (
            "net.yaml: 1 example does not hold\n"
            "  example 1: [red] = 3\n"
            "    layer \\x1b[31m, node 重み\n"
            "      expected    6\n"
            "      found       7\n"
            "      difference  1\n"
            "      tolerance   6e-09\n"
            "    重み = 2·[red] + 1 = 2·3 + 1 = 7\n"
            "    6 is what you get when the bias of layer \\x1b[31m is left out\n"
        )


COMMON = """
    net.yaml net.yaml alice.yaml bob.yaml - -- -i --input --input=0,1 --expect --expect=1 0 1 0 1
    y=1 hidden.h1=1 x1=0 1/3 nan 1e999 , = --tolerance --tolerance=0 0.5 --format json csv text
    --precision 3 --dtype float32 -o out.csv . -h -5
"""
ANYTHING = st.text(st.characters(exclude_characters="/\0"), max_size=6)
WORDS = st.sampled_from(COMMON.split()) | ANYTHING


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, max_size=8), tty=st.booleans())
def test_any_words_lead_to_a_verdict_or_to_a_message(
    folder: Path, fwdprop: Run, words: list[str], tty: bool
) -> None:
    shutil.copy(NETWORKS / "xor.yaml", folder / "net.yaml")
    (folder / "alice.yaml").write_text(HOMEWORK)
    result = fwdprop("check", "net.yaml", *words, stdin=HOMEWORK, columns=80 if tty else None)
    assert result.status in (0, 1, 2)
    assert "Traceback" not in result.stderr
    assert "\x1b" not in result.stderr + result.stdout
    assert (result.status == 2) == ("error: " in result.stderr)
