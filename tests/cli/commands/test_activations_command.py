"""fwdprop activations: the catalogue, and the page of one activation."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from command_line import Run, Stream

from fwdprop.activations import CATALOGUE
from fwdprop.cli.app import main
from fwdprop.system.terminal import Terminal

LIST = """\
name                formula
──────────────────────────────────────────────────────────────────────────────
identity, linear,   z
none
relu                max(0, z)
relu6               min(max(0, z), 6)
leaky_relu          z if z > 0 else alpha·z
prelu               z if z > 0 else alpha·z
elu                 z if z > 0 else alpha·(exp(z) − 1)
selu                λ·(z if z > 0 else α·(exp(z) − 1)), λ ≈ 1.0507, α ≈ 1.6733
celu                max(0, z) + min(0, alpha·(exp(z/alpha) − 1))
gelu                z·Φ(z); tanh: z/2·(1 + tanh(√(2/π)·(z + 0.044715·z³)))
silu, swish         z / (1 + exp(−z))
mish                z·tanh(ln(1 + exp(z)))
sigmoid, logistic   1 / (1 + exp(−z))
log_sigmoid         −ln(1 + exp(−z))
hard_sigmoid        min(max(0, alpha·z + beta), 1)
hard_swish          z·min(max(0, z + 3), 6)/6
hard_tanh           min(max(min, z), max)
tanh                tanh(z)
softplus            ln(1 + exp(beta·z)) / beta
softsign            z / (1 + |z|)
softmax             exp(zⱼ) / Σₖ exp(zₖ)
log_softmax         zⱼ − ln Σₖ exp(zₖ)
softmin             exp(−zⱼ) / Σₖ exp(−zₖ)
threshold           z if z > threshold else value
step, heaviside     0 if z < 0, at_zero if z = 0, 1 if z > 0
sign                −1 if z < 0, 0 if z = 0, 1 if z > 0
soft_shrink         z − min(max(−lambd, z), lambd)
hard_shrink         z if |z| > lambd else 0
tanh_shrink         z − tanh(z)
gaussian            exp(−z²)
sin                 sin(z)
cos                 cos(z)
exp                 exp(z)
abs                 |z|
square              z²
reciprocal          1 / z
"""


def test_without_a_name_it_lists_names_and_formulas(fwdprop: Run) -> None:
    result = fwdprop("activations", columns=80)
    assert (result.stdout, result.stderr, result.status) == (LIST, "", 0)


def test_the_list_of_a_wide_terminal_has_descriptions(fwdprop: Run) -> None:
    lines = fwdprop("activations", columns=200).stdout.splitlines()
    assert lines[4].endswith("   Rectified linear unit: z where it is positive, else 0")


@pytest.mark.parametrize("columns", [20, 40, 79, 120])
def test_nothing_is_cut_or_wider_than_the_terminal(fwdprop: Run, columns: int) -> None:
    for words in (["activations"], *(["activations", name] for name in CATALOGUE)):
        page = fwdprop(*words, columns=columns).stdout
        assert "…" not in page
        assert max(map(len, page.splitlines())) <= columns


def test_programs_get_everything_that_the_catalogue_knows(fwdprop: Run) -> None:
    result = fwdprop("activations")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["name"] for row in rows] == list(CATALOGUE)
    by_name = {row["name"]: row for row in rows}
    assert by_name["sigmoid"]["aliases"] == "logistic"
    assert by_name["sigmoid"]["scikit-learn"] == "logistic"
    assert by_name["softplus"]["PyTorch"] == "nn.Softplus(beta=1.0, threshold=20.0)"
    assert by_name["threshold"]["parameters"] == "threshold value"
    assert by_name["hard_tanh"]["parameters"] == "min=-1 max=1"
    assert by_name["gelu"]["parameters"] == "approximate=none"
    assert [name for name, row in by_name.items() if row["whole_layer"] == "true"] == [
        *("softmax", "log_softmax", "softmin")
    ]
    objects = json.loads(fwdprop("activations --format json").stdout)
    assert [each["formula"] for each in objects] == [row["formula"] for row in rows]
    assert objects[1]["whole_layer"] is False
    assert objects[1]["note"] is None


SIGMOID = """\
sigmoid   1 / (1 + exp(−z))
Logistic function: an S-curve from 0 to 1

