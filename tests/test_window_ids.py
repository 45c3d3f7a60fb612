"""What tells one open window from another, however quickly they follow each other."""

from aiogram_dialog.api.entities import stack

import handlers.windows  # noqa: F401 - it gives the ids


def test_windows_opened_in_one_second_are_told_apart() -> None:
    ids = [stack.new_id() for _ in range(1000)]

    assert len(set(ids)) == len(ids)
    assert max(map(len, ids)) <= 6
