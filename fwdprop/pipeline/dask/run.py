"""The files of a job on a cluster: their pieces on workers, whole files in their places."""

from __future__ import annotations

import os
from contextlib import closing, suppress
from functools import partial

from fwdprop.errors import FwdpropError
from fwdprop.pipeline.dask.cluster import Cluster
from fwdprop.pipeline.dask.finished import Finished
from fwdprop.pipeline.dask.hand import Hand
from fwdprop.pipeline.dask.parts import PARTS, piece_size
from fwdprop.pipeline.dask.pool import Pool
from fwdprop.pipeline.dask.probe import proven_workers
from fwdprop.pipeline.dask.told import Told
from fwdprop.pipeline.dask.worker import Worker
from fwdprop.pipeline.files.folder import Folder
from fwdprop.pipeline.files.job import Advance
from fwdprop.pipeline.files.total import Total
from fwdprop.pipeline.files.work import Work
from fwdprop.pipeline.skipped import Skipped
from fwdprop.system.interrupts import cleaning_up
from fwdprop.system.stores import is_url


def run_on(
    cluster: Cluster, work: Work, resume: bool, total: Total, skipped: Skipped, advance: Advance
) -> None:
    """Makes every file of results that is not complete, each with its record, on the cluster.

    `total` and `skipped` take what was found, in the order of the inputs; `advance` the rows, and
    the bytes of all inputs that were read. At an error the files that are in their places are
    complete, and nothing goes on.
    """
    place = work.results.place
    results = Folder(place if is_url(place) else os.path.abspath(place))
    work, parts = work._replace(results=results), results.at(PARTS)
    run, told, finished = os.urandom(6).hex(), Told(advance), Finished(work, total, skipped)
    with suppress(FwdpropError):  # what is left of a run that was killed
        results.store.remove_folder(parts)
    # While there are workers, they may write some more.
    cluster.afterwards.enter_context(cleaning_up(partial(_removed, cluster, results, parts)))
    try:
        threads = proven_workers(cluster, results, run)
        worker = Worker(work.job, results.place, work.rejects is not None, run)
        with closing(Pool(cluster, worker, told.take, threads)) as pool:
            hand = Hand(work, pool, told, finished, resume, piece_size(work, threads))
            hand.run()
        told.pass_on()
    finally:
        finished.end()
    total.more |= {"pieces": hand.pieces, "pieces_run_again": told.again}


def _removed(cluster: Cluster, results: Folder, parts: str) -> None:
    """Removes the parts, as far as they can be, where nobody writes more of them."""
    cluster.kill()
    with suppress(FwdpropError):
        results.store.remove_folder(parts)
