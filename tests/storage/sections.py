"""Which tables a person reads of in their dossier, and which not."""

IN_THE_DOSSIER = {
    "people": "profile",
    "person_subjects": "subjects",
    "accounts": "accounts",
    "joinings": "codes",
    "consents": "consents",
    "grants": "roles",
    "expertise": "expertise",
    "preferences": "preferences",
    "workloads": "workload",
    "absences": "absences",
    "consultations": "consultations",
    "messages": "messages",
    "templates": "templates",
    "volunteers": "volunteering",
    "announcements": "announcements",
    "acknowledgements": "acknowledgements",
    "answers": "answers",
    "answer_marks": "marks",
    "audit": "looks",
    "slots": "slots",
    "talks": "talks",
    "enrolments": "enrolments",
    "events": "events",
    "calendar_subscriptions": "subscriptions",
    "attendances": "attendances",
    "certificates": "certificates",
    "opinions": "opinions",
    "planned_events": "plan",
    "materials": "materials",
    "inquiries": "inquiries",
}
"""Tables that know a person, and the sections in which the person reads them."""

NOT_IN_THE_DOSSIER = {
    "masks": "whose the questions without a name are; the questions are in the consultations",
    "tenures": "numbers; the questions are in the consultations",
    "invitations": "a hash of a link and numbers; what came of it is in the roles",
    "material_tellings": "numbers: which letters about materials were sent",
    "outbox": "words already shown elsewhere, on their way; emptied when delivered",
    "erasures": "written when the person is no longer there to read it",
}
