"""How notices about accounts are worded."""

from core.accounts.notices import AccountJoined, MergeDeclined, MergeProposed
from core.letters import Button, Screen
from notifications.wording import Wordings
from texts import Texts

wordings = Wordings()


@wordings.of(AccountJoined)
def account_joined(notice: AccountJoined, texts: Texts) -> Screen:
    messenger = texts.raw("messenger", name=notice.messenger)
    text = texts("notice-account-joined", messenger=messenger)
    return Screen(text, (Button(texts.raw("button-accounts"), "accounts"),))


@wordings.of(MergeProposed)
def merge_proposed(notice: MergeProposed, texts: Texts) -> Screen:
    text = texts("notice-merge-proposed", name=notice.name)
    return Screen(text, (Button(texts.raw("button-see-merge"), f"merge:{notice.joining}"),))


@wordings.of(MergeDeclined)
def merge_declined(_: MergeDeclined, texts: Texts) -> Screen:
    text = texts("notice-merge-declined")
    return Screen(text, (Button(texts.raw("button-menu"), "menu"),))
