"""Windows of attendance."""

from aiogram.fsm.state import State, StatesGroup

from core.people import STAFF
from handlers.access import REGISTERED


class Arriving(StatesGroup):
    """A teacher types the word, and answers the questions if there are any."""

    who = (REGISTERED,)

    word = State()
    question = State()
    missed = State()
    done = State()


class Badges(StatesGroup):
    who = (REGISTERED,)

    shown = State()


class RollCall(StatesGroup):
    who = STAFF

    list = State()
    schools = State()
    everybody = State()
    word = State()
    taken = State()


class Door(StatesGroup):
    """One person who has just been marked."""

    who = STAFF

    arrived = State()


class Numbers(StatesGroup):
    who = STAFF

    ask = State()
    done = State()


class WalkIn(StatesGroup):
    who = STAFF

    ask = State()
    found = State()


class Checks(StatesGroup):
    who = STAFF

    list = State()
