"""Files by the filesystems of pyarrow: S3, Google Cloud Storage, Azure and HDFS."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, quote, unquote

from fwdprop.errors import FwdpropError, UsageError
from fwdprop.system.extras import seems_to_have_pyarrow
from fwdprop.system.stores.remote import Opened, RemoteFile
from fwdprop.system.stores.url import AZURE, BUCKETS, Url, decoded, shown, url

CLASSES = {
    "s3": "S3FileSystem",
    "gs": "GcsFileSystem",
    "gcs": "GcsFileSystem",
    "abfs": "AzureFileSystem",
    "abfss": "AzureFileSystem",
    "hdfs": "HadoopFileSystem",
    "viewfs": "HadoopFileSystem",
}
"""Which schemes pyarrow has filesystems for; not every build of it has all of them."""
# pyarrow tries for a quarter of an hour where nothing is said.
_GOOGLE_LIMIT = "retry_limit_seconds=10"
# Before, a refusal by Azure ends the process.
_AZURE_SINCE = (18, 1)
_S3_OPTIONS = ("region", "endpoint_override", "scheme")
_S3_ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
_S3_REGIONS = ("AWS_REGION", "AWS_DEFAULT_REGION")
# In seconds.
_CONNECT = 5
# The longest file that S3 copies in one step.
_COPIED = 5 << 30
_PART = 1 << 24


def is_built_in(scheme: str) -> bool:
    """Whether the pyarrow that is installed has the filesystem for that scheme."""
    if scheme not in CLASSES or not seems_to_have_pyarrow():
        return False
    try:
        import pyarrow
        from pyarrow import fs

        version = tuple(map(int, pyarrow.__version__.split(".")[:2]))
        if scheme in AZURE and version < _AZURE_SINCE:
            return False
        return getattr(fs, CLASSES[scheme], None) is not None
    except Exception:  # whatever a broken build comes up with
        return False


@dataclass(frozen=True, repr=False)
class ArrowFiles:
    """Files of a store that pyarrow speaks to; `base` is its URL without a path."""

    base: str

    def __repr__(self) -> str:
        return f"ArrowFiles({shown(self.base)!r})"  # in logs, and without keys

    def path(self, place: str) -> str:
        """The path as pyarrow has it: that of S3 begins with the bucket."""
        # Two slashes are two for S3, but not for pyarrow.
        parts = [part for part in decoded(url(place).path).split("/") if part]
        start = self._system[1]
        return "/".join([start.rstrip("/"), *parts] if start else parts) or "/"

    def file(self, path: str) -> RemoteFile | None:
        """The file; asks once."""
        from pyarrow.fs import FileType

        info = self._at(path).get_file_info(path)
        return _file(info) if info.type == FileType.File else None

    def is_folder(self, path: str) -> bool:
        """Whether keys begin so, or there is a folder."""
        from pyarrow.fs import FileType

        return bool(self._at(path).get_file_info(path).type == FileType.Directory)

    def walk(self, path: str, depth: int | None) -> Iterable[RemoteFile]:
        """The files, a thousand for each question."""
        from pyarrow.fs import FileSelector, FileType

        # A listing of all is one question for a thousand files, whatever folders they are in.
        found = self._at(path).get_file_info(FileSelector(path, recursive=depth != 0))
        return [_file(info) for info in found if info.type == FileType.File]

    def reader(self, path: str) -> Opened:
        """The file's bytes, which several threads may ask for."""
        file = self._at(path).open_input_file(path)
        return Opened(file.size(), lambda offset, size: file.read_at(size, offset), file.close)

    def writer(self, path: str) -> Any:
        """A stream; parts are sent while others are written."""
        return self._at(path).open_output_stream(path)

    def move(self, path: str, to: str) -> None:
        """Moves the file by what the store can do: a move, a copy, or through this machine."""
        try:
            self._at(path).move(path, to)
            return
        except Exception:
            file = self.file(path)
            if file is None or self._scheme not in BUCKETS:
                raise
        if (file.size or 0) <= _COPIED:
            self._fs.copy_file(path, to)
        else:
            self._copy(path, to)
        self._fs.delete_file(path)

    def _copy(self, path: str, to: str) -> None:
        """Copies through this machine; what is not complete is removed."""
        stream = self._fs.open_output_stream(to)
        try:
            with self._fs.open_input_stream(path) as source:
                while part := source.read(_PART):
                    stream.write(part)
            stream.close()
        except BaseException:
            if not stream.closed:
                stream.close()  # the store takes it for complete
            self._fs.delete_file(to)
            raise

    def remove(self, path: str) -> None:
        """Removes the file."""
        self._at(path).delete_file(path)

    def remove_folder(self, path: str) -> None:
        """Removes the folder with all in it."""
        self._at(path).delete_dir(path)

    def make_folder(self, path: str) -> None:
        """Makes a folder of HDFS; elsewhere there is nothing to make."""
        if self._scheme not in BUCKETS:
            self._fs.create_dir(path, recursive=True)

    @property
    def _scheme(self) -> str:
        return url(self.base).scheme

    def _at(self, path: str) -> Any:
        """The filesystem for that path."""
        if self._scheme in AZURE:
            _prove_access(self.base, path.partition("/")[0])
        return self._fs

    @property
    def _fs(self) -> Any:
        return self._system[0]

    @property
    def _system(self) -> tuple[Any, str]:
        return _filesystem(self.base)


