"""What a table of carriage allows, for any table and any people."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from core.carriage.model import (
    MAX,
    OFFERED,
    TELEGRAM,
    WIDTH,
    Cargo,
    Carriage,
    Cell,
    Change,
    Choice,
    Extent,
    change_of,
    left_out,
)
from core.people import Account

MESSENGERS = (TELEGRAM, MAX, "demo", "other")
messengers = st.sampled_from(MESSENGERS)
cargoes = st.sampled_from(Cargo)
extents = st.sampled_from(Extent)
tables = st.builds(Carriage, st.dictionaries(st.tuples(messengers, cargoes), extents, max_size=12))
changes = st.one_of(st.sampled_from(Choice), st.builds(Change, messengers, cargoes, extents))
accounts = st.lists(st.builds(Account, messengers, st.integers(1, 9)), unique=True)
holders = st.dictionaries(st.frozensets(messengers, min_size=1), st.integers(1, 50), max_size=8)


@given(messengers, cargoes)
def test_while_nobody_has_decided_all_may_be_carried(messenger: str, cargo: Cargo) -> None:
    assert Carriage().of(messenger, cargo) is Extent.WHOLE


@given(tables, cargoes)
def test_once_something_is_decided_an_unknown_messenger_carries_nothing_personal(
    table: Carriage, cargo: Cargo
) -> None:
    assert not table.cells or table.of("new", cargo) is Extent.IMPERSONAL


@given(tables, accounts, cargoes)
def test_a_letter_goes_only_where_it_may_and_first_where_all_of_it_may(
    table: Carriage, held: list[Account], cargo: Cargo
) -> None:
    ways = table.ways(held, [cargo])

    assert {account for account, _ in ways} == {
        one for one in held if table.of(one.messenger, cargo) is not Extent.NONE
    }
    assert all(extent is table.of(account.messenger, cargo) for account, extent in ways)
    widths = [WIDTH[extent] for _, extent in ways]
    assert widths == sorted(widths, reverse=True)
    for extent in Extent:  # among equals the person's preference decides
        alike = [account for account, one in ways if one is extent]
        assert alike == [one for one in held if one in alike]


@given(tables, st.sets(messengers), messengers)
def test_people_are_sent_on_only_to_where_they_may_talk(
    table: Carriage, connected: set[str], at: str
) -> None:
    where = table.go_on(connected, at=at)
    fit = {one for one in connected if table.of(one, Cargo.DIALOGS) is Extent.WHOLE}

    assert (where in fit) if fit else (where is None)
    assert at not in fit or where == at
    assert at in fit or MAX not in fit or where == MAX


@given(tables, changes, st.sets(messengers))
def test_a_change_of_a_cell_changes_that_cell_alone(
    table: Carriage, change: Choice | Change, connected: set[str]
) -> None:
    after = table.after(change, connected)
    if isinstance(change, Choice):
        return
    cells = [(one, cargo) for one in MESSENGERS for cargo in Cargo]
    spoken = {one for one, _ in after.cells}
    changed = {cell for cell in cells if after.of(*cell) is not table.of(*cell)}

    assert after.of(change.messenger, change.cargo) is change.extent
    assert {cell for cell in changed if cell[0] in spoken} <= {(change.messenger, change.cargo)}


@given(tables, st.sets(messengers))
def test_a_ready_choice_does_not_depend_on_what_was_there(
    table: Carriage, connected: set[str]
) -> None:
    one, other, bare = (
        table.after(Choice.OFFICIAL_IN_MAX, connected | {*MESSENGERS}),
        Carriage().after(Choice.OFFICIAL_IN_MAX, connected | {*MESSENGERS}),
        table.after(Choice.OPEN, connected),
    )

    assert one == other
    assert bare == Carriage()


def of(table: Carriage, messenger: str) -> Mapping[Cargo, Extent]:
    return {cargo: table.of(messenger, cargo) for cargo in Cargo}


WHOLE = dict.fromkeys(Cargo, Extent.WHOLE)


def test_official_only_in_max() -> None:
    table = Carriage().after(Choice.OFFICIAL_IN_MAX, ["demo"])

    assert of(table, MAX) == WHOLE
    assert of(table, TELEGRAM) == WHOLE | {Cargo.ANNOUNCEMENTS: Extent.NONE}
    assert of(table, "demo") == of(table, TELEGRAM)


def test_nothing_personal_in_telegram() -> None:
    table = Carriage().after(Choice.IMPERSONAL_IN_TELEGRAM, ["demo"])

    assert of(table, TELEGRAM) == dict.fromkeys(Cargo, Extent.IMPERSONAL)
    assert of(table, MAX) == of(table, "demo") == WHOLE


@given(changes)
def test_a_change_is_read_back_from_its_words(change: Choice | Change) -> None:
    assert change_of(str(change)) == change


@given(st.text())
def test_other_words_are_no_change(words: str) -> None:
    change = change_of(words)

    assert change is None or str(change) == words


@given(tables, holders, cargoes)
def test_everybody_is_counted_once_by_the_best_of_their_messengers(
    table: Carriage, held: dict[frozenset[str], int], cargo: Cargo
) -> None:
    left = left_out(table, held, cargo)
    whole = sum(
        people
        for messengers, people in held.items()
        if any(table.carries_whole(one, cargo) for one in messengers)
    )

    assert left.nothing + left.hint + whole == sum(held.values())
    assert left.nothing == sum(
        people
        for messengers, people in held.items()
        if not table.ways([Account(one, 1) for one in messengers], [cargo])
    )


def test_a_conversation_is_never_forbidden_to_the_last_word() -> None:
    """Whoever writes has to hear where to go on."""
    assert Extent.NONE not in OFFERED[Cargo.DIALOGS]
    cell: Cell = (TELEGRAM, Cargo.DIALOGS)
    assert not Carriage({cell: Extent.NONE}).carries_whole(*cell)
