"""An event drawn up question by question, looked over, opened; or changed and called off."""

from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column

from core.clocks import zone_of
from core.errors import NotYours
from core.events import organising, use_cases
from core.events.model import (
    EventId,
    Form,
    Level,
    check_times,
    description_of,
    link_of,
    place_of,
    seats_of,
    title_of,
)
from core.events.ports import EventWork
from core.events.seeing import ORGANISING
from core.events.times import times_of
from core.units import UnitId
from handlers.cards import DRAFT, kept_draft, show
from handlers.context import Here, here
from handlers.events import overlook
from handlers.events.draft import READY, after, before, data_of, lacks_times, steps
from handlers.events.planned import LINE, dated, planned
from handlers.events.states import Compose, Samples
from handlers.files import CannotRead
from handlers.vocabulary import vocabulary
from handlers.widgets import Card, Label, Opens, Paged, Say, choices


async def start(press: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """A new event, or the one that was not finished; with a number, a change that was not."""
    if number:
        await start_editing(press, dialog_manager, number)
        return
    kept = await kept_draft(dialog_manager, Compose, {"number": 0})
    units = here(dialog_manager).me.units_as(*ORGANISING)
    if not units:
        raise NotYours
    answers = kept if kept and (kept.get("unit") in units or LINE in kept) else {}
    if answers.get(READY):
        first = Compose.preview
    elif LINE in answers:
        first = Compose.kind
    elif len(units) > 1:
        first = Compose.unit
    else:
        answers |= await _of_unit(dialog_manager, units[0])
        first = Compose.title
    await show(dialog_manager, first, {"number": 0}, answers=answers)


async def start_editing(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[EventWork] = here(dialog_manager)
    async with we.open_view() as work:
        seen = await use_cases.look(work, EventId(number), me=we.me)
        coming = work.now < seen.event.details.starts_at
    if not seen.answers_for:
        raise NotYours
    organising.check_changeable(seen.event, coming=coming)
    kept = await kept_draft(dialog_manager, Compose, {"number": number})
    answers = kept or data_of(seen.event)
    await show(dialog_manager, Compose.preview, {"number": number}, answers=answers)


async def _of_unit(manager: DialogManager, unit: UnitId) -> dict[str, Any]:
    """Whose event it is, and of which level such events are."""
    we: Here[EventWork] = here(manager)
    async with we.open_view() as work:
        above = len(await work.units.lineage(unit)) - 1
        below = bool(await work.units.children(unit))
    return {"unit": unit, "level": organising.usual_level(above, has_below=below)}


async def units(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[EventWork] = here(dialog_manager)
    async with we.open_view() as work:
        mine = [await work.units.get(unit) for unit in we.me.units_as(*ORGANISING)]
    return {"units": [(unit.id, unit.name) for unit in mine]}


async def on_unit(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data.update(await _of_unit(manager, UnitId(int(item))))
    await manager.switch_to(Compose.title)


async def asked(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """What every question shows: which it is of how many, and what may be chosen."""
    we: Here[EventWork] = here(dialog_manager)
    data, state = dialog_manager.dialog_data, dialog_manager.current_context().state
    chosen = set(data.get("subjects", ()))
    async with we.open_view() as work:
        kinds = await work.catalogue.event_kinds()
        subjects = await work.catalogue.subjects()
    order = steps(data)
    texts = we.texts
    return {
        **planned(data, texts),
        "step": order.index(state) + 1 if state in order and not data.get(READY) else 0,
        "steps": len(order) - 1,
        "by_sample": lacks_times(data),
        "title": data.get("title", ""),
        "is_first": order[0] == state and not data.get(READY),
        "kinds": [(kind.id, kind.name) for kind in kinds],
        "forms": [(one, texts.raw("button-form", name=one)) for one in Form],
        "levels": [(one, texts.raw("button-level", name=one)) for one in Level],
        "subjects": [
            (one.id, f"✓ {one.name}" if one.id in chosen else one.name) for one in subjects
        ],
    }


async def _go_on(manager: DialogManager, **answers: Any) -> None:
    state = manager.current_context().state
    manager.dialog_data.update({DRAFT: True, **answers})
    await manager.switch_to(after(state, manager.dialog_data))


def _words(name: str, read: Any) -> Any:
    """A question that is answered in words, which ``read`` refuses or makes fit."""

    async def on_words(message: Message, _: Any, manager: DialogManager) -> None:
        if not message.text:
            raise CannotRead
        await _go_on(manager, **{name: read(message.text)})

    return on_words


def _choice(name: str) -> Any:
    async def on_choice(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
        await _go_on(manager, **{name: int(item) if item.isdigit() else item})

    return on_choice


def _nothing(name: str, value: Any) -> Any:
    async def on_nothing(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
        await _go_on(manager, **{name: value})

    return on_nothing


async def on_times(message: Message, _: Any, manager: DialogManager) -> None:
    """Read once, by the day it is written on."""
    if not message.text:
        raise CannotRead
    we: Here[EventWork] = here(manager)
    async with we.open_view() as work:
        zone = await zone_of(work, we.me.id)
        starts_at, ends_at = times_of(
            dated(message.text, manager.dialog_data),
            now=work.now,
            zone=zone,
            vocabulary=vocabulary(),
        )
        check_times(starts_at, ends_at, now=work.now)
    await _go_on(manager, starts_at=starts_at.isoformat(), ends_at=ends_at.isoformat())


async def on_subject(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    chosen = set(manager.dialog_data.get("subjects", ()))
    manager.dialog_data["subjects"] = sorted(chosen ^ {int(item)})


async def on_subjects(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _go_on(manager)


async def on_back(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    state, data = manager.current_context().state, manager.dialog_data
    if lacks_times(data):
        await show(manager, Samples.list, answers={"page": 0})
    else:
        await manager.switch_to(before(state, data))


def _question(key: str, state: State, *widgets: Any) -> Card:
    return Card(
        Say("compose-step"),
        Say("compose-sample", when="by_sample"),
        Say(key),
        *widgets,
        Button(Label("button-back"), id="back", on_click=on_back),
        Button(Label("button-cancel"), id="cancel", on_click=overlook.on_cancel),
        state=state,
        getter=asked,
    )


def _seats(key: str, name: str, state: State) -> Card:
    return _question(
        key,
        state,
        MessageInput(_words(name, seats_of)),
        Button(Label("button-no-limit"), id="any", on_click=_nothing(name, None)),
    )


def _whats() -> list[Card]:
    return [
        Card(
            Say("compose-unit"),
            Column(choices("unit", "units", on_unit)),
            Opens(Label("button-by-sample"), "samples"),
            Opens(Label("button-back"), "organised"),
            Opens(Label("button-menu"), "menu"),
            state=Compose.unit,
            getter=units,
        ),
        _question(
            "compose-title",
            Compose.title,
            MessageInput(_words("title", title_of)),
            Opens(Label("button-by-sample"), "samples", when="is_first"),
        ),
        _question(
            "compose-kind",
            Compose.kind,
            Paged(choices("kind", "kinds", _choice("kind")), id="kinds"),
        ),
        _question("compose-form", Compose.form, Column(choices("form", "forms", _choice("form")))),
    ]


def _wheres() -> list[Card]:
    return [
        _question(
            "compose-times",
            Compose.times,
            Say("compose-planned-day", when="has_day"),
            MessageInput(on_times),
        ),
        _question("compose-place", Compose.place, MessageInput(_words("place", place_of))),
        _question(
            "compose-link",
            Compose.link,
            MessageInput(_words("link", link_of)),
            Button(Label("button-link-later"), id="later", on_click=_nothing("link", "")),
        ),
        _seats("compose-seats-room", "seats_room", Compose.seats_room),
        _seats("compose-seats-online", "seats_online", Compose.seats_online),
    ]


def _others() -> list[Card]:
    return [
        _question(
            "compose-subjects",
            Compose.subjects,
            Paged(choices("subject", "subjects", on_subject), id="pages"),
            Button(Label("button-next"), id="next", on_click=on_subjects),
        ),
        _question(
            "compose-level", Compose.level, Column(choices("level", "levels", _choice("level")))
        ),
        _question(
            "compose-description",
            Compose.description,
            MessageInput(_words("description", description_of)),
            Button(Label("button-no-text"), id="none", on_click=_nothing("description", "")),
        ),
    ]


def make_dialog() -> Dialog:
    return Dialog(*_whats(), *_wheres(), *_others(), *overlook.make_windows())