@cache
def _filesystem(base: str) -> tuple[Any, str]:
    """pyarrow's filesystem for a URL without a path, and how its paths begin."""
    import pyarrow
    from pyarrow.fs import FileSystem

    parts = url(base)
    try:
        if parts.scheme == "s3":
            return _s3(parts), parts.host
        if parts.scheme in ("gs", "gcs") and "retry_limit_seconds" not in parts.options:
            options = f"{parts.options}&{_GOOGLE_LIMIT}" if parts.options else _GOOGLE_LIMIT
            parts = parts._replace(options=options)
        user = ":".join(quote(unquote(each), "") for each in parts.user.split(":", 1))
        found: tuple[Any, str] = FileSystem.from_uri(str(parts._replace(user=user, path="/")))
    except (pyarrow.ArrowInvalid, TypeError, ValueError) as error:
        raise _no_address(base, error) from None
    return found


@cache
def _prove_access(base: str, container: str) -> None:
    """Raises what Azure says where nobody may ask it; most other questions then end the process."""
    if not container:
        raise ValueError("a container is missing")
    _filesystem(base)[0].get_file_info(f"{container}/_fwdprop")


def _s3(parts: Url) -> Any:
    """The same for S3; pyarrow's own reading of URLs tries ten times where nothing answers."""
    from pyarrow.fs import S3FileSystem, resolve_s3_region

    if not parts.host:
        raise ValueError("a bucket is missing")
    key, _, secret = (unquote(each) for each in parts.user.partition(":"))
    asked = dict(
        parse_qsl(parts.options, keep_blank_values=True, strict_parsing=bool(parts.options))
    )
    unknown = [name for name in asked if name not in _S3_OPTIONS]
    if unknown:
        raise ValueError(f"there is no option {unknown[0]}, only {', '.join(_S3_OPTIONS)}")
    named = [os.environ[name] for name in _S3_ENDPOINTS if os.environ.get(name)]
    if named and "endpoint_override" not in asked:
        scheme, _, asked["endpoint_override"] = named[0].rstrip("/").rpartition("://")
        asked |= {"scheme": scheme} if scheme else {}
    if "region" not in asked:
        # Only Amazon knows where a bucket is.
        regions = [os.environ[name] for name in _S3_REGIONS if os.environ.get(name)]
        is_elsewhere = "endpoint_override" in asked
        asked["region"] = [*regions, ""][0] if is_elsewhere else resolve_s3_region(parts.host)
    if key:
        asked |= {"access_key": key, "secret_key": secret}
    asked = {name: value for name, value in asked.items() if value}
    # Writes in the background have no end to what waits for them.
    return S3FileSystem(**asked, connect_timeout=_CONNECT, background_writes=False)


def _no_address(base: str, error: Exception) -> FwdpropError:
    """The error for a URL that pyarrow does not understand."""
    from fwdprop.system.stores.words import refusal

    refused = refusal("read", base, error, UsageError).faults[0].message
    help = "options stand behind the URL: s3://bucket/key?region=eu-west-1; a ? of a name is %3F"
    return UsageError(refused, help)


def _file(info: Any) -> RemoteFile:
    changed = info.mtime_ns
    return RemoteFile(info.path, info.size, "" if changed is None else f"mtime:{changed}")
