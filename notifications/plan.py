"""How whoever answers for lines of the plan is reminded of them."""

from core.letters import Button, Screen
from core.plan.notices import PlanDue
from notifications.wording import Wordings
from texts import Texts

wordings = Wordings()


@wordings.of(PlanDue, hint="event")
def plan_due(notice: PlanDue, texts: Texts) -> Screen:
    """The first titles, and how many more there are."""
    titles = "\n".join(texts.raw("plan-due-title", title=title) for title in notice.titles)
    text = texts(
        "notice-plan-due",
        month=texts.raw("month", month=notice.month.month, year=notice.month.year),
        titles=titles,
        more=notice.count - len(notice.titles),
    )
    return Screen(text, (Button(texts.raw("button-my-plan"), "myplan"),))
