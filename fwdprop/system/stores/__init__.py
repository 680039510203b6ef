"""Where files are: on this machine, or in a store that a URL names. One small interface."""

from __future__ import annotations

from fwdprop.errors import UsageError
from fwdprop.system.stores.local import LocalStore
from fwdprop.system.stores.store import Entry, Store
from fwdprop.system.stores.url import LOCAL, is_url, scheme_of, shown

__all__ = ["Entry", "Store", "is_url", "shown", "store_of"]


def store_of(place: str) -> Store:
    """The store of a place: of a path or a `file://` URL this machine's, else what the URL names.

    Raises UsageError for a scheme that is not known.
    """
    scheme = scheme_of(place)
    if scheme in (None, LOCAL):
        return LocalStore()
    raise UsageError(f"{shown(place)} is in no store that is known")
