"""Every key in the code has words, only one set of them, and no words lie unused."""

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from fluent.syntax import ast as ftl

import handlers.files  # noqa: F401 - so that its refusals exist
from bot.messengers.demo.words import WORDS
from core.consultations.model import Outcome
from core.errors import Refusal
from core.events.model import Presence
from core.ladder import How
from core.people import PersonId
from core.roles.invitations import Kind
from core.slots.model import OUTCOMES
from handlers.acknowledgements.annex import WIDTHS
from handlers.applications.table import WIDTHS as APPLICATIONS
from handlers.attendance.table import WIDTHS as ROLL
from handlers.events.overlook import FIELDS as FIELDS_OF_EVENTS
from handlers.feedback.questions import ASKED
from handlers.menu import COMMANDS, DRAFT_PLACES
from handlers.plan.table import WIDTHS as PLAN
from handlers.preferences.preferences import KINDS
from handlers.privacy.dossier import CODED
from handlers.registration.profile import FIELDS
from storage.dossier import everything_about
from tests.imports.test_words import troubles
from tests.sources import ROOT, called, calls, read, shown, sources, strings, tree
from tests.words import by_key, nodes, phrases

STATIC = ROOT / "bot" / "messengers" / "demo" / "static"

SPEAKERS = {"Say", "Label", "texts", "raw", "say", "_sorry", "_switch", "_wrong", "_format"}
"""Whatever takes a key as its first argument."""

KEY = re.compile(r"[a-z]+(-[a-z0-9_]+)*")
SPACES_OF_KEYS = {phrase.key.split("-")[0] for phrase in phrases() if "-" in phrase.key}
"""First words of keys: a literal that begins with one is taken for a key."""

NOT_KEYS = {"demo-region"}  # a mark in the database
NOT_TEMPLATES = {"demo-{kind}-{next(self._message_ids)}", "demo-{seed}-{place}"}

UNUSED: dict[str, str] = {}
"""Keys that nothing says yet, each with its reason."""


@cache
def refusals() -> tuple[type[Refusal], ...]:
    def below(cls: type[Refusal]) -> Iterator[type[Refusal]]:
        yield cls
        for child in cls.__subclasses__():
            yield from below(child)

    for path in sources("core"):
        __import__(shown(path).removesuffix(".py").removesuffix("/__init__").replace("/", "."))
    return tuple(cls for cls in below(Refusal) if not cls.__module__.startswith("tests"))


def forms_of_words() -> list[str]:
    """Keys that ``_make_dialog`` of compose.py is called with."""
    path = ROOT / "handlers" / "consultations" / "compose.py"
    made = (call for call in calls(tree(path)) if called(call) == "_make_dialog")
    return [ast.literal_eval(call.args[1]) for call in made]


def all_troubles() -> Iterator[str]:
    """Every literal of two words in the rules of imports names a trouble."""
    yield from troubles()
    for path in sources("core/imports"):
        found = {node.value for node in strings(path) if KEY.fullmatch(node.value)}
        yield from (f"import-trouble-{name}" for name in found if "-" in name)


def sections() -> list[str]:
    return list(everything_about(PersonId(1)))


def columns() -> set[str]:
    """Whatever a dossier may hold about a person."""
    selects = everything_about(PersonId(1)).values()
    return {str(column.key) for select in selects for column in select.selected_columns}


TEMPLATES = {
    "refusal-{refusal.key}": lambda: [f"refusal-{cls.key}" for cls in refusals()],
    "import-trouble-{trouble.key}": all_troubles,
    "command-{name}": lambda: [f"command-{name}" for name in COMMANDS],
    "button-change-{field}": lambda: [f"button-change-{field}" for field in FIELDS],
    "button-talk-{outcome}": lambda: [f"button-talk-{one}" for one in OUTCOMES],
    "button-outcome-{outcome}": lambda: [f"button-outcome-{one}" for one in Outcome],
    "button-draft-{DRAFT_PLACES[name.split(':')[1]]}": lambda: [
        f"button-draft-{place}" for place in DRAFT_PLACES.values()
    ],
    "button-opinion-{name}": lambda: [f"button-opinion-{name}" for name in ASKED],
    "feedback-{name}-asked": lambda: [f"feedback-{name}-asked" for name in ASKED],
    "button-enter-{presence}": lambda: [f"button-enter-{one}" for one in Presence],
    "button-field-{name}": lambda: [f"button-field-{name}" for name in FIELDS_OF_EVENTS],
    "accepted-{offer.kind}": lambda: [f"accepted-{kind}" for kind in Kind],
    "button-kind-{kind}": lambda: [f"button-kind-{kind}" for kind in KINDS],
    "preferences-changed-{changed}": lambda: [
        f"preferences-changed-{what}" for what in (*KINDS, "hour", "quiet", "zone")
    ],
    "acks-column-{name}": lambda: [f"acks-column-{name}" for name in WIDTHS],
    "applications-column-{name}": lambda: [f"applications-column-{name}" for name in APPLICATIONS],
    "plan-column-{name}": lambda: [f"plan-column-{name}" for name in PLAN],
    "roll-column-{name}": lambda: [f"roll-column-{name}" for name in ROLL],
    "export-{name}": lambda: [f"export-{name}" for name in sections()],
    "export-field-{field}": lambda: [f"export-field-{name}" for name in columns()],
    "why-{how}": lambda: [f"why-{one}" for one in (*How, "passed-up", "reopened-anew", "unknown")],
    "{key}-prompt": lambda: [f"{key}-prompt" for key in forms_of_words()],
    "{key}-draft": lambda: [f"{key}-draft" for key in forms_of_words()],
    "{key}-done": lambda: [f"{key}-done" for key in forms_of_words()],
}
"""Keys that are put together, and what they come to."""

