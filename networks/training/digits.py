"""`networks/digits.yaml` and `digits.npz`: a 64-32-10 network trained by scikit-learn.

It reads handwritten digits of 8 by 8 pixels. Run `pip install scikit-learn`, then
`python networks/training/digits.py`. The same versions on the same machine write the same
bytes; other ones may arrive at other weights, and at the examples that belong to them.
"""

from pathlib import Path
from textwrap import fill

import numpy as np
import sklearn
from sklearn.datasets import load_digits
from sklearn.model_selection import StratifiedKFold, cross_val_score, train_test_split
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_limits

NETWORK = Path(__file__).parent.parent / "digits.yaml"
WEIGHTS = NETWORK.with_suffix(".npz")
HELD_OUT = 450
SEED = 0


def picture(pixels: list[str], margin: int) -> str:
    """A flow list of 64 words in eight rows of eight."""
    rows = [", ".join(pixels[i : i + 8]) for i in range(0, 64, 8)]
    return " " * margin + "[" + (",\n" + " " * (margin + 1)).join(rows) + "]"


def example(image: np.ndarray, p: np.ndarray, remark: str) -> str:
    """One image and its probabilities, in the twelve digits that are compared."""
    pixels = picture([f"{v:2.0f}" for v in image], 6)
    output = "\n".join(f"      {digit}: {v:#.12g}" for digit, v in enumerate(p))
    return f"  - input:  # {remark}\n{pixels}\n    output:\n{output}\n"


def examples(model: MLPClassifier, x: np.ndarray, y: np.ndarray) -> str:
    """The first image of every digit, and the first one that the model gets wrong."""
    p = model.predict_proba(x)
    read = p.argmax(axis=1)
    told = [example(x[i], p[i], f"a {y[i]}") for i in np.unique(y, return_index=True)[1]]
    wrong = np.flatnonzero(read != y)[:1]
    told += [example(x[i], p[i], f"a {y[i]} that it takes for a {read[i]}") for i in wrong]
    return "\n".join(told)


def main() -> None:
    """Train, measure and write both files."""
    digits = load_digits()
    x, x_held, y, y_held = train_test_split(
        digits.data, digits.target, test_size=HELD_OUT, stratify=digits.target, random_state=SEED
    )
    model = MLPClassifier((32,), solver="lbfgs", alpha=1, max_iter=5000, random_state=SEED)
    folds = StratifiedKFold(5, shuffle=True, random_state=SEED)
    across_folds = cross_val_score(model, x, y, cv=folds).mean()
    model.fit(x, y)

    (coefs_0, coefs_1), (intercepts_0, intercepts_1) = model.coefs_, model.intercepts_
    np.savez(
        WEIGHTS,
        coefs_0=coefs_0,
        intercepts_0=intercepts_0,
        coefs_1=coefs_1,
        intercepts_1=intercepts_1,
    )
    right = round(model.score(x, y) * len(x))
    right_held = round(model.score(x_held, y_held) * HELD_OUT)
    description = (
        "Which digit a handwritten one is, from 8 by 8 grey pixels. Really trained, by "
        f"scikit-learn's MLPClassifier on {len(x):,} of the {len(digits.data):,} images: it reads "
        f"{right_held} of the {HELD_OUT} held-out ones rightly, and {right:,} of the {len(x):,} "
        "that it learned from; five-fold cross-validation on these gives an accuracy of "
        f"{across_folds:.3f}. Source of the data: E. Alpaydin and C. Kaynak, Optical Recognition "
        "of Handwritten Digits (1998), in scikit-learn's load_digits."
    )
    pixels = picture([f"pixel_{row}_{column}" for row in range(8) for column in range(8)], 2)
    text = f"""\
# yaml-language-server: $schema=../fwdprop/models/spec/network.schema.json
# Written by training/digits.py with scikit-learn {sklearn.__version__}: change it there.

description: >-
{fill(description, 98, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)}

inputs:  # 0 is blank paper, 16 full ink
{pixels}

layers:
  - name: hidden
    activation: relu
    weights: {{file: digits.npz, array: coefs_0, transpose: true}}  # stored (inputs, nodes)
    bias: {{file: digits.npz, array: intercepts_0}}

  - name: output
    activation: softmax  # probabilities: positive, and 1 together
    nodes: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    weights: {{file: digits.npz, array: coefs_1, transpose: true}}
    bias: {{file: digits.npz, array: intercepts_1}}

# Held-out images, with what scikit-learn's predict_proba says of them.
examples:
{examples(model, x_held, y_held)}"""
    NETWORK.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    with threadpool_limits(1):  # the last digits of a sum depend on how threads share it
        main()
