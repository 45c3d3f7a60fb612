"""How notices about roles are worded."""

from core.letters import Button, Screen
from core.people import Role
from core.roles.notices import RoleGranted, RoleRevoked
from notifications.wording import Wordings
from texts import Texts

wordings = Wordings()


@wordings.of(RoleGranted, hint="role")
def role_granted(notice: RoleGranted, texts: Texts) -> Screen:
    text = texts("notice-role-granted", role=notice.role, unit=notice.unit)
    if notice.role is Role.METHODIST:
        return Screen(text, (Button(texts.raw("menu-workplace"), "workplace"),))
    return Screen(text, (Button(texts.raw("button-menu"), "menu"),))


@wordings.of(RoleRevoked, hint="role")
def role_revoked(notice: RoleRevoked, texts: Texts) -> Screen:
    text = texts("notice-role-revoked", role=notice.role, unit=notice.unit)
    return Screen(text, (Button(texts.raw("button-menu"), "menu"),))
