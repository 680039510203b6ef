"""`networks/iris.yaml`: a 4-8-3 network trained by scikit-learn on Fisher's iris flowers.

The flowers that it did not learn from are written to `networks/iris.csv`.

Run `pip install scikit-learn`, then `python networks/training/iris.py`. The same versions on the
same machine write the same bytes; other ones may arrive at other weights, and at the examples
that belong to them.
"""

from pathlib import Path
from textwrap import fill

import numpy as np
import sklearn
from sklearn.datasets import load_iris
from sklearn.model_selection import StratifiedKFold, cross_val_score, train_test_split
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_limits

NETWORK = Path(__file__).parent.parent / "iris.yaml"
ROWS = NETWORK.with_suffix(".csv")
DECIMALS = 4
HELD_OUT = 50
SEED = 0
INPUTS = ["sepal_length", "sepal_width", "petal_length", "petal_width"]


def rounded(model: MLPClassifier) -> MLPClassifier:
    """The same model, its weights and biases cut to the decimals that the file shows."""
    model.coefs_ = [w.round(DECIMALS) + 0.0 for w in model.coefs_]  # + 0.0: no -0
    model.intercepts_ = [b.round(DECIMALS) + 0.0 for b in model.intercepts_]
    return model


def row(values: np.ndarray) -> str:
    """A flow list in columns."""
    return "[" + ", ".join(f"{v:{DECIMALS + 3}.{DECIMALS}f}" for v in values) + "]"


def matrix(coefs: np.ndarray) -> str:
    """A row for each node, from an array (inputs, nodes)."""
    return "\n".join(f"      - {row(node)}" for node in coefs.T)


def example(flower: np.ndarray, p: np.ndarray, species: list[str], remark: str) -> str:
    """One flower and its probabilities, in the twelve digits that are compared."""
    output = ", ".join(f"{name}: {v:#.12g}" for name, v in zip(species, p, strict=True))
    return f"  - input: {list(map(float, flower))}  # {remark}\n    output: {{{output}}}\n"


def examples(model: MLPClassifier, x: np.ndarray, y: np.ndarray, species: list[str]) -> str:
    """The flower of each species that the model is surest of, and the one least so."""
    p = model.predict_proba(x)
    told = []
    for label, name in enumerate(species):
        own = np.flatnonzero(y == label)
        own = own[p[own, label].argsort()]
        told.append(example(x[own[-1]], p[own[-1]], species, f"a {name}, the surest"))
        told.append(example(x[own[0]], p[own[0]], species, f"a {name}, the least sure"))
    return "\n".join(told)


def rows(x: np.ndarray, y: np.ndarray, names: list[str], species: list[str]) -> str:
    """The flowers as a CSV file, with their species behind the lengths."""
    lines = [",".join([*names, "species"])]
    lines += [
        ",".join([*(f"{length:.1f}" for length in flower), species[label]])
        for flower, label in zip(x, y, strict=True)
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Train, measure and write the file."""
    iris = load_iris()
    species = [str(name) for name in iris.target_names]
    x, x_held, y, y_held = train_test_split(
        iris.data, iris.target, test_size=HELD_OUT, stratify=iris.target, random_state=SEED
    )
    model = MLPClassifier((8,), solver="lbfgs", alpha=1, max_iter=5000, random_state=SEED)
    folds = StratifiedKFold(5, shuffle=True, random_state=SEED)
    across_folds = cross_val_score(model, x, y, cv=folds).mean()
    model = rounded(model.fit(x, y))

    right = round(model.score(x, y) * len(x))
    right_held = round(model.score(x_held, y_held) * HELD_OUT)
    description = (
        "Which of three species an iris belongs to, from four lengths in centimetres, unscaled. "
        f"Really trained, by scikit-learn's MLPClassifier on {len(x)} of the 150 flowers: it names "
        f"{right_held} of the {HELD_OUT} held-out ones rightly, and {right} of the {len(x)} that "
        "it learned from; five-fold cross-validation on these gives an accuracy of "
        f"{across_folds:.3f}. Source of the data: R. A. Fisher (1936), in scikit-learn's load_iris."
    )
    text = f"""\
# yaml-language-server: $schema=../fwdprop/models/spec/network.schema.json
# Written by training/iris.py with scikit-learn {sklearn.__version__}: change it there.

description: >-
{fill(description, 98, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)}

inputs: [{", ".join(INPUTS)}]  # cm

layers:
  - name: hidden
    activation: relu
    weights:  # a row for each of the eight nodes, a column for each input
{matrix(model.coefs_[0])}
    bias: {row(model.intercepts_[0])}

  - name: output
    activation: softmax  # probabilities: positive, and 1 together
    nodes: [{", ".join(species)}]
    weights:  # a row for each species, a column for each hidden node
{matrix(model.coefs_[1])}
    bias: {row(model.intercepts_[1])}

# Held-out flowers, with what scikit-learn's predict_proba says of them for the weights above.
examples:
{examples(model, x_held, y_held, species)}"""
    NETWORK.write_text(text, encoding="utf-8", newline="\n")
    ROWS.write_text(rows(x_held, y_held, INPUTS, species), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    with threadpool_limits(1):  # the last digits of a sum depend on how threads share it
        main()
