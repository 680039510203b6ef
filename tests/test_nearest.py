"""How many known words are looked at for one that is near."""

from __future__ import annotations

import pytest

from fwdprop.errors import nearest


@pytest.mark.parametrize(("before", "found"), [(0, "pixel_12"), (1999, "pixel_12"), (2000, None)])
def test_the_first_2000_words_are_looked_at(before: int, found: str | None) -> None:
    others = [f"{index}" * 3 for index in range(before)]
    assert nearest("pixle_12", [*others, "pixel_12"]) == found
