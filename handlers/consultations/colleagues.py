"""«Спросить коллег»: a switch for those who help, their proposals, and the methodist's choice."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.consultations import colleagues
from core.consultations.colleagues import ColleagueWork, Verdict
from core.consultations.model import ConsultationId
from core.consultations.telling import named
from core.errors import Gone
from handlers.cards import DRAFT, kept_draft, show
from handlers.consultations.draft import abridged, collector, shown, words_of
from handlers.consultations.states import Colleagues, Proposals, Propose
from handlers.context import Here, given, here
from handlers.files import names_of
from handlers.widgets import Card, Label, Lines, Opens, Paged, Say, choices

LONGEST_PROPOSAL = 2500
LONGEST_LISTED = 300


async def start_helping(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    await show(dialog_manager, Colleagues.willing)


async def start_proposing(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[ColleagueWork] = here(dialog_manager)
    async with we.open_view() as work:
        await colleagues.see_as_colleague(work, ConsultationId(number), me=we.me)
    data = {"number": number}
    kept = await kept_draft(dialog_manager, Propose, data)
    await show(dialog_manager, Propose.draft, data, answers=kept)


async def start_asking(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[ColleagueWork] = here(dialog_manager)
    async with we.open_work() as work:
        asked = await colleagues.ask_colleagues(work, ConsultationId(number), me=we.me)
    await show(dialog_manager, Proposals.asked, {"number": number, "asked": asked})


async def start_list(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[ColleagueWork] = here(dialog_manager)
    async with we.open_view() as work:
        await colleagues.proposals(work, ConsultationId(number), me=we.me)
    await show(dialog_manager, Proposals.list, {"number": number})


def _number(manager: DialogManager) -> ConsultationId:
    return ConsultationId(given(manager, "number"))


async def willing(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ColleagueWork] = here(dialog_manager)
    async with we.open_view() as work:
        helps = await work.colleagues.volunteers(we.me.id)
    return {"helps": helps, "rests": not helps, "is_on": "yes" if helps else "no"}


def _switch(key: str, *, on: bool) -> Button:
    async def on_click(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
        we: Here[ColleagueWork] = here(manager)
        async with we.open_work() as work:
            await colleagues.offer_help(work, willing=on, me=we.me)

    return Button(
        Label(key), id="on" if on else "off", on_click=on_click, when="rests" if on else "helps"
    )


async def proposing(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ColleagueWork] = here(dialog_manager)
    number = _number(dialog_manager)
    async with we.open_view() as work:
        consultation = await colleagues.see_as_colleague(work, number, me=we.me)
        topic, _subject = await named(work, consultation)
        said = await work.consultations.thread(number)
    return shown(dialog_manager.dialog_data.get(DRAFT)) | {
        "number": number,
        "topic": topic,
        "question": abridged(said[0].words.text, LONGEST_LISTED * 2),
    }


def _send(key: str, *, with_name: bool) -> Button:
    async def on_send(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
        we: Here[ColleagueWork] = here(manager)
        words = words_of(manager.dialog_data.get(DRAFT))
        async with we.open_work() as work:
            await colleagues.propose(work, _number(manager), words, named=with_name, me=we.me)
            manager.dialog_data.clear()
            await manager.switch_to(Propose.done)

    id_ = "named" if with_name else "unnamed"
    return Button(Label(key), id=id_, on_click=on_send, when="filled")


async def on_cancel(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    if manager.dialog_data.get(DRAFT):
        await manager.switch_to(Propose.leaving)
    else:
        await show(manager, Colleagues.willing)


async def on_leave(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    manager.dialog_data.clear()
    await show(manager, Colleagues.willing)


async def listing(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ColleagueWork] = here(dialog_manager)
    async with we.open_view() as work:
        found = await colleagues.proposals(work, _number(dialog_manager), me=we.me)
        names = await work.people.names([one.said.author for one in found])
    return {
        "number": _number(dialog_manager),
        "none": not found,
        "lines": [
            we.texts(
                "proposal-line",
                author=names.get(one.said.author, "") or we.texts.raw("somebody"),
                verdict=one.verdict,
                text=abridged(one.said.words.text, LONGEST_LISTED)
                or we.texts.raw("thread-no-text"),
            )
            for one in found[-8:]
        ],
        "items": [
            (one.said.id, names.get(one.said.author, "") or we.texts.raw("somebody"))
            for one in found
            if one.verdict is Verdict.PENDING
        ],
    }


async def on_one(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data["message"] = int(item)
    await manager.switch_to(Proposals.one)


async def one(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ColleagueWork] = here(dialog_manager)
    message = dialog_manager.dialog_data["message"]
    async with we.open_view() as work:
        found = await colleagues.proposals(work, _number(dialog_manager), me=we.me)
        proposal = next((each for each in found if each.said.id == message), None)
        if proposal is None:
            raise Gone
        names = await work.people.names([proposal.said.author])
    words = proposal.said.words
    return {
        "number": _number(dialog_manager),
        "author": names.get(proposal.said.author, "") or we.texts.raw("somebody"),
        "text": abridged(words.text, LONGEST_PROPOSAL) or we.texts.raw("thread-no-text"),
        "files": names_of(words.attachments),
        "has_files": bool(words.attachments),
        "is_named": "yes" if proposal.named else "no",
        "pending": proposal.verdict is Verdict.PENDING,
    }


async def on_confirm(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[ColleagueWork] = here(manager)
    message = int(manager.dialog_data["message"])
    async with we.open_work() as work:
        await colleagues.confirm(work, _number(manager), message, me=we.me)
        await manager.switch_to(Proposals.list)


async def asked(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"number": _number(dialog_manager), "asked": given(dialog_manager, "asked")}


def _proposals_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("proposals-title"),
            Say("proposals-none", when="none"),
            Lines(),
            Paged(choices("proposal", "items", on_one), id="pages"),
            Opens(Label("button-back"), "consultation:{number}"),
            Opens(Label("button-menu"), "menu"),
            state=Proposals.list,
            getter=listing,
        ),
        Card(
            Say("proposal-one"),
            Say("draft-files", when="has_files"),
            Column(
                Button(Label("button-confirm"), id="yes", on_click=on_confirm, when="pending"),
                SwitchTo(Label("button-back"), id="back", state=Proposals.list),
            ),
            state=Proposals.one,
            getter=one,
        ),
        Card(
            Say("colleagues-asked"),
            Column(
                Opens(Label("button-open"), "consultation:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Proposals.asked,
            getter=asked,
        ),
    )


def _propose_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("propose-prompt"),
            Say("propose-draft", when="filled"),
            Say("draft-long", when="is_long"),
            Say("draft-files", when="has_files"),
            Column(
                _send("button-propose-named", with_name=True),
                _send("button-propose-unnamed", with_name=False),
                Button(Label("button-cancel"), id="cancel", on_click=on_cancel),
            ),
            collector(),
            state=Propose.draft,
            getter=proposing,
        ),
        Card(
            Say("draft-leaving"),
            Column(
                SwitchTo(Label("button-continue"), id="stay", state=Propose.draft),
                Button(Label("button-discard"), id="leave", on_click=on_leave),
            ),
            state=Propose.leaving,
        ),
        Card(
            Say("propose-done"),
            Opens(Label("button-menu"), "menu"),
            state=Propose.done,
        ),
    )


def make_dialogs() -> list[Dialog]:
    return [
        Dialog(
            Card(
                Say("colleagues-willing"),
                Column(
                    _switch("button-help", on=True),
                    _switch("button-rest", on=False),
                    Opens(Label("button-back"), "profile"),
                    Opens(Label("button-menu"), "menu"),
                ),
                state=Colleagues.willing,
                getter=willing,
            )
        ),
        _propose_dialog(),
        _proposals_dialog(),
    ]
