"""The last look before a letter leaves: what may not be carried is not corrected either."""

from datetime import timedelta

import pytest

from bot.messengers.demo.outgoing import DemoCarrier
from core.carriage.model import Extent
from core.letters import Failure, Refused, Screen
from core.people import Account
from notifications.gate import FRESH, Gate
from tests.carriage.conftest import in_telegram, notices
from tests.words import WITHDRAWN
from tests.world import DemoWorld

NAME = "Соколова Анна"


async def test_a_letter_that_was_allowed_may_be_taken_back_and_not_corrected_later(
    both: DemoWorld,
) -> None:
    phone = await in_telegram(both, NAME)
    to = Account("telegram", await both.number_of(both.people[NAME].id, "telegram"))
    carrier = DemoCarrier(both.chats_beside["telegram"], "telegram", withdrawn=WITHDRAWN)
    hours = iter(range(100))
    gate = Gate(carrier, both.database.open_view, clock=lambda: 3600.0 * next(hours))
    shown = await gate.show(Screen("Личное"), to=to)
    assert await gate.edit(Screen("Личное, исправлено"), shown) == shown
    await notices(both, Extent.IMPERSONAL, "telegram")

    with pytest.raises(Refused, match=Failure.CARRIAGE):
        await gate.show(Screen("Ещё личное"), to=to)
    with pytest.raises(Refused, match=Failure.CARRIAGE):
        await gate.edit(Screen("Ещё личное"), shown)
    assert phone.messages == ["Личное, исправлено"]
    await gate.edit(Screen("Ничего личного", impersonal=True), shown)
    assert phone.messages == ["Ничего личного"]
    await gate.delete(shown)
    assert phone.messages == []
    assert gate.halted == timedelta(0)


async def test_what_is_allowed_is_known_for_a_moment_and_what_was_forbidden_is_asked_again(
    both: DemoWorld,
) -> None:
    phone = await in_telegram(both, NAME)
    to = Account("telegram", await both.number_of(both.people[NAME].id, "telegram"))
    carrier = DemoCarrier(both.chats_beside["telegram"], "telegram", withdrawn=WITHDRAWN)
    times = [0.0]
    gate = Gate(carrier, both.database.open_view, clock=lambda: times[0])
    await notices(both, Extent.IMPERSONAL, "telegram")
    with pytest.raises(Refused, match=Failure.CARRIAGE):
        await gate.show(Screen("Личное"), to=to)

    await notices(both, Extent.WHOLE, "telegram")
    await gate.show(Screen("Личное"), to=to)
    await notices(both, Extent.IMPERSONAL, "telegram")
    await gate.show(Screen("Вслед за ним"), to=to)
    times[0] = FRESH
    with pytest.raises(Refused, match=Failure.CARRIAGE):
        await gate.show(Screen("Позже"), to=to)
    assert phone.messages == ["Личное", "Вслед за ним"]
