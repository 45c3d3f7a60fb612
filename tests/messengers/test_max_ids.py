"""Ids of MAX: computed, checked on everything seen, and kept where the rule does not hold."""

import logging
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from hypothesis import example, given
from hypothesis import strategies as st

from bot.messengers import max as max_messenger
from bot.messengers.max.api import MaxApi
from bot.messengers.max.ids import dialog_of, message_id_of, mid_of, parts_of
from bot.messengers.max.mids import Mids
from bot.messengers.max.pace import MaxPace
from bot.messengers.max.session import make_bot
from core.people import Account
from storage import max as max_storage
from storage.work import Database
from tests.fakes.max import BOT, TOKEN, FakeMax
from tests.fakes.max_phone import MaxPhone

WHOLE = st.integers(-(2**63), 2**63 - 1)
ANNA = Account("max", 101)
NOW = 1_785_182_044_286 << 16
"""The number of a message of our days: about 2^57, too large for 32 bits."""


@given(chat=WHOLE, seq=WHOLE)
@example(chat=-70801090403050, seq=116327994376978687)
def test_an_id_is_read_back_as_it_was_made(chat: int, seq: int) -> None:
    mid = mid_of(chat, seq)
    assert parts_of(mid) == (chat, seq)
    assert message_id_of(mid) == message_id_of(mid, seq) == seq


def test_ids_are_made_as_max_makes_them() -> None:
    assert mid_of(472107880, 116993690454357274) == "mid.000000001c23cb68019fa524407e751a"
    group = "mid.ffffbdb48e6c3775019d496b34394b84"
    assert parts_of(group) == (-72891795490955, 116329890167999364)
    assert mid_of(-72891795490955, 116329890167999364) == group
    assert dialog_of(212843158, 277639678) == 472107880


@given(user=st.integers(1, 2**62), bot=st.integers(1, 2**62))
def test_a_dialog_is_found_from_either_side(user: int, bot: int) -> None:
    assert dialog_of(dialog_of(user, bot), bot) == user


@given(st.text())
def test_an_id_of_another_shape_has_a_number_of_its_own(mid: str) -> None:
    number = message_id_of(f"mid.odd-{mid}")
    assert 0 <= number < 2**63
    assert number == message_id_of(f"mid.odd-{mid}")
    assert message_id_of(f"mid.odd-{mid}", 7) == 7


def test_the_database_and_the_messenger_call_it_the_same() -> None:
    assert max_storage.MESSENGER == max_messenger.MESSENGER


@pytest.fixture
async def fake() -> AsyncIterator[FakeMax]:
    async with FakeMax() as fake:
        fake.rates.per_chat = None
        yield fake
    assert fake.complaints == []


@pytest.fixture
async def anna(fake: FakeMax, any_database: Database) -> MaxPhone:
    """She has agreed to be remembered."""
    async with any_database.open_work() as work:
        await work.registration.agree(ANNA, version="2026-11", at=work.now)
    return MaxPhone(fake, ANNA.external, "Анна")


def bot_at(fake: FakeMax, database: Database) -> Bot:
    return make_bot(TOKEN, api=fake.url, pace=MaxPace(per_chat=1000), database=database)


async def test_while_the_rule_holds_nothing_is_kept_and_nobody_is_alarmed(
    fake: FakeMax, any_database: Database, anna: MaxPhone, caplog: pytest.LogCaptureFixture
) -> None:
    async with bot_at(fake, any_database).context() as bot:
        sent = await bot.send_message(101, "Было")
    async with any_database.open_view() as work:
        number = BOT["user_id"]
        assert await work.max.mid(bot=number, chat=101, message=sent.message_id) is None
        assert await work.max.dialog(bot=number, chat=101) is None
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


