"""A store of S3 on this machine; without the package that serves it, tests are skipped by name."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import count

import pytest
from buckets import KEY, SECRET, Bucket

SERVE = """\
import logging, sys
logging.getLogger("werkzeug").setLevel(logging.ERROR)
from moto.server import ThreadedMotoServer
server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
sys.stdin.read()
"""
NO_SERVER = "no store: these need the extra 'stores', which serves S3 on this machine"
_numbers = count()


@pytest.fixture(scope="session")
def s3() -> Iterator[int]:
    """The port where S3 is served, in a process of its own, as pyarrow waits within this one."""
    if find_spec("moto") is None or find_spec("flask_cors") is None:
        pytest.skip(NO_SERVER)
    pytest.importorskip("pyarrow.fs")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([sys.executable, "-c", SERVE], **pipes) as server:  # type: ignore[call-overload]
        yield int(server.stdout.readline())
        server.stdin.close()


@pytest.fixture
def bucket(s3: int) -> Bucket:
    """An empty bucket."""
    from pyarrow.fs import S3FileSystem

    made = Bucket(f"rows{next(_numbers)}", s3)
    where = {"endpoint_override": f"127.0.0.1:{s3}", "scheme": "http", "region": "us-east-1"}
    owner = S3FileSystem(access_key=KEY, secret_key=SECRET, allow_bucket_creation=True, **where)
    owner.create_dir(made.name)
    return made
