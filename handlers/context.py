"""What a dialog's callback may lean on, with its types back."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from aiogram_dialog import DialogManager

from core.people import Account, Person
from core.work import OpenWork, Work
from texts import Texts

W = TypeVar("W", bound=Work)


@dataclass(frozen=True, slots=True)
class Here(Generic[W]):
    """Who acts and from where, how to do work or to look, and in what words to speak."""

    me: Person
    account: Account
    open_work: OpenWork[W]
    open_view: OpenWork[W]
    texts: Texts


def here(manager: DialogManager) -> Here[W]:
    data = manager.middleware_data
    return Here(data["me"], data["account"], data["open_work"], data["open_view"], data["texts"])


def know(manager: DialogManager, person: Person) -> None:
    """From now on in this update the person is as they have just been saved."""
    manager.middleware_data["me"] = person
