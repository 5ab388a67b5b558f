"""Which machines may be asked: those of the public internet, unless the user allows others.

A name is looked up once, every address that it has must be public, and the connection goes to one of these: a name that
says one thing when it is checked and another when it is used (DNS rebinding) gains nothing. Names such as 2130706433 or
0x7f.1 are looked up by the system as it would for a connection, and so are seen for what they are.
"""

import ipaddress
import socket

from newsweave.errors import FetchError

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def addresses(host: str, port: int, thing: str, *, private: bool = False) -> list[str]:
    """Look a name up.

    Args:
        host: A name or address.
        port: Where to connect.
        thing: What messages are about.
        private: Whether addresses of this machine and of private networks are allowed; those of one link alone, such
            as that of a cloud's metadata (169.254.169.254), never are.

    Raises:
        FetchError: The name is not known, or leads to an address that is not public.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        problem = f"the host {host!r} cannot be found ({reason})"
        raise FetchError(thing, problem, "look at the spelling and at the connection") from error
    told = list(dict.fromkeys(str(each[4][0]).partition("%")[0] for each in found))
    closed = [address for address in told if not is_public(address)]
    if closed and not private:
        problem = f"leads to {closed[0]}, which is this machine or in a private network"
        raise FetchError(thing, problem, "give --allow-private if you mean it")
    near = [address for address in told if ipaddress.ip_address(address).is_link_local]  # with --allow-private, too
    if near:
        problem = f"leads to {near[0]}, where machines keep what is theirs alone"
        raise FetchError(thing, problem, "give another address; this one is never asked")
    return told


def is_public(address: str) -> bool:
    """Tell public addresses, also where an IPv6 address stands for one of IPv4.

    >>> is_public("93.184.216.34"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("169.254.169.254")
    (True, False, False, False)
    """
    parsed = ipaddress.ip_address(address)
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour or (parsed.teredo or (None, None))[1]
        if parsed in _NAT64:
            inner = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
        if inner is not None and not is_public(str(inner)):
            return False
    return parsed.is_global and not parsed.is_multicast