LISTS: tuple[Iterable[str], ...] = (WORDS, CODED.values())
"""Keys that are said one by one from a list."""


def literals() -> Iterator[tuple[str, str]]:
    """``(where, key)`` for keys that stand in the code as they are."""
    for path in sources():
        first = [
            call.args[0] for call in calls(tree(path)) if called(call) in SPEAKERS and call.args
        ]
        told = [node.value for node in first if isinstance(node, ast.Constant)]
        alike = [] if shown(path).startswith("core/") else [node.value for node in strings(path)]
        for text in (*told, *filter(looks_like_a_key, alike)):
            if isinstance(text, str) and KEY.fullmatch(text):
                yield shown(path), text


def speaking(path: Path) -> Iterator[ast.Call]:
    return (call for call in calls(tree(path)) if called(call) in SPEAKERS and call.args)


def looks_like_a_key(text: str) -> bool:
    return "-" in text and text.split("-", maxsplit=1)[0] in SPACES_OF_KEYS


def templates() -> Iterator[str]:
    """f-strings that come to a key."""
    for path in sources():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.JoinedStr):
                fixed = "".join(map(fixed_part, node.values))
                if re.fullmatch(r"[a-z-]*", fixed) and len(fixed) > 1 and "-" in fixed:
                    yield "".join(fixed_part(part) or name_of(part) for part in node.values)


def fixed_part(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else ""


def name_of(part: ast.expr) -> str:
    assert isinstance(part, ast.FormattedValue)
    return f"{{{ast.unparse(part.value)}}}"


@cache
def used() -> frozenset[str]:
    put_together = (key for make in TEMPLATES.values() for key in make())
    inside_others = (
        reference.id.name
        for phrase in phrases()
        for reference in nodes(phrase.pattern, ftl.MessageReference)
    )
    listed = (key for keys in LISTS for key in keys)
    found = {key for _, key in literals()} - NOT_KEYS
    return frozenset({*found, *put_together, *inside_others, *listed})


def test_every_key_has_words() -> None:
    known = by_key()
    places = {key: where for where, key in literals()}

    assert {key: places.get(key) for key in used() if key not in known} == {}


def test_every_refusal_has_words_of_its_own() -> None:
    keys = Counter(cls.key for cls in refusals())

    assert [key for key, times in keys.items() if times > 1] == []
    assert len(keys) > 20


def test_no_key_has_two_meanings() -> None:
    keys = Counter(phrase.key for phrase in phrases())

    assert [key for key, times in keys.items() if times > 1] == []


def test_no_words_lie_unused() -> None:
    assert {phrase.key for phrase in phrases()} - used() == set(UNUSED)


def test_every_key_that_is_put_together_is_in_the_table() -> None:
    assert set(templates()) - NOT_TEMPLATES == set(TEMPLATES)


def test_exceptions_are_needed() -> None:
    assert {key for _, key in literals()} >= NOT_KEYS
    assert set(templates()) >= NOT_TEMPLATES


def test_the_page_of_the_demo_says_what_it_has_been_given() -> None:
    asked = set()
    for path in STATIC.iterdir():
        asked |= asked_by(path)

    assert asked == set(WORDS)


def asked_by(path: Path) -> set[str]:
    """Keys in the markup, and names that the scripts complete to keys."""
    page = read(path)
    marked = re.findall(r'data-(?:word|label|placeholder)="([\w-]+)"', page)
    spoken = re.findall(r'\bword\("([\w-]+)"\)', page)
    return {*marked, *(f"demo-page-{name}" for name in spoken)}
