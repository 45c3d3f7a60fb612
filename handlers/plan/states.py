"""Windows of the plan, and who may see them."""

from aiogram.fsm.state import State, StatesGroup

from core.people import COORDINATING, STAFF
from handlers.access import REGISTERED


class Plan(StatesGroup):
    who = (REGISTERED,)

    list = State()
    year = State()
    units = State()


class Line(StatesGroup):
    """A line that the person answers for: of the staff, or responsible themselves."""

    who = (REGISTERED,)

    card = State()
    striking = State()
    holding = State()
    tying = State()
    unfinished = State()


class EditLine(StatesGroup):
    who = STAFF

    card = State()
    title = State()
    when = State()
    audience = State()


class AddLine(StatesGroup):
    who = STAFF

    unit = State()
    title = State()
    when = State()
    done = State()


class PlanTable(StatesGroup):
    who = STAFF

    years = State()
    taken = State()


class TypicalPlan(StatesGroup):
    who = COORDINATING

    unit = State()
    preview = State()
    taken = State()
