"""P33: a person's own copy is there within a minute, whole, in files a messenger takes."""

import json
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from html import unescape

import pytest

from bot.messengers.demo.people import DemoChat
from core.consultations.model import Question, Words
from core.files import Attachment, FileKind
from core.people import Person
from core.privacy.model import Dossier
from handlers.privacy.dossier import LARGEST, as_files
from storage.work import Database
from tests import town
from tests.promises.results import Record
from tests.times import Clock
from tests.world import TEXTS, DemoWorld, demo_world

FEW, MANY = 300, 2000
LONGEST_SECONDS = 60.0
TELEGRAM_TAKES = 50 * 1024 * 1024
WORDS = 'Вопрос {number}: <b>как</b> оценивать «проект» & что писать в "отчёте"? 🙂 '
LONGEST_MESSAGE = 2800


@pytest.fixture
async def world(any_database: Database, clock: Clock) -> AsyncIterator[DemoWorld]:
    world = demo_world(any_database, clock)
    await world.settle()
    yield world
    await world.bot.session.close()


async def talkative(world: DemoWorld, count: int) -> tuple[Person, DemoChat]:
    """Somebody who has written so much, with a file to every tenth message."""
    person = await world.person("Канарейкина Вера")
    async with world.database.open_work() as work:
        here = await work.catalogue.topics()
        question = Question(topic=here[0].id, subject=None, words=Words(said(0)))
        asked = await town.ask(work, question, teacher=person)
        for number in range(1, count):
            files = (a_file(number),) if number % 10 == 0 else ()
            await work.consultations.add(
                asked.id, Words(said(number), files), author=person.id, at=work.now
            )
    return person, world.new_phone(await world.number_of(person.id), person.name)


def a_file(number: int) -> Attachment:
    return Attachment(
        kind=FileKind.DOCUMENT, messenger="demo", file_id=f"f{number}", name=f"отчёт {number}.docx"
    )


def said(number: int) -> str:
    """As long as a messenger lets a message be."""
    words = WORDS.format(number=number)
    return (words * (LONGEST_MESSAGE // len(words))).strip()


async def copied(world: DemoWorld, phone: DemoChat) -> tuple[list[bytes], float]:
    """What the bot sends on the button, in its order, and in how many seconds."""
    await phone.say("/privacy")
    began = time.perf_counter()
    await phone.press("Получить копию")
    took = time.perf_counter() - began
    names = [
        message.document.file_id
        for message in phone.history
        if message.document and message.from_user and message.from_user.is_bot
    ]
    return [world.chats.file(name).data for name in names], took  # type: ignore[union-attr]  # sent a moment ago


async def shows_everything(world: DemoWorld, count: int) -> float:
    person, phone = await talkative(world, count)
    (page, data), took = await copied(world, phone)

    assert took <= LONGEST_SECONDS
    assert max(len(page), len(data)) <= LARGEST < TELEGRAM_TAKES
    async with world.database.open_view() as work:
        dossier = await work.privacy.dossier(person.id)
    assert missing(dossier, page, data) == []
    assert len(dossier.sections["messages"]) == count
    return took


def missing(dossier: Dossier, *files: bytes) -> list[object]:
    """Rows of the dossier that are in none of the JSON files, and words that are on no page."""
    pages = "".join(unescape(file.decode()) for file in files[::2])
    told = [json.loads(file) for file in files[1::2]]
    lost: list[object] = []
    for name, rows in dossier.sections.items():
        given = [row for one in told for row in one.get(name, ())]
        if name != "looks":  # the copy itself is written down after it was made
            lost += [row for row in plain(rows) if row not in given]
        lost += [
            value
            for row in rows
            for field, value in row.items()
            if isinstance(value, str) and field in {"text", "name", "file"} and value not in pages
        ]
    return lost


def plain(rows: object) -> list[object]:
    shown: list[object] = json.loads(
        json.dumps(rows, default=lambda value: value.isoformat(), ensure_ascii=False)
    )
    return shown


async def test_a_copy_of_hundreds_of_messages_is_whole_and_quick(world: DemoWorld) -> None:
    await shows_everything(world, FEW)


@pytest.mark.long
@pytest.mark.timeout(300)
async def test_a_copy_of_thousands_of_messages_is_whole_and_quick(
    world: DemoWorld, record: Record
) -> None:
    took = await shows_everything(world, MANY)
    record(f"{MANY:,} messages in {took:.1f} s")


async def test_a_copy_too_heavy_for_a_messenger_comes_in_parts(world: DemoWorld) -> None:
    person, _ = await talkative(world, 40)
    async with world.database.open_view() as work:
        dossier = await work.privacy.dossier(person.id)
    whole = max(len(content) for _, content in as_files(dossier, TEXTS))
    files = as_files(dossier, TEXTS, largest=whole // 3)

    assert [name for name, _ in files][:4] == [
        "Мои данные, часть 1.html",
        "Мои данные, часть 1.json",
        "Мои данные, часть 2.html",
        "Мои данные, часть 2.json",
    ]
    assert max(len(content) for _, content in files) <= whole // 3
    assert missing(dossier, *(content for _, content in files)) == []


async def test_the_twin_that_leaves_a_message_out_is_caught(world: DemoWorld) -> None:
    person, _ = await talkative(world, 5)
    async with world.database.open_view() as work:
        dossier = await work.privacy.dossier(person.id)
    first, *rest = dossier.sections["messages"]
    cut = replace(dossier, sections={**dossier.sections, "messages": rest})

    lost = missing(dossier, *(content for _, content in as_files(cut, TEXTS)))
    assert plain([first])[0] in lost
    assert first["text"] in lost


async def test_the_twin_that_never_splits_is_too_heavy(world: DemoWorld) -> None:
    person, _ = await talkative(world, 40)
    async with world.database.open_view() as work:
        dossier = await work.privacy.dossier(person.id)

    files = as_files(dossier, TEXTS)
    assert len(files) == 2
    assert max(len(content) for _, content in files) > 40 * LONGEST_MESSAGE
