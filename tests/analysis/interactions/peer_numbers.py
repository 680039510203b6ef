"""Friedman's H and R² of the iris network's answers, by other packages.

    pip install scikit-learn statsmodels pyartemis pandas
    python tests/analysis/interactions/peer_numbers.py

prints what test_peers.py holds: each pair of inputs, with the mean interaction and H through
scikit-learn's partial dependence at the rows, artemis's H, and what statsmodels says of a linear
regression with the product of the pair and without it.
"""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import statsmodels.api as sm
from artemis.interactions_methods.model_agnostic import FriedmanHStatisticMethod
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.inspection import partial_dependence

import fwdprop
from fwdprop.arrays import Array

NETWORKS = Path(__file__).parents[3] / "networks"
NETWORK = fwdprop.load(NETWORKS / "iris.yaml")
FRAME = pd.read_csv(NETWORKS / "iris.csv")[list(NETWORK.inputs)]


class Answers(RegressorMixin, BaseEstimator):  # type: ignore[misc]
    """The network's answer for one output, as scikit-learn asks for it."""

    def __init__(self, output: int = 0) -> None:
        self.output = output

    def fit(self, x: object, y: object) -> Answers:
        """Nothing but a mark: the network is trained."""
        self.fitted_ = True
        return self

    def predict(self, x: object) -> Array:
        """The answers for rows."""
        return NETWORK.forward(np.asarray(x, float))[:, self.output]


def dependence(model: Answers, columns: list[int]) -> Array:
    """The partial dependence at each row, centred."""
    x = FRAME.to_numpy()
    found = [
        partial_dependence(
            *(model, x, columns),
            custom_values={column: row[[column]] for column in columns},
            method="brute",
            kind="average",
        )["average"].item()
        for row in x
    ]
    centred: Array = np.array(found) - np.mean(found)
    return centred


def explained(model: Answers, product: tuple[int, int] | None) -> float:
    """R² of a linear regression, with the product of two columns if that is named."""
    design = FRAME.to_numpy()
    if product is not None:
        one, other = product
        design = np.column_stack([design, design[:, one] * design[:, other]])
    return float(sm.OLS(model.predict(FRAME), sm.add_constant(design)).fit().rsquared)


if __name__ == "__main__":
    for output in range(len(NETWORK.layers[-1].nodes)):
        model = Answers(output).fit(None, None)
        alone = [dependence(model, [column]) for column in range(4)]
        artemis = FriedmanHStatisticMethod(random_state=0)
        artemis.fit(model, FRAME, n=len(FRAME), show_progress=False)
        table = artemis.ovo.set_index(["Feature 1", "Feature 2"]).iloc[:, 0]
        for one, other in combinations(range(4), 2):
            both = dependence(model, [one, other])
            a = np.square(both - alone[one] - alone[other]).mean()
            names = FRAME.columns[one], FRAME.columns[other]
            h = table.get(names, table.get(names[::-1]))
            gain = explained(model, (one, other)) - explained(model, None)
            numbers = (np.sqrt(a), np.sqrt(a / np.square(both).mean()), float(h), gain)
            print((output, one, other, *(float(number) for number in numbers)), ",", sep="")
        print(f"# {output}: {explained(model, None)!r}")
