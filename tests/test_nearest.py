"""How many known words are looked at for one that is near."""

from __future__ import annotations

import pytest

from fwdprop.errors import nearest


@pytest.mark.parametrize(("before", "found"), [(0, "pixel_12"), (1999, "pixel_12"), (2000, None)])
def test_the_first_2000_words_are_looked_at(before: int, found: str | None) -> None:
    others = [f"{index}" * 3 for index in range(before)]
    assert nearest("pixle_12", [*others, "pixel_12"]) == found


@pytest.mark.parametrize(
    ("word", "found"), [("pixel", "pixel_1"), ("pi", None), ("PIXEL_1", "pixel_1")]
)
def test_a_word_is_near_by_its_letters_whatever_their_case(word: str, found: str | None) -> None:
    assert nearest(word, ["other", "pixel_1"]) == found
