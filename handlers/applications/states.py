"""Windows of applications."""

from aiogram.fsm.state import State, StatesGroup

from core.people import STAFF
from handlers.access import REGISTERED
from handlers.cards import Form


class Apply(Form):
    """An application on its way."""

    who = (REGISTERED,)

    presence = State()
    draft = State()
    leaving = State()
    done = State()


class Own(StatesGroup):
    """One's own, as it was sent."""

    who = (REGISTERED,)

    card = State()
    leaving = State()


class OwnList(StatesGroup):
    who = (REGISTERED,)

    list = State()


class Deciding(StatesGroup):
    """Those of an event, as its organiser reads them."""

    who = STAFF

    list = State()
    one = State()
    refusing = State()
    returning = State()
    everybody = State()
    results = State()
    taken = State()


class CallTerms(StatesGroup):
    """On which terms an event takes them."""

    who = STAFF

    terms = State()
    deadline = State()
    prompt = State()
