"""Stores that cannot be reached, and URLs that lead nowhere: one sentence, and no secret in it."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import pytest
from command_line import Run

from fwdprop.errors import InputError
from fwdprop.system import threads
from fwdprop.system.stores import words
from fwdprop.system.stores.arrow import is_built_in

NET = "networks/transactions.yaml"
pytest.importorskip("pyarrow.fs")


@pytest.fixture
def closed() -> Iterator[int]:
    """A port of this machine where nothing listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (
            "s3://KEYKEYKEY:SECRETSECRET@rows/x.csv?endpoint_override=127.0.0.1:{}&scheme=http&region=r",
            "AWS Error NETWORK_CONNECTION during HeadObject operation",
        ),
        (
            "gs://anonymous@rows/x.csv?endpoint_override=127.0.0.1:{}&scheme=http&retry_limit_seconds=1",
            "UNAVAILABLE",
        ),
        ("ftp://USERUSER:SECRETSECRET@127.0.0.1:{}/rows/x.csv", "connection refused"),
    ],
    ids=["s3", "gs", "ftp"],
)
def test_a_store_where_nothing_listens(url: str, said: str, closed: int, fwdprop: Run) -> None:
    if not url.startswith("s3"):
        pytest.importorskip("fsspec")
    done = fwdprop("run", NET, "--data", url.format(closed))
    assert done.status == 2
    assert done.stderr.startswith(f"error: cannot read {url.partition(':')[0]}://")
    assert said in done.stderr
    assert "help: is the address right?" in done.stderr
    assert "SECRET" not in done.stderr
    assert "KEYKEY" not in done.stderr


@pytest.mark.parametrize(
    ("url", "message", "help"),
    [
        (
            "s4://rows/x.csv",
            "s4://rows is a URL of no store that is known",
            "s3, gs, abfs, hdfs and file are known",
        ),
        ("S3X://rows/x.csv", "s3x://rows is a URL of no store that is known", "did you mean s3?"),
        (
            "s3:///x.csv",
            "cannot read s3://: a bucket is missing",
            "options stand behind the URL: s3://bucket/key?region=eu-west-1; a ? of a name is %3F",
        ),
        (
            "s3://rows/x.csv?color=SECRETSECRET",
            "cannot read s3://rows: there is no option color, only region, endpoint_override,"
            " scheme",
            "options stand behind the URL: s3://bucket/key?region=eu-west-1; a ? of a name is %3F",
        ),
        (
            "memory://rows/x.csv?region=r",
            "memory://rows/x.csv has options behind its ?, which fsspec does not read",
            "a ? of a name is %3F",
        ),
        ("memory://rows/x.csv", "there is no file memory://rows/x.csv", None),
    ],
)
def test_urls_that_lead_nowhere(url: str, message: str, help: str | None, fwdprop: Run) -> None:
    pytest.importorskip("fsspec")
    done = fwdprop("run", NET, "--data", url)
    assert done.stderr == f"error: {message}\n" + (f"help: {help}\n" if help else "")


def test_a_network_is_no_url(fwdprop: Run) -> None:
    done = fwdprop("run", "s3://KEY:SECRETSECRET@rows/net.yaml", "--input", "1")
    assert done.stderr == (
        "error: s3://rows/net.yaml is in a store: networks are read from files of this machine\n"
        "help: fetch it first\n"
    )


@pytest.mark.parametrize("path", ["x.csv", "rows/x.csv", "rows/", ""])
def test_azure_without_credentials_is_a_sentence(path: str, fwdprop: Run) -> None:
    if not is_built_in("abfs"):
        pytest.skip("no Azure: this pyarrow has none, or one that ends the process")
    # Without TLS there is nobody to ask.
    url = f"abfs://box@127.0.0.1:9/{path}?enable_tls=false"
    done = fwdprop("run", NET, "--data", url, "--from", "csv")
    assert done.status == 2
    assert done.stderr.startswith(f"error: cannot read abfs://box@127.0.0.1:9/{path}: ")
    if path:
        assert "\nhelp: credentials come from AZURE_TENANT_ID, " in done.stderr


def test_a_store_that_is_silent_is_not_waited_for() -> None:
    with pytest.raises(TimeoutError) as refused:
        threads.answered(lambda: time.sleep(30), 0.01)
    assert str(refused.value) == "there was no answer within 0.01 seconds"
    assert threads.answered(lambda: 7, 1.0) == threads.answered(lambda: 7) == 7


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("[Errno 2] Failed: no. Detail: [errno 2] x", "failed: no"),
        ("AWS Error X (Request ID: 77): y\n  z", "AWS Error X: y z"),
        ("GET https://u:pw@h/x?sig=abcdefgh%3D&se=1 403", "GET https://h/x?sig=***&se=1 403"),
        ("header Authorization: Bearer abc.defghi", "header Authorization: Bearer ***"),
        ("used PRIVATEVALUE and key/with/slash", "used *** and ***"),
        ("DefaultAzureCredential: failed", "defaultAzureCredential: failed"),
    ],
)
def test_what_a_store_says_is_one_line_without_secrets(
    said: str, seen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "PRIVATEVALUE")
    place = "s3://KEYKEYKEY:key%2Fwith%2Fslash@rows/x"
    refused = words.refusal("read", place, OSError(said), InputError)
    assert str(refused) == f"cannot read s3://rows/x: {seen}"
