"""Questions whose methodist is lost: the coordinator hears of each loss, once."""

from core.consultations import use_cases
from core.consultations.notices import QuestionUnowned
from core.people import Person
from core.roles import use_cases as roles
from storage.work import Database
from tests import town
from tests.consultations.asking import ask
from tests.times import Clock
from tests.town import Town


async def test_a_coordinator_hears_of_every_loss_once(
    any_database: Database, clock: Clock, here: Town, anna: Person, boris: Person, vera: Person
) -> None:
    question = await ask(any_database, here, anna)
    for losses in (1, 2):
        async with any_database.open_work() as work:
            [appointment] = [
                one for one in await work.roles.below([here.district]) if one.person == boris.id
            ]
            await roles.revoke(work, appointment.id, by=None)
        for _ in range(2):
            clock.wait(minutes=1)
            async with any_database.open_work() as work:
                await use_cases.announce_unowned(work)
        heard = await town.letters(any_database, QuestionUnowned)
        assert len(heard) == losses
        async with any_database.open_work() as work:
            await work.roles.grant(boris.id, boris.grants[0], by=None, at=work.now)
            await use_cases.hand_over(work, question.id, boris.id, me=vera)
