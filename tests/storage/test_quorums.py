"""What is to be decided is found without looking at every event."""

from sqlalchemy import event, text

from storage.work import Database


async def test_what_is_due_is_found_by_indexes(database: Database) -> None:
    said: list[tuple[str, object]] = []

    def hear(_: object, __: object, statement: str, values: object, *___: object) -> None:
        said.append((statement, values))

    engine = database.reader.sync_engine
    event.listen(engine, "before_cursor_execute", hear)
    async with database.open_view() as work:
        await work.events.quorums_due(now=work.now)
    event.remove(engine, "before_cursor_execute", hear)
    [(statement, values)] = [one for one in said if "quorums" in one[0]]

    async with database.reader.connect() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM quorums"))).scalar() == 0
        plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)  # type: ignore[arg-type]  # as it was said
        steps = [str(row[3]) for row in plan]
    assert not [step for step in steps if step.startswith("SCAN ") and "SUBQUERY" not in step]
    assert {"ix_quorums_ask_at", "ix_quorums_stage"} <= set(" ".join(steps).split())