1                          │               ⢀⣀⣀⡤⠤⠤⠴⠒⠒⠒       z     sigmoid
                           │          ⢀⣠⠴⠒⠋⠉             ────────────────
                           │       ⣀⡴⠚⠉                    -4   0.0179862
                           │    ⢀⡴⠚⠁                       -2    0.119203
                           │  ⢀⡴⠋                          -1    0.268941
                           │⣠⠔⠋                          -0.5    0.377541
                          ⢀⠔⠁                               0         0.5
                        ⣠⠔⠋│                              0.5    0.622459
                      ⣠⠞⠁  │                                1    0.731059
                   ⢀⡤⠞⠁    │                                2    0.880797
                ⣀⡤⠞⠉       │                                4    0.982014
           ⣀⣠⠤⠖⠋⠁          │
0 ⠤⠤⠤⠖⠒⠒⠚⠉⠉⠁───────────────┼─────────────────────────
  -4                       0                        4

also           logistic
PyTorch        nn.Sigmoid()
Keras          sigmoid
JAX            jax.nn.sigmoid
ONNX           Sigmoid
scikit-learn   logistic
source         P.-F. Verhulst, 1845, Recherches mathématiques sur la loi
               d'accroissement de la population; D. E. Rumelhart, G. E. Hinton
               and R. J. Williams, 1986, Learning representations by
               back-propagating errors
"""


def test_an_activation_has_a_page_with_its_curve(fwdprop: Run) -> None:
    for name in ("sigmoid", "logistic"):
        result = fwdprop("activations", name, columns=80)
        assert (result.stdout, result.stderr, result.status) == (SIGMOID, "", 0)


THRESHOLD_AT_40 = """\
threshold(threshold=1, value=-1)   z if
z > threshold else value
Cut-off: z where it is above a
threshold, else a fixed value

 4                │             ⣠⠞
                  │           ⢀⡴⠃
                  │          ⣠⠞
                  │        ⢀⡴⠃
                  │       ⣠⠞
                  │     ⢀⡴⠃
                  │    ⣠⠞
                  │   ⡴⠃
                  │
                  │
 0 ───────────────┼───────────────
                  │
-1 ⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⡀
   -4             0              4

   z   threshold
────────────────
  -4          -1
  -2          -1
  -1          -1
-0.5          -1
   0          -1
 0.5          -1
   1          -1
   2           2
   4           4

threshold   what z must be above;
            without a default
value       what takes the place of a z
            that is not; without a
            default
PyTorch     nn.Threshold(threshold,
            value)
Keras       threshold(threshold,
            default_value)
ONNX        ThresholdedRelu(alpha), with
            value 0
source      K. Konda, R. Memisevic and
            D. Krueger, 2014, Zero-bias
            autoencoders and the
            benefits of co-adapting
            features
"""


def test_in_a_narrow_terminal_the_values_stand_below_the_curve(fwdprop: Run) -> None:
    result = fwdprop("activations threshold --set threshold=1 --set value=-1", columns=40)
    assert (result.stdout, result.stderr) == (THRESHOLD_AT_40, "")
    assert fwdprop("activations threshold --set value=-1,threshold=1", columns=40) == result


LEAKY_RELU = """\
leaky_relu   z if z > 0 else alpha·z
Rectified linear unit with a slope below zero that is given

alpha        the slope below zero; without a default
to draw it   fwdprop activations leaky_relu --set alpha=0.1
PyTorch      nn.LeakyReLU(negative_slope=0.01)
Keras        leaky_relu(negative_slope=0.2),
             layers.LeakyReLU(negative_slope=0.3)
JAX          jax.nn.leaky_relu(negative_slope=0.01)
ONNX         LeakyRelu(alpha=0.01)
source       A. L. Maas, A. Y. Hannun and A. Y. Ng, 2013, Rectifier
             nonlinearities improve neural network acoustic models
