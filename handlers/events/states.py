"""Windows of events."""

from aiogram.fsm.state import State, StatesGroup

from core.people import STAFF
from handlers.access import REGISTERED
from handlers.cards import Form


class Calendar(StatesGroup):
    who = (REGISTERED,)

    list = State()
    level = State()
    form = State()
    month = State()


class Seat(StatesGroup):
    """One event as a teacher sees it, or whoever answers for it."""

    who = (REGISTERED,)

    card = State()
    leaving = State()


class Mine(StatesGroup):
    who = (REGISTERED,)

    list = State()
    subscription = State()
    address = State()


class Organised(StatesGroup):
    who = STAFF

    list = State()
    guests = State()


class Compose(Form):
    """A new event, question by question."""

    who = STAFF

    unit = State()
    title = State()
    kind = State()
    level = State()
    form = State()
    times = State()
    place = State()
    link = State()
    seats = State()
    subjects = State()
    description = State()
    preview = State()
    leaving = State()
    done = State()


class Edit(StatesGroup):
    who = STAFF

    what = State()
    title = State()
    form = State()
    times = State()
    place = State()
    link = State()
    seats = State()
    description = State()
    cancelling = State()
    done = State()
