"""Who may send what to whom, who has to agree, and how it is stopped; on both databases."""

import pytest
from sqlalchemy import select

from core.announcements import steering, use_cases
from core.announcements.model import UNDO, Announcement, Content, State
from core.announcements.notices import AnnouncementReturned, ApprovalAsked, ApprovalGiven
from core.announcements.refusals import (
    CorrectedByAnother,
    NobodyThere,
    NobodyToApprove,
    NotAwaiting,
    NothingToAnnounce,
    OwnAnnouncement,
    TooManyAtOnce,
    WasRecalled,
)
from core.audience import Audience
from core.errors import Gone, NotYours
from core.people import Person, Role
from core.roles import use_cases as roles
from storage.audit import AuditRow
from tests import town
from tests.announcements.conftest import Office
from tests.town import letters


async def demand(office: Office) -> None:
    async with office.database.open_work() as work:
        await use_cases.set_approval(work, office.town.region, demanded=True, me=office.inna)


async def deeds(office: Office) -> list[str]:
    async with office.database.writer.connect() as connection:
        rows = await connection.scalars(select(AuditRow.what).order_by(AuditRow.id))
        return list(rows)


async def colleague(office: Office) -> Person:
    async with office.database.open_work() as work:
        return await town.settle(work, "Пётр", office.town.district, roles=[Role.COORDINATOR])


async def test_it_is_sent_in_the_name_of_an_own_unit_to_what_is_below_it(office: Office) -> None:
    school = Audience({"unit": (office.town.school_5,)})
    await office.people(1)
    one = await office.submit(audience=school)
    assert (one.state, one.begins_at) == (State.WAITING, office.clock() + UNDO)

    for refused in (
        {"unit": office.town.region},
        {"unit": office.town.far_district},
        {"audience": Audience({"unit": (office.town.far_school,)})},
        {"audience": Audience({"unit": (office.town.region,)})},
        {"audience": Audience({"role": ("teacher",)})},
    ):
        with pytest.raises(NotYours):
            await office.submit(**refused)


async def test_a_teacher_and_a_methodist_send_nothing(office: Office) -> None:
    [anna] = await office.people(1)
    async with office.database.open_work() as work:
        boris = await town.methodist(work, "Борис", office.town.district)
    for person in (anna, boris):
        with pytest.raises(NotYours):
            await office.submit(person)


async def test_nobody_is_written_to_and_nothing_is_said(office: Office) -> None:
    with pytest.raises(NobodyThere):
        await office.submit(audience=Audience({"unit": (office.town.school_15,)}))
    with pytest.raises(NothingToAnnounce):
        await office.submit(content=Content())


async def test_where_two_have_to_agree_the_second_is_asked(office: Office) -> None:
    await demand(office)
    one = await office.submit()
    assert (one.state, one.begins_at) == (State.AWAITING, None)
    assert [each["to"] for each in await letters(office.database, ApprovalAsked)] == [
        office.inna.id
    ]

    async with office.database.open_work() as work:
        with pytest.raises(OwnAnnouncement):
            await use_cases.approve(work, one.id, me=office.vera)
    async with office.database.open_work() as work:
        approved = await use_cases.approve(work, one.id, me=office.inna)
    assert (approved.state, approved.approved_by) == (State.WAITING, office.inna.id)
    assert len(await letters(office.database, ApprovalGiven)) == 1
    async with office.database.open_work() as work:
        with pytest.raises(NotAwaiting):
            await use_cases.approve(work, one.id, me=office.inna)
    assert (await deeds(office))[-2:] == [
        "announcement 1 v1 submitted",
        "announcement 1 v1 approved",
    ]


async def test_a_second_who_is_not_there_cannot_agree(office: Office) -> None:
    await demand(office)
    with pytest.raises(NobodyToApprove):
        await office.submit(office.inna, unit=office.town.region)


async def test_what_is_given_back_is_corrected_and_asked_again(office: Office) -> None:
    await demand(office)
    one = await office.submit()
    async with office.database.open_work() as work:
        await use_cases.give_back(work, one.id, "Назовите срок.", me=office.inna)
    [told] = await letters(office.database, AnnouncementReturned)
    assert (told["to"], told["words"]) == (office.vera.id, "Назовите срок.")

    async with office.database.open_work() as work:
        again = await use_cases.edit(work, one.id, Content(text="До пятницы"), me=office.vera)
    assert (again.state, again.version) == (State.AWAITING, 2)
    assert len(await letters(office.database, ApprovalAsked)) == 2


