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


class Handing(StatesGroup):
    """A seat on its way to a colleague, as whoever gives it sees it."""

    who = (REGISTERED,)

    explained = State()
    code = State()


class Taking(StatesGroup):
    """The same, as the colleague sees it."""

    who = (REGISTERED,)

    code = State()
    card = State()
    done = State()


class Mine(StatesGroup):
    who = (REGISTERED,)

    list = State()
    subscription = State()


class Organised(StatesGroup):
    who = STAFF

    list = State()
    guests = State()


class Terms(StatesGroup):
    """What is decided about an event beyond its form."""

    who = STAFF

    list = State()


class ForWhom(StatesGroup):
    """Which people of its unit an event is for."""

    who = STAFF

    conditions = State()
    units = State()
    more_units = State()
    role = State()
    subject = State()
    experience = State()


class Quotas(StatesGroup):
    """Seats of an event that are kept for units."""

    who = STAFF

    list = State()
    presence = State()
    unit = State()
    seats = State()
    one = State()
    day = State()


class Samples(StatesGroup):
    """Events that another may be drawn up after."""

    who = STAFF

    list = State()


class Repeat(StatesGroup):
    """An event held again and again, date by date before it counts."""

    who = STAFF

    rhythm = State()
    count = State()
    preview = State()
    done = State()


class Series(StatesGroup):
    who = (REGISTERED,)

    list = State()
    leaving = State()
    enrolled = State()


class Quorum(StatesGroup):
    """For how many people an event is held."""

    who = STAFF

    card = State()
    least = State()
    lead = State()
    cancelling = State()


class Memos(StatesGroup):
    """What those who take part in one way have to know: written, looked over, saved."""

    who = STAFF

    words = State()
    confirm = State()
    done = State()


class AskHost(Form):
    """A word to whoever holds an event."""

    who = (REGISTERED,)

    words = State()
    leaving = State()
    done = State()


class AnswerGuest(Form):
    """The answer to it."""

    who = STAFF

    words = State()
    leaving = State()
    done = State()


class Compose(Form):
    """An event question by question; one that is there already, from its preview."""

    who = STAFF

    unit = State()
    title = State()
    kind = State()
    form = State()
    times = State()
    place = State()
    link = State()
    seats_room = State()
    seats_online = State()
    subjects = State()
    level = State()
    description = State()
    preview = State()
    cancelling = State()
    leaving = State()
    done = State()
