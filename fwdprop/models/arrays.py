"""Arrays in files beside the network: .npy, .npz and .safetensors, never anything that runs code.

Every size that a header claims is checked against the file and the limits before anything is read.
"""

from __future__ import annotations

import math
import os
import stat
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from fwdprop.errors import FwdpropError, count, did_you_mean, listed, nearest
from fwdprop.models.spec.home import Home
from fwdprop.network.network import MAX_WEIGHTS
from fwdprop.spelling import Spellings
from fwdprop.system.extras import PackageError, package
from fwdprop.system.files import WEIGHTS, open_file, unreadable
from fwdprop.tables.npy.header import (
    PICKLE,
    PICKLED,
    Header,
    HeaderError,
    NotNpyError,
    PickledError,
    read_header,
    type_name,
)

Array = NDArray[np.float64]
Shape = tuple[int, ...]
Prove = Callable[[Shape], None]

_TENSOR_TYPES = {"F64", "F32", "F16", "I64", "I32", "I16", "I8", "U64", "U32", "U16", "U8"}
_DEFLATED_AT_MOST = 1100  # deflate cannot do better than 1 : 1032


class ArrayError(FwdpropError):
    """An array cannot be read; `key` is the key in the network file where the fault is."""

    def __init__(self, key: str, message: str, help: str | None = None) -> None:
        super().__init__(message, help)
        self.key = key


class FileError(ArrayError):
    """No array of a file can be read, whichever is asked for.

    `cause` is the file, or the package that it needs: what is to be mended, once for all arrays.
    """

    def __init__(self, cause: str, message: str, help: str | None = None) -> None:
        super().__init__("file", message, help)
        self.cause = cause


def read_array(home: Home, file: str, array: str | None, prove: Prove) -> Array:
    """The array as float64, C-ordered, in the shape that it is stored in.

    `file` is relative to the home's folder, and lies where the home says. `prove` is called with
    the shape before any number is read, and raises ArrayError for a wrong one. Raises ArrayError.
    """
    readers = dict(zip(WEIGHTS, (_read_npy, _read_npz, _read_safetensors), strict=True))
    path = _inside(home, file)
    reader = readers.get(path.suffix.lower())
    if reader is None:
        message = f"weights are read from {listed(list(readers))} files, not from '{file}'"
        raise ArrayError("file", message)
    try:
        return reader(path, file, array, prove)
    except ArrayError:
        raise
    except FwdpropError as error:
        cause = error.package if isinstance(error, PackageError) else file
        raise FileError(cause, error.faults[0].message, error.faults[0].help) from None
    except OSError as error:
        raise FileError(file, unreadable(file, error).faults[0].message) from None
    except (ValueError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError, LookupError):
        raise FileError(file, f"{file} is damaged, or not what its ending says") from None


def _inside(home: Home, file: str) -> Path:
    """The path of a file, whose links, all followed, lead where files of this home lie."""
    path = home.folder / file
    leads_up = home.root is None and ".." in Path(file).parts
    if os.path.isabs(file) or leads_up:
        message = f"weights files are beside the network file or below, not at '{file}'"
        help = "give a path relative to the network file, without '..'"
        if home.root is not None:
            message = f"paths of weights files are relative to the network file, unlike '{file}'"
            help = "give a path relative to the network file"
        elif not os.path.isabs(file):
            help += ", or allow it with --root, a folder that both are below"
        raise ArrayError("file", message, help)
    try:
        real, root = os.path.realpath(path), os.path.realpath(home.root or home.folder)
    except ValueError:
        raise ArrayError("file", "a file name holds no NUL character") from None
    if os.path.commonpath((real, root)) != root:
        if home.root is not None:
            raise ArrayError("file", f"'{file}' is not below the root, '{home.root}'")
        help = "allow it with --root, a folder that both are below"
        message = f"'{file}' is a link that leaves the network file's folder"
        raise ArrayError("file", message, help)
    return path


def _open(path: Path, file: str) -> IO[bytes]:
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise FileError(file, f"{file} is not a regular file")
    except FileNotFoundError:
        pass
    return open_file(path)


def _read_npy(path: Path, file: str, array: str | None, prove: Prove) -> Array:
    if array is not None:
        message = f"a .npy file holds one array without a name, so '{array}' is not in {file}"
        raise ArrayError("array", message, "leave 'array' out")
    with _open(path, file) as stream:
        return _npy_array(stream, os.fstat(stream.fileno()).st_size, file, prove)


