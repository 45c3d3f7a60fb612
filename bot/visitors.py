"""Whom to count at a page that anybody may open."""

from ipaddress import ip_address

from aiohttp import web

from core.people import Account

IPV4, HOST_BITS = 4, 64
"""Of the newer kind a household has so many addresses: they count as one."""


def visitor(request: web.Request) -> Account:
    """Behind a proxy of this machine it is the address that the proxy has seen."""
    words = request.remote or ""
    forwarded = request.headers.get("X-Forwarded-For", "")
    try:
        if forwarded and ip_address(words).is_loopback:
            words = forwarded.rpartition(",")[2].strip()
        address = ip_address(words)
    except ValueError:
        return Account("web", 0)
    whole = int(address)
    return Account("web", whole if address.version == IPV4 else whole >> HOST_BITS)
