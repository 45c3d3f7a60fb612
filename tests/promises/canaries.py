"""What may be found nowhere: a token, numbers, names and words of people made up for it."""

TOKEN = "4242424242:AAF-canary-token-of-the-fake-telegram"  # noqa: S105 - nobody accepts it
ANNA, BORIS = 7_777_777_001, 7_777_777_002
CANARIES = (
    TOKEN,
    TOKEN.partition(":")[2],
    "q7canary",
    "Канарейкин",
    "Kanareikina",
    "912 345-67-89",
    "79123456789",
    str(ANNA),
    str(BORIS),
)
QUESTION = "q7canary: Канарейкина Kanareikina спрашивает, тел. +7 912 345-67-89, 79123456789"


def found(text: str) -> dict[str, int]:
    return {sign: text.count(sign) for sign in CANARIES if sign in text}
