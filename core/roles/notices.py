"""What people learn about their roles."""

from dataclasses import dataclass

from core.notices import Notice
from core.people import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGranted(Notice):
    """To the person: this is what you answer for now."""

    role: Role
    unit: str
    granted_at: str

    @property
    def once(self) -> str:
        return f"role-granted/{self.to}/{self.role}/{self.unit}/{self.granted_at}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRevoked(Notice):
    """To the person: this is not yours any more."""

    role: Role
    unit: str
    appointment: int

    @property
    def once(self) -> str:
        return f"role-revoked/{self.appointment}"
