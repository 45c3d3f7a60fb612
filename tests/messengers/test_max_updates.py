"""What MAX brings becomes what handlers know, whatever it is, and nothing else is raised."""

import hmac
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from aiogram.enums import ContentType
from aiogram.types import InaccessibleMessage, Message, Update
from hypothesis import given
from hypothesis import strategies as st

from bot.messengers.max.arrivals import arrived_of, number_of, one_by_one
from bot.messengers.max.fields import Unreadable
from bot.messengers.max.files import file_of
from bot.messengers.max.reading import as_update
from bot.messengers.max.updates import KINDS, translate

TOKEN = "a-token-of-a-made-up-bot"  # noqa: S105 - nobody's
FIXTURES = sorted((Path(__file__).parents[1] / "fixtures" / "max").glob("*.json"))
ANNA, GROUP = 40100500, -72450190050010

Json = dict[str, Any]


def raw(name: str) -> Json:
    [path] = [path for path in FIXTURES if path.stem == name]
    found: Json = json.loads(path.read_text(encoding="utf-8"))
    return found


def read(name: str, **change: Any) -> Update:
    translated = translate(raw(name) | change, update_id=7, token=TOKEN)
    assert translated is not None
    return Update.model_validate(translated)


def message(name: str) -> Message:
    found = read(name).message
    assert found is not None
    return found


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_every_kind_of_update_is_read(path: Path) -> None:
    update = json.loads(path.read_text(encoding="utf-8"))
    if path.stem == "message_created.lost_voice":
        with pytest.raises(Unreadable):
            translate(update, update_id=7, token=TOKEN)
        return
    translated = translate(update, update_id=7, token=TOKEN)
    if translated is not None:
        assert Update.model_validate(translated).event_type in translated


def test_there_is_a_fixture_of_every_kind() -> None:
    assert {path.stem.partition(".")[0] for path in FIXTURES} == set(KINDS)


def test_words_come_with_their_markup_and_belong_to_the_person() -> None:
    said = message("message_created.text")

    assert said.chat.id == ANNA
    assert said.chat.type == "private"
    assert said.from_user is not None
    assert (said.from_user.id, said.from_user.full_name) == (ANNA, "Анна Соколова")
    assert said.from_user.language_code == "ru"
    assert said.html_text == '🙂 <b>Как</b> <a href="https://example.ru">оценивать</a> проект?'
    assert said.message_id == raw("message_created.text")["message"]["body"]["seq"]


def test_marks_that_are_not_known_or_point_outside_are_left_out() -> None:
    update = raw("message_created.text")
    update["message"]["body"]["markup"] = [
        {"type": "sparkling", "from": 0, "length": 2},
        {"type": "strong", "from": 20, "length": 99},
        {"type": "strong", "from": -1, "length": 1},
    ]
    translated = translate(update, update_id=7, token=TOKEN)

    assert translated is not None
    assert translated["message"]["entities"] == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("image", ContentType.PHOTO),
        ("video", ContentType.VIDEO),
        ("audio", ContentType.VOICE),
        ("file", ContentType.DOCUMENT),
        ("sticker", ContentType.STICKER),
        ("contact", ContentType.CONTACT),
        ("location", ContentType.LOCATION),
        ("share", ContentType.TEXT),
    ],
)
def test_what_is_attached_comes_as_what_it_is(name: str, kind: ContentType) -> None:
    assert message(f"message_created.{name}").content_type == kind


def test_a_file_can_be_sent_again_and_downloaded() -> None:
    sent = message("message_created.file")
    assert sent.document is not None
    file = file_of(sent.document.file_id)

    assert (file.token, file.url) == (
        "f9LHodD0cOKmade-up-token",
        "https://files.example.ru/get?sig=made-up",
    )
    assert (sent.document.file_name, sent.document.file_size) == ("план.docx", 2048)
    assert (sent.caption, sent.text) == ("Мой план", None)


def test_of_a_link_shared_without_words_the_address_is_left() -> None:
    assert message("message_created.share").text == "https://example.ru/page"


def test_a_forwarded_message_is_read_a_level_deeper() -> None:
    forwarded = message("message_created.forward")

    assert forwarded.caption == "Чужие слова"
    assert forwarded.document is not None
    assert forwarded.forward_origin is not None


def test_an_answer_knows_what_it_answers() -> None:
    answer = message("message_created.reply")

    assert answer.text == "Да, это"
    assert answer.reply_to_message is not None
    assert answer.reply_to_message.text == "Какой предмет?"
    assert getattr(answer.reply_to_message, "mid", "").startswith("mid."), "as letters know it"


def signed(key: str) -> Json:
    update = raw("message_created.contact")
    payload = update["message"]["body"]["attachments"][0]["payload"]
    card = payload["vcf_info"].encode()
    payload["hash"] = hmac.new(key.encode(), card, sha256).hexdigest()
    return update


@pytest.mark.parametrize(("key", "owner"), [(TOKEN, ANNA), ("another", None)])
def test_a_phone_is_the_person_s_own_only_where_max_has_signed_it(
    key: str, owner: int | None
) -> None:
    translated = translate(signed(key), update_id=7, token=TOKEN)
    said = Update.model_validate(translated).message

    assert said is not None
    assert said.contact is not None
    assert (said.contact.phone_number, said.contact.user_id) == ("79000000000", owner)


