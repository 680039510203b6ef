"""Work shared out over the cores, with the results in the order of the work."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from fwdprop.blocks import cores

Given = TypeVar("Given")
Done = TypeVar("Done")


def in_order(
    work: Callable[[Given], Done], pieces: Iterable[Given], workers: int | None = None
) -> Generator[Done]:
    """What the work makes of each piece, in order; one thread takes the pieces, others work.

    Only a few pieces are under way at a time, so memory stays flat, and the first result is there
    as soon as it is done, even where the next piece is long in coming. An error of the pieces or of
    the work is raised in its place. Whoever stops taking results ends the work.
    """
    workers = workers or cores()
    under_way: queue.Queue[Future[Done] | None] = queue.Queue(workers)
    ended = threading.Event()

    def put(item: Future[Done] | None) -> bool:
        while not ended.is_set():
            try:
                under_way.put(item, timeout=0.1)
                return True
            except queue.Full:
                pass
        return False

    def take_pieces() -> None:
        try:
            for piece in pieces:
                if not put(pool.submit(work, piece)):
                    return
        except BaseException as error:
            failed: Future[Done] = Future()
            failed.set_exception(error)
            put(failed)
        put(None)

    pool = ThreadPoolExecutor(workers)
    # It may wait for a source for ever, and must not keep the process from ending.
    threading.Thread(target=take_pieces, daemon=True).start()
    try:
        while (future := under_way.get()) is not None:
            yield future.result()
    finally:
        ended.set()
        pool.shutdown(wait=False, cancel_futures=True)