note         Frameworks disagree about the slope: 0.01 in PyTorch, JAX and ONNX,
             0.2 in the Keras function, 0.3 in the Keras layer. There is no
             default here: alpha says it.
"""


def test_a_parameter_without_a_default_keeps_the_page_but_not_the_curve(fwdprop: Run) -> None:
    result = fwdprop("activations leaky_relu", columns=80)
    assert (result.stdout, result.stderr, result.status) == (LEAKY_RELU, "", 0)
    assert "│" in fwdprop("activations leaky_relu --set alpha=0.1", columns=80).stdout


SOFTMAX = """\
softmax   exp(zⱼ) / Σₖ exp(zₖ)
Shares of the layer: positive numbers that sum to 1

 z     softmax
──────────────
-1   0.0320586
 0   0.0871443
 1    0.236883
 2    0.643914

whole layer    every value depends on all nodes of the layer
PyTorch        nn.Softmax(dim=-1)
Keras          softmax
JAX            jax.nn.softmax
ONNX           Softmax(axis=-1)
scikit-learn   softmax
source         J. S. Bridle, 1990, Probabilistic interpretation of feedforward
               classification network outputs, with relationships to statistical
               pattern recognition
"""


def test_a_whole_layer_activation_shows_what_it_makes_of_a_layer(fwdprop: Run) -> None:
    result = fwdprop("activations softmax", columns=80)
    assert (result.stdout, result.stderr) == (SOFTMAX, "")


SELU_IN_ASCII = """\
selu   lambda*(z if z > 0 else alpha*(exp(z) - 1)), lambda ~ 1.0507, alpha ~
1.6733
Scaled exponential linear unit: keeps mean 0 and variance 1 from layer to layer

 4.2                          |                       **       z |      selu
                              |                    ****     -----+----------
                              |                 ****          -4 |   -1.7259
                              |              ****             -2 |  -1.52017
                              |           ****                -1 |  -1.11133
                              |        ****                 -0.5 | -0.691758
                              |     ****                       0 |         0
                              |  ****                        0.5 |   0.52535
                              ****                             1 |    1.0507
   0 -----------------------***-------------------------       2 |    2.1014
                         **** |                                4 |    4.2028
                   *******    |
-1.7 ***************          |
     -4                       0                        4
"""


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_without_unicode_gets_asterisks_and_spelled_symbols(encoding: str) -> None:
    def page(*words: str) -> str:
        stdout = Stream(tty=True)
        environ = {"COLUMNS": "80", "NO_COLOR": "1"}
        terminal = Terminal(Stream(), stdout, Stream(), environ, encoding)
        assert main(["activations", *words], terminal) == 0
        return stdout.getvalue().decode("ascii")

    assert page("selu").startswith(SELU_IN_ASCII)
    assert " ".join(page("gelu").split()).startswith(
        "gelu z*Phi(z); tanh: z/2*(1 + tanh(sqrt(2/pi)*(z + 0.044715*z^3))) "
    )
    for name in CATALOGUE:
        assert "\\" not in page(name)


def test_colours_mark_the_curve_and_leave_the_text_as_it_is(fwdprop: Run) -> None:
    environ = {"COLUMNS": "80", "TERM": "xterm"}
    page = fwdprop("activations sigmoid", columns=80, environ=environ).stdout
    assert "\x1b[1;36m⢀⣀⣀⡤⠤⠤⠴⠒⠒⠒\x1b[0m" in page


def test_results_go_to_a_file_in_the_format_of_its_ending(fwdprop: Run, tmp_path: Path) -> None:
    file = tmp_path / "tanh.csv"
    result = fwdprop("activations", "tanh", "--at", "0", "-o", str(file), columns=80)
    assert (result.stdout, result.stderr) == ("", "")
    assert file.read_text() == "z,value\n0,0\n"
    environ = {"COLUMNS": "80", "TERM": "xterm"}
    words = ["activations", "sigmoid", "--format", "table", "-o", str(tmp_path / "page")]
    fwdprop(*words, columns=80, environ=environ)
    assert (tmp_path / "page").read_text() == SIGMOID
