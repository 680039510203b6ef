"""`networks/bank.yaml` and `bank.csv`: a 3-8-1 network trained by scikit-learn.

It learns the transactions of 300 bank customers, who are drawn at random: before retirement
transactions rise with age, after it they fall. Run `pip install scikit-learn`, then
`python networks/training/bank.py`, which takes a minute. The same versions on the same machine
write the same bytes; other ones may arrive at other weights, and at the examples that belong to
them.
"""

import warnings
from pathlib import Path
from textwrap import fill

import numpy as np
import sklearn
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LinearRegression
from sklearn.neural_network import MLPRegressor
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

NETWORK = Path(__file__).parent.parent / "bank.yaml"
ROWS = NETWORK.with_suffix(".csv")
DECIMALS = 4
CUSTOMERS = 300
SEED = 0
STARTS = 100
"""This many networks are trained, each from other weights, and one of them is kept."""
ON_FOR = 10
"""A hidden node is on for at least this many customers: on for fewer, it does next to nothing."""
INPUTS = ["age", "balance", "retired"]
EXAMPLES = [
    ((45, 10.0, 0), "45, working"),
    ((70, 10.0, 0), "70, working: more"),
    ((45, 10.0, 1), "45, retired, like nobody in bank.csv"),
    ((70, 10.0, 1), "70, retired: fewer"),
]


def customers(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Ages, balances and retirements, (CUSTOMERS, 3), and how many transactions each one makes."""
    age = rng.integers(18, 86, CUSTOMERS)
    retired = rng.random(CUSTOMERS) < 1 / (1 + np.exp((64 - age) / 4))
    balance = rng.gamma(2, 8, CUSTOMERS).round(1)
    by_age = np.where(retired, 20 - 0.4 * (age - 60), 12 + 0.25 * (age - 20))
    transactions = (by_age + 0.3 * balance + rng.normal(0, 1.2, CUSTOMERS)).round()
    return np.column_stack([age, balance, retired]), transactions


def unscaled(model: MLPRegressor, scaler: StandardScaler) -> MLPRegressor:
    """The same model for inputs as they are, in the decimals that the file shows."""
    coefs = model.coefs_[0] / scaler.scale_[:, None]
    intercepts = model.intercepts_[0] - scaler.mean_ @ coefs
    model.coefs_ = [w.round(DECIMALS) + 0.0 for w in (coefs, model.coefs_[1])]  # + 0.0: no -0
    model.intercepts_ = [b.round(DECIMALS) + 0.0 for b in (intercepts, model.intercepts_[1])]
    return model


def on(model: MLPRegressor, x: np.ndarray) -> np.ndarray:
    """For how many rows each hidden node is on, (nodes,)."""
    return (x @ model.coefs_[0] + model.intercepts_[0] > 0).sum(axis=0)


def trained(x: np.ndarray, y: np.ndarray) -> MLPRegressor:
    """The network that fits best, of those without a hidden node that is off nearly always."""
    scaler = StandardScaler().fit(x)
    models = []
    for start in range(STARTS):
        model = MLPRegressor(
            hidden_layer_sizes=(8,), solver="lbfgs", alpha=3, max_iter=5000, random_state=start
        )
        models.append(unscaled(model.fit(scaler.transform(x), y), scaler))
    return max((m for m in models if on(m, x).min() >= ON_FOR), key=lambda m: m.score(x, y))


def row(values: np.ndarray) -> str:
    """A flow list in columns."""
    return "[" + ", ".join(f"{v:{DECIMALS + 3}.{DECIMALS}f}" for v in values) + "]"


def hidden(model: MLPRegressor, x: np.ndarray) -> str:
    """A row for each hidden node, with the customers that it is on for."""
    lines = [
        f"      - {row(weights)}  # node_{node} is on for {count} customers"
        for node, (weights, count) in enumerate(zip(model.coefs_[0].T, on(model, x), strict=True))
    ]
    return "\n".join(lines)


def examples(model: MLPRegressor) -> str:
    """Four customers with equal balances, in the twelve digits that are compared."""
    found = model.predict([values for values, _ in EXAMPLES])
    return "\n".join(
        f"  - input: {list(values)}  # {remark}\n    output: [{transactions:#.12g}]\n"
        for (values, remark), transactions in zip(EXAMPLES, found, strict=True)
    )


def rows(x: np.ndarray, y: np.ndarray) -> str:
    """The customers as a CSV file."""
    lines = [",".join([*INPUTS, "transactions"])]
    lines += [
        f"{age:.0f},{balance:.1f},{retired:.0f},{transactions:.0f}"
        for (age, balance, retired), transactions in zip(x, y, strict=True)
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Draw, train, measure and write both files."""
    rng = np.random.default_rng(SEED)
    x, y = customers(rng)
    x_others, y_others = customers(rng)
    model = trained(x, y)

    linear = LinearRegression().fit(x, y)
    description = (
        "How many transactions a bank customer makes in a month, from age, balance and "
        "retirement. Age and retirement interact: transactions rise with age for those who work, "
        "and fall with it for those who are retired. Really trained, by scikit-learn's "
        f"MLPRegressor on the {CUSTOMERS} customers of bank.csv, who are made up: it explains "
        f"{model.score(x, y):.1%} of the variation (R squared) of their transactions, and "
        f"{model.score(x_others, y_others):.1%} for {CUSTOMERS} others whom it did not learn from. "
        f"A linear regression explains {linear.score(x, y):.1%} and "
        f"{linear.score(x_others, y_others):.1%}."
    )
    answers = model.predict(x)
    of_answers = LinearRegression().fit(x, answers).score(x, answers)
    print(description, f"Of the network's answers a linear regression explains {of_answers:.1%}.")
    text = f"""\
# yaml-language-server: $schema=../fwdprop/models/spec/network.schema.json
# Written by training/bank.py with scikit-learn {sklearn.__version__}: change it there.

description: >-
{fill(description, 98, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)}

inputs: [{", ".join(INPUTS)}]  # in years; in thousands; 1 for retired, 0 for working

layers:
  - name: hidden
    activation: relu
    weights:  # a row for each of the eight nodes: age, balance, retired
{hidden(model, x)}
    bias: {row(model.intercepts_[0])}

  - name: output
    nodes: [transactions]
    weights:  # a column for each hidden node
      - {row(model.coefs_[1][:, 0])}
    bias: {row(model.intercepts_[1])}

# What scikit-learn's predict says of four customers for the weights above.
examples:
{examples(model)}"""
    NETWORK.write_text(text, encoding="utf-8", newline="\n")
    ROWS.write_text(rows(x, y), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    warnings.simplefilter("error", ConvergenceWarning)
    with threadpool_limits(1):  # the last digits of a sum depend on how threads share it
        main()
