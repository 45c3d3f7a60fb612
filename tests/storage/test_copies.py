"""Where a file has crossed to is remembered once, as long as the file is, on both databases."""

import asyncio

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from core.consultations.model import Question, Words
from core.files import Attachment, FileKind
from core.people import Person
from storage.copies import CopyRow
from storage.work import Database
from tests import town
from tests.town import Town

PLAN = Attachment(kind=FileKind.DOCUMENT, messenger="max", file_id="token url", name="план.docx")


@pytest.fixture
async def here(any_database: Database) -> Town:
    return await town.build(any_database)


@pytest.fixture
async def anna(any_database: Database, here: Town) -> Person:
    """She has attached the plan."""
    async with any_database.open_work() as work:
        anna = await town.settle(work, "Анна", here.school_5)
        question = Question(topic=here.attestation, subject=None, words=Words("План", (PLAN,)))
        await town.ask(work, question, teacher=anna)
    return anna


async def keep(database: Database, copy: str, into: str = "telegram") -> None:
    async with database.open_aside() as work:
        await work.copies.keep(PLAN, into=into, copy=copy)


async def found(database: Database, into: str = "telegram") -> str | None:
    async with database.open_view() as work:
        return await work.copies.find(PLAN, into=into)


async def test_a_copy_is_found_in_its_messenger_alone(
    any_database: Database, anna: Person
) -> None:
    assert await found(any_database) is None
    await keep(any_database, "first")
    assert await found(any_database) == "first"
    assert await found(any_database, into="demo") is None


async def test_of_two_copies_the_first_is_kept(any_database: Database, anna: Person) -> None:
    async with asyncio.TaskGroup() as group:
        for copy in ("one", "other"):
            group.create_task(keep(any_database, copy))
    kept = await found(any_database)
    await keep(any_database, "late")
    assert await found(any_database) == kept
    assert kept in {"one", "other"}


async def keep_without_looking(database: Database, copy: str) -> None:
    row = {"messenger": "max", "file_id": "f", "into": "telegram", "copy": copy}
    async with database.writer.begin() as connection:
        await connection.execute(insert(CopyRow), row)


async def test_the_twin_that_does_not_look_fails_at_the_second(
    any_database: Database, anna: Person
) -> None:
    await keep_without_looking(any_database, "one")
    with pytest.raises(IntegrityError):
        await keep_without_looking(any_database, "other")


async def test_only_the_copy_that_is_meant_is_forgotten(
    any_database: Database, anna: Person
) -> None:
    await keep(any_database, "new")
    for copy, left in (("old", "new"), ("new", None)):
        async with any_database.open_aside() as work:
            await work.copies.forget(PLAN, into="telegram", copy=copy)
        assert await found(any_database) == left


async def test_of_a_file_that_nobody_holds_no_copy_is_kept(
    any_database: Database, here: Town
) -> None:
    await keep(any_database, "first")
    assert await found(any_database) is None


async def test_an_erasure_takes_the_copies_and_those_still_on_their_way(
    any_database: Database, anna: Person
) -> None:
    await keep(any_database, "first")
    async with any_database.open_work() as work:
        await work.privacy.erase(anna.id, at=work.now)
    await keep(any_database, "late")
    assert await found(any_database) is None


async def test_copies_of_what_others_have_attached_stay(
    any_database: Database, here: Town, anna: Person
) -> None:
    await keep(any_database, "first")
    async with any_database.open_work() as work:
        boris = await town.methodist(work, "Борис", here.district)
        await work.privacy.erase(boris.id, at=work.now)
    assert await found(any_database) == "first"
