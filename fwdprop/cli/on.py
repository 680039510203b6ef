"""`--on ENGINE`: what scores the files of a job, if not this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from fwdprop.errors import UsageError, suggestion

ENGINE = "dask"
Beside = Callable[[], str]
"""What the progress says beside rows and rate."""


def proven(on: str) -> str | None:
    """The address behind an engine, None where there is none; UsageError for an unknown engine."""
    name, equals, address = on.partition("=")
    if name != ENGINE:
        help = suggestion(name, [ENGINE], f"it is --on {ENGINE}, or --on {ENGINE}=ADDRESS")
        raise UsageError(f"there is no engine '{name}'", help)
    if not equals:
        return None
    from fwdprop.pipeline.dask.cluster import proven

    return proven(address)


@contextmanager
def runner(on: str | None) -> Iterator[tuple[Callable[..., None], Beside]]:
    """The function that makes the files of a job, with what to say beside its progress."""
    if on is None:
        from fwdprop.pipeline.files.run import run_here

        yield run_here, str
        return
    from fwdprop.pipeline.dask.cluster import connected
    from fwdprop.pipeline.dask.run import run_on

    with connected(proven(on)) as cluster:
        yield partial(run_on, cluster), cluster.said
