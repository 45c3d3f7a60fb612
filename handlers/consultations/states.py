"""Windows of one consultation, and the forms in which people write into it."""

from aiogram.fsm.state import State, StatesGroup

from core.people import STAFF, Role
from handlers.access import REGISTERED
from handlers.cards import Form


class Thread(StatesGroup):
    who = (REGISTERED,)

    card = State()
    taken = State()
    closing = State()
    rating = State()
    thanks = State()


class Answer(Form):
    who = STAFF

    draft = State()
    leaving = State()
    done = State()
    templates = State()
    template = State()


class AskBack(Form):
    who = STAFF

    draft = State()
    leaving = State()
    done = State()


class Note(Form):
    who = STAFF

    draft = State()
    leaving = State()
    done = State()


class PassOn(Form):
    who = STAFF

    to = State()
    draft = State()
    leaving = State()
    done = State()


class WriteOn(Form):
    who = (REGISTERED,)

    draft = State()
    leaving = State()
    done = State()


class Propose(Form):
    who = (REGISTERED,)

    draft = State()
    leaving = State()
    done = State()


class Colleagues(StatesGroup):
    who = (REGISTERED,)

    willing = State()


class Proposals(StatesGroup):
    who = STAFF

    list = State()
    one = State()
    asked = State()


class Templates(StatesGroup):
    who = (Role.METHODIST,)

    list = State()
    one = State()


class EditTemplate(Form):
    who = (Role.METHODIST,)

    text = State()
    leaving = State()
    done = State()


class NewTemplate(Form):
    who = (Role.METHODIST,)

    text = State()
    whose = State()
    leaving = State()
    done = State()
