"""Windows of materials."""

from aiogram.fsm.state import State, StatesGroup

from core.people import STAFF
from handlers.access import REGISTERED
from handlers.cards import Form


class Shelf(StatesGroup):
    """As whoever keeps it sees it."""

    who = STAFF

    list = State()
    one = State()
    title = State()
    removing = State()


class Reading(StatesGroup):
    """As a guest of the event sees it."""

    who = (REGISTERED,)

    list = State()


class MyMaterials(StatesGroup):
    who = (REGISTERED,)

    list = State()


class AddMaterials(Form):
    who = STAFF

    draft = State()
    leaving = State()
    done = State()
