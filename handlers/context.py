"""What a dialog's callback may lean on, with its types back."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from aiogram_dialog import DialogManager
from aiogram_dialog.api.internal import STORAGE_KEY
from aiogram_dialog.context.storage import StorageProxy

from core.people import Account, Person
from core.work import OpenWork, Work
from texts import Texts

W = TypeVar("W", bound=Work)


class Forms(Protocol):
    """Where half-filled forms are kept."""

    async def save(self, work: Work, account: Account) -> None:
        """Write what has changed in the account's forms as a part of the work."""

    async def forget_all(self, accounts: Sequence[Account]) -> None:
        """Leave nothing of the accounts' forms, wherever they are kept or remembered."""


@dataclass(frozen=True, slots=True)
class Here(Generic[W]):
    """Who acts and from where, how to do work or to look, and in what words to speak.

    With ``open_work`` the form is saved as it stands at the end of the block: a sent question
    and the emptied form it was typed into are one transaction. So leave the form inside.
    """

    me: Person
    account: Account
    open_work: OpenWork[W]
    open_view: OpenWork[W]
    texts: Texts


def here(manager: DialogManager) -> Here[W]:
    data = manager.middleware_data
    account: Account = data["account"]
    open_work: OpenWork[W] = data["open_work"]
    forms: Forms = data["forms"]

    @asynccontextmanager
    async def open_work_with_form() -> AsyncIterator[W]:
        async with open_work() as work:
            yield work
            proxy: StorageProxy = data[STORAGE_KEY]
            if manager.has_context():
                await proxy.save_context(manager.current_context())
            await proxy.save_stack(manager.current_stack())
            await forms.save(work, account)

    return Here(data["me"], account, open_work_with_form, data["open_view"], data["texts"])


def given(manager: DialogManager, name: str) -> Any:
    """What the dialog was started with, under the name."""
    assert isinstance(manager.start_data, dict)  # noqa: S101 - we have given it
    return manager.start_data[name]


def know(manager: DialogManager, person: Person) -> None:
    """From now on in this update the person is as they have just been saved."""
    manager.middleware_data["me"] = person
