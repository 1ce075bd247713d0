"""Whether the app is a reader's own: served to the computer that it runs on, and to no other."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

import streamlit as st

_HERE: Final = {"localhost", "127.0.0.1", "::1"}
_PASSED_ON: Final = {"forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"}


def read_here_only() -> bool:
    """Whether this app is served to this computer only, as far as it can know."""
    return is_own(str(st.get_option("server.address") or ""), st.context.headers.to_dict())


def is_own(address: str, headers: Mapping[str, str]) -> bool:
    """
    Judge by the address that the app listens on, and by what a reader's browser said.

    Parameters
    ----------
    address
        The option `server.address`; empty means every address of the computer.
    headers
        Of the reader's connection. A host that is not this computer, or a sign of a proxy, means
        that others may read, too.
    """
    said = {name.lower(): value for name, value in headers.items()}
    host = urlsplit(f"//{said.get('host', 'localhost')}").hostname
    return address in _HERE and host in _HERE and not said.keys() & _PASSED_ON