def _read_npz(path: Path, file: str, array: str | None, prove: Prove) -> Array:
    with _open(path, file) as stream:
        if stream.read(1) == PICKLE:
            raise _is_pickle(file)
        with zipfile.ZipFile(stream) as archive:
            members = {info.filename.removesuffix(".npy"): info for info in archive.infolist()}
            if len(members) < len(archive.infolist()):
                raise FileError(file, f"{file} holds two arrays of the same name")
            info = members[_chosen(list(members), file, array)]
            if info.flag_bits & 1:
                raise ArrayError("file", f"{file} is encrypted")
            stored = info.compress_type == zipfile.ZIP_STORED
            if not stored and info.compress_type != zipfile.ZIP_DEFLATED:
                raise ArrayError("file", f"{file} is compressed in a way that is not read")
            if info.file_size > max(info.compress_size, 1) * (1 if stored else _DEFLATED_AT_MOST):
                raise ArrayError("file", f"{file} claims more data than it can hold")
            with archive.open(info) as member:
                return _npy_array(
                    member,
                    info.file_size,
                    f"{file}, array {info.filename.removesuffix('.npy')}",
                    prove,
                )


def _read_safetensors(path: Path, file: str, array: str | None, prove: Prove) -> Array:
    safetensors = package("safetensors", file, "safetensors", "safetensors", having="safe_open")
    _open(path, file).close()
    try:
        with safetensors.safe_open(str(path), framework="np") as tensors:
            name = _chosen(list(tensors.keys()), file, array)
            tensor = tensors.get_slice(name)
            if tensor.get_dtype() not in _TENSOR_TYPES:
                raise ArrayError(
                    "file", f"{file} holds {tensor.get_dtype()} and no numbers that are read"
                )
            _prove_limits(tuple(tensor.get_shape()), file)
            prove(tuple(tensor.get_shape()))
            return np.array(tensors.get_tensor(name), np.float64, order="C")
    except (safetensors.SafetensorError, TypeError, AttributeError):
        raise FileError(file, f"{file} is damaged, or not what its ending says") from None


def _chosen(names: list[str], file: str, array: str | None) -> str:
    if array is None and len(names) == 1:
        return names[0]
    meant = () if array is None else Spellings(names).meant(array, names)
    if len(meant) == 1:
        return meant[0]
    held = f"{file} holds {listed(names)}" if names else f"{file} holds no array"
    if array is None:
        raise ArrayError("file", f"which array of {file}?", f"add array: NAME; {held}")
    near = did_you_mean(nearest(str(array), names))
    help = f"{near} {held}" if near else held
    raise ArrayError("array", f"there is no array '{array}' in {file}", help)


def _npy_array(stream: IO[bytes], size: int, file: str, prove: Prove) -> Array:
    """The array in a .npy file of `size` bytes: a file of its own, or a member of an archive."""
    shape, by_column, dtype = _npy_header(stream, file)
    _prove_limits(shape, file)
    prove(shape)
    claimed = math.prod(shape) * dtype.itemsize
    if claimed > size:
        raise ArrayError("file", f"{file} claims {shape} numbers, more than the file has bytes for")
    data = stream.read(claimed)
    if len(data) < claimed:
        raise ArrayError("file", f"{file} ends before its last number")
    stored = np.frombuffer(data, dtype).reshape(shape, order="F" if by_column else "C")
    return np.array(stored, np.float64, order="C")


def _npy_header(stream: IO[bytes], file: str) -> Header:
    try:
        header = read_header(stream.read)
    except NotNpyError:
        raise ArrayError("file", f"{file} is not a .npy file of version 1, 2 or 3") from None
    except PickledError:
        raise _is_pickle(file) from None
    except HeaderError as error:
        raise ArrayError("file", f"{file} {error}") from None
    if header.dtype.kind not in "iuf" or header.dtype.itemsize > 8:
        raise ArrayError("file", f"{file} holds {type_name(header.dtype)}, not numbers")
    return header


def _prove_limits(shape: Shape, file: str) -> None:
    if math.prod(shape) > MAX_WEIGHTS:
        limit = count(MAX_WEIGHTS, "weight")
        raise ArrayError("file", f"{file} claims {shape} numbers; a network has at most {limit}")


def _is_pickle(file: str) -> FileError:
    return FileError(file, f"{file} {PICKLED}", "save plain arrays of numbers with numpy.savez")
