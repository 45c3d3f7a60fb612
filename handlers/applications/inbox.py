"""«Заявки»: the list of an event with its filters, all approved at once, results, a table."""

from functools import partial
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Column, Group, SwitchTo

from core.applications import deciding
from core.applications.calls import Call
from core.applications.model import Award, State
from core.applications.ports import Applicant, ApplicationWork
from handlers import sheets
from handlers.applications import one
from handlers.applications.one import DecidingWork, seat_in
from handlers.applications.states import Deciding
from handlers.applications.table import as_xlsx
from handlers.cards import show
from handlers.clocks import clock_of
from handlers.context import Here, given, here
from handlers.widgets import Card, Label, Opens, Say, choices, to_page, turn_choices
from texts import Texts

LONGEST_BUTTON = 40
"""Signs of a name and a school; a phone shows fewer, so the name comes first."""

NEW, RETURNED, APPROVED, REFUSED = "new", "returned", "approved", "refused"
BOXES = (NEW, RETURNED, APPROVED, REFUSED)


def states_of(box: str, *, closed: bool) -> tuple[State, ...]:
    """What was returned and not sent again waits for a decision once the deadline is over."""
    new = (State.SENT, State.RETURNED) if closed else (State.SENT,)
    returned = () if closed else (State.RETURNED,)
    states = {NEW: new, RETURNED: returned, APPROVED: (State.APPROVED,)}
    return states.get(box, (State.REFUSED,))


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """The right to look is checked, and the look noted, before anything is drawn."""
    we: Here[ApplicationWork] = here(dialog_manager)
    async with we.open_work() as work:
        await deciding.note_look(work, number, me=we.me)
    await show(dialog_manager, Deciding.list, {"number": number})


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ApplicationWork] = here(dialog_manager)
    number, data = _number(dialog_manager), dialog_manager.dialog_data
    box = data.get("box", NEW)
    async with we.open_view() as work:
        call = await deciding.keep(work, number, me=we.me)
        closed = call.is_closed(work.now)
        states = states_of(box, closed=closed)
        _call, found, counts = await deciding.page(
            work, number, states, page=data.get("page", 0), me=we.me
        )
        clock = await clock_of(work, we.me.id, we.texts)
        now = work.now
    many = {
        one: sum(counts.get(state, 0) for state in states_of(one, closed=closed)) for one in BOXES
    }
    return {
        "number": number,
        "title": call.title,
        "taken": _taken(call, closed=closed),
        "until": clock.moment(call.closes_at),
        "box": box,
        "none": not found.applicants,
        "boxes": [
            (one, _box(one, many[one], box, we.texts))
            for one in BOXES
            if many[one] or one == box or one != RETURNED
        ],
        "applicants": [
            (str(one.application.person), _button(one, we.texts)) for one in found.applicants
        ],
        "turns": turn_choices(found.page, found.pages),
        "waiting": many[NEW],
        "can_approve_all": many[NEW] > 1 and box == NEW and _decides(call, now),
        "some": any(many.values()),
        "can_announce": call.awards(now) and many[APPROVED] > 0,
    }


def _taken(call: Call, *, closed: bool) -> str:
    if not call.terms.takes_applications:
        return "no"
    return "over" if closed else "yes"


def _decides(call: Call, now: Any) -> bool:
    return call.is_open and now < call.ends_at


def _box(name: str, count: int, chosen: str, texts: Texts) -> str:
    title = texts.raw("button-applications-box", name=name, count=count)
    return f"✓ {title}" if name == chosen else title


def _button(applicant: Applicant, texts: Texts) -> str:
    award = applicant.application.award
    after = applicant.school if award is None else texts.raw("application-award", name=award)
    name = applicant.name or texts.raw("somebody")
    return texts.raw("button-applicant", name=name, school=after)[:LONGEST_BUTTON]


