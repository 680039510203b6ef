"""How near a word is, and how much of a long one is shown: the last of each.

What is at a limit stands beside what is one beyond it.
"""

from __future__ import annotations

import pytest
from command_line import Run

from fwdprop.errors import listed, nearest


@pytest.mark.parametrize(("spaces", "is_near"), [(8, True), (9, False)])
def test_names_of_up_to_three_times_the_length_are_near(spaces: int, is_near: bool) -> None:
    known = "relu" + " " * spaces
    assert nearest("relu", [known]) == (known if is_near else None)


@pytest.mark.parametrize(
    ("alike", "others", "is_near"),
    [
        # 66 in 100; 64 in 100; 130 in 197, which are 65.99.
        (33, (17, 17), True),
        (32, (18, 18), False),
        (66, (34, 34), True),
        (65, (35, 32), False),
        # 66 in 100, 66 in 101.
        (33, (0, 34), True),
        (33, (0, 35), False),
    ],
)
def test_words_with_66_in_100_letters_in_common_are_near(
    alike: int, others: tuple[int, int], is_near: bool
) -> None:
    word, known = "a" * alike + "b" * others[0], "a" * alike + "c" * others[1]
    assert nearest(word, [known]) == (known if is_near else None)


@pytest.mark.parametrize(("before", "found"), [(29, "abcdex"), (30, None)])
def test_the_30_most_alike_are_compared_exactly(before: int, found: str | None) -> None:
    # Those before it have the same letters, and none where the word has it.
    assert nearest("abcdef", [*["fedcba"] * before, "abcdex"]) == found


@pytest.mark.parametrize(("letters", "shown"), [(40, "a" * 40), (41, f"{'a' * 37}...")])
def test_40_characters_of_a_word_are_shown(fwdprop: Run, letters: int, shown: str) -> None:
    result = fwdprop("help", "a" * letters)
    message = f"error: there is no command or topic '{shown}'\nhelp: `fwdprop help` lists all\n"
    assert (result.stdout, result.stderr, result.status) == ("", message, 2)


@pytest.mark.parametrize(("letters", "shown"), [(100, "a" * 100), (101, f"{'a' * 97}...")])
@pytest.mark.parametrize("more", [0, 8])
def test_100_characters_of_a_word_in_a_list_are_shown(letters: int, shown: str, more: int) -> None:
    text = listed(["a" * letters, *"bcdefghi"[:more]])
    assert text == (f"{shown}, b, c, d, e, f, ... 2 more ..., i" if more else shown)
