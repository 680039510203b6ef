"""Greek letters in names, as LaTeX has them: by name, or as the Latin letter that looks alike."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Run

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


FONT = (
    "% lualatex prints the names, with a font that has their letters:\n"
    "% \\usepackage{fontspec} \\setmainfont{...}\n"
)
LATIN = "% needs \\usepackage[T1]{fontenc} for the letters of the names\n"


@pytest.mark.parametrize(
    ("name", "comment"), [("слой", FONT), ("größe", LATIN), ("α", ""), ("plain", "")]
)
@pytest.mark.parametrize(
    "command",
    ["run -i 1", "run --data -", "show", "show --weights", "trace -i 1", "worksheet -i 1 --key"],
)
def test_a_document_says_what_the_letters_of_its_names_need(
    folder: Path, fwdprop: Run, command: str, name: str, comment: str
) -> None:
    net = {"inputs": ["x"], "layers": [{"nodes": {name: [1]}}]}
    (folder / "net.json").write_text(json.dumps(net))
    verb, *options = command.split()
    result = fwdprop(verb, "net.json", *options, "--format", "latex", stdin="1\n")
    assert (result.stderr, result.status) == ("", 0)
    comments = [line for line in result.stdout.splitlines(True) if line.startswith("% ")]
    about = [line for line in comments if "letters" in line or "fontspec" in line]
    assert "".join(about) == comment
