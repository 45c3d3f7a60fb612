"""A letter shown, corrected and taken back: the same in every messenger."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

import pytest

from core.files import FileKind
from core.letters import Button, Refused, Screen, Shown, TryLater, Uncertain
from core.people import Account
from tests.fakes.max import FakeMax
from tests.fakes.telegram import FakeTelegram
from tests.messengers.letters import ANNA, POSTS, Post
from tests.words import WITHDRAWN

MENU = (Button("Меню", "menu"),)
PHOTO, DOCUMENT = FileKind.PHOTO, FileKind.DOCUMENT

SEND = {"telegram": "sendMessage", "max": "POST /messages"}
EDIT = {"telegram": "editMessageText", "max": "PUT /messages"}
DELETE = {"telegram": "deleteMessages", "max": "DELETE /messages"}


@pytest.fixture(params=POSTS)
async def post(request: pytest.FixtureRequest) -> AsyncIterator[Post]:
    async with POSTS[request.param]() as post:
        yield post


@pytest.fixture(params=["telegram", "max"])
async def distant(request: pytest.FixtureRequest) -> AsyncIterator[Post]:
    """With a network in between."""
    async with POSTS[request.param]() as post:
        yield post


def network(post: Post) -> FakeTelegram | FakeMax:
    assert post.network is not None
    return post.network


def long(word: str, parts: int) -> str:
    """A text that takes so many messages."""
    return "\n\n".join(f"{word} {number} " + "слово " * 550 for number in range(1, parts + 1))


def begins(post: Post) -> list[str]:
    return [text[:6] for text in post.seen()]


async def test_shown_says_where_the_letter_is(post: Post) -> None:
    screen = Screen(long("Часть", 2), MENU, post.files(DOCUMENT))
    shown = await post.carrier.show(screen, to=post.account)

    assert (shown.account, len(shown.ids), shown.texts) == (Account(post.messenger, ANNA), 3, 2)
    assert len(set(shown.ids)) == 3
    post.lose(shown.ids[2])
    assert begins(post) == ["Часть ", "Часть "]


async def test_a_letter_is_corrected_in_its_place(post: Post) -> None:
    shown = await post.carrier.show(Screen("Было", MENU, post.files(DOCUMENT)), to=post.account)
    again = await post.carrier.edit(Screen("Стало <b>так</b>", MENU), shown)

    assert again == shown
    assert post.seen()[0] == "Стало так\n[Меню]"
    assert len(post.seen()) == 2


async def test_buttons_that_a_correction_does_not_have_go(post: Post) -> None:
    shown = await post.carrier.show(Screen("Было", MENU), to=post.account)
    await post.carrier.edit(Screen("Стало"), shown)

    assert post.seen() == ["Стало"]


async def test_a_correction_that_changes_nothing_is_no_error(post: Post) -> None:
    screen = Screen("То же", MENU)
    shown = await post.carrier.show(screen, to=post.account)

    assert await post.carrier.edit(screen, shown) == shown
    assert post.seen() == ["То же\n[Меню]"]


async def test_a_correction_that_is_shorter_leaves_nothing_behind(post: Post) -> None:
    shown = await post.carrier.show(
        Screen(long("Часть", 3), MENU, post.files(PHOTO)), to=post.account
    )
    again = await post.carrier.edit(Screen("Коротко", MENU), shown)

    assert again == Shown(shown.account, (shown.ids[0], shown.ids[3]), texts=1)
    assert len(post.seen()) == 2
    assert post.seen()[0] == "Коротко\n[Меню]"


async def test_a_little_more_is_put_into_the_messages_that_are_there(post: Post) -> None:
    shown = await post.carrier.show(Screen("а" * 3400, MENU), to=post.account)
    again = await post.carrier.edit(Screen("б" * 3900, MENU), shown)

    assert again == shown
    assert post.seen() == ["б" * 3900 + "\n[Меню]"]


async def test_much_more_is_sent_with_the_buttons_below_the_last(post: Post) -> None:
    shown = await post.carrier.show(Screen("Было", MENU, post.files(PHOTO)), to=post.account)
    again = await post.carrier.edit(Screen(long("Часть", 2), MENU), shown)

    assert again.texts == 2
    assert (again.ids[0], again.ids[2]) == shown.ids
    assert [text.endswith("[Меню]") for text in post.seen()] == [False, False, True]
    await post.carrier.delete(again)
    assert list(filter(None, post.seen())) == []


async def test_a_message_that_is_gone_cannot_be_corrected(post: Post) -> None:
    shown = await post.carrier.show(Screen("Было"), to=post.account)
    post.lose(shown.ids[0])
    with pytest.raises(Refused):
        await post.carrier.edit(Screen("Стало"), shown)


async def test_a_letter_is_taken_back_with_its_files(post: Post) -> None:
    await post.carrier.show(Screen("Другое"), to=post.account)
    screen = Screen(long("Часть", 2), MENU, post.files(PHOTO, PHOTO, DOCUMENT))
    shown = await post.carrier.show(screen, to=post.account)
    await post.carrier.delete(shown)

    assert post.seen() == ["Другое"]


async def test_what_is_gone_already_is_taken_back(post: Post) -> None:
    shown = await post.carrier.show(Screen(long("Часть", 2)), to=post.account)
    post.lose(shown.ids[0])
    await post.carrier.delete(shown)
    await post.carrier.delete(shown)

    assert list(filter(None, post.seen())) == []


async def test_what_is_not_deleted_any_more_says_that_it_is_withdrawn(post: Post) -> None:
    screen = Screen(long("Часть", 2), MENU, post.files(DOCUMENT))
    shown = await post.carrier.show(screen, to=post.account)
    post.age()
    for _ in range(2):
        await post.carrier.delete(shown)
        assert [text for text in post.seen() if "слово" in text or "[" in text] == []
        assert post.seen()[:2] == [WITHDRAWN, WITHDRAWN]


async def test_of_those_not_deleted_any_more_some_may_be_gone(post: Post) -> None:
    shown = await post.carrier.show(Screen(long("Часть", 2)), to=post.account)
    post.lose(shown.ids[0])
    post.age()
    await post.carrier.delete(shown)

    assert post.seen() == [WITHDRAWN]


async def test_pictures_in_a_row_are_an_album(distant: Post) -> None:
    files = distant.files(DOCUMENT, PHOTO, FileKind.VIDEO, PHOTO, DOCUMENT, PHOTO)
    shown = await distant.carrier.show(Screen("Файлы", MENU, files), to=distant.account)
    requests = network(distant).calls_of(*SEND.values(), "sendMediaGroup", "sendPhoto")

    if distant.messenger == "telegram":
        assert [call.method for call in requests] == ["sendMessage", "sendMediaGroup", "sendPhoto"]
        assert len(shown.ids) == 7
    else:
        assert len(requests) == 5
        assert len(shown.ids) == 5
    await distant.carrier.delete(shown)
    assert list(filter(None, distant.seen())) == []


async def test_an_album_has_ten_at_most(distant: Post) -> None:
    files = distant.files(*[PHOTO] * 11)
    await distant.carrier.show(Screen("Фото", (), files), to=distant.account)
    requests = network(distant).calls_of(*SEND.values(), "sendMediaGroup", "sendPhoto")

    assert len(requests) == 3


async def test_a_letter_that_broke_off_is_shown_whole(distant: Post) -> None:
    """The ids of what came before the break are not lost."""
    screen = Screen("С файлом", MENU, distant.files(DOCUMENT))
    if distant.messenger == "telegram":
        network(distant).bad_gateway_next(method="sendDocument")
    else:
        [file] = screen.attachments
        fake = network(distant)
        assert isinstance(fake, FakeMax)
        fake.chats.file(file.file_id).not_ready = 1
    with pytest.raises(TryLater):
        await distant.carrier.show(screen, to=distant.account)
    shown = await distant.carrier.show(screen, to=distant.account)

    assert (len(shown.ids), shown.texts) == (2, 1)
    assert len(distant.seen()) == 2
    await distant.carrier.delete(shown)
    assert list(filter(None, distant.seen())) == []


async def test_a_correction_that_broke_off_sends_nothing_twice(distant: Post) -> None:
    shown = await distant.carrier.show(Screen(long("Часть", 2)), to=distant.account)
    network(distant).fail_next(503, times=1, method=SEND[distant.messenger])
    longer = Screen(long("Новая", 4), MENU)
    with pytest.raises(TryLater):
        await distant.carrier.edit(longer, shown)
    again = await distant.carrier.edit(longer, shown)

    assert (len(again.ids), again.texts) == (4, 4)
    assert begins(distant) == ["Новая "] * 4


@pytest.mark.parametrize("after", [False, True])
async def test_no_answer_to_a_correction_or_a_taking_back_is_asked_again(
    distant: Post, *, after: bool
) -> None:
    """Done twice they do no more than once: nobody has to doubt."""
    shown = await distant.carrier.show(Screen("Было"), to=distant.account)
    network(distant).disconnect_next(method=EDIT[distant.messenger], after=after)
    await again(lambda: distant.carrier.edit(Screen("Стало"), shown))
    assert distant.seen() == ["Стало"]

    network(distant).disconnect_next(method=DELETE[distant.messenger], after=after)
    await again(lambda: distant.carrier.delete(shown))
    assert list(filter(None, distant.seen())) == []


async def again(do: Callable[[], Awaitable[object]]) -> None:
    """The client of MAX asks once more by itself where the verb allows it."""
    with suppress(TryLater):
        await do()
    await do()


@pytest.mark.parametrize("after", [False, True])
async def test_a_letter_without_an_answer_is_uncertain(distant: Post, *, after: bool) -> None:
    network(distant).disconnect_next(method=SEND[distant.messenger], after=after)
    with pytest.raises(Uncertain):
        await distant.carrier.show(Screen("Письмо"), to=distant.account)
    assert list(filter(None, distant.seen())) == (["Письмо"] if after else [])


async def test_nobody_listens_means_surely_not_delivered(distant: Post) -> None:
    await network(distant).stop()
    with pytest.raises(TryLater):
        await distant.carrier.show(Screen("Письмо"), to=distant.account)


async def test_a_halt_is_seen_from_outside(distant: Post) -> None:
    assert distant.carrier.halted.total_seconds() == 0
    if isinstance(distant.network, FakeTelegram):
        distant.network.fail_next(429, retry_after=30)
    else:
        network(distant).fail_next(429, b"")
    with pytest.raises(TryLater):
        await distant.carrier.show(Screen("Письмо"), to=distant.account)
    assert distant.carrier.halted.total_seconds() > 0.5
