"""Half-filled forms, in both databases."""

from storage.sessions import Form
from storage.work import Database
from tests.times import Clock

ANNA, BORIS = "telegram:1", "telegram:11"
FORM: dict[str, object] = {"topic": 3, "text": "Как?\n🎓", "files": [{"id": "f", "size": None}]}


async def kept(database: Database, owner: str) -> dict[str, tuple[str | None, dict[str, object]]]:
    async with database.open_view() as work:
        return await work.sessions.of(owner)


async def test_a_form_is_kept_as_it_was_left(any_database: Database) -> None:
    async with any_database.open_work() as work:
        await work.sessions.put(Form(key="a", owner=ANNA, state="Ask:text", data=FORM))
        await work.sessions.put(Form(key="b", owner=ANNA, state=None, data={"stack": ["x"]}))
        await work.sessions.put(Form(key="c", owner=BORIS, state="Answer:text", data={}))

    assert await kept(any_database, ANNA) == {
        "a": ("Ask:text", FORM),
        "b": (None, {"stack": ["x"]}),
    }
    assert await kept(any_database, BORIS) == {"c": ("Answer:text", {})}


async def test_a_form_put_again_takes_the_place_of_the_old_one(any_database: Database) -> None:
    for state, data in (("Ask:topic", FORM), ("Ask:text", {"topic": 4})):
        async with any_database.open_work() as work:
            await work.sessions.put(Form(key="a", owner=ANNA, state=state, data=data))

    assert await kept(any_database, ANNA) == {"a": ("Ask:text", {"topic": 4})}


async def test_an_empty_form_is_not_kept(any_database: Database) -> None:
    async with any_database.open_work() as work:
        await work.sessions.put(Form(key="a", owner=ANNA, state="Ask:topic", data=FORM))
        await work.sessions.put(Form(key="a", owner=ANNA, state=None, data={}))
        await work.sessions.put(Form(key="b", owner=ANNA, state=None, data={}))

    assert await kept(any_database, ANNA) == {}


async def test_forgetting_one_owner_leaves_the_others(any_database: Database) -> None:
    async with any_database.open_work() as work:
        await work.sessions.put(Form(key="a", owner=ANNA, state="Ask:topic", data=FORM))
        await work.sessions.put(Form(key="b", owner=BORIS, state="Ask:topic", data=FORM))
        await work.sessions.forget(ANNA)

    assert await kept(any_database, ANNA) == {}
    assert await kept(any_database, BORIS)


async def test_what_nobody_has_touched_is_swept_away(any_database: Database, clock: Clock) -> None:
    async with any_database.open_work() as work:
        await work.sessions.put(Form(key="old", owner=ANNA, state="Ask:topic", data=FORM))
        await work.sessions.put(Form(key="touched", owner=ANNA, state="Ask:topic", data=FORM))
    later = clock.wait(days=1)
    async with any_database.open_work() as work:
        await work.sessions.put(Form(key="touched", owner=ANNA, state="Ask:topic", data=FORM))
        await work.sessions.sweep(later)

    assert set(await kept(any_database, ANNA)) == {"touched"}
