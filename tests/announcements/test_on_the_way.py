"""Announcements on their way through both databases: expanded, corrected, taken back, counted."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import update
from structlog.testing import capture_logs

from core.announcements import advancing, steering, use_cases
from core.announcements.model import WEEKLY, Announcement, AnnouncementId, Content, State
from core.announcements.notices import AnnouncementGoes
from core.letters import Done, LetterState, Shown
from core.notices import Lane
from core.people import Account
from core.preferences.model import Preferences
from notifications.broadcasts import Broadcasts
from storage.announcement_rows import AnnouncementRow
from storage.letter_rows import LetterRow
from tests.announcements.conftest import Office
from tests.times import MONDAY
from tests.town import letters


async def states(office: Office, number: AnnouncementId) -> Counter[str]:
    return Counter(one.state for one in await office.letters(number))


async def test_everybody_has_one_letter_which_holds_a_number_only(office: Office) -> None:
    people = await office.people(5)
    one = await office.send()
    found = await office.letters(one.id)

    assert [each.to_id for each in found] == [office.vera.id, *(each.id for each in people)]
    assert {each.once for each in found} == {
        f"announcement/{one.id}/{each.to_id}" for each in found
    }
    assert all(
        (each.payload, each.lane, each.announcement_id, each.state, each.due_at)
        == ({}, Lane.ANNOUNCEMENTS, one.id, LetterState.DUE, office.clock())
        for each in found
    )
    assert (one.state, one.expanded_at) == (State.GOING, office.clock())


async def test_steps_go_on_where_the_last_one_was_saved(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(advancing, "CHUNK", 2)
    await office.people(5)
    one = await office.submit()
    office.clock.wait(minutes=10)
    await office.advance(one.id, steps=2)
    assert len(await office.letters(one.id)) == 2
    with pytest.raises(ZeroDivisionError):
        await fall_in_a_step(office, one.id)
    assert len(await office.letters(one.id)) == 2
    await office.advance(one.id)
    assert len({each.to_id for each in await office.letters(one.id)}) == 6
    assert len(await office.letters(one.id)) == 6


async def fall_in_a_step(office: Office, number: AnnouncementId) -> None:
    async with office.database.open_work() as work:
        await advancing.advance(work, number, ceiling=WEEKLY)
        raise ZeroDivisionError


async def test_a_step_repeated_makes_no_second_letter(office: Office) -> None:
    await office.people(3)
    one = await office.send()
    async with office.database.open_work() as work:
        await work.announcements.expand(
            one_again(one),
            10,
            ceiling=WEEKLY,
            leaves=advancing.in_quiet_hours(work, Lane.ANNOUNCEMENTS),
            lane=Lane.ANNOUNCEMENTS,
        )

    assert len(await office.letters(one.id)) == 4


def one_again(one: Announcement) -> Announcement:
    """As if nothing had been remembered of how far it has got."""
    return type(one)(**{name: getattr(one, name) for name in one.__slots__} | {"expanded_to": 0})


async def test_a_letter_says_what_the_announcement_says_when_it_is_taken(office: Office) -> None:
    one = await office.send()
    async with office.database.open_work() as work:
        await use_cases.edit(work, one.id, Content(text="Иначе"), me=office.vera)
    async with office.database.open_work() as work:
        [letter] = await work.outbox.due(5, lanes=[Lane.ANNOUNCEMENTS])

    assert letter.payload == {
        "announcement": one.id,
        "unit": "Озёрный район",
        "text": "Иначе",
        "links": [],
        "attachments": [],
        "acknowledge": False,
    }


async def test_more_than_a_week_should_bring_comes_in_the_digest(office: Office) -> None:
    for _ in range(WEEKLY):
        await office.carry()
        await office.send()
    await office.carry()
    last = await office.send()
    asking = await office.send(acknowledge=True)
    assert [each.payload for each in await office.letters(last.id)] == [{"digest": True}]
    assert [each.payload for each in await office.letters(asking.id)] == [{}]

    office.clock.wait(days=7)
    assert [each.payload for each in await office.letters((await office.send()).id)] == [{}]


async def test_a_letter_leaves_by_day_where_its_person_lives(office: Office) -> None:
    [far] = await office.people(1)
    async with office.database.open_work() as work:
        await work.preferences.put(far.id, Preferences(zone="Asia/Kamchatka"))
    one = await office.send()  # 12:10 in Moscow, 21:10 in Kamchatka
    due = {each.to_id: each.due_at for each in await office.letters(one.id)}

    assert due[office.vera.id] == office.clock()
    assert due[far.id] == MONDAY + timedelta(hours=11)


async def test_a_pause_holds_back_what_is_due(office: Office) -> None:
    await office.people(3)
    one = await office.send()
    await office.carry(1)
    async with office.database.open_work() as work:
        await steering.pause(work, one.id, me=office.vera)
    assert await office.carry() == 0
    async with office.database.open_work() as work:
        await steering.resume(work, one.id, me=office.vera)
    assert await office.carry() == 3


async def test_a_recall_stops_what_waits_and_deletes_what_has_arrived(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(advancing, "CHUNK", 2)
    await office.people(5)
    one = await office.send()
    await office.carry(3)
    async with office.database.open_work() as work:
        await steering.recall(work, one.id, me=office.vera)
    await office.advance(one.id)
    found = await office.letters(one.id)
    assert Counter((each.state, each.errand, each.failure) for each in found) == {
        (LetterState.DUE, "delete", None): 3,
        (LetterState.FAILED, "show", "recalled"): 3,
    }
    assert (await office.get(one.id)).ended_at is None

    assert await office.carry() == 3
    await office.advance(one.id)
    ended = await office.get(one.id)
    assert (ended.state, ended.ended_at) == (State.RECALLED, office.clock())
    async with office.database.open_view() as work:
        progress = await work.announcements.progress(ended)
    assert (progress.sent, progress.withdrawn, progress.recalled) == (0, 3, 3)


async def test_a_recall_waits_for_what_is_in_hand(office: Office) -> None:
    """It would be shown after all, and nobody would delete it."""
    one = await office.send()
    async with office.database.open_work() as work:
        [letter] = await work.outbox.lease(
            await work.outbox.due(1, lanes=[Lane.ANNOUNCEMENTS]), term=1
        )
    async with office.database.open_work() as work:
        await steering.recall(work, one.id, me=office.vera)
    await office.advance(one.id)
    assert await states(office, one.id) == {LetterState.LEASED: 1}
    async with office.database.open_work() as work:
        shown = Shown(Account("telegram", 1), ("1",))
        done = Done(letter=letter, state=LetterState.DELIVERED, shown=shown)
        await work.outbox.settle([done], term=1)
    await office.advance(one.id)

    [row] = await office.letters(one.id)
    assert (row.state, row.errand) == (LetterState.DUE, "delete")


async def test_a_correction_turns_to_what_was_shown_and_to_nothing_else(office: Office) -> None:
    await office.people(3)
    one = await office.send()
    await office.carry(2)
    async with office.database.open_work() as work:
        await use_cases.edit(work, one.id, Content(text="Иначе"), me=office.vera)
    await office.advance(one.id)

    errands = Counter((each.state, each.errand) for each in await office.letters(one.id))
    assert errands == {(LetterState.DUE, "edit"): 2, (LetterState.DUE, "show"): 2}
    await office.carry()
    await office.advance(one.id)
    assert (await office.get(one.id)).state is State.DONE
    assert await states(office, one.id) == {LetterState.DELIVERED: 4}


async def test_what_came_in_a_digest_is_left_there(office: Office) -> None:
    """It has no message of its own: to correct it would be to show it once more."""
    one = await office.send()
    async with office.database.writer.begin() as connection:
        await connection.execute(update(LetterRow).values(state=LetterState.DELIVERED, shown=None))
    async with office.database.open_work() as work:
        await use_cases.edit(work, one.id, Content(text="Иначе"), me=office.vera)
        await steering.recall(work, one.id, me=office.vera)
    await office.advance(one.id)

    assert await states(office, one.id) == {LetterState.DELIVERED: 1}


async def test_its_author_is_told_and_told_the_last_figures(office: Office) -> None:
    await office.people(2)
    one = await office.send()
    async with office.database.open_view() as work:
        notice = await advancing.look(work, one.id)
    assert notice is not None
    async with office.database.open_work() as work:
        await advancing.tell(work, notice)
    [told] = await letters(office.database, AnnouncementGoes)
    assert (told["to"], told["left"], told["over"]) == (office.vera.id, 3, False)
    async with office.database.open_view() as work:
        assert await advancing.look(work, one.id) is None  # not five seconds yet
    office.clock.wait(seconds=6)
    async with office.database.open_view() as work:
        assert await advancing.look(work, one.id) is None  # nothing has changed

    await office.carry()
    await office.advance(one.id)
    [told] = await letters(office.database, AnnouncementGoes)
    assert (told["sent"], told["left"], told["over"]) == (3, 0, True)
    async with office.database.open_view() as work:
        assert await work.announcements.to_advance() == []


async def test_who_erases_their_data_takes_their_announcements_along(office: Office) -> None:
    await office.people(2)
    going, waiting = await office.send(), await office.submit()
    await office.carry(1)
    async with office.database.open_work() as work:
        await work.privacy.erase(office.vera.id, at=work.now)

    assert [(await office.get(one.id)).content.text for one in (going, waiting)] == ["", ""]
    assert (await office.get(waiting.id)).state is State.CANCELLED
    assert (await office.get(going.id)).state is State.DONE
    assert await states(office, going.id) == {LetterState.DELIVERED: 1}


async def test_one_that_cannot_be_read_holds_up_no_other(office: Office) -> None:
    broken, whole = await office.submit(), await office.submit()
    async with office.database.writer.begin() as connection:
        await connection.execute(
            update(AnnouncementRow)
            .where(AnnouncementRow.id == broken.id)
            .values(audience={"height": [180]})
        )
    office.clock.wait(minutes=10)
    broadcasts = Broadcasts(office.database.open_work, office.database.open_view, WEEKLY)
    with capture_logs() as logs:
        await broadcasts.advance()

    assert len(await office.letters(whole.id)) == 1
    assert [log["announcement"] for log in logs if log["log_level"] == "error"] == [broken.id]
