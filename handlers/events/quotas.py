"""«Места по организациям»: seats of an event kept for units, and the day they are for all."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.events import keeping, quotas
from core.events.keeping import Keeping
from core.events.model import EventId, Presence, seats_of
from core.events.ports import EventWork
from core.events.seats import Kept, Quota
from core.units import UnitId
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.events.kept import way
from handlers.events.states import Quotas
from handlers.files import CannotRead
from handlers.units import unit_window
from handlers.vocabulary import vocabulary
from handlers.widgets import Card, Label, Lines, Opens, Paged, Say, choices


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[EventWork] = here(dialog_manager)
    async with we.open_view() as work:
        keeps = await keeping.look(work, EventId(number), me=we.me)
    answers = {"within": keeps.event.unit}
    await show(dialog_manager, Quotas.list, {"number": number}, answers=answers)


async def _looked(manager: DialogManager) -> tuple[Keeping, dict[UnitId, str], bool]:
    """With the names of the units, and whether there are units below that of the event."""
    we: Here[EventWork] = here(manager)
    async with we.open_view() as work:
        keeps = await keeping.look(work, _number(manager), me=we.me)
        units = {one.unit for hall in keeps.halls.values() for one in hall.kept}
        names = {unit: (await work.units.get(unit)).name for unit in units}
        below = bool(await work.units.children(keeps.event.unit))
    return keeps, names, below


def _number(manager: DialogManager) -> EventId:
    return EventId(given(manager, "number"))


async def listed(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    texts = here(dialog_manager).texts
    keeps, names, below = await _looked(dialog_manager)
    made = [(presence, one) for presence, hall in keeps.halls.items() for one in hall.kept]
    left = {presence: hall.left_to_keep for presence, hall in keeps.halls.items()}
    return {
        "number": keeps.event.id,
        "title": keeps.event.details.title,
        "state": _state(keeps, kept=bool(made), below=below),
        "until": texts.day(keeps.until, year=False),
        "lines": [
            *_lines(dialog_manager, keeps, names),
            *(
                texts.raw(
                    "quotas-left",
                    presence=way(keeps.event.details.form.presences, presence),
                    left=left[presence],
                    most=hall.seats.most or 0,
                )
                for presence, hall in keeps.halls.items()
                if below
            ),
        ],
        "items": [
            (f"{presence}:{one.unit}", f"{number}. {names[one.unit]}")
            for number, (presence, one) in enumerate(made, start=1)
        ],
        "can_add": below and any(left.values()),
        "can_release": below and bool(keeps.halls),
    }


def _state(keeps: Keeping, *, kept: bool, below: bool) -> str:
    if not below:
        return "alone"
    if not keeps.halls:
        return "unlimited"
    if keeps.is_released:
        return "released"
    return "kept" if kept else "none"


def _lines(manager: DialogManager, keeps: Keeping, names: dict[UnitId, str]) -> list[str]:
    texts = here(manager).texts
    made = [(presence, one) for presence, hall in keeps.halls.items() for one in hall.kept]
    told = [
        texts(
            "quota-line",
            number=number,
            unit=names[one.unit],
            presence=way(keeps.event.details.form.presences, presence),
            seats=one.seats,
            taken=one.taken,
        )
        for number, (presence, one) in enumerate(made, start=1)
    ]
    return ["\n".join(told)] if told else []


async def on_add(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """In which way is asked only where there is a choice."""
    keeps, _names, _below = await _looked(manager)
    ways = [presence for presence, hall in keeps.halls.items() if hall.left_to_keep]
    if len(ways) == 1:
        manager.dialog_data["presence"] = ways[0]
        await manager.switch_to(Quotas.unit)
    else:
        await manager.switch_to(Quotas.presence)


async def ways(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    texts = here(dialog_manager).texts
    keeps, _names, _below = await _looked(dialog_manager)
    return {
        "title": keeps.event.details.title,
        "ways": [
            (presence, texts.raw("button-form", name=presence))
            for presence, hall in keeps.halls.items()
            if hall.left_to_keep
        ],
    }


async def on_way(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data["presence"] = item
    await manager.switch_to(Quotas.unit)


def _within(manager: DialogManager) -> tuple[UnitId, ...]:
    return (UnitId(manager.dialog_data["within"]),)


async def on_unit(manager: DialogManager, unit: UnitId) -> None:
    we: Here[EventWork] = here(manager)
    async with we.open_view() as work:
        event = (await keeping.look(work, _number(manager), me=we.me)).event
        await keeping.check_below(work, event, unit)
    for name in ("at", "words"):
        manager.dialog_data.pop(name, None)
    manager.dialog_data["unit"] = unit
    await manager.switch_to(Quotas.seats)


async def on_one(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    presence, _sep, unit = item.partition(":")
    manager.dialog_data.update(presence=presence, unit=int(unit))
    await manager.switch_to(Quotas.one)


def _chosen(manager: DialogManager) -> tuple[Presence, UnitId]:
    data = manager.dialog_data
    return Presence(data["presence"]), UnitId(data["unit"])


async def one(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """The quota that was chosen; of one that somebody has taken away meanwhile nothing is kept."""
    we: Here[EventWork] = here(dialog_manager)
    presence, unit = _chosen(dialog_manager)
    async with we.open_view() as work:
        keeps = await keeping.look(work, _number(dialog_manager), me=we.me)
        name = (await work.units.get(unit)).name
        made = await work.events.quotas(keeps.event.id)
    hall = keeps.halls.get(presence)
    found = [each for each in hall.kept if each.unit == unit] if hall else []
    kept = found[0] if found else Kept(unit=unit, seats=0)
    most = keeps.event.details.seats(presence) or 0
    return {
        "unit": name,
        "presence": way(keeps.event.details.form.presences, presence),
        "seats": kept.seats,
        "taken": kept.taken,
        "waiting": kept.waiting,
        "left": quotas.left_to_keep(most, made, presence, unit),
        "exists": bool(found),
    }


async def on_seats(message: Message, _: Any, manager: DialogManager) -> None:
    if not message.text:
        raise CannotRead
    we: Here[EventWork] = here(manager)
    presence, unit = _chosen(manager)
    quota = Quota(presence=presence, unit=unit, seats=seats_of(message.text))
    async with we.open_work() as work:
        await keeping.keep(work, _number(manager), quota, me=we.me)
        await manager.switch_to(Quotas.list)


async def on_drop(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[EventWork] = here(manager)
    async with we.open_work() as work:
        await keeping.drop(work, _number(manager), *_chosen(manager), me=we.me)
        await manager.switch_to(Quotas.list)


async def on_day(message: Message, _: Any, manager: DialogManager) -> None:
    if not message.text:
        raise CannotRead
    we: Here[EventWork] = here(manager)
    async with we.open_work() as work:
        day = quotas.day_of(message.text, now=work.now, zone=work.zone, vocabulary=vocabulary())
        await keeping.release_on(work, _number(manager), day, me=we.me)
        await manager.switch_to(Quotas.list)


async def on_usual_day(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[EventWork] = here(manager)
    async with we.open_work() as work:
        await keeping.release_on(work, _number(manager), None, me=we.me)
        await manager.switch_to(Quotas.list)


def _list_window() -> Card:
    return Card(
        Say("quotas"),
        Lines(),
        Paged(choices("quota", "items", on_one), id="quotas"),
        Column(
            Button(Label("button-add-quota"), id="add", on_click=on_add, when="can_add"),
            SwitchTo(Label("button-release"), id="release", state=Quotas.day, when="can_release"),
            Opens(Label("button-back"), "eventterms:{number}"),
            Opens(Label("button-menu"), "menu"),
        ),
        state=Quotas.list,
        getter=listed,
    )


def _adding() -> list[Card]:
    return [
        Card(
            Say("quota-way"),
            Column(choices("way", "ways", on_way)),
            SwitchTo(Label("button-back"), id="back", state=Quotas.list),
            Opens(Label("button-menu"), "menu"),
            state=Quotas.presence,
            getter=ways,
        ),
        unit_window(
            Quotas.unit,
            Say("quota-unit"),
            SwitchTo(Label("button-back"), id="back", state=Quotas.list),
            Opens(Label("button-menu"), "menu"),
            on_unit=on_unit,
            within=_within,
        ),
        Card(
            Say("quota-seats"),
            MessageInput(on_seats),
            SwitchTo(Label("button-back"), id="back", state=Quotas.list),
            Opens(Label("button-menu"), "menu"),
            state=Quotas.seats,
            getter=one,
        ),
    ]


def make_dialog() -> Dialog:
    return Dialog(
        _list_window(),
        *_adding(),
        Card(
            Say("quota-one"),
            Column(
                SwitchTo(Label("button-change-quota"), id="change", state=Quotas.seats),
                Button(Label("button-drop-quota"), id="drop", on_click=on_drop, when="exists"),
                SwitchTo(Label("button-back"), id="back", state=Quotas.list),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Quotas.one,
            getter=one,
        ),
        Card(
            Say("quota-day"),
            MessageInput(on_day),
            Button(Label("button-usual-day"), id="usual", on_click=on_usual_day),
            SwitchTo(Label("button-back"), id="back", state=Quotas.list),
            Opens(Label("button-menu"), "menu"),
            state=Quotas.day,
            getter=listed,
        ),
    )
