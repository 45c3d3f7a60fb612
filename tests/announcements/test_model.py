"""What may happen to an announcement, in which order; links, moments, spans of years."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.announcements import moments
from core.announcements.links import LONGEST_TITLE, MOST_LINKS, Link, links_of
from core.announcements.model import (
    LONGEST_TEXT,
    MOST_FILES,
    UNDO,
    Announcement,
    AnnouncementId,
    Content,
    Progress,
    Span,
    State,
)
from core.announcements.progress import minutes_left
from core.announcements.refusals import (
    AlreadyGoing,
    AnnouncementTooLong,
    FileTooLarge,
    IsOver,
    LinkTitleTooLong,
    LinkUnclear,
    LinkUnsafe,
    NoSuchTime,
    NotAwaiting,
    NotGoing,
    NothingToAnnounce,
    OwnAnnouncement,
    TimeIsPast,
    TooManyAtOnce,
    TooManyFiles,
    TooManyLinks,
)
from core.audience import CONDITIONS, Audience
from core.experience import YEARS, Experience, YearIsOff, since, span_of, year_of
from core.files import LARGEST, Attachment, FileKind
from core.people import PersonId
from core.units import UnitId
from handlers.announcements.audience import WINDOWS
from storage.audience import CLAUSES

MOSCOW = ZoneInfo("Europe/Moscow")
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
VERA, INNA = PersonId(1), PersonId(2)


def announcement(state: State = State.WAITING, **more: object) -> Announcement:
    values: dict[str, object] = {
        "id": AnnouncementId(1),
        "author": VERA,
        "unit": UnitId(1),
        "content": Content(text="Привет"),
        "audience": Audience({"unit": (1,)}),
        "acknowledge": False,
        "state": state,
        "created_at": NOW,
        "begins_at": NOW + UNDO,
    }
    return Announcement(**{**values, **more})  # type: ignore[arg-type]  # whatever a test says


def test_every_condition_has_its_clause_and_its_window() -> None:
    assert set(CONDITIONS) == set(CLAUSES) == set(WINDOWS)


def test_a_condition_that_nobody_knows_lets_nobody_in() -> None:
    with pytest.raises(KeyError):
        Audience.of({"unit": [1], "height": [2]})
    with pytest.raises(ValueError, match="baker"):
        Audience.of({"role": ["baker"]})


def test_an_audience_is_kept_as_it_was_chosen() -> None:
    kept: dict[str, list[str | int]] = {"unit": [3, 4], "role": ["teacher"], "messenger": ["max"]}

    assert Audience.of({**kept, "subject": []}).kept() == kept


@pytest.mark.parametrize(
    "line",
    [
        "Положение — https://example.ru/doc",
        "Положение - https://example.ru/doc",
        "Положение: https://example.ru/doc",
        "  Положение   https://example.ru/doc  ",
    ],
)
def test_a_link_is_a_title_and_an_address(line: str) -> None:
    assert links_of(line) == (Link("Положение", "https://example.ru/doc"),)


@pytest.mark.parametrize("line", ["Положение", "https://example.ru", "— https://example.ru", ""])
def test_a_line_without_a_title_or_an_address_is_refused(line: str) -> None:
    with pytest.raises(LinkUnclear):
        links_of(line)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.ru",
        "ftp://example.ru",
        "https://localhost",
        "https://127.0.0.1",
        "https://gosuslugi.ru@evil.example",
        "https://example.ru:port",
        "https://[::1]/",
        "https://.ru",
        'https://example.ru/"><b>',
        "www.example.ru",
        "https://example.ru/" + "a" * 500,
    ],
)
def test_what_is_no_safe_address_is_refused(url: str) -> None:
    with pytest.raises(LinkUnsafe):
        links_of(f"Сайт — {url}")


def test_links_are_few_and_their_titles_fit_a_button() -> None:
    line = "Сайт — https://пример.рф/путь?q=1#a"
    assert len(links_of("\n".join([line] * MOST_LINKS))) == MOST_LINKS
    with pytest.raises(TooManyLinks):
        links_of("\n".join([line] * (MOST_LINKS + 1)))
    with pytest.raises(LinkTitleTooLong):
        links_of(f"{'я' * (LONGEST_TITLE + 1)} — https://example.ru")


def test_content_has_its_limits() -> None:
    file = Attachment(kind=FileKind.PHOTO, messenger="max", file_id="1", name="a.jpg")
    with pytest.raises(AnnouncementTooLong):
        Content(text="я" * (LONGEST_TEXT + 1))
    with pytest.raises(TooManyFiles):
        Content(text="я", attachments=(file,) * (MOST_FILES + 1))
    with pytest.raises(FileTooLarge):
        Content(attachments=(_large(),))
    with pytest.raises(NothingToAnnounce):
        Content(attachments=(file,)).said()


def _large() -> Attachment:
    return Attachment(
        kind=FileKind.VIDEO, messenger="max", file_id="1", name="a.mp4", size=LARGEST + 1
    )


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("28.11 15:00", "2026-11-28T15:00"),
        ("28.11, 15.00", "2026-11-28T15:00"),
        ("5.01 в 9:05", "2027-01-05T09:05"),
        ("28.11.2026 15:00", "2026-11-28T15:00"),
        ("26.11 12:01", "2026-11-26T12:01"),
    ],
)
def test_a_moment_is_read_as_people_write_it(words: str, moment: str) -> None:
    at = moments.moment_of(words, now=NOW, zone=MOSCOW)

    assert at == datetime.fromisoformat(moment).replace(tzinfo=MOSCOW)
    assert at.tzinfo is UTC


@pytest.mark.parametrize("words", ["завтра", "32.11 15:00", "29.02 10:00", "28.11", "28.11 25:00"])
def test_a_moment_that_is_none_is_refused(words: str) -> None:
    with pytest.raises(NoSuchTime):
        moments.moment_of(words, now=NOW, zone=MOSCOW)


@pytest.mark.parametrize("words", ["26.11 11:59", "25.11.2026 15:00", "01.09 09:00"])
def test_a_moment_that_is_over_or_far_off_is_refused(words: str) -> None:
    with pytest.raises(TimeIsPast):
        moments.moment_of(words, now=NOW, zone=MOSCOW)


def test_this_afternoon_ends_at_three() -> None:
    three = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)

    assert moments.today(NOW, MOSCOW) == three
    assert moments.today(three, MOSCOW) is None
    assert moments.tomorrow(three, MOSCOW) == datetime(2026, 11, 27, 6, 0, tzinfo=UTC)


@given(years=st.integers(0, 70))
def test_every_year_is_in_exactly_one_span(years: int) -> None:
    assert [least <= years <= most for least, most in YEARS.values()].count(True) == 1
    span = span_of(2026 - years, this_year=2026)
    assert YEARS[span][0] <= years <= YEARS[span][1]


def test_a_span_and_a_year_are_told_in_words() -> None:
    assert [span_of(since(one, this_year=2026), this_year=2026) for one in Experience] == list(
        Experience
    )
    assert year_of("с 2012 года", this_year=2026) == 2012
    for words in ("давно", "1812", "2027", "2012 2013", "20120"):
        with pytest.raises(YearIsOff):
            year_of(words, this_year=2026)


def test_two_agree_and_the_author_is_only_one_of_them() -> None:
    waits = announcement(State.AWAITING, begins_at=None)

    with pytest.raises(OwnAnnouncement):
        waits.approved(by=VERA, at=NOW)
    approved = waits.approved(by=INNA, at=NOW)
    assert (approved.state, approved.begins_at) == (State.WAITING, NOW + UNDO)
    with pytest.raises(NotAwaiting):
        approved.returned(by=INNA)


def test_many_are_not_written_to_at_once_by_one_person() -> None:
    with pytest.raises(TooManyAtOnce):
        announcement().hastened(at=NOW, many=True)
    assert announcement().hastened(at=NOW, many=False).is_due(NOW)
    assert announcement(approved_by=INNA).hastened(at=NOW, many=True).is_due(NOW)


def test_what_has_left_is_not_cancelled_and_what_has_not_is_not_recalled() -> None:
    with pytest.raises(AlreadyGoing):
        announcement(State.GOING).cancelled(at=NOW)
    with pytest.raises(IsOver):
        announcement(State.CANCELLED).cancelled(at=NOW)
    with pytest.raises(NotGoing):
        announcement().recalled(Span(0, 9))
    with pytest.raises(IsOver):
        announcement(State.RECALLED).recalled(Span(0, 9))
    with pytest.raises(NotGoing):
        announcement(State.DONE).paused(at=NOW)
    with pytest.raises(NotGoing):
        announcement(State.GOING).resumed()


def test_a_pause_ends_with_a_recall() -> None:
    paused = announcement(State.GOING).paused(at=NOW)

    assert (paused.state, paused.paused_at) == (State.PAUSED, NOW)
    assert paused.resumed().paused_at is None
    assert paused.recalled(Span(3, 9)).paused_at is None


@given(
    state=st.sampled_from([State.AWAITING, State.RETURNED, State.WAITING]),
    demanded=st.booleans(),
    late=st.integers(0, 100_000),
)
def test_a_correction_before_it_leaves_takes_back_what_was_agreed(
    *, state: State, demanded: bool, late: int
) -> None:
    at = NOW + timedelta(seconds=late)
    before = announcement(state, approved_by=INNA, approved_at=NOW)
    after = before.edited(Content(text="Иначе"), at=at, shown=Span(0, 0), demanded=demanded)

    assert after.approved_by is None
    assert (after.state is State.AWAITING) == demanded
    assert demanded or (after.begins_at is not None and after.begins_at >= at + UNDO)


def test_a_correction_of_what_has_left_keeps_its_files() -> None:
    file = Attachment(kind=FileKind.PHOTO, messenger="max", file_id="1", name="a.jpg")
    before = announcement(State.DONE, content=Content(text="Было", attachments=(file,)))
    after = before.edited(Content(text="Стало"), at=NOW, shown=Span(2, 5), demanded=False)

    assert after.content == Content(text="Стало", attachments=(file,))
    assert (after.version, after.revised_to, after.revised_until) == (2, 2, 5)
    for state in (State.CANCELLED, State.RECALLED):
        with pytest.raises(IsOver):
            announcement(state).edited(
                Content(text="Стало"), at=NOW, shown=Span(0, 0), demanded=False
            )


@pytest.mark.parametrize(
    ("recent", "left", "passed", "minutes"),
    [(60, 600, 60, 10), (60, 1, 60, 1), (30, 300, 10, 2), (0, 600, 60, None), (60, 0, 60, None)],
)
def test_the_time_left_is_told_from_the_pace(
    recent: int, left: int, passed: int, minutes: int | None
) -> None:
    one = announcement(State.GOING, begins_at=NOW - timedelta(seconds=passed))

    assert minutes_left(one, Progress(recent=recent, left=left), now=NOW) == minutes
