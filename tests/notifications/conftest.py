"""The office that the tests of letters share."""

from dataclasses import replace

import pytest

from tests.notifications.office import Carrier, Office
from tests.world import DemoWorld


@pytest.fixture
async def office(world: DemoWorld) -> Office:
    carrier = Carrier(world.database)
    postman = replace(world.service.postman, messengers={"demo": carrier})
    return Office(world, carrier, postman, await world.person("Громов Борис"))
