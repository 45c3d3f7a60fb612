"""Events in the messenger: the calendar, one's seats, and what organisers do."""

from aiogram import Router
from aiogram.filters import Command

from core.people import STAFF
from handlers.access import REGISTERED, allowed
from handlers.events import (
    audience,
    calendar,
    card,
    compose,
    inquiring,
    memos,
    mine,
    organised,
    quorum,
    quotas,
    repetition,
    samples,
    series,
    substitution,
    terms,
)
from handlers.places import Place


def make_router() -> Router:
    """The routing table of the feature."""
    router = Router(name=__name__)
    router.message.register(calendar.start, Command("events"), flags=allowed(REGISTERED))
    press = router.callback_query.register
    press(calendar.start, Place("events"), flags=allowed(REGISTERED))
    press(card.start, Place("event"), flags=allowed(REGISTERED))
    press(card.start_taking, Place("takeseat"), flags=allowed(REGISTERED))
    press(card.start_refusing, Place("giveseat"), flags=allowed(REGISTERED))
    press(card.start_coming, Place("come"), flags=allowed(REGISTERED))
    press(card.start_leaving, Place("notcome"), flags=allowed(REGISTERED))
    press(substitution.start_handing, Place("handseat"), flags=allowed(REGISTERED))
    press(substitution.start_taking, Place("seatcode"), flags=allowed(REGISTERED))
    press(mine.start, Place("myevents"), flags=allowed(REGISTERED))
    press(organised.start, Place("organised"), flags=allowed(*STAFF))
    press(organised.start_guests, Place("guests"), flags=allowed(*STAFF))
    press(terms.start, Place("eventterms"), flags=allowed(*STAFF))
    press(series.start, Place("series"), flags=allowed(REGISTERED))
    press(repetition.start, Place("repeat"), flags=allowed(*STAFF))
    press(quorum.start, Place("quorum"), flags=allowed(*STAFF))
    press(quorum.start_holding, Place("holdevent"), flags=allowed(*STAFF))
    press(quorum.start_waiting, Place("waitevent"), flags=allowed(*STAFF))
    press(quorum.start_cancelling, Place("calloff"), flags=allowed(*STAFF))
    press(samples.start, Place("samples"), flags=allowed(*STAFF))
    press(audience.start, Place("eventaudience"), flags=allowed(*STAFF))
    press(quotas.start, Place("eventquotas"), flags=allowed(*STAFF))
    press(inquiring.start_asking, Place("askhost"), flags=allowed(REGISTERED))
    press(inquiring.start_answering, Place("answerguest"), flags=allowed(*STAFF))
    press(memos.start_room, Place("memoroom"), flags=allowed(*STAFF))
    press(memos.start_online, Place("memoonline"), flags=allowed(*STAFF))
    press(compose.start, Place("newevent"), flags=allowed(*STAFF))
    press(compose.start_editing, Place("editevent"), flags=allowed(*STAFF))
    return router


def make_dialogs() -> list[Router]:
    return [
        calendar.make_dialog(),
        card.make_dialog(),
        substitution.make_handing(),
        substitution.make_taking(),
        mine.make_dialog(),
        organised.make_dialog(),
        terms.make_dialog(),
        series.make_dialog(),
        repetition.make_dialog(),
        quorum.make_dialog(),
        samples.make_dialog(),
        audience.make_dialog(),
        quotas.make_dialog(),
        memos.make_dialog(),
        inquiring.make_asking(),
        inquiring.make_answering(),
        compose.make_dialog(),
    ]
