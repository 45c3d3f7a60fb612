"""The profile: a field a window, asked in a row at first and one by one later."""

from typing import Any

from aiogram.filters import BaseFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column
from aiogram_dialog.widgets.text import Format

from core.catalogue import SubjectId
from core.people import Person
from core.registration import use_cases
from core.registration.model import cleaned
from core.registration.ports import RegistrationWork
from core.units import UnitId
from handlers.access import AGREED
from handlers.cards import show
from handlers.context import Here, here, know
from handlers.files import CannotRead
from handlers.units import unit_window
from handlers.widgets import Card, Label, Opens, Paged, Say, choices


class Profile(StatesGroup):
    who = (AGREED,)

    name = State()
    unit = State()
    position = State()
    subjects = State()
    welcome = State()
    card = State()


FIELDS = {
    "name": Profile.name,
    "unit": Profile.unit,
    "position": Profile.position,
    "subjects": Profile.subjects,
}
STEPS = tuple(FIELDS)


async def is_unfinished(_: object, me: Person | None = None) -> bool:
    return me is not None and me.registered_at is None


class IsPlace(BaseFilter):
    """A button of a menu or a letter, not one of a window."""

    async def __call__(self, query: CallbackQuery) -> bool:
        return "\x1d" not in (query.data or "\x1d")


async def proceed(manager: DialogManager, me: Person) -> None:
    """To the first field that is still empty, or to the profile as a whole."""
    await show(manager, FIELDS[me.missing] if me.missing else Profile.card)


async def resume(_: Message | CallbackQuery, dialog_manager: DialogManager, me: Person) -> None:
    await proceed(dialog_manager, me)


async def start(_: Message | CallbackQuery, dialog_manager: DialogManager) -> None:
    await show(dialog_manager, Profile.card)


async def _saved(manager: DialogManager, before: Person, after: Person) -> None:
    """The next empty field, a welcome after the last, the profile again when one was changed."""
    know(manager, after)
    if after.missing:
        await manager.switch_to(FIELDS[after.missing])
    elif before.registered_at is None:
        await manager.switch_to(Profile.welcome)
    else:
        await manager.switch_to(Profile.card)


async def _rename(manager: DialogManager, words: str) -> None:
    we: Here[RegistrationWork] = here(manager)
    async with we.open_work() as work:
        after = await use_cases.rename(work, words, me=we.me)
        await _saved(manager, we.me, after)


async def on_name(message: Message, _: Any, manager: DialogManager) -> None:
    if not message.text:
        raise CannotRead
    await _rename(manager, message.text)


async def on_suggested_name(query: CallbackQuery, _: Any, manager: DialogManager) -> None:
    await _rename(manager, query.from_user.full_name)


async def on_unit(manager: DialogManager, unit: UnitId) -> None:
    we: Here[RegistrationWork] = here(manager)
    async with we.open_work() as work:
        after = await use_cases.place(work, unit, me=we.me)
        await _saved(manager, we.me, after)


async def _employ(manager: DialogManager, words: str) -> None:
    we: Here[RegistrationWork] = here(manager)
    async with we.open_work() as work:
        after = await use_cases.employ(work, words, me=we.me)
        await _saved(manager, we.me, after)


