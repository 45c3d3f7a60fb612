"""The demo messenger refuses what Telegram refuses, and its phones see what people would see."""

from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
)
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Update,
)
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import MovableClock, utc_now
from bot.messengers.demo import markup
from bot.messengers.demo.chats import MOST_MESSAGES, Chats
from bot.messengers.demo.outgoing import DemoCarrier
from bot.messengers.demo.people import DemoChat
from bot.messengers.demo.session import DemoSession
from core.files import Attachment, FileKind
from core.letters import Button, Refused, Screen, Unreachable
from core.people import Account
from tests.words import WITHDRAWN

ANNA = 101
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Stage:
    """A bot, a chat store and Anna with her phone; what she does is written down."""

    def __init__(self) -> None:
        self.chats = Chats(lambda: MONDAY)
        session = DemoSession(self.chats)
        self.bot = Bot("1:demo", session=session, default=DefaultBotProperties(parse_mode="HTML"))
        self.updates: list[Update] = []
        self.anna = DemoChat(self.chats, self._feed, ANNA, "Анна Смирнова")

    async def _feed(self, update: Update) -> None:
        self.updates.append(update)


@pytest.fixture
def stage() -> Stage:
    return Stage()


def rows(*given: tuple[str, str]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text=t, callback_data=d)] for t, d in given]
    )


async def refused(request: Awaitable[object]) -> str:
    with pytest.raises(TelegramBadRequest) as caught:
        await request
    return caught.value.message


async def test_html_becomes_plain_text_with_entities(stage: Stage) -> None:
    message = await stage.bot.send_message(ANNA, "Тема: <b>5 &lt; 6 🙂</b> и <i>ещё</i>")

    assert message.text == "Тема: 5 < 6 🙂 и ещё"
    assert message.html_text == "Тема: <b>5 &lt; 6 🙂</b> и <i>ещё</i>"
    assert stage.anna.last == "Тема: 5 < 6 🙂 и ещё"


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<b>жирно", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>крест</b></i>", "Unmatched end tag"),
        ("конец</b>", "Unexpected end tag"),
        ("<script>x</script>", 'Unsupported start tag "script"'),
        ("<br>", 'Unsupported start tag "br"'),
        ("a < b", "Unsupported start tag"),
        ("<b", "Unsupported start tag"),
        ("<!-- note -->", "Unsupported start tag"),
        ('<b class="x">y</b>', "Unexpected attribute"),
        ('<a href="javascript:alert(1)">y</a>', 'Tag "a" without a proper address'),
        ("<a>y</a>", 'Tag "a" without a proper address'),
    ],
)
async def test_crooked_html_is_refused(stage: Stage, html: str, reason: str) -> None:
    assert f"can't parse entities: {reason}" in await refused(stage.bot.send_message(ANNA, html))
    assert stage.anna.messages == []


async def test_a_text_is_measured_in_utf16_after_the_markup_is_out(stage: Stage) -> None:
    await stage.bot.send_message(ANNA, "<b>" + "я" * 4096 + "</b>")

    assert "message is too long" in await refused(stage.bot.send_message(ANNA, "🙂" * 2049))
    assert "message text is empty" in await refused(stage.bot.send_message(ANNA, "<b> </b>"))


@pytest.mark.parametrize("data", ["", "я" * 33])
async def test_the_data_of_a_button_has_1_to_64_bytes(stage: Stage, data: str) -> None:
    sent = stage.bot.send_message(ANNA, "x", reply_markup=rows(("a", data)))
    assert "BUTTON_DATA_INVALID" in await refused(sent)


async def test_a_hundred_buttons_are_the_most(stage: Stage) -> None:
    await stage.bot.send_message(ANNA, "x", reply_markup=rows(*[("a", "b")] * 100))
    sent = stage.bot.send_message(ANNA, "x", reply_markup=rows(*[("a", "b")] * 101))
    assert "REPLY_MARKUP_TOO_LONG" in await refused(sent)


async def test_edits_are_refused_in_the_words_aiogram_dialog_knows(stage: Stage) -> None:
    bot, sent = stage.bot, await stage.bot.send_message(ANNA, "раз", reply_markup=rows(("a", "b")))
    number = sent.message_id

    again = bot.edit_message_text(
        "раз", chat_id=ANNA, message_id=number, reply_markup=rows(("a", "b"))
    )
    assert "message is not modified" in await refused(again)
    gone = bot.edit_message_text("два", chat_id=ANNA, message_id=999)
    assert "message to edit not found" in await refused(gone)
    await bot.edit_message_reply_markup(chat_id=ANNA, message_id=number)
    assert stage.anna.buttons == []
    bare = bot.edit_message_reply_markup(chat_id=ANNA, message_id=number)
    assert "message is not modified" in await refused(bare)
    await bot.delete_message(ANNA, number)
    assert "message to delete not found" in await refused(bot.delete_message(ANNA, number))


async def test_nobody_edits_what_a_person_has_said(stage: Stage) -> None:
    await stage.anna.say("моё")
    number = stage.anna.history[-1].message_id
    edit = stage.bot.edit_message_text("чужое", chat_id=ANNA, message_id=number)
    assert "message can't be edited" in await refused(edit)


async def test_a_method_that_is_not_played_fails_by_name(stage: Stage) -> None:
    with pytest.raises(NotImplementedError, match="SendDice"):
        await stage.bot.send_dice(ANNA)


