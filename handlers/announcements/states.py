"""Windows of announcements: a form to write one, a form to correct one, cards to look at them."""

from aiogram.fsm.state import State, StatesGroup

from core.people import COORDINATING, STAFF, Role
from handlers.access import REGISTERED
from handlers.cards import Form


class Announce(Form):
    """Of the staff, the organiser of an event writes to its guests."""

    who = STAFF

    unit = State()
    event = State()
    which = State()
    part = State()
    text = State()
    links = State()
    audience = State()
    units = State()
    more_units = State()
    role = State()
    subject = State()
    experience = State()
    messenger = State()
    preview = State()
    when = State()
    moment = State()
    confirm = State()
    leaving = State()
    done = State()


class Correct(Form):
    who = STAFF

    text = State()
    links = State()
    leaving = State()
    done = State()


class Told(StatesGroup):
    """One announcement as those see it who answer for it."""

    who = STAFF

    card = State()
    whole = State()
    returning = State()
    recalling = State()


class Received(StatesGroup):
    """The same as it was received."""

    who = (REGISTERED,)

    card = State()


class Sent(StatesGroup):
    who = COORDINATING

    list = State()


class Approvals(StatesGroup):
    who = (Role.ADMINISTRATOR,)

    unit = State()
    one = State()