async def on_position(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    we: Here[RegistrationWork] = here(manager)
    async with we.open_view() as work:
        positions = await work.catalogue.positions()
    await _employ(manager, positions[int(item)])


async def on_own_position(message: Message, _: Any, manager: DialogManager) -> None:
    if not message.text:
        raise CannotRead
    await _employ(manager, message.text)


async def on_subject(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    """Choose, or take back what was chosen."""
    chosen = _chosen(manager)
    subject = int(item)
    manager.dialog_data["chosen"] = (
        [one for one in chosen if one != subject] if subject in chosen else [*chosen, subject]
    )


async def on_subjects(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[RegistrationWork] = here(manager)
    chosen = [SubjectId(one) for one in _chosen(manager)]
    async with we.open_work() as work:
        after = await use_cases.teach(work, chosen, me=we.me)
        manager.dialog_data.pop("chosen", None)
        await _saved(manager, we.me, after)


def _chosen(manager: DialogManager) -> list[int]:
    chosen: list[int] = manager.dialog_data.get("chosen", list(here(manager).me.subjects))
    return chosen


async def name_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    user = dialog_manager.middleware_data["event_from_user"]
    return _step(dialog_manager, "name") | {"suggested": cleaned(user.full_name)[:60]}


async def position_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[RegistrationWork] = here(dialog_manager)
    async with we.open_view() as work:
        positions = await work.catalogue.positions()
    return _step(dialog_manager, "position") | {"positions": list(enumerate(positions))}


async def subjects_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[RegistrationWork] = here(dialog_manager)
    async with we.open_view() as work:
        subjects = await work.catalogue.subjects()
    chosen = _chosen(dialog_manager)
    marked = [
        (subject.id, f"✓ {subject.name}" if subject.id in chosen else subject.name)
        for subject in subjects
    ]
    names = {subject.id: subject.name for subject in subjects}
    return _step(dialog_manager, "subjects") | {
        "subjects": marked,
        "chosen": ", ".join(names.get(SubjectId(one), "") for one in chosen),
        "any": "yes" if chosen else "no",
        "some": bool(chosen),
    }


async def card_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[RegistrationWork] = here(dialog_manager)
    async with we.open_view() as work:
        unit = (await work.units.get(we.me.unit)).name if we.me.unit else ""
        names = {subject.id: subject.name for subject in await work.catalogue.subjects()}
    return {
        "name": we.me.name,
        "unit": unit,
        "position": we.me.position,
        "since": str(we.me.teaching_since or "none"),
        "subjects": ", ".join(names.get(subject, "") for subject in we.me.subjects),
    }


def _step(manager: DialogManager, field: str) -> dict[str, Any]:
    me = here(manager).me
    joining = me.registered_at is None
    return {
        "step": STEPS.index(field) + 1,
        "steps": len(STEPS),
        "joining": "yes" if joining else "no",
        "changing": not joining,
        "earlier": joining and field != STEPS[0],
    }


async def on_earlier(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """One field back; what was answered there is shown again and may be answered anew."""
    state = manager.current_context().state
    states = list(FIELDS.values())
    await manager.switch_to(states[max(0, states.index(state) - 1)])


def _back() -> tuple[Any, ...]:
    return (
        Button(Label("button-back"), id="earlier", on_click=on_earlier, when="earlier"),
        Opens(Label("button-back"), "profile", when="changing"),
    )


def _change(field: str) -> Button:
    async def change(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
        await manager.switch_to(FIELDS[field])

    return Button(Label(f"button-change-{field}"), id=field, on_click=change)


def _name_window() -> Card:
    return Card(
        Say("profile-name"),
        Button(
            Format("{suggested}"), id="suggested", on_click=on_suggested_name, when="suggested"
        ),
        *_back(),
        MessageInput(on_name),
        state=Profile.name,
        getter=name_getter,
    )


def _card_window() -> Card:
    return Card(
        Say("profile-card"),
        Column(
            *(_change(field) for field in FIELDS),
            Opens(Label("button-my-notices"), "preferences"),
            Opens(Label("button-experience"), "experience"),
            Opens(Label("button-helping"), "helping"),
            Opens(Label("button-accounts"), "accounts"),
            Opens(Label("button-privacy"), "privacy"),
            Opens(Label("button-menu"), "menu"),
        ),
        state=Profile.card,
        getter=card_getter,
    )


def make_dialog() -> Dialog:
    return Dialog(
        _name_window(),
        unit_window(Profile.unit, Say("profile-unit"), *_back(), on_unit=on_unit),
        Card(
            Say("profile-position"),
            Paged(choices("position", "positions", on_position), id="positions"),
            *_back(),
            MessageInput(on_own_position),
            state=Profile.position,
            getter=position_getter,
        ),
        Card(
            Say("profile-subjects"),
            Paged(choices("subject", "subjects", on_subject), id="subjects"),
            Button(Label("button-done"), id="done", on_click=on_subjects, when="some"),
            *_back(),
            state=Profile.subjects,
            getter=subjects_getter,
        ),
        Card(
            Say("profile-welcome"),
            Column(
                Opens(Label("menu-ask"), "ask"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Profile.welcome,
            getter=card_getter,
        ),
        _card_window(),
        getter=_common,
    )


async def _common(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """What the unit's window, made elsewhere, needs to know of the way it is part of."""
    return _step(dialog_manager, "unit")
