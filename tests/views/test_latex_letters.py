"""Greek letters in names, as LaTeX has them: by name, or as the Latin letter that looks alike."""

from __future__ import annotations

import pytest

from fwdprop.views.latex import escaped

# In the order of the alphabet, where two kinds of sigma stand side by side.
SMALL = [
    *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"),
    *("lambda", "mu", "nu", "xi", "mathrm{o}", "pi", "rho", "varsigma", "sigma", "tau"),
    *("upsilon", "phi", "chi", "psi", "omega"),
]
LIKE_LATIN = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΧ", "ABEZHIKMNOPTX", strict=True))
OWN = ["Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega"]


@pytest.mark.parametrize(
    ("letter", "formula"),
    [
        *((chr(0x3B1 + index), "\\" + name) for index, name in enumerate(SMALL)),
        *((greek, rf"\mathrm{{{latin}}}") for greek, latin in LIKE_LATIN.items()),
        *((greek, "\\" + name) for greek, name in zip("ΓΔΘΛΞΠΣΥΦΨΩ", OWN, strict=True)),
        ("ά", r"\acute{\alpha}"),
        ("Ή", r"\acute{\mathrm{H}}"),
    ],
)
def test_a_greek_letter_is_one_of_mathematics(letter: str, formula: str) -> None:
    assert escaped(f"x{letter}") == rf"x\ensuremath{{{formula}}}"
