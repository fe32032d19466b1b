"""What may be asked: only hosts of the setting, on their usual ports, at public addresses. Pure.

A host of the setting may name a port of its own (``files.example.org:8443``). Whatever the setting says,
nothing at a private, loopback, link-local or otherwise special address is asked (IANA's special-purpose
registries, by `ipaddress`), also where IPv6 only wraps such an address.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,252}[a-z0-9])?")
_HARMFUL = re.compile(r"[\x00-\x20\x7f\\]")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class NotAllowed(Exception):  # noqa: N818 - named for what it is
    """An address is not asked; the text is why, in Swedish, for whoever wanted it."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address that may be asked, in its parts; `path` has its query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def address(self) -> str:
        """Return the whole address."""
        return f"{self.scheme}://{self.named}{self.path}"

    @property
    def named(self) -> str:
        """Return the host as the Host header has it."""
        return self.host if self.port == _PORTS[self.scheme] else f"{self.host}:{self.port}"


def target(address: str, hosts: Collection[str]) -> Target:
    """Return what to ask for an address; raise :class:`NotAllowed`."""
    if not hosts:
        raise NotAllowed(
            "Inget får hämtas ännu. Den som sköter arkivet anger vilka webbplatser filer får hämtas från "
            "i inställningen harvest.hosts."
        )
    try:
        parts = urlsplit(address)
        port = parts.port
        host = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii").lower()
    except (ValueError, UnicodeError):
        raise NotAllowed("Adressen är inte en giltig webbadress.") from None
    if parts.scheme not in _PORTS:
        raise NotAllowed("Adressen börjar inte med http:// eller https://.")
    if "@" in parts.netloc:
        raise NotAllowed("Adressen innehåller ett användarnamn eller lösenord och hämtas därför inte.")
    if _HARMFUL.search(address) or not _HOST.fullmatch(host) or port == 0:
        raise NotAllowed("Adressen är inte en giltig webbadress.")
    port = port or _PORTS[parts.scheme]
    if not _is_listed(host, port, _PORTS[parts.scheme], hosts):
        raise NotAllowed(
            f"{host}{'' if port == _PORTS[parts.scheme] else f':{port}'} finns inte bland de webbplatser som "
            "filer får hämtas från (inställningen harvest.hosts)."
        )
    path = parts.path or "/"
    return Target(parts.scheme, host, port, f"{path}?{parts.query}" if parts.query else path)


def _is_listed(host: str, port: int, usual: int, hosts: Collection[str]) -> bool:
    listed = {each.strip().lower().rstrip(".") for each in hosts}
    return f"{host}:{port}" in listed or (port == usual and host in listed)


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the internet's own, whatever IPv6 wraps it."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if "%" in address:  # a zone: only this link knows it
        return False
    if isinstance(found, ipaddress.IPv6Address):
        wrapped = [found.ipv4_mapped, found.sixtofour, *(found.teredo or ())]
        if found in _NAT64 or int(found) >> 32 == 0:  # NAT64, and IPv4-compatible
            wrapped.append(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF))
        inner = [each for each in wrapped if each is not None]
        if inner:
            return all(is_public(str(each)) for each in inner)
        if found.is_site_local:
            return False
    special = (
        found.is_private,
        found.is_loopback,
        found.is_link_local,
        found.is_multicast,
        found.is_reserved,
        found.is_unspecified,
    )
    return found.is_global and not any(special)
