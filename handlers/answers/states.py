"""Windows of the bank of answers."""

from aiogram.fsm.state import State, StatesGroup

from core.people import STAFF
from handlers.access import REGISTERED
from handlers.cards import Form


class Bank(StatesGroup):
    who = (REGISTERED,)

    ask = State()
    topics = State()
    subjects = State()
    list = State()
    card = State()
    withdrawing = State()


class Publish(Form):
    who = STAFF

    draft = State()
    question = State()
    answer = State()
    leaving = State()
    done = State()


class Reword(Form):
    who = STAFF

    draft = State()
    question = State()
    answer = State()
    leaving = State()
    done = State()