async def on_box(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data.update(box=item, page=0)


async def on_applicant(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data["person"] = int(item)
    await manager.switch_to(Deciding.one)


async def on_everybody(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """Those that are here now: what comes while it is thought over is not approved with them."""
    we: Here[ApplicationWork] = here(manager)
    async with we.open_view() as work:
        call = await deciding.keep(work, _number(manager), me=we.me)
        waiting = await deciding.waiting_for(work, call)
    manager.dialog_data["asked"] = {str(one.person): one.revision for one in waiting}
    await manager.switch_to(Deciding.everybody)


async def on_sure(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[DecidingWork] = here(manager)
    asked = {int(person): one for person, one in manager.dialog_data["asked"].items()}
    async with we.open_work() as work:
        await deciding.approve_all(work, _number(manager), asked, seat=seat_in(work), me=we.me)
        manager.dialog_data.update(asked={}, box=APPROVED, page=0)
        await manager.switch_to(Deciding.list)


async def everybody(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ApplicationWork] = here(dialog_manager)
    async with we.open_view() as work:
        call = await deciding.keep(work, _number(dialog_manager), me=we.me)
    return {"title": call.title, "count": len(dialog_manager.dialog_data["asked"])}


async def results(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """How many have which award; whoever was not named has taken part."""
    we: Here[ApplicationWork] = here(dialog_manager)
    number = _number(dialog_manager)
    async with we.open_view() as work:
        call = await deciding.keep(work, number, me=we.me)
        people = await work.applications.in_state(number, (State.APPROVED,))
        undecided = len(await deciding.waiting_for(work, call))
    named = [one.award or Award.PARTICIPANT for one in people]
    counts = {str(award): named.count(award) for award in Award}
    return {"title": call.title, "undecided": undecided, **counts}


async def on_announce(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[ApplicationWork] = here(manager)
    async with we.open_work() as work:
        await deciding.announce(work, _number(manager), me=we.me)
        manager.dialog_data.update(box=APPROVED, page=0)
        await manager.switch_to(Deciding.list)


async def on_table(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[ApplicationWork] = here(manager)
    async with we.open_work() as work:
        call, found = await deciding.take_out(work, _number(manager), me=we.me)
    name = we.texts.raw("applications-file-name", number=call.event)
    await sheets.hand(manager, name, partial(as_xlsx, found, we.texts))
    manager.dialog_data["count"] = len(found)
    await manager.switch_to(Deciding.taken)


async def taken(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"count": dialog_manager.dialog_data["count"]}


def _number(manager: DialogManager) -> int:
    return int(given(manager, "number"))


def _list_window() -> Card:
    return Card(
        Say("applications-title"),
        Say("applications-none", when="none"),
        Group(choices("box", "boxes", on_box), width=2),
        Column(choices("applicant", "applicants", on_applicant)),
        Group(choices("turn", "turns", to_page()), width=3),
        Column(
            Button(
                Label("button-approve-all"),
                id="everybody",
                on_click=on_everybody,
                when="can_approve_all",
            ),
            SwitchTo(
                Label("button-results"), id="results", state=Deciding.results, when="can_announce"
            ),
            Button(Label("button-applications-table"), id="table", on_click=on_table, when="some"),
            Opens(Label("button-back"), "event:{number}"),
            Opens(Label("button-menu"), "menu"),
        ),
        state=Deciding.list,
        getter=getter,
    )


def _asking(key: str, sure: Button, state: Any, about: Any) -> Card:
    """Something that concerns many is asked about once."""
    return Card(
        Say(key),
        Column(sure, one.to_list(), Opens(Label("button-menu"), "menu")),
        state=state,
        getter=about,
    )


def make_dialog() -> Dialog:
    approve = Button(Label("button-approve-all-sure"), id="sure", on_click=on_sure)
    announce = Button(Label("button-announce-results"), id="announce", on_click=on_announce)
    return Dialog(
        _list_window(),
        *one.make_windows(),
        _asking("applications-everybody", approve, Deciding.everybody, everybody),
        _asking("applications-results", announce, Deciding.results, results),
        Card(
            Say("applications-taken"),
            Column(one.to_list(), Opens(Label("button-menu"), "menu")),
            state=Deciding.taken,
            getter=taken,
        ),
    )
