"""The page of the demo: orders reach the bot, changes reach the page, strangers reach nothing."""

import asyncio
import io
import json
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientResponse, FormData
from aiohttp.test_utils import TestClient, TestServer

from bot.messengers.demo import limits
from tests.messengers.demo_page import ANNA, Client, Service


async def next_event(stream: ClientResponse) -> dict[str, Any]:
    async with asyncio.timeout(5):
        while True:
            line = await stream.content.readline()
            if line.startswith(b"data: "):
                event: dict[str, Any] = json.loads(line.removeprefix(b"data: "))
                return event


def form(data: bytes, **fields: str) -> FormData:
    made = FormData(quote_fields=False)  # as browsers do
    for name, value in {"phone": str(ANNA), "caption": "", "kind": "document", **fields}.items():
        made.add_field(name, value)
    made.add_field("file", io.BytesIO(data), filename="..\\Мой план.docx")
    return made


async def test_what_is_said_becomes_an_update(service: Service, page: Client) -> None:
    answer = await page.post("/demo/say", json={"phone": ANNA, "text": "/ask"})

    assert answer.status == 200
    message = service.updates[0].message
    assert message is not None
    assert message.from_user is not None
    assert (message.text, message.chat.id) == ("/ask", ANNA)
    assert (message.from_user.first_name, message.from_user.last_name) == ("Анна", "Смирнова")


async def test_only_a_button_that_is_there_can_be_pressed(service: Service, page: Client) -> None:
    number = service.show("Меню", "ask")

    order = {"phone": ANNA, "message": number, "data": "ask"}
    assert (await page.post("/demo/press", json=order)).status == 200
    gone = await page.post("/demo/press", json=order | {"data": "admin"})

    assert gone.status == 409
    assert "кнопки" in (await gone.json())["error"]
    queries = [update.callback_query for update in service.updates]
    assert [query.data for query in queries if query] == ["ask"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "localhost:8080"}, 200),
        ({"Host": "[::1]:8080"}, 200),
        ({"Host": "evil.example"}, 403),
        ({"Host": "127.0.0.1.evil.example"}, 403),
        ({"Host": "localhost@evil.example"}, 403),
        ({"Host": "localhost:8080@evil.example"}, 403),
        ({"Host": "[::1"}, 403),
        ({"Host": "localhost:8080", "Origin": "http://localhost:8080"}, 200),
        ({"Host": "localhost:8080", "Origin": "http://localhost:9090"}, 403),
        ({"Host": "localhost:8080", "Origin": "http://evil.example"}, 403),
        ({"Host": "localhost:8080", "Origin": "null"}, 403),
    ],
)
async def test_other_sites_are_refused(
    service: Service, page: Client, headers: dict[str, str], status: int
) -> None:
    order = {"phone": ANNA, "text": "x"}
    answer = await page.post("/demo/say", json=order, headers=headers)

    assert answer.status == status
    assert len(service.updates) == (status == 200)


@pytest.mark.parametrize("path", ["/", "/demo/state", "/demo/live", "/demo/static/app.js"])
async def test_a_foreign_name_reads_nothing(page: Client, path: str) -> None:
    assert (await page.get(path, headers={"Host": "evil.example"})).status == 403


@pytest.mark.parametrize(
    "body",
    [
        "not json",
        "[]",
        "{}",
        '{"phone": true, "text": "x"}',
        '{"phone": "101", "text": "x"}',
        '{"phone": 777, "text": "x"}',
        '{"phone": 101, "text": 5}',
        '{"phone": 101, "text": "  "}',
        '{"phone": 101, "text": "\\ud800"}',
        json.dumps({"phone": ANNA, "text": "я" * 4097}),
        "[" * 50_000,
        " " * 70_000,
    ],
)
async def test_a_forged_order_is_answered_with_a_sentence(
    service: Service, page: Client, body: str
) -> None:
    headers = {"Content-Type": "application/json"}
    answer = await page.post("/demo/say", data=body, headers=headers)

    assert answer.status == 400
    assert (await answer.json())["error"].endswith(".")
    assert service.updates == []


async def test_a_file_goes_to_the_bot_and_comes_back(service: Service, page: Client) -> None:
    assert (await page.post("/demo/file", data=form(b"plan", caption="Черновик"))).status == 200

    message = service.updates[0].message
    assert message is not None
    assert message.document is not None
    assert (message.caption, message.document.file_name) == ("Черновик", "Мой план.docx")
    down = await page.get(f"/demo/file/{message.document.file_id}")
    assert await down.read() == b"plan"
    assert down.headers["X-Content-Type-Options"] == "nosniff"
    assert down.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%D0%9C")
    assert down.content_type == "application/octet-stream"


async def test_a_file_that_is_too_large_is_refused_in_words(
    service: Service, page: Client
) -> None:
    answer = await page.post("/demo/file", data=form(bytes(limits.UPLOAD + 1)))

    assert answer.status == 413
    assert "50 МБ" in (await answer.json())["error"]
    assert service.updates == []


