"""«Уведомления»: what comes at once and what in a digest, at which hour, when not at all."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.errors import Gone
from core.notices import Lane
from core.preferences import use_cases
from core.preferences.model import Mode
from core.preferences.ports import PreferencesWork
from core.preferences.use_cases import Wanted
from core.zones import RUSSIAN
from handlers.access import REGISTERED
from handlers.cards import show
from handlers.context import Here, here
from handlers.preferences.words import clock, facts, hour_words, zone_words
from handlers.widgets import Card, Label, Lines, Opens, Paged, Say, choices

KINDS = {"reminders": Lane.REMINDERS, "announcements": Lane.ANNOUNCEMENTS}
OFFERED_HOURS = (8, 10, 12, 14, 16, 17, 18, 20)


class Preferences(StatesGroup):
    who = (REGISTERED,)

    card = State()
    mode = State()
    hour = State()
    quiet = State()
    zone = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    await show(dialog_manager, Preferences.card)


async def _look(manager: DialogManager) -> tuple[Wanted, datetime]:
    we: Here[PreferencesWork] = here(manager)
    async with we.open_view() as work:
        return await use_cases.look(work, me=we.me), work.now


async def _facts(manager: DialogManager) -> dict[str, Any]:
    return facts(here(manager).texts, *await _look(manager))


async def card_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Begins with what has just been changed, if something has."""
    texts = here(dialog_manager).texts
    said = await _facts(dialog_manager)
    changed = dialog_manager.dialog_data.get("changed")
    lines = [texts(f"preferences-changed-{changed}", **said)] if changed else []
    return {"lines": [*lines, texts("preferences-card", **said)]}


def _marked(items: list[tuple[str, str]], chosen: str) -> list[tuple[str, str]]:
    return [(item, f"✓ {title}" if item == chosen else title) for item, title in items]


async def mode_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    texts = here(dialog_manager).texts
    wanted, _now = await _look(dialog_manager)
    kind = dialog_manager.dialog_data["kind"]
    modes = [(mode.value, texts.raw("button-mode", name=mode)) for mode in Mode]
    return {
        "kind": kind,
        "modes": _marked(modes, wanted.preferences.mode(KINDS[kind])),
        "hour": hour_words(wanted.preferences.digest_hour),
    }


async def hour_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    said = await _facts(dialog_manager)
    hours = [(hour_words(hour), hour_words(hour)) for hour in OFFERED_HOURS]
    return {"hours": _marked(hours, said["hour"])}


async def quiet_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    texts = here(dialog_manager).texts
    said = await _facts(dialog_manager)
    spans = [(str(days), texts.raw("button-quiet", days=days)) for days in use_cases.QUIET_DAYS]
    return said | {"spans": spans, "is_quiet": said["until"] != "none"}


async def zone_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    texts = here(dialog_manager).texts
    wanted, now = await _look(dialog_manager)
    zones = []
    for name in RUSSIAN.values():
        zone = ZoneInfo(name)
        named = zone_words(texts, zone, now)
        zones.append((name, texts.raw("button-zone", zone=named, clock=clock(zone, now))))
    return {
        "zones": _marked(zones, wanted.preferences.zone or ""),
        "has_own": wanted.preferences.zone is not None,
    }


async def on_kind(_: CallbackQuery, button: Button, manager: DialogManager) -> None:
    manager.dialog_data["kind"] = button.widget_id
    await manager.switch_to(Preferences.mode)


async def _changed(manager: DialogManager, what: str) -> None:
    manager.dialog_data["changed"] = what
    await manager.switch_to(Preferences.card)


async def on_mode(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    we: Here[PreferencesWork] = here(manager)
    kind = manager.dialog_data["kind"]
    if item not in set(Mode):
        raise Gone
    async with we.open_work() as work:
        await use_cases.choose_mode(work, KINDS[kind], Mode(item), me=we.me)
        await _changed(manager, kind)


async def on_hour(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    we: Here[PreferencesWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.choose_hour(work, _number(item.partition(":")[0]), me=we.me)
        await _changed(manager, "hour")


async def on_quiet(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    we: Here[PreferencesWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.be_quiet(work, _number(item), me=we.me)
        await _changed(manager, "quiet")


async def on_disturb(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[PreferencesWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.be_quiet(work, 0, me=we.me)
        await _changed(manager, "quiet")


async def on_zone(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    we: Here[PreferencesWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.choose_zone(work, item, me=we.me)
        await _changed(manager, "zone")


async def on_units_zone(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[PreferencesWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.choose_zone(work, None, me=we.me)
        await _changed(manager, "zone")


def _number(item: str) -> int:
    if not item.isdecimal():
        raise Gone
    return int(item)


def make_dialog() -> Dialog:
    return Dialog(_card_window(), *_choice_windows(), _zone_window())


def _back() -> tuple[Opens, Opens]:
    return Opens(Label("button-back"), "preferences"), Opens(Label("button-menu"), "menu")


def _card_window() -> Card:
    return Card(
        Lines(),
        Column(
            *(Button(Label(f"button-kind-{kind}"), id=kind, on_click=on_kind) for kind in KINDS),
            SwitchTo(Label("button-digest-hour"), id="to_hour", state=Preferences.hour),
            SwitchTo(Label("button-be-quiet"), id="to_quiet", state=Preferences.quiet),
            SwitchTo(Label("button-my-zone"), id="to_zone", state=Preferences.zone),
            Opens(Label("button-back"), "profile"),
            Opens(Label("button-menu"), "menu"),
        ),
        state=Preferences.card,
        getter=card_getter,
    )


def _choice_windows() -> tuple[Card, Card, Card]:
    return (
        Card(
            Say("preferences-mode"),
            Column(choices("mode", "modes", on_mode), *_back()),
            state=Preferences.mode,
            getter=mode_getter,
        ),
        Card(
            Say("preferences-hour"),
            Column(choices("hour", "hours", on_hour), *_back()),
            state=Preferences.hour,
            getter=hour_getter,
        ),
        Card(
            Say("preferences-quiet"),
            Column(
                choices("span", "spans", on_quiet),
                Button(Label("button-disturb"), id="off", on_click=on_disturb, when="is_quiet"),
                *_back(),
            ),
            state=Preferences.quiet,
            getter=quiet_getter,
        ),
    )


def _zone_window() -> Card:
    return Card(
        Say("preferences-zone"),
        Paged(choices("zone", "zones", on_zone), id="zones"),
        Column(
            Button(Label("button-units-zone"), id="units", on_click=on_units_zone, when="has_own"),
            *_back(),
        ),
        state=Preferences.zone,
        getter=zone_getter,
    )
