"""A memo as its organiser writes it and as those read it who take part in the room and online."""

from core.events.model import LONGEST_DESCRIPTION, LONGEST_MEMO, Form
from core.people import Role
from handlers.events.words import MOST_SAID, memoed
from tests.events.holding import held
from tests.test_golden import Transcript
from tests.times import Clock
from tests.walks import phone_of, tap
from tests.world import TEXTS, DemoWorld


async def test_what_a_memo_looks_like(world: DemoWorld, clock: Clock) -> None:
    anna = Transcript(world, await phone_of(world, "Соколова Анна"), "Анна ")
    olga = Transcript(world, await phone_of(world, "Белова Ольга"), "Ольга ")
    boris = Transcript(
        world, await phone_of(world, "Громов Борис", Role.METHODIST, at="Школа № 1"), "Борис "
    )
    anna.lines = olga.lines = boris.lines
    await held(world, world.people["Громов Борис"].id, form=Form.HYBRID)
    await olga.phone.press_raw("event:1")
    await olga.phone.press("Записаться онлайн")
    await boris.open("eventterms:1")
    await boris.press("Памятка очно")
    await boris.say("я" * 1001)
    await boris.say("Возьмите сменную обувь.")
    await boris.say("Возьмите сменную обувь и паспорт.")
    await boris.press("Сохранить", "← Назад", "Памятка онлайн")
    await boris.say("Подключайтесь за 10 минут.")
    await boris.press("Сохранить")
    await olga.hear()
    await anna.open("event:1")
    await anna.press("Записаться очно")
    clock.wait(days=9, hours=1)
    await world.service.reminders.put_due()
    await anna.hear()
    await boris.open("memoonline:1")
    await boris.press("Убрать памятку", "← Назад")
    await olga.hear()
    anna.compare("memo")


def test_a_long_memo_below_a_long_description_is_cut_and_says_where_the_rest_is() -> None:
    whole = memoed("я" * LONGEST_MEMO, "о" * 700)
    assert (whole["memo"], whole["cut"]) == ("я" * LONGEST_MEMO, "no")
    cut = memoed("я" * LONGEST_MEMO, "о" * LONGEST_DESCRIPTION)
    assert len(cut["memo"]) + LONGEST_DESCRIPTION == MOST_SAID
    assert "Целиком она в файле" in TEXTS("event-memo", memo=cut["memo"], cut=cut["cut"])
    assert not memoed("", "о")["has_memo"]


async def test_the_file_for_the_calendar_has_it(world: DemoWorld) -> None:
    await phone_of(world, "Громов Борис", Role.METHODIST, at="Школа № 1")
    boris = world.new_phone(await world.number_of(world.people["Громов Борис"].id), "Громов Борис")
    anna = await phone_of(world, "Соколова Анна")
    await held(world, world.people["Громов Борис"].id, form=Form.HYBRID)
    await boris.press_raw("memoroom:1")
    await boris.say("Возьмите паспорт.")
    await boris.press("Сохранить")
    await anna.press_raw("event:1")
    await tap(anna, "Записаться очно")
    (sent,) = [one.document for one in anna.history if one.document]
    file = world.chats.file(sent.file_id)
    assert "Возьмите паспорт." in file.data.decode().replace("\r\n ", "")