async def test_whoever_corrects_is_not_the_one_who_agrees(office: Office) -> None:
    """Otherwise the second person could write what they like and agree to it alone."""
    await demand(office)
    one = await office.submit()
    async with office.database.open_work() as work:
        mine = await use_cases.edit(work, one.id, Content(text="Иначе"), me=office.inna)
    assert mine.author == office.inna.id
    async with office.database.open_work() as work:
        with pytest.raises(OwnAnnouncement):
            await use_cases.approve(work, one.id, me=office.inna)


async def test_what_has_left_by_two_is_not_corrected_by_its_author(office: Office) -> None:
    await demand(office)
    one = await office.submit()
    async with office.database.open_work() as work:
        await use_cases.approve(work, one.id, me=office.inna)
    office.clock.wait(minutes=10)
    await office.advance(one.id)
    async with office.database.open_work() as work:
        with pytest.raises(CorrectedByAnother):
            await use_cases.edit(work, one.id, Content(text="Иначе"), me=office.vera)
    async with office.database.open_work() as work:
        await use_cases.edit(work, one.id, Content(text="Иначе"), me=office.inna)
        await steering.recall(work, one.id, me=office.vera)


async def test_approval_is_inherited_and_switched_by_administrators(office: Office) -> None:
    await demand(office)
    async with office.database.open_view() as work:
        assert await work.announcements.demands_approval(office.town.school_5)
        assert await work.announcements.approval_set_at(
            [office.town.region, office.town.district]
        ) == {office.town.region}
    async with office.database.open_work() as work:
        with pytest.raises(NotYours):
            await use_cases.set_approval(
                work, office.town.district, demanded=False, me=office.vera
            )
        await use_cases.set_approval(work, office.town.region, demanded=False, me=office.inna)
        assert not await work.announcements.demands_approval(office.town.school_5)


async def test_only_those_who_coordinate_it_steer_it(office: Office) -> None:
    one = await office.submit()
    [anna] = await office.people(1)
    async with office.database.open_work() as work:
        far = await town.settle(work, "Юрий", office.town.far_district, roles=[Role.COORDINATOR])
    for person in (anna, far):
        for deed in (
            use_cases.cancel,
            use_cases.hasten,
            use_cases.approve,
            steering.pause,
            steering.resume,
            steering.recall,
        ):
            async with office.database.open_work() as work:
                with pytest.raises(NotYours):
                    await deed(work, one.id, me=person)
    async with office.database.open_work() as work:
        with pytest.raises(Gone):
            await use_cases.cancel(work, 404, me=office.vera)  # type: ignore[arg-type]  # a number


async def test_a_colleague_may_stop_it(office: Office) -> None:
    peter = await colleague(office)
    one = await office.submit()
    async with office.database.open_work() as work:
        assert (await use_cases.cancel(work, one.id, me=peter)).state is State.CANCELLED
    office.clock.wait(minutes=11)
    await office.advance(one.id)
    assert await office.letters(one.id) == []


async def test_few_are_written_to_at_once_and_many_are_not(office: Office) -> None:
    one = await office.submit()
    async with office.database.open_work() as work:
        await use_cases.hasten(work, one.id, me=office.vera)
    await office.advance(one.id)
    assert len(await office.letters(one.id)) == 1

    await office.people(100)
    many = await office.submit()
    async with office.database.open_work() as work:
        with pytest.raises(TooManyAtOnce):
            await use_cases.hasten(work, many.id, me=office.vera)


async def test_an_author_who_coordinates_no_more_speaks_no_more(office: Office) -> None:
    one = await office.submit()
    async with office.database.open_work() as work:
        [held] = await work.roles.below([office.town.district])
        await roles.revoke(work, held.id, by=None)
    office.clock.wait(minutes=11)
    await office.advance(one.id)

    assert (await office.get(one.id)).state is State.CANCELLED
    assert await office.letters(one.id) == []


async def test_who_has_got_it_sees_it_until_it_is_recalled(office: Office) -> None:
    anna, other = (*await office.people(1), *await office.people(1, office.town.far_school))
    one: Announcement = await office.send()
    async with office.database.open_work() as work:
        assert (await use_cases.see(work, one.id, me=anna))[1] is False
        assert (await use_cases.see(work, one.id, me=office.inna))[1] is True
        with pytest.raises(NotYours):
            await use_cases.see(work, one.id, me=other)
        await steering.recall(work, one.id, me=office.vera)
        with pytest.raises(WasRecalled):
            await use_cases.see(work, one.id, me=anna)
