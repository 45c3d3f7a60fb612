"""What people learn about their accounts."""

from dataclasses import dataclass

from core.notices import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountJoined(Notice):
    """To the person, where they were before: somebody writes as you from there too."""

    joining: int
    messenger: str

    @property
    def once(self) -> str:
        return f"account-joined/{self.joining}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeProposed(Notice):
    """To whoever made the code: the other side has said yes, now it is your turn."""

    joining: int
    name: str

    @property
    def once(self) -> str:
        return f"merge-proposed/{self.joining}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeDeclined(Notice):
    """To whoever brought the code: everything stays as it was."""

    joining: int

    @property
    def once(self) -> str:
        return f"merge-declined/{self.joining}"
