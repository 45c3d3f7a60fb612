"""A message that was sent is changed on the page of the demo, as messengers allow."""

from tests.messengers.demo_page import ANNA, Client, Service


async def test_a_message_of_ones_own_is_changed_and_no_other(
    service: Service, page: Client
) -> None:
    await page.post("/demo/say", json={"phone": ANNA, "text": "Привт"})
    said = service.updates[0].message
    assert said is not None
    order = {"phone": ANNA, "message": said.message_id, "text": "Привет"}
    assert (await page.post("/demo/edit", json=order)).status == 200
    edited = service.updates[1].edited_message
    assert edited is not None
    assert (edited.text, edited.message_id) == ("Привет", said.message_id)
    assert edited.edit_date

    for other in (service.show("Меню"), 99_999):
        refused = await page.post("/demo/edit", json=order | {"message": other})
        assert refused.status == 409
        assert "изменить его нельзя" in (await refused.json())["error"]
    assert (await page.post("/demo/edit", json=order | {"text": " "})).status == 400
    assert len(service.updates) == 2
