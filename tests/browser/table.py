"""The demo's page as a person sees it: a table with phones, and the clock above it."""

import os
import re
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

SCREENS = Path(__file__).parents[2] / "docs" / "screens"
LARGEST_PICTURE = 400 * 1024
"""Bytes: a repository keeps every picture for ever."""
PATIENCE = 500
"""Milliseconds until what the server has is on the page."""


class Phone:
    """One person's phone; ``name`` is as it stands at its head."""

    def __init__(self, node: Locator) -> None:
        self.node = node

    @property
    def messages(self) -> Locator:
        return self.node.locator(".message")

    @property
    def card(self) -> Locator:
        """The last thing that the bot has said."""
        return self.node.locator(".message.bot").last

    def begin(self) -> None:
        self.node.locator(".start").click()

    def say(self, text: str) -> None:
        field = self.node.locator("textarea")
        field.fill(text)
        field.press("Enter")
        expect(self.node.locator(".message.own").last).to_contain_text(text)

    def edit(self, text: str, *, instead_of: str) -> None:
        """Change a message sent before, by the pencil on it."""
        message = self.node.locator(".message.own").filter(has_text=instead_of).last
        message.hover()
        message.locator(".edit").click()
        field = self.node.locator("textarea")
        expect(field).to_have_value(instead_of)
        field.fill(text)
        field.press("Enter")
        expect(self.node.locator(".message.own").filter(has_text=text)).to_contain_text("изменено")
        expect(field).to_have_value("")

    def press(self, title: str) -> None:
        """A button of the last message that has buttons, by the whole of its words."""
        rows = self.node.locator(".message:has(.rows)").last
        button = rows.locator(".press").filter(has_text=re.compile(rf"^\s*{re.escape(title)}\s*$"))
        button.click()

    def press_with(self, words: str) -> None:
        """The button with these words among others, «2. чт, 3 декабря, 15:00»."""
        rows = self.node.locator(".message:has(.rows)").last
        rows.locator(".press").filter(has_text=words).click()

    def offers(self, title: str) -> None:
        expect(self.card.locator(".press").filter(has_text=title)).to_be_visible()

    def has(self, words: str) -> bool:
        return words in self.card.inner_text()

    def sees(self, words: str) -> None:
        expect(self.card).to_contain_text(words)


class Table:
    """The page: phones side by side, or one at a time where there is no room."""

    def __init__(self, page: Page) -> None:
        self.page = page
        expect(page.locator(".phone")).to_have_count(3)

    def phone(self, name: str) -> Phone:
        return Phone(self.page.locator(f'.phone[aria-label^="{name}"]'))

    def newcomer(self) -> Phone:
        """A phone of somebody whom the bot does not know yet."""
        phones = self.page.locator(".phone")
        count = phones.count()
        self.page.locator("#newcomer").click()
        expect(phones).to_have_count(count + 1)
        return Phone(phones.last)

    def take(self, name: str) -> Phone:
        """Turn to somebody's phone by the row of people."""
        self.tab(name).click()
        phone = self.phone(name)
        expect(phone.node).to_be_visible()
        return phone

    def tab(self, name: str) -> Locator:
        return self.page.locator("#people .tab").filter(has_text=name)

    @property
    def sticks_out(self) -> bool:
        """Whether something is wider than the page, so that it has to be moved sideways."""
        root = "document.documentElement"
        wider: bool = self.page.evaluate(f"{root}.scrollWidth > {root}.clientWidth")
        return wider

    @property
    def today(self) -> str:
        return self.page.locator("#clock-date").inner_text()

    def move_clock(self, by: str) -> None:
        self.page.locator(".moves button").filter(has_text=by).click()

    def wait_for(self, phone: Phone, words: str, *, most: int) -> None:
        """Move the clock by hours, so many at most, until the phone says it."""
        for _ in range(most):
            with suppress(AssertionError):
                expect(phone.card).to_contain_text(words, timeout=PATIENCE)
                return
            self.move_time("+1 час")
        phone.sees(words)

    def move_time(self, by: str) -> None:
        """What has become due by then is delivered when the answer comes."""
        with self.page.expect_response("**/demo/clock"):
            self.move_clock(by)

    def photograph(self, name: str, folder: Path) -> None:
        """Into a throw-away folder; into the documentation when OPORA_SCREENS=1 asks for it."""
        folder = SCREENS if os.environ.get("OPORA_SCREENS") == "1" else folder
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.png"
        self.page.mouse.move(0, 0)
        self.page.screenshot(path=path, caret="initial")
        assert path.stat().st_size <= LARGEST_PICTURE
