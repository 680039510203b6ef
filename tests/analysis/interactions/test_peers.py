"""Friedman's H and R², beside what other packages say: peer_numbers.py made the numbers."""

from __future__ import annotations

import numpy as np
import pytest
from command_line import NETWORKS

import fwdprop
from fwdprop.analysis.interactions.result import Interactions

# Output and pair; strength and H by scikit-learn 1.9.1, H² by artemis, the gain by statsmodels.
PAIRS = [
    (
        0,
        0,
        1,
        0.00015367330315771982,
        0.032764431531202204,
        0.0010735079735630672,
        6.47299744251928e-05,
    ),
    (
        0,
        0,
        2,
        0.001886834621841469,
        0.004754361699809896,
        2.2603955172617684e-05,
        0.037537234724807744,
    ),
    (
        0,
        0,
        3,
        0.0013729837303289134,
        0.029388240137496264,
        0.000863668658379135,
        0.03408877422425727,
    ),
    (
        0,
        1,
        2,
        0.030922330476174535,
        0.07467630997734713,
        0.005576551271832849,
        0.0005028585123271201,
    ),
    (
        0,
        1,
        3,
        0.017609358505586124,
        0.31561908449607445,
        0.09961540649814045,
        0.0007605624954163392,
    ),
    (0, 2, 3, 0.058491086950911, 0.1265444329153188, 0.016013493501859627, 0.05592177727694769),
    (
        1,
        0,
        1,
        0.004293230671969891,
        0.11089661096338482,
        0.012298058323164203,
        0.0036625571244364163,
    ),
    (1, 0, 2, 0.02555167605688903, 0.08840813435932848, 0.007815998220897081, 0.27330041808443906),
    (1, 0, 3, 0.023854460456845875, 0.1828582937143878, 0.03343715558013735, 0.22659174905302415),
    (1, 1, 2, 0.056340463339223074, 0.18245993561343624, 0.03329162810405928, 0.00493551156738381),
    (1, 1, 3, 0.033435762305835455, 0.26921088962380857, 0.07247450309204244, 0.003702834021446888),
    (1, 2, 3, 0.15992418256540836, 0.3946014246131813, 0.15571028430675216, 0.4758276265494482),
    (2, 0, 1, 0.004252851533746107, 0.1029981863519021, 0.010608626391781195, 0.004782251881098154),
    (2, 0, 2, 0.02692735659904085, 0.11856099049860426, 0.01405670846801012, 0.09574430294985159),
    (2, 0, 3, 0.02370619887780031, 0.13530145350017744, 0.01830648331926067, 0.07439686026453995),
    (2, 1, 2, 0.02954044629517869, 0.12534509168852465, 0.015711392010404657, 0.008947179955090756),
    (2, 1, 3, 0.02551103791894363, 0.14235389830475095, 0.020264632362559404, 0.008253789553592461),
    (2, 2, 3, 0.12771529340454316, 0.30771974849057593, 0.09469144361110332, 0.18425344178188785),
]
# R² of the linear regressions, by statsmodels.
EXPLAINED = [0.9281595770217023, 0.2858018832874377, 0.6635527957693298]


@pytest.fixture(scope="module")
def found() -> Interactions:
    network = fwdprop.load(NETWORKS / "iris.yaml")
    rows = np.genfromtxt(NETWORKS / "iris.csv", delimiter=",", skip_header=1)
    return fwdprop.interactions(network, rows[:, : len(network.inputs)])


@pytest.mark.parametrize("numbers", PAIRS)
def test_figures_are_those_of_other_packages(
    found: Interactions, numbers: tuple[int, int, int, float, float, float, float]
) -> None:
    output, one, other, strength, h, squared, gain = numbers
    pair = found.pairs.tolist().index([one, other])
    assert found.strength[output, pair] == pytest.approx(strength, rel=1e-9)
    assert found.h[output, pair] == pytest.approx(h, rel=1e-9)
    assert found.h[output, pair] ** 2 == pytest.approx(squared, rel=1e-9)
    assert found.gain[output, pair] == pytest.approx(gain, rel=1e-9)


@pytest.mark.parametrize("output", range(3))
def test_regressions_explain_what_they_do_elsewhere(found: Interactions, output: int) -> None:
    assert found.regressions[output].explained == pytest.approx(EXPLAINED[output], rel=1e-12)
