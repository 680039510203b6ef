"""Pictures of one network that has everything, to the last letter.

`python tests/support/whole_pictures.py` writes them anew.
"""

from __future__ import annotations

import pytest
from whole_pictures import FOLDER, pictures


@pytest.fixture(scope="module")
def drawn() -> dict[str, str]:
    return pictures()


def test_there_is_a_file_for_each_picture(drawn: dict[str, str]) -> None:
    assert {path.name for path in FOLDER.iterdir()} == {*drawn, "net.yaml"}


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.[!y]*")))
def test_a_picture_is_as_it_was(drawn: dict[str, str], name: str) -> None:
    assert drawn[name] == (FOLDER / name).read_text(encoding="utf-8")
