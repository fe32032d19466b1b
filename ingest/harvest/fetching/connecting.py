"""One request to one address that was looked at: the name is resolved once, and connected to as checked.

Nothing here reads the environment's proxies, follows redirects, sends cookies or asks for compression.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from ingest.harvest.fetching.allowed import NotAllowed, Target, is_public

AGENT = "Helixarkivet (harvest; reads listing pages of its own authority)"


class NotFetched(Exception):  # noqa: N818 - named for what it is
    """What was asked for did not come; the text is why, in Swedish."""


def resolve(host: str, port: int) -> Sequence[str]:
    """Return the IP addresses of a host, as the system knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


@dataclass(frozen=True, slots=True)
class Network:
    """How names become addresses and which of these may be asked. Only tests have other ways."""

    resolve: Callable[[str, int], Sequence[str]] = resolve
    is_public: Callable[[str], bool] = is_public


@dataclass(frozen=True, slots=True)
class Deadline:
    """When all of it must be done, by the clock of `time.monotonic`."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        """Return the deadline so many seconds from now."""
        return cls(time.monotonic() + seconds)

    @property
    def left(self) -> float:
        """Return the seconds left; raise :class:`NotFetched` where there are none."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise NotFetched("Det tog för lång tid (inställningen harvest.timeout_seconds).")
        return left


@contextmanager
def asked(
    target: Target, network: Network, deadline: Deadline, headers: Mapping[str, str]
) -> Iterator[HTTPResponse]:
    """Give the answer to a GET, its body not read yet.

    At the deadline the line is cut, whatever drips in on it. Raises :class:`NotAllowed` and
    :class:`NotFetched`.
    """
    connection = _connection(target, _looked_up(target, network), deadline)
    cut = threading.Timer(deadline.left, _cut, [connection])
    cut.daemon = True
    cut.start()
    try:
        sent = {
            "Host": target.named,
            "User-Agent": AGENT,
            "Accept-Encoding": "identity",
            "Connection": "close",
        }
        connection.request(
            "GET", target.path, headers={**sent, **headers}, preload_content=False, decode_content=False
        )
        yield connection.getresponse()
    except (HTTPError, OSError, ValueError) as error:
        deadline.left  # noqa: B018 - the line was cut by the deadline, which tells it
        raise NotFetched(
            f"{target.host} gick inte att nå eller bröt förbindelsen ({_in_short(error)})."
        ) from error
    finally:
        cut.cancel()
        connection.close()


def _looked_up(target: Target, network: Network) -> str:
    """Return the address to connect to; every address of the host must be public."""
    try:
        found = network.resolve(target.host, target.port)
    except OSError:
        raise NotFetched(f"Det finns ingen webbplats med namnet {target.host}.") from None
    if not found:
        raise NotFetched(f"Det finns ingen webbplats med namnet {target.host}.")
    if not all(network.is_public(address) for address in found):
        raise NotAllowed(f"{target.host} leder till en adress i ett internt nät, och därifrån hämtas inget.")
    return found[0]


def _connection(target: Target, address: str, deadline: Deadline) -> HTTPConnection:
    if target.scheme == "http":
        return HTTPConnection(address, target.port, timeout=deadline.left)
    return HTTPSConnection(
        address,
        target.port,
        timeout=deadline.left,
        cert_reqs="CERT_REQUIRED",
        server_hostname=target.host,
        assert_hostname=target.host,
    )


def _cut(connection: HTTPConnection) -> None:
    if connection.sock is not None:
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)


def _in_short(error: Exception) -> str:
    return type(error).__name__
