"""The last look before a letter leaves: what may not be carried is not corrected either."""

from datetime import timedelta

import pytest

from bot.messengers.demo.outgoing import DemoCarrier
from core.carriage.model import Extent
from core.letters import Failure, Refused, Screen
from core.people import Account
from notifications.gate import Gate
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
    gate = Gate(carrier, both.database.open_view)
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