def test_a_press_names_the_person_the_data_and_the_message() -> None:
    query = read("message_callback").callback_query

    assert query is not None
    assert (query.from_user.id, query.data) == (ANNA, "menu")
    assert isinstance(query.message, Message)
    assert query.message.chat.id == ANNA
    assert query.message.from_user is not None
    assert query.message.from_user.is_bot
    assert query.message.reply_markup is not None
    assert [row[0].text for row in query.message.reply_markup.inline_keyboard] == ["Меню", "Сайт"]


def test_a_press_of_a_message_that_is_gone_still_knows_its_chat() -> None:
    query = read("message_callback.gone").callback_query

    assert query is not None
    assert isinstance(query.message, InaccessibleMessage)
    assert query.message.chat.id == ANNA


def test_the_button_that_begins_a_dialog_is_the_command_with_its_word() -> None:
    assert message("bot_started").text == "/start"
    assert message("bot_started.payload").text == "/start inv_AbC-123"


@pytest.mark.parametrize("name", ["bot_stopped", "dialog_removed"])
def test_whoever_stops_the_bot_has_left(name: str) -> None:
    left = read(name).my_chat_member

    assert left is not None
    assert (left.chat.id, left.new_chat_member.status) == (ANNA, "kicked")


def test_a_voice_that_max_loses_is_told_of_where_its_owner_is_known() -> None:
    owner = raw("bot_started")["user"]
    said = read("message_created.lost_voice", user=owner).message

    assert said is not None
    assert (said.chat.id, said.content_type) == (ANNA, ContentType.UNKNOWN)


def test_groups_have_their_own_numbers_and_no_place_in_the_inbox() -> None:
    assert message("message_created.group").chat.id == GROUP
    for name in ("message_created.group", "bot_added", "user_removed", "chat_title_changed"):
        assert arrived_of(raw(name)) == ()


def test_files_of_one_message_come_one_by_one_and_the_words_once() -> None:
    arrived = arrived_of(raw("message_created.images"))
    said = [translate(json.loads(one.raw), update_id=7, token=TOKEN) for one in arrived]
    messages = [Update.model_validate(each).message for each in said]

    assert len({one.number for one in arrived}) == 2
    assert [each.caption for each in messages if each] == ["Две доски", None]
    assert [file_of(each.photo[0].file_id).token for each in messages if each and each.photo] == [
        "f9LHodD0cOKmade-up-token",
        "second-token",
    ]


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_the_same_event_has_the_same_number_in_whatever_form_it_comes(path: Path) -> None:
    update = json.loads(path.read_text(encoding="utf-8"))
    again = dict(reversed(update.items()))

    assert number_of(again) == number_of(update)
    assert 0 <= number_of(update) < 1 << 63


def test_what_may_change_between_two_deliveries_does_not_make_another_event() -> None:
    first, second = raw("message_created.file"), raw("message_created.file")
    second["message"]["sender"]["last_activity_time"] += 9
    second["message"]["body"]["attachments"][0]["payload"]["url"] += "&again=1"
    assert number_of(first) == number_of(second)

    pressed, again = raw("message_callback"), raw("message_callback")
    again["message"]["body"]["text"] = "Изменено"
    assert number_of(pressed) == number_of(again)


def test_different_events_have_different_numbers() -> None:
    kinds = [path.stem for path in FIXTURES if path.stem in KINDS]
    numbers = [number_of(raw(kind)) for kind in kinds]
    assert len(set(numbers)) == len(numbers)

    assert len(numbers) > 10

    pressed, later = raw("message_callback"), raw("message_callback")
    later["callback"]["timestamp"] += 1
    assert number_of(pressed) != number_of(later)


WORDS = sorted(
    {
        key
        for path in FIXTURES
        for key in json.dumps(json.loads(path.read_text(encoding="utf-8"))).split('"')[1::2]
        if key.isidentifier()
    }
)
SIGNS = st.text("aя🙂 \x00/:", max_size=4)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | SIGNS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(WORDS) | SIGNS, inner, max_size=6)
    ),
    max_leaves=25,
)


@st.composite
def spoilt(draw: st.DrawFn) -> Json:
    """A real update with anything in the place of some of it."""
    update = raw(draw(st.sampled_from(FIXTURES)).stem)
    for _ in range(draw(st.integers(1, 3))):
        holder: Any = update
        while isinstance(holder, dict) and holder and draw(st.booleans()):
            key = draw(st.sampled_from(sorted(holder)))
            if not isinstance(holder[key], dict):
                break
            holder = holder[key]
        if holder:
            holder[draw(st.sampled_from(sorted(holder)))] = draw(ANYTHING)
    return update


@given(st.dictionaries(st.sampled_from(WORDS), ANYTHING, max_size=8) | spoilt())
def test_nothing_but_unreadable_is_raised_by_any_json(update: Json) -> None:
    told = ""
    try:
        as_update(update, number=7, token=TOKEN)
        one_by_one(update)
        arrived_of(update)
    except Unreadable as error:
        told = str(error)
    assert not any(word in told for word in ("Анна", "Соколова", TOKEN))