async def test_crooked_forms_are_refused(page: Client) -> None:
    assert (await page.post("/demo/say", data='{"phone": 101, "text": "x"}')).status == 400
    empty = FormData()
    empty.add_field("phone", "101", content_type="text/plain")
    empty.add_field("other", b"1", filename="x")
    assert (await page.post("/demo/file", data=empty)).status == 400
    assert (await page.post("/demo/file", json={})).status == 400
    assert (await page.post("/demo/file", data=form(b"x", phone="x"))).status == 400
    assert (await page.post("/demo/file", data=form(b""))).status == 400
    assert (await page.get("/demo/file/nothing")).status == 404


async def test_the_page_hears_of_changes(service: Service, page: Client) -> None:
    number = service.show("Меню", "ask")
    async with page.get("/demo/live") as stream:
        first = await next_event(stream)
        assert first["fresh"]
        assert [each["external"] for each in first["phones"]] == [ANNA, 102]
        assert first["chats"][str(ANNA)]["messages"][0]["rows"][0][0]["data"] == "ask"

        service.chats.edit(ANNA, number, text="Готово", reply_markup=None)
        changed = await next_event(stream)
        assert not changed["fresh"]
        assert changed["phones"] is None
        [message] = changed["chats"][str(ANNA)]["messages"]
        assert (message["id"], message["runs"][0]["text"]) == (number, "Готово")

        service.chats.toast(service.chats.open_query(ANNA), "Записали", alert=False)
        toasts = (await next_event(stream))["chats"][str(ANNA)]["toasts"]
        assert toasts == [{"text": "Записали", "alert": False}]

        service.chats.delete(ANNA, number)
        assert (await next_event(stream))["chats"][str(ANNA)]["ids"] == []


async def test_a_page_that_comes_back_gets_what_it_missed(service: Service, page: Client) -> None:
    service.show("раз")
    async with page.get("/demo/live") as stream:
        mark = [(await stream.content.readline()).decode() for _ in range(3)][-1][4:].strip()
    service.show("два")

    async with page.get("/demo/live", headers={"Last-Event-ID": mark}) as stream:
        event = await next_event(stream)
        texts = [each["runs"][0]["text"] for each in event["chats"][str(ANNA)]["messages"]]
        assert (event["fresh"], texts) == (False, ["два"])
    async with page.get("/demo/live", headers={"Last-Event-ID": "other.99"}) as stream:
        assert (await next_event(stream))["fresh"]


async def test_the_clock_moves_and_the_service_is_told(service: Service, page: Client) -> None:
    assert (await page.post("/demo/clock", json={"hours": 1})).status == 200
    assert (await page.post("/demo/clock", json={"days": 7})).status == 200
    for wrong in ({}, {"hours": 1, "days": 1}, {"hours": -1}, {"days": 1.5}, {"days": 10_000}):
        assert (await page.post("/demo/clock", json=wrong)).status == 400

    assert service.moves == [timedelta(hours=1), timedelta(days=7, hours=1)]


async def test_a_newcomer_gets_a_fresh_phone(service: Service, page: Client) -> None:
    first = await (await page.post("/demo/newcomer", json={})).json()
    second = await page.post("/demo/newcomer", json={"name": "Олег", "start": "inv_7-x"})
    made = await second.json()

    assert (first["external"], first["name"]) == (9001, "Алина")
    assert (made["external"], made["name"], made["start"]) == (9002, "Олег", "inv_7-x")
    await page.post("/demo/say", json={"phone": 9002, "text": "/start inv_7-x"})
    assert service.updates[0].message is not None
    assert (await page.post("/demo/newcomer", json={"start": "a b"})).status == 400


async def test_a_broken_bot_does_not_break_the_page(service: Service, page: Client) -> None:
    service.broken = True
    answer = await page.post("/demo/say", json={"phone": ANNA, "text": "x"})

    assert answer.status == 200
    assert "Бот не справился" in (await answer.json())["failed"]


async def test_the_page_and_its_words_are_served_strictly(page: Client) -> None:
    index = await page.get("/")
    policy = index.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    source = await index.text()
    assert "<script>" not in source
    state = await (await page.get("/demo/state")).json()
    assert state["words"]["demo-page-title"] == "Опора"
    for key in source.split('data-word="')[1:]:
        assert key.split('"')[0] in state["words"]
    assert (await page.get("/demo/static/app.js")).content_type == "text/javascript"
    assert (await page.get("/demo/static/..%2Fserver.py")).status == 404


async def test_open_pages_do_not_hold_up_the_end(service: Service) -> None:
    async with TestClient(TestServer(service.app(), host="127.0.0.1")) as client:
        stream = await client.get("/demo/live")
        await next_event(stream)
        async with asyncio.timeout(5):
            await client.server.close()
