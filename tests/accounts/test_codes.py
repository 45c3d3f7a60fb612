"""Codes that are short enough to type: what they are, and what is taken for one."""

from collections.abc import Callable
from string import ascii_letters

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.accounts import codes
from core.accounts.codes import FINDS, LENGTH, SIGNS, new_code, new_link, opens, read, sealed

RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
LATIN_TO_RUSSIAN = str.maketrans("ACEHKMPTXY", "АСЕНКМРТХУ")
CODES = st.builds(new_code)
HANDS = (
    str.upper,
    str.lower,
    lambda typed: typed.translate(LATIN_TO_RUSSIAN),
    lambda typed: typed.translate(LATIN_TO_RUSSIAN).lower(),
    lambda typed: typed.translate(str.maketrans("0183", "OlВЗ")),
)


@given(CODES, st.sampled_from([" ", "-", " - ", "–", ".", ""]), st.sampled_from(HANDS))
def test_a_code_is_read_however_it_was_typed(
    key: codes.Key, between: str, hand: Callable[[str], str]
) -> None:
    assert read(f" {hand(str(key).replace('-', between))}\n") == key


@given(st.text(alphabet=RUSSIAN + RUSSIAN.upper() + ascii_letters + " -", max_size=40))
def test_words_of_letters_are_never_a_code(words: str) -> None:
    assert read(words) is None


@given(st.text(alphabet="0123456789+ -().", max_size=30))
def test_a_number_is_never_a_code(words: str) -> None:
    assert read(words) is None


@given(st.text(max_size=60))
def test_whatever_is_typed_the_answer_is_a_key_or_nothing(words: str) -> None:
    key = read(words)

    assert key is None or key.is_link or set(key.text) <= set(SIGNS)


@settings(deadline=None)  # a try is made slow on purpose
@given(CODES, st.integers(0, LENGTH - FINDS - 1), st.sampled_from(SIGNS))
def test_a_proof_with_one_sign_changed_opens_nothing(
    key: codes.Key, place: int, sign: str
) -> None:
    changed = key.proof[:place] + sign + key.proof[place + 1 :]

    assert opens(changed, sealed(key.proof)) == (changed == key.proof)


def test_the_same_proof_is_kept_differently_every_time() -> None:
    assert sealed("123456789") != sealed("123456789")
    assert "123456789" not in sealed("123456789")


def test_a_code_has_fifty_bits_and_no_signs_that_look_alike() -> None:
    assert len(set(SIGNS)) ** LENGTH > 2**50
    assert len(set(SIGNS)) ** (LENGTH - FINDS) > 2**38
    assert not set(SIGNS) & set("OQILBSZGDUVJ")
    assert len({new_code().text for _ in range(1000)}) == 1000


def test_a_link_is_never_a_code_and_never_an_invitation() -> None:
    link = new_link()

    assert read(link.text) == link
    assert link.is_link
    assert not new_code().is_link
    assert read(link.text[1:]) is None or not read(link.text[1:]).is_link  # type: ignore[union-attr]  # looked at just before
    assert len(link.text) <= 64


@pytest.mark.parametrize("words", ["", "7KM2-XA4P-9HC", "7KM2-XA4P-9HC33", "7KM2-XA4P-9HCЖ"])
def test_a_code_cut_short_or_too_long_is_not_a_code(words: str) -> None:
    assert read(words) is None
