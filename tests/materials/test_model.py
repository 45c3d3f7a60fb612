"""Who sees the materials of an event, and what they are called."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import NotYours, Refusal
from core.files import LARGEST, Attachment, FileKind
from core.materials.model import (
    GIST,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST,
    Guest,
    Material,
    MaterialId,
    Opens,
    Piece,
    Rules,
    SeenBy,
    Shelf,
    title_of,
)
from core.materials.refusals import (
    MaterialsOff,
    MaterialTooLarge,
    MaterialTooLong,
    NoMaterialTitle,
    NotOpenYet,
    OnlyForThoseWhoCame,
    TitleTooLong,
    TooManyMaterials,
)
from core.materials.use_cases import check_fit
from core.people import Person, PersonId
from core.units import UnitId
from tests.times import MONDAY

FILE = Attachment(kind=FileKind.DOCUMENT, messenger="demo", file_id="f", name="План.docx")

guests = st.builds(Guest, enrolled=st.booleans(), came=st.booleans())
rules = st.builds(Rules, seen_by=st.sampled_from(SeenBy), opens=st.sampled_from(Opens))
shelves = st.builds(
    Shelf,
    event=st.just(1),
    title=st.just("Семинар"),
    unit=st.just(UnitId(1)),
    organiser=st.just(PersonId(1)),
    ends_at=st.just(MONDAY),
    is_cancelled=st.booleans(),
    rules=rules,
)
moments = st.integers(-48, 48).map(lambda hours: MONDAY + timedelta(hours=hours))


@given(shelves, guests, moments)
def test_whoever_may_not_look_hears_why_and_whoever_may_hears_nothing(
    shelf: Shelf, guest: Guest, now: datetime
) -> None:
    if shelf.is_open_to(guest, now):
        shelf.check_open_to(guest, now)
        return
    is_guest = guest.enrolled or guest.came
    with pytest.raises((MaterialsOff, NotOpenYet, OnlyForThoseWhoCame) if is_guest else NotYours):
        shelf.check_open_to(guest, now)


@given(shelves, guests, moments)
def test_it_stays_open_for_whoever_it_has_opened_to(
    shelf: Shelf, guest: Guest, now: datetime
) -> None:
    if shelf.is_open_to(guest, now):
        assert shelf.is_open_to(guest, now + timedelta(hours=1))


@given(shelves, moments)
def test_whoever_came_sees_whatever_others_see(shelf: Shelf, now: datetime) -> None:
    came, missed = (Guest(enrolled=True, came=one) for one in (True, False))
    if shelf.is_open_to(missed, now):
        assert shelf.is_open_to(came, now)


def shelf(**other: object) -> Shelf:
    usual = {
        "event": 1,
        "title": "Семинар",
        "unit": UnitId(1),
        "organiser": PersonId(1),
        "ends_at": MONDAY,
        "is_cancelled": False,
        "rules": Rules(),
    }
    return Shelf(**usual | other)  # type: ignore[arg-type]  # by their names


@pytest.mark.parametrize(
    ("of", "guest", "refusal"),
    [
        ({}, Guest(enrolled=True, came=False), NotOpenYet),
        ({"rules": Rules(seen_by=SeenBy.CAME)}, Guest(enrolled=True, came=False), None),
        ({"is_cancelled": True}, Guest(enrolled=True, came=True), MaterialsOff),
    ],
)
def test_the_reason_is_the_first_one_that_holds(
    of: dict[str, object], guest: Guest, refusal: type[Refusal] | None
) -> None:
    with pytest.raises(refusal or OnlyForThoseWhoCame):
        shelf(**of).check_open_to(guest, MONDAY - timedelta(hours=1))


def test_nobody_keeps_it_who_is_of_the_staff_no_more() -> None:
    assert not shelf().answers(Person(id=PersonId(1)), [UnitId(1)])


def test_a_material_is_called_as_its_organiser_says_or_by_its_file_or_by_its_words() -> None:
    def name(title: str, **piece: object) -> str:
        made = Piece(**piece)  # type: ignore[arg-type]  # by their names
        return Material(id=MaterialId(1), title=title, piece=made).name

    assert name("Слайды", file=FILE) == "Слайды"
    assert name("", file=FILE, text="Смотрите") == "План.docx"
    assert name("", text="  Запись\nhttps://example.ru") == "Запись"
    assert len(name("", text="я" * LONGEST_TEXT)) == GIST


def test_what_is_too_much_is_refused() -> None:
    with pytest.raises(MaterialTooLong):
        Piece(text="я" * (LONGEST_TEXT + 1))
    with pytest.raises(MaterialTooLarge):
        Piece(
            file=Attachment(
                kind=FileKind.VIDEO, messenger="demo", file_id="f", name="а", size=LARGEST + 1
            )
        )
    with pytest.raises(NoMaterialTitle):
        title_of(" \n ")
    with pytest.raises(TitleTooLong):
        title_of("я" * (LONGEST_TITLE + 1))
    assert title_of("  Слайды \n семинара ") == "Слайды семинара"
    check_fit(MOST - 1, [Piece(text="а")])
    with pytest.raises(TooManyMaterials) as full:
        check_fit(MOST - 1, [Piece(text="а")] * 2)
    assert full.value.facts == {"most": MOST, "left": 1}