async def test_a_blocked_bot_is_told_so(stage: Stage) -> None:
    stage.anna.block()
    with pytest.raises(TelegramForbiddenError, match="blocked by the user"):
        await stage.bot.send_message(ANNA, "x")


async def test_a_file_comes_down_as_it_went_up_and_travels_by_its_id(stage: Stage) -> None:
    sent = await stage.bot.send_document(ANNA, BufferedInputFile(b"plan", "План.txt"))
    assert sent.document is not None

    again = await stage.bot.send_document(ANNA, sent.document.file_id, caption="<b>Ещё</b>")
    down = await stage.bot.download(sent.document)

    assert again.document == sent.document
    assert again.caption == "Ещё"
    assert down is not None
    assert down.read() == b"plan"


async def test_files_have_telegrams_limits(stage: Stage) -> None:
    heavy = BufferedInputFile(bytes(50 * 1024 * 1024 + 1), "x.bin")
    with pytest.raises(TelegramEntityTooLarge):
        await stage.bot.send_document(ANNA, heavy)
    await stage.anna.send_file("x.mp4", b"x", size=21 * 1024 * 1024)
    document = stage.updates[-1].message and stage.updates[-1].message.document
    assert document
    assert "file is too big" in await refused(stage.bot.get_file(document.file_id))
    assert "wrong file identifier" in await refused(stage.bot.send_photo(ANNA, "nothing"))
    mixed = stage.bot.send_photo(ANNA, document.file_id)
    assert "can't use file of type" in await refused(mixed)


async def test_a_person_presses_what_is_on_the_screen(stage: Stage) -> None:
    await stage.bot.send_message(ANNA, "Меню", reply_markup=rows(("Спросить", "ask")))
    await stage.bot.send_message(ANNA, "Новость")
    await stage.anna.press("Спросить")

    query = stage.updates[-1].callback_query
    assert query is not None
    assert (query.data, query.from_user.last_name) == ("ask", "Смирнова")
    await stage.bot.answer_callback_query(query.id, "Готово")
    assert stage.anna.toasts == ["Готово"]
    with pytest.raises(AssertionError, match="Спросить"):
        await stage.anna.press("Нет такой")


async def test_an_answer_to_an_unknown_press_is_too_late(stage: Stage) -> None:
    reason = await refused(stage.bot.answer_callback_query("q999"))
    assert "query is too old and response timeout expired or query id is invalid" in reason.lower()


async def test_numbers_of_updates_and_messages_grow(stage: Stage) -> None:
    await stage.anna.say("/start раз")
    await stage.anna.press_raw("forged")
    await stage.anna.send_file("a.txt", b"a", caption="подпись")

    numbers = [update.update_id for update in stage.updates]
    assert numbers == sorted(set(numbers))
    assert [message.text or message.caption for message in stage.anna.history] == [
        "/start раз",
        "подпись",
    ]
    assert stage.anna.messages == []


async def test_a_chat_forgets_the_oldest(stage: Stage) -> None:
    for number in range(MOST_MESSAGES + 5):
        await stage.anna.say(str(number))
    assert [stage.anna.history[0].text, len(stage.anna.history)] == ["5", MOST_MESSAGES]


async def test_a_letter_is_a_text_with_buttons_and_then_files(stage: Stage) -> None:
    file = stage.chats.keep("План.txt", b"plan")
    attachment = Attachment(
        kind=FileKind.DOCUMENT, messenger="demo", file_id=file.file_id, name="План.txt"
    )
    screen = Screen("<b>Ответ</b>", (Button("Открыть", "consultation:1"),), (attachment,))
    await DemoCarrier(stage.chats, withdrawn=WITHDRAWN).show(screen, to=Account("demo", ANNA))

    assert stage.anna.all_screens == "Ответ\n[Открыть]\n---\n\n(План.txt)"


async def test_a_letter_that_cannot_arrive_says_why(stage: Stage) -> None:
    carrier, to = DemoCarrier(stage.chats, withdrawn=WITHDRAWN), Account("demo", ANNA)
    with pytest.raises(Refused, match="can't parse entities"):
        await carrier.show(Screen("<b>x"), to=to)
    stage.anna.block()
    with pytest.raises(Unreachable):
        await carrier.show(Screen("x"), to=to)


@given(st.text(alphabet="a<>/b&;🙂 \n", max_size=30))
def test_runs_put_together_are_the_text(source: str) -> None:
    try:
        marked = markup.parse(source)
    except markup.BadMarkup:
        marked = markup.plain(source)
    assert "".join(run.text for run in markup.runs(marked)) == marked.text


def test_addresses_and_commands_in_a_text_become_links() -> None:
    marked = markup.parse(
        '<code>/ask</code> /menu и <a href="https://a.ru">тут</a> https://b.ru/c.'
    )
    kinds = [(run.text, run.url, run.command) for run in markup.runs(marked) if run.text.strip()]

    assert kinds == [
        ("/ask", None, False),
        ("/menu", None, True),
        (" и ", None, False),
        ("тут", "https://a.ru", False),
        ("https://b.ru/c", "https://b.ru/c", False),
        (".", None, False),
    ]


def test_the_clock_moves_forward_only() -> None:
    clock = MovableClock()
    clock.move(timedelta(days=7))

    assert clock.offset == timedelta(days=7)
    assert clock() >= utc_now() + timedelta(days=6)
    with pytest.raises(ValueError, match="forward"):
        clock.move(timedelta(seconds=-1))
