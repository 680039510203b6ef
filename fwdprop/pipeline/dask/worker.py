"""What a worker does: it scores a piece of a file, or joins the parts of one."""

from __future__ import annotations

import io
import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from fwdprop import __version__
from fwdprop.errors import FwdpropError, InputError
from fwdprop.pipeline.dask import messages
from fwdprop.pipeline.dask.messages import Stopped, address
from fwdprop.pipeline.dask.parts import PARTS, Made, Piece
from fwdprop.pipeline.files.folder import Folder
from fwdprop.pipeline.files.job import Job, score_part
from fwdprop.pipeline.files.rejects import RejectsOfFile
from fwdprop.system.stores import is_url, store_of
from fwdprop.tables.parts import PartWriter, join
from fwdprop.tables.types import Writer

CLIENT = "client"
"""The file among the parts by which a worker knows that it sees what the client sees."""


SHARED = "name a folder that all machines share, or an object store: -o s3://bucket/out/"
"""What helps where not all machines see the folder of results."""
_OF_WORKER = "workers reach a store with what is in their own environment: endpoint and credentials"


class Join(NamedTuple):
    """The parts of a file's results, in order, that become one file in the format."""

    number: int
    names: Sequence[str]
    format: str
    kept: tuple[str, ...]


class Failed(NamedTuple):
    """What went wrong on the worker at an address."""

    error: Exception
    worker: str


@dataclass(frozen=True)
class Worker:
    """Does what the client asks of workers in a run; it is sent to each of them once.

    `results` is the place of the folder of results, and `run` the name of the run.
    """

    job: Job
    results: str
    keeps_rejects: bool
    run: str

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        # In one piece: Dask would send arrays apart, and they would lie elsewhere in memory.
        state = (self.job, self.results, self.keeps_rejects, self.run)
        return restored, (__version__, pickle.dumps(state, protocol=4))

    def __call__(self, asked: bytes) -> list[Made] | Failed | None:
        """What came of the pickled Pieces, or of a Join; None where it is not wanted any more."""
        folder = Folder(self.results)
        try:
            prove_seen(folder, self.run, address())
            what = pickle.loads(asked)
            if isinstance(what, Join):
                return [self._joined(folder, what)]
            return [self._scored(folder, piece) for piece in what]
        except Stopped:
            return None
        except Exception as error:
            return Failed(sendable(error, address()), address())
        finally:
            remove_unwanted(folder, self.run)

    def _scored(self, folder: Folder, piece: Piece) -> Made:
        """The piece's results in a file, and what came of its rows."""
        prove_readable(piece, address())
        kept, name = list[Sequence[str]](), part_name(self.run, piece.number)
        rejects = f"{name}.rejects" if self.keeps_rejects else None
        whole = piece.is_whole  # parts are joined, and then brought to the disk
        with (
            _rejects(folder, rejects) as rejected,
            folder.replacing(name, lasting=whole) as stream,
        ):

            def writer_of(names: Sequence[str]) -> Writer:
                kept.append(names)
                if whole:
                    return self.job.writer(piece.format, stream, names)
                return PartWriter(stream, self.job.writer(piece.format, io.BytesIO(), names))

            told = messages.Telling(self.run, piece.number)
            outcome = score_part(self.job, piece.part, writer_of, rejected, told, workers=1)
        found = None if rejects is None or folder.entry(rejects) is None else rejects
        return Made(piece.number, name, found, tuple(kept[0]), outcome)

    def _joined(self, folder: Folder, asked: Join) -> Made:
        """One file of all parts."""
        name = part_name(self.run, asked.number)
        told = messages.Telling(self.run, asked.number)

        def parts() -> Iterator[BinaryIO]:
            for part in asked.names:
                told(0, 0)
                with folder.store.open(folder.at(part)) as stream:
                    yield stream

        with folder.replacing(name) as stream:
            join(parts(), self.job.writer(asked.format, stream, asked.kept))
        return Made(asked.number, name, None, asked.kept, None)


class Refusing:
    """Stands for a Worker of another version of fwdprop, and does nothing that is asked."""

    def __init__(self, version: str) -> None:
        self.version = version

    def __call__(self, asked: bytes) -> Failed:
        """The refusal."""
        return Failed(other_version(address(), __version__, self.version), address())


def restored(version: str, state: bytes) -> Worker | Refusing:
    """What was sent, where it was this version of fwdprop that sent it."""
    return Worker(*pickle.loads(state)) if version == __version__ else Refusing(version)


def other_version(worker: str, there: str | None, here: str) -> InputError:
    """The error for a worker with another version than the client, or with none."""
    has = "no fwdprop" if there is None else f"fwdprop {there}"
    message = f"the worker {worker} has {has}, and this is fwdprop {here}"
    return InputError(message, f"install the same there: pip install fwdprop-cli=={here}")


def part_name(run: str, number: int) -> str:
    """A new name for the results of a piece: no two attempts write to the same file."""
    return f"{PARTS}/{run}/{number}-{os.urandom(6).hex()}"


def prove_seen(folder: Folder, run: str, worker: str) -> None:
    """Raises InputError where what the client wrote into the folder is not seen by this worker."""
    try:
        seen = _is_seen(folder, run)
    except FwdpropError as error:
        raise _unseen(worker, folder, f": {error}") from None
    if not seen:
        raise _unseen(worker, folder)


def prove_readable(piece: Piece, worker: str) -> None:
    """Raises InputError where this worker does not see the file of rows that the client found."""
    place = piece.part.place
    if store_of(place).entry(place) is None:
        message = f"the worker {worker} does not see {piece.part.name}"
        raise InputError(message, "all machines need the rows under that path, or in a store")


def remove_unwanted(folder: Folder, run: str) -> None:
    """Removes the parts of a run whose client has done so already, while this worker wrote some."""
    with suppress(FwdpropError):
        if not _is_seen(folder, run):
            folder.store.remove_folder(folder.at(f"{PARTS}/{run}"))


def _is_seen(folder: Folder, run: str) -> bool:
    return folder.read(f"{PARTS}/{run}/{CLIENT}", 100) == run.encode()


def _unseen(worker: str, folder: Folder, said: str = "") -> InputError:
    message = f"the worker {worker} does not see what is written to {folder}{said}"
    return InputError(message, SHARED if not is_url(folder.place) else _OF_WORKER)


def sendable(error: Exception, worker: str) -> Exception:
    """The error on this worker, or its text where it cannot be pickled."""
    if isinstance(error, MemoryError):
        return FwdpropError(f"there is not enough memory for this on the worker {worker}")
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


@contextmanager
def _rejects(folder: Folder, name: str | None) -> Iterator[RejectsOfFile | None]:
    if name is None:
        yield None
        return
    with ExitStack() as opened:
        yield RejectsOfFile(opened, folder, name)
