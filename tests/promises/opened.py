"""Who opens which place: the table that P20 goes through, role by role."""

from tests.promises.region import (
    ADMINISTRATOR,
    COORDINATOR,
    EVERYBODY,
    FAR,
    HELD,
    METHODIST,
    TEACHER,
)

REGISTERED, STAFF = EVERYBODY[2:], EVERYBODY[3:]

COORDINATORS = (COORDINATOR, FAR, ADMINISTRATOR)
REGISTERED_THERE = (TEACHER, METHODIST, COORDINATOR, ADMINISTRATOR)

STEERING = ("correct", "recall", "pause", "resume", "hasten", "unsend")
NUMBERED = (
    "announcement",
    *STEERING,
    *("close", "answer", "askback", "note", "write", "reopen", "before", "appointment", "propose"),
    *("published", "publish", "reword", "why", "pass"),
    *("helped", "partly", "nothelped", "template", "edittemplate", "colleagues", "proposals"),
    *("ack", "askabout", "acks"),
    *("talk", "movetalk"),
    *("term", "leads", "absence", "absencesof", "passquestions", "methodist"),
    *("roll", "arrive", "certificate", "feedback", "opinions", "writeguests"),
    *("badge", "numbers", "walkin", "check"),
    *("event", "takeseat", "giveseat", "handseat", "come", "notcome", "guests", "editevent"),
    *("apply", "application", "applications", "applicationterms"),
    *("series", "repeat", "quorum", "holdevent", "waitevent", "calloff"),
    *("eventterms", "eventaudience", "eventquotas"),
    *("memoroom", "memoonline", "materials", "addmaterials"),
    *("askhost", "answerguest"),
    *("planline", "editline"),
)
OPENED_BY: dict[str, tuple[str, ...]] = {
    "menu": REGISTERED,
    "help": REGISTERED,
    "profile": REGISTERED,
    "privacy": EVERYBODY[1:],
    "accounts": REGISTERED,
    "preferences": REGISTERED,
    "ask": REGISTERED,
    "answers": REGISTERED,
    "published:1": REGISTERED,
    "reword:1": (METHODIST, COORDINATOR, ADMINISTRATOR),
    "publish:1": (COORDINATOR, ADMINISTRATOR),  # told that it is not answered yet
    "mine": REGISTERED,
    "inbox": STAFF,
    "unowned": STAFF,
    "late": STAFF,
    "overdue": COORDINATORS,
    "helping": REGISTERED,
    "templates": (METHODIST,),
    "newtemplate": (METHODIST,),
    "workplace": (METHODIST,),
    "booktalk": REGISTERED,
    "mytalks": REGISTERED,
    "talks": (METHODIST,),
    "freetimes": (METHODIST,),
    "opentimes": (METHODIST,),
    "absences": (METHODIST,),
    "workdays": (METHODIST,),
    **dict.fromkeys(("methodists", "routes", "terms", "leading"), COORDINATORS),
    # rules of the northern district
    "term:1": (COORDINATOR, ADMINISTRATOR),
    "leads:1": (COORDINATOR, ADMINISTRATOR),
    # Boris himself, and his absence
    **{
        f"{what}:1": (COORDINATOR, ADMINISTRATOR)
        for what in ("absence", "absencesof", "passquestions", "methodist")
    },
    "events": REGISTERED,
    "myevents": REGISTERED,
    "seatcode": REGISTERED,
    "organised": STAFF,
    "newevent": STAFF,
    # the coordinator's, of the northern district
    "event:1": (TEACHER, METHODIST, COORDINATOR, ADMINISTRATOR),
    "guests:1": (COORDINATOR, ADMINISTRATOR),
    "editevent:1": (COORDINATOR, ADMINISTRATOR),
    "applications:1": (COORDINATOR, ADMINISTRATOR),
    "applicationterms:1": (COORDINATOR, ADMINISTRATOR),
    "myapplications": REGISTERED,
    "samples": STAFF,
    "series:1": (TEACHER, METHODIST, COORDINATOR, ADMINISTRATOR),  # told that there is none
    **{
        f"{what}:1": (COORDINATOR, ADMINISTRATOR)
        for what in ("repeat", "quorum", "holdevent", "waitevent", "calloff")
    },
    **{
        f"{what}:1": (COORDINATOR, ADMINISTRATOR)
        for what in ("eventterms", "eventaudience", "eventquotas")
    },
    "memoroom:1": (COORDINATOR, ADMINISTRATOR),
    "askhost:1": (TEACHER, METHODIST),
    "memoonline:1": (COORDINATOR, ADMINISTRATOR),  # told that nobody is online
    **{
        f"{what}:1": (TEACHER, METHODIST, COORDINATOR, ADMINISTRATOR)  # told that they are not in
        for what in ("takeseat", "giveseat", "handseat", "come", "notcome")
    },
    **{
        f"{what}:1": (TEACHER, METHODIST, COORDINATOR, ADMINISTRATOR)  # told that there are none
        for what in ("apply", "application")
    },
    "invite": STAFF,
    "manage": (COORDINATOR, FAR, ADMINISTRATOR),
    "staff": (COORDINATOR, FAR, ADMINISTRATOR),
    "undelivered": (COORDINATOR, FAR, ADMINISTRATOR),
    "carriage": (ADMINISTRATOR,),
    "experience": REGISTERED,
    "announce": COORDINATORS,
    "announcements": COORDINATORS,
    "approvals": (ADMINISTRATOR,),
    # Anna's question, which Boris answers, in the northern district
    "consultation:1": (COORDINATOR, ADMINISTRATOR),
    "close:1": (),
    "answer:1": (COORDINATOR, ADMINISTRATOR),
    "askback:1": (COORDINATOR, ADMINISTRATOR),
    "note:1": (COORDINATOR, ADMINISTRATOR),
    "before:1": (COORDINATOR, ADMINISTRATOR),
    "pass:1": (COORDINATOR, ADMINISTRATOR),
    "why:1": (COORDINATOR, ADMINISTRATOR),
    "proposals:1": (COORDINATOR, ADMINISTRATOR),
    "colleagues:1": (COORDINATOR, ADMINISTRATOR),  # told that it is another's
    "propose:1": (),
    "write:1": (),
    **{f"{what}:1": () for what in ("reopen", "helped", "partly", "nothelped")},
    # a template of Boris's own
    "template:1": (),
    "edittemplate:1": (),
    # Boris's appointment there
    "appointment:1": (COORDINATOR, ADMINISTRATOR),
    # what the coordinator of the northern district has announced to Olga
    "announcement:1": (TEACHER, COORDINATOR, ADMINISTRATOR),
    **{f"{what}:1": (COORDINATOR, ADMINISTRATOR) for what in STEERING},
    "ack:1": (TEACHER,),
    "askabout:1": (TEACHER,),
    # what the coordinator holds there, with Olga among those who came
    f"roll:{HELD}": (COORDINATOR, ADMINISTRATOR),
    f"writeguests:{HELD}": (COORDINATOR, ADMINISTRATOR),
    **{f"{what}:{HELD}": (COORDINATOR, ADMINISTRATOR) for what in ("numbers", "walkin", "check")},
    f"arrive:{HELD}": (TEACHER,),
    f"badge:{HELD}": (TEACHER,),
    f"certificate:{HELD}": (TEACHER,),
    f"feedback:{HELD}": (TEACHER,),  # told that it is going on still
    f"opinions:{HELD}": (COORDINATOR, ADMINISTRATOR),
    f"materials:{HELD}": (TEACHER, COORDINATOR, ADMINISTRATOR),  # Olga: not before its end
    f"addmaterials:{HELD}": (COORDINATOR, ADMINISTRATOR),
    "mymaterials": REGISTERED,
    "certificates": REGISTERED,
    "plan": REGISTERED,
    "myplan": REGISTERED,
    "planline:1": REGISTERED_THERE,  # Olga answers for it, in the northern district
    "editline:1": (METHODIST, COORDINATOR, ADMINISTRATOR),
    "addline": STAFF,
    "plantable": STAFF,
    "typicalplan": COORDINATORS,
    "acks:1": (COORDINATOR, ADMINISTRATOR),
    # nobody's
    "consultation:999": (),
    **{f"{what}:999": () for what in NUMBERED},
    "merge:999": (),
}
"""Who opens what, everything else is refused. What of it is then done is in ``test_rights``."""

OWN = {
    "consultation:2": True,
    "close:2": True,
    "write:2": True,
    **{f"{what}:2": False for what in ("answer", "askback", "note", "before", "why", "pass")},
}
"""A teacher's own question."""
