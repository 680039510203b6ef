"""PNG and PDF: the same picture through a renderer, which is an optional package."""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import ROOT, Run
from svg_files import parsed

NET = str(ROOT / "networks/transactions.yaml")

pytest.importorskip("vl_convert", reason="needs the extra pictures: vl-convert-python")


def size_of(path: str) -> tuple[int, int]:
    """The width and the height that the header of a PNG says."""
    header = Path(path).read_bytes()[:24]
    assert header[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", header[16:])
    return width, height


@pytest.mark.parametrize(("options", "scale"), [("", 2), ("--scale 1", 1), ("--scale 2.5", 2.5)])
def test_a_png_is_so_many_times_as_large_as_the_svg(
    options: str, scale: float, folder: Path, fwdprop: Run
) -> None:
    assert fwdprop(f"draw {NET} -i 2 3 {options} -o net.png").stderr == ""
    svg = parsed(fwdprop(f"draw {NET} -i 2 3 --format svg").stdout).root
    expected = [float(svg.attrib[side]) * scale for side in ("width", "height")]
    assert size_of("net.png") == pytest.approx(expected, abs=2)


def test_themes_are_different_images(folder: Path, fwdprop: Run) -> None:
    images = []
    for theme in ("light", "dark", "auto"):
        fwdprop(f"draw {NET} --theme {theme} -o {theme}.png")
        images.append(Path(f"{theme}.png").read_bytes())
    assert images[0] == images[2] != images[1]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs Poppler: pdftotext")
def test_the_text_of_a_pdf_can_be_selected(folder: Path, fwdprop: Run) -> None:
    assert fwdprop(f"draw {NET} -i 2 3 -o net.pdf").status == 0
    text = subprocess.run(["pdftotext", "net.pdf", "-"], capture_output=True, check=True).stdout
    for word in ("children", "node_0", "transactions", "9", "positive weight"):
        assert word in text.decode()


def test_a_pdf_is_one(folder: Path, fwdprop: Run) -> None:
    fwdprop(f"draw {NET} -i 2 3 -o net.pdf")
    content = Path("net.pdf").read_bytes()
    assert content.startswith(b"%PDF-")
    assert content.rstrip().endswith(b"%%EOF")


def has_rare_letters() -> bool:
    """Whether a font here has the two Chinese letters that hardly any font has."""
    if shutil.which("fc-list") is None:
        return False
    found = subprocess.run(["fc-list", ":charset=30000"], capture_output=True, check=True)
    return bool(found.stdout)


@pytest.mark.skipif(has_rare_letters(), reason="needs letters that no font here has")
def test_a_name_without_a_font_is_warned_of(folder: Path, fwdprop: Run) -> None:
    net = '{inputs: ["a\U00030000", b], layers: [{nodes: {"c\U00030001": [1, 1], "é": [1, 2]}}]}'
    result = fwdprop("draw - -o net.png", stdin=net)
    assert result.stderr == (
        "warning: no font here has all letters of these names: a\U00030000, c\U00030001\n"
    )
    assert result.status == 0
    assert size_of("net.png") > (0, 0)


def test_a_character_that_is_none_is_shown_by_its_number(folder: Path, fwdprop: Run) -> None:
    net = r'{inputs: ["a\uFFFE", "\0"], layers: [{nodes: {"b\u202E\x1B": [1, 1]}}]}'
    for format in ("png", "pdf"):
        result = fwdprop(f"draw - -o net.{format}", stdin=net)
        assert (result.stderr, result.status) == ("", 0)


def test_more_dots_than_memory_is_given_for_are_refused(folder: Path, fwdprop: Run) -> None:
    result = fwdprop(f"draw {ROOT / 'networks/digits.yaml'} --all --scale 10 -o net.png")
    assert result.status == 2
    assert result.stderr.startswith("error: the image would have ")
    assert result.stderr.endswith(
        " million dots, more than 50\nhelp: show fewer nodes, lower the scale, or draw an svg\n"
    )
    assert not Path("net.png").exists()


def test_without_the_package_the_line_that_installs_it_is_shown(
    folder: Path, fwdprop: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    for format in ("png", "pdf"):
        result = fwdprop(f"draw {NET} -o net.{format}")
        assert result.status == 2
        assert result.stderr == (
            f"error: {format} needs the vl-convert-python package\n"
            "help: pip install 'fwdprop-cli[pictures]'\n"
        )
        assert not Path(f"net.{format}").exists()