@pytest.mark.parametrize("odd", ["odd_mids", "odd_dialogs"])
async def test_a_message_whose_id_breaks_the_rule_is_edited_after_a_restart(
    fake: FakeMax,
    any_database: Database,
    anna: MaxPhone,
    caplog: pytest.LogCaptureFixture,
    odd: str,
) -> None:
    setattr(fake.chats, odd, True)
    phone = MaxPhone(fake, 102, "Борис")
    async with any_database.open_work() as work:
        await work.registration.agree(Account("max", 102), version="2026-11", at=work.now)
    async with bot_at(fake, any_database).context() as bot:
        sent = await bot.send_message(102, "Было")
    async with bot_at(fake, any_database).context() as bot:
        await bot.edit_message_text("Стало", chat_id=102, message_id=sent.message_id)
        await bot.send_chat_action(102, "typing")

    assert phone.messages == ["Стало"]
    assert phone.actions == ["typing_on"]
    assert [record.levelname for record in caplog.records if "rule of ids" in record.msg] == [
        "ERROR"
    ]
    assert "102" not in caplog.text


async def test_without_the_table_such_a_message_is_out_of_reach(
    fake: FakeMax, anna: MaxPhone
) -> None:
    """The twin of the test above: an unstored mismatch is seen."""
    fake.chats.odd_mids = True
    async with make_bot(TOKEN, api=fake.url).context() as bot:
        sent = await bot.send_message(101, "Было")
    async with make_bot(TOKEN, api=fake.url).context() as bot:
        with pytest.raises(Exception, match="not found"):
            await bot.edit_message_text("Стало", chat_id=101, message_id=sent.message_id)


async def test_ids_of_strangers_are_used_and_not_kept(
    fake: FakeMax, any_database: Database
) -> None:
    fake.chats.odd_mids = fake.chats.odd_dialogs = True
    phone = MaxPhone(fake, 105, "Незнакомка")
    async with bot_at(fake, any_database).context() as bot:
        sent = await bot.send_message(105, "Было")
        await sent.edit_text("Стало")
    assert phone.messages == ["Стало"]
    async with any_database.open_view() as work:
        number = BOT["user_id"]
        assert await work.max.mid(bot=number, chat=105, message=sent.message_id) is None
        assert await work.max.dialog(bot=number, chat=105) is None


async def test_what_people_write_is_checked_as_well(
    fake: FakeMax, any_database: Database, anna: MaxPhone
) -> None:
    await anna.say("Вопрос")
    [update] = fake.updates.pending.values()
    message = update["message"]
    async with MaxApi(TOKEN, base=fake.url) as api:
        mids = Mids(api, any_database)
        number = await mids.seen(101, message)
        assert await mids.mid(101, number) == message["body"]["mid"]
        odd = {**message, "body": {**message["body"], "mid": "mid.odd"}}
        assert await mids.seen(101, odd) == number
        assert await Mids(api, any_database).mid(101, number) == "mid.odd"


async def test_while_max_is_down_a_message_is_taken_as_it_is(
    fake: FakeMax, any_database: Database, anna: MaxPhone
) -> None:
    await anna.say("Вопрос")
    [update] = fake.updates.pending.values()
    await fake.stop()
    async with MaxApi(TOKEN, base=fake.url) as api:
        mids = Mids(api, any_database)
        number = await mids.seen(101, update["message"])
        assert number == update["message"]["body"]["seq"]


async def test_an_erasure_takes_the_ids_with_it(any_database: Database) -> None:
    async with any_database.open_work() as work:
        person = await work.registration.agree(ANNA, version="2026-11", at=work.now)
        await work.registration.agree(Account("max", 202), version="2026-11", at=work.now)
        for chat in (101, 202, -5):
            await work.max.keep_mid(bot=1, chat=chat, message=NOW, mid="mid.odd")
            await work.max.keep_mid(bot=1, chat=chat, message=NOW, mid="mid.odder")
            await work.max.keep_dialog(bot=1, chat=chat, dialog=1 << 60)
    async with any_database.open_work() as work:
        await work.privacy.erase(person, at=work.now)

    async with any_database.open_view() as work:
        left = [await work.max.mid(bot=1, chat=chat, message=NOW) for chat in (101, 202, -5)]
        dialogs = [await work.max.dialog(bot=1, chat=chat) for chat in (101, 202, -5)]
    assert left == [None, "mid.odder", "mid.odder"]
    assert dialogs == [None, 1 << 60, 1 << 60]
