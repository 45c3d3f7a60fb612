"""No table that knows a person is forgotten in the dossier."""

from storage.base import Base
from storage.people import PersonRow
from tests.storage.sections import IN_THE_DOSSIER, NOT_IN_THE_DOSSIER


def test_every_table_that_knows_a_person_is_in_the_dossier_or_says_why_not() -> None:
    people = PersonRow.__table__.c.id
    know = {
        table.name
        for table in Base.metadata.tables.values()
        if any(column.references(people) for column in table.columns)
    }

    assert know | {"people"} == {*IN_THE_DOSSIER, *NOT_IN_THE_DOSSIER}
    assert not {*IN_THE_DOSSIER} & {*NOT_IN_THE_DOSSIER}
