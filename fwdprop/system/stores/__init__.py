"""Where files are: on this machine, or in a store that a URL names. One small interface."""

from __future__ import annotations

from fwdprop.system.stores.store import Entry, Store
from fwdprop.system.stores.url import is_remote, is_url, shown, url

__all__ = ["Entry", "Store", "is_remote", "is_url", "shown", "store_of"]


def store_of(place: str) -> Store:
    """The store of a place: of a path or a `file://` URL this machine's, else what the URL names.

    pyarrow speaks to it where it can, else fsspec where that is installed. Nothing is asked of the
    store yet. Raises InputError where a package is missing.
    """
    if not is_remote(place):
        from fwdprop.system.stores.local import LocalStore

        return LocalStore()
    from fwdprop.system.stores import arrow, fsspec
    from fwdprop.system.stores.remote import RemoteStore

    parts = url(place)
    base = str(parts._replace(path=""))
    if arrow.is_built_in(parts.scheme):
        return RemoteStore(arrow.ArrowFiles(base))
    return RemoteStore(fsspec.FsspecFiles(base))
