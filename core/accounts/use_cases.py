"""How a person comes to be in a second messenger, and how two records become one."""

from core.accounts.codes import Key, new_code, new_link, opens, sealed
from core.accounts.model import (
    CodeUsed,
    Joining,
    JoiningId,
    LastAccount,
    MergeOver,
    OwnCode,
    Preview,
    State,
)
from core.accounts.notices import AccountJoined, MergeDeclined, MergeProposed
from core.accounts.ports import AccountWork
from core.audit import Deed
from core.errors import Gone
from core.people import Account, Person, PersonId
from core.tokens import fingerprint


async def make_code(work: AccountWork, *, me: Person) -> tuple[Key, Key]:
    """A code and what its link carries; both are told once and kept nowhere."""
    link = new_link()
    while True:
        code = new_code()
        if await work.accounts.make(
            me.id,
            finder=code.finder,
            sealed=sealed(code.proof),
            link=fingerprint(link.text),
            at=work.now,
        ):
            return code, link


async def find(work: AccountWork, key: Key, *, me: Person | None) -> Joining | None:
    """Whose code it is. A wrong one costs a try, so save the work first and then refuse."""
    if key.is_link:
        joining = await work.accounts.by_link(fingerprint(key.text), now=work.now)
    else:
        joining = await _proved(work, key)
    if joining is None:
        return None
    if joining.state is not State.OPEN:
        if me is not None and me.id in {joining.person, joining.other}:
            raise CodeUsed
        return None
    if me is not None and me.id == joining.person:
        raise OwnCode
    return joining


async def _proved(work: AccountWork, key: Key) -> Joining | None:
    found = await work.accounts.attempt(key.finder, now=work.now)
    if found is None or not opens(key.proof, found[1]):
        return None
    await work.accounts.forgive(found[0].id)
    return found[0]


async def preview(work: AccountWork, key: Key, *, me: Person | None) -> Preview | None:
    """What would be joined with what, before anything is."""
    joining = await find(work, key, me=me)
    if joining is None:
        return None
    return Preview(
        into=await work.accounts.holdings(joining.person),
        mine=None if _is_new(me) or me is None else await work.accounts.holdings(me.id),
    )


def _is_new(me: Person | None) -> bool:
    """Somebody without a profile: there is nothing of theirs to decide about."""
    return me is None or me.registered_at is None


async def join(
    work: AccountWork, key: Key, *, account: Account, me: Person | None, consent: str
) -> Joining | None:
    """The side that brings the code says yes. What is returned says what has come of it."""
    joining = await find(work, key, me=me)
    if joining is None:
        return None
    await work.accounts.hold(joining.person, *([me.id] if me else []))
    for one in (joining.person, *([me.id] if me else [])):
        await work.people.get(one)
    if me is None:
        return await _add(work, joining, account, consent=consent)
    if _is_new(me):
        return await _merge(work, joining, me.id, told=account.messenger)
    return await _propose(work, joining, me)


async def _add(
    work: AccountWork, joining: Joining, account: Account, *, consent: str
) -> Joining | None:
    if not await work.accounts.take(joining, State.JOINED, at=work.now):
        return None
    person = joining.person
    await work.accounts.add(account, person, consent=consent, at=work.now)
    await work.audit.note(Deed.JOINED, by=person, about=person, what=account.messenger)
    await work.outbox.put(
        AccountJoined(to=person, joining=joining.id, messenger=account.messenger)
    )
    return await work.accounts.get(joining.id)


async def _propose(work: AccountWork, joining: Joining, me: Person) -> Joining | None:
    if not await work.accounts.take(joining, State.PROPOSED, other=me.id, at=work.now):
        return None
    await work.outbox.put(
        MergeProposed(to=joining.person, sender=me.id, joining=joining.id, name=me.name)
    )
    return await work.accounts.get(joining.id)


async def proposal(work: AccountWork, joining: JoiningId, *, me: Person) -> Preview:
    """What the side that made the code is asked to confirm."""
    asked, other = await _proposed(work, joining, me)
    return Preview(
        into=await work.accounts.holdings(asked.person), mine=await work.accounts.holdings(other)
    )


async def _proposed(work: AccountWork, joining: JoiningId, me: Person) -> tuple[Joining, PersonId]:
    asked = await work.accounts.get(joining)
    if asked is None:
        raise Gone
    return asked, asked.proposed_to(me.id, now=work.now)


async def confirm(work: AccountWork, joining: JoiningId, *, me: Person) -> None:
    """The second yes: everything moves at once, or nothing does."""
    asked, other = await _proposed(work, joining, me)
    await work.accounts.hold(me.id, other)
    for one in (me.id, other):
        await work.people.get(one)
    if await _merge(work, asked, other) is None:
        raise MergeOver


async def _merge(
    work: AccountWork, joining: Joining, other: PersonId, *, told: str | None = None
) -> Joining | None:
    """The log keeps the other's number; the note says whose it has become."""
    if not await work.accounts.take(joining, State.MERGED, other=other, at=work.now):
        return None
    person = joining.person
    await work.accounts.merge(other, into=person, at=work.now)
    await work.consultations.release(person)
    await work.audit.note(Deed.MERGED, by=other, about=person, what=f"joining {joining.id}")
    if told is not None:
        await work.outbox.put(AccountJoined(to=person, joining=joining.id, messenger=told))
    return await work.accounts.get(joining.id)


async def decline(work: AccountWork, joining: JoiningId, *, me: Person) -> None:
    asked, other = await _proposed(work, joining, me)
    if not await work.accounts.take(asked, State.DECLINED, other=other, at=work.now):
        raise MergeOver
    await work.outbox.put(MergeDeclined(to=other, joining=joining))


async def choose(work: AccountWork, account: Account, *, me: Person) -> None:
    """Notices go there from now on; when it is blocked, to another one."""
    if account not in await _mine(work, me):
        raise Gone
    await work.accounts.choose(account, of=me.id, at=work.now)


async def part(work: AccountWork, account: Account, *, me: Person, here: Account) -> None:
    """Disconnect another account. The one in hand stays, so the last one always does."""
    await work.accounts.hold(me.id)
    mine = await _mine(work, me)
    if here not in mine or account not in mine:
        raise Gone
    if account == here:
        raise LastAccount
    await work.accounts.remove(account, of=me.id, at=work.now)
    await work.audit.note(Deed.PARTED, by=me.id, about=me.id, what=account.messenger)


async def _mine(work: AccountWork, me: Person) -> set[Account]:
    return {one.account for one in await work.accounts.of(me.id)}
