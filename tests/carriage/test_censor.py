"""The choke points: what somebody forgot to check does not leave all the same."""

import pytest
from aiogram import Bot
from aiogram.methods import AnswerCallbackQuery, EditMessageReplyMarkup, SendMessage
from aiogram.types import InlineKeyboardMarkup
from structlog.testing import capture_logs

from bot.censor import is_silent
from core.carriage.model import Cargo, Change, Extent, NotHere
from core.letters import Refused, Screen
from core.people import Account
from handlers.access import speaking
from notifications.gate import hint
from tests.carriage.conftest import choose, closed, in_telegram, notices
from tests.world import TEXTS, DemoWorld


def telegram(world: DemoWorld) -> Bot:
    return world.beside["telegram"]


async def test_what_is_said_outside_of_a_handler_is_stopped_and_logged(both: DemoWorld) -> None:
    anna = await in_telegram(both, "Соколова Анна")
    await closed(both)
    with capture_logs() as logs, pytest.raises(NotHere):
        await telegram(both).send_message(anna.external, "Соколова Анна, вам ответили")

    assert anna.messages == []
    assert [log["method"] for log in logs if log["log_level"] == "error"] == ["sendMessage"]
    assert "Соколова" not in repr(logs)


async def test_the_twin_while_all_may_be_carried_is_let_through(both: DemoWorld) -> None:
    anna = await in_telegram(both, "Соколова Анна")
    await telegram(both).send_message(anna.external, "Соколова Анна, вам ответили")

    assert anna.messages == ["Соколова Анна, вам ответили"]


async def test_what_was_looked_at_is_let_through(both: DemoWorld) -> None:
    anna = await in_telegram(both, "Соколова Анна")
    await closed(both)
    with speaking():
        await telegram(both).send_message(anna.external, "Откройте MAX")

    assert anna.last == "Откройте MAX"


async def test_another_messenger_says_what_it_said(both: DemoWorld) -> None:
    await closed(both)
    await both.beside["max"].send_message(700, "Соколова Анна, вам ответили")


def test_a_method_nobody_knows_is_not_silent() -> None:
    assert is_silent(AnswerCallbackQuery(callback_query_id="1"))
    assert not is_silent(AnswerCallbackQuery(callback_query_id="1", text="Анна"))
    assert is_silent(EditMessageReplyMarkup(chat_id=1, message_id=1))
    keyboard = InlineKeyboardMarkup(inline_keyboard=[])
    assert not is_silent(EditMessageReplyMarkup(chat_id=1, message_id=1, reply_markup=keyboard))
    assert not is_silent(SendMessage(chat_id=1, text="Анна"))


async def gate(world: DemoWorld, screen: Screen) -> list[str]:
    """What the phone shows after the carrier, past the postman, was given the screen."""
    anna = await in_telegram(world, "Соколова Анна")
    carrier = world.service.postman.messengers["telegram"]
    try:
        await carrier.show(screen, to=Account("telegram", anna.external))
    except Refused as refused:
        return [f"refused: {refused}"]
    return anna.messages


PERSONAL = Screen("Соколова Анна, вам ответили")
HINT = hint("answer", "max", None, at="telegram", texts=TEXTS)


async def test_a_carrier_refuses_what_is_not_marked(both: DemoWorld) -> None:
    await closed(both)

    assert await gate(both, PERSONAL) == ["refused: carriage"]
    assert await gate(both, HINT) == ["Вам пришёл ответ. Откройте MAX."]


async def test_where_nothing_may_be_carried_a_hint_is_refused_too(both: DemoWorld) -> None:
    await notices(both, Extent.NONE, "telegram")

    assert await gate(both, HINT) == ["refused: carriage"]


async def test_a_carrier_looks_at_the_kind_of_the_message(both: DemoWorld) -> None:
    await choose(both, Change("telegram", Cargo.ANNOUNCEMENTS, Extent.NONE))

    assert await gate(both, PERSONAL) == [PERSONAL.text]
    assert await gate(both, Screen("Всем", cargo=Cargo.ANNOUNCEMENTS)) == ["refused: carriage"]


async def test_the_twin_of_an_open_gate_carries_it(both: DemoWorld) -> None:
    assert await gate(both, PERSONAL) == [PERSONAL.text]
