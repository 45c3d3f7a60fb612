"""Another reader of MAX's updates finds the same in our fixtures as we do."""

import json
from pathlib import Path

import pytest
from maxapi.types.updates import UpdateUnionAdapter

from bot.messengers.max.people import sender
from bot.messengers.max.updates import KINDS
from tests.messengers.test_max_updates import FIXTURES

NOBODY_S = {"message_created.lost_voice"}
"""What MAX's own documents do not allow, and MAX does."""


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_our_fixtures_are_what_the_other_reader_takes_for_updates_of_max(path: Path) -> None:
    raw = json.loads(path.read_text(encoding="utf-8"))
    if path.stem in NOBODY_S:
        with pytest.raises(ValueError, match="message"):
            UpdateUnionAdapter.validate_python(raw)
        return

    read = UpdateUnionAdapter.validate_python(raw)
    assert read.update_type in KINDS
    message = getattr(read, "message", None)
    if message is not None and message.sender is not None:
        assert message.sender.user_id == sender(raw)["user_id"]
    if message is not None and message.body is not None:
        body = raw["message"]["body"]
        assert (message.body.mid, message.body.seq) == (body["mid"], body["seq"])
        attached = message.body.attachments or ()
        told = [str(getattr(each.type, "value", each.type)) for each in attached]
        assert told == [each["type"] for each in body.get("attachments", ())]
