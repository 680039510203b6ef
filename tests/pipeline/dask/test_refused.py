"""`--on` that cannot be: what is said, before any work begins."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

import pytest
from command_line import Run
from on_dask import SETUP, refused, score

from fwdprop.pipeline.dask import cluster as connecting
from fwdprop.system import extras

pytestmark = pytest.mark.usefixtures("one_file")

FOLDER = "help: name one, with a / at its end: -o out/\n"
RUNNING = "help: is it running? its first lines say its address\n"


@pytest.mark.parametrize(
    ("on", "message", "help"),
    [
        ("dusk", "there is no engine 'dusk'", "did you mean dask?"),
        ("spark", "there is no engine 'spark'", "it is --on dask, or --on dask=ADDRESS"),
        ("", "there is no engine ''", "it is --on dask, or --on dask=ADDRESS"),
        *(
            (
                f"dask={each}",
                f"'{each}' is no address of a scheduler",
                "it looks like this: --on dask=tcp://scheduler:8786",
            )
            for each in (
                "",
                "scheduler",
                "scheduler:8786",
                "tcp://scheduler",
                "tcp://:8786",
                "tcp://scheduler:0",
                "tcp://scheduler:70000",
                "tcp://user:secret@scheduler:8786",
                "http://scheduler:8787/status",
                "inproc://1/2/3",
            )
        ),
    ],
)
def test_what_is_no_engine_or_address(fwdprop: Run, on: str, message: str, help: str) -> None:
    result = score(fwdprop, on)
    assert result == refused(message, f"help: {help}\n")
    assert not Path("out").exists()


@pytest.mark.parametrize("words", ["--data in/a.csv", "--data in/a.csv -o out.csv"])
def test_an_engine_without_a_folder_for_the_results(fwdprop: Run, words: str) -> None:
    result = fwdprop(f"run net.yaml {words} --on dask")
    assert result == refused("--on is for a folder of results", FOLDER)


def test_an_engine_without_files(fwdprop: Run) -> None:
    help = "help: leave it out, or name a file of rows, - for standard input\n"
    assert fwdprop("run net.yaml -i 2 3 --on dask") == refused("--on is for --data", help)


class _CutError(OSError):
    """What Dask raises: it says no more than its cause."""


def _because(cause: Exception) -> Exception:
    error = _CutError()
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "message", "help"),
    [
        (
            _because(ssl.SSLError(1, "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed")),
            "the scheduler at tls://a:1 has a certificate that the ca-file of Dask's configuration"
            " does not vouch for",
            SETUP,
        ),
        (
            OSError("in <TLS (closed)>: SSLError: [SSL: TLSV1_ALERT_UNKNOWN_CA] unknown ca"),
            "the scheduler at tls://a:1 does not take the certificate of the client that Dask's"
            " configuration names",
            SETUP,
        ),
        (
            _because(ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version number")),
            "the scheduler at tls://a:1 does not speak TLS",
            "help: its address begins with tcp://\n",
        ),
        (
            _because(ConnectionResetError(104, "Connection reset by peer")),
            "the scheduler at tls://a:1 ends the connection",
            "help: if it speaks TLS, its address begins with tls://: fwdprop help scale\n",
        ),
        (
            RuntimeError("encryption required by Dask configuration, refusing communication"),
            "Dask's configuration requires encryption, and tls://a:1 is without",
            "help: an address with encryption begins with tls://\n",
        ),
        (
            FileNotFoundError(2, "No such file or directory"),
            "there is no certificate or key where Dask's configuration names one",
            SETUP,
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_what_is_in_the_way_of_a_connection(
    fwdprop: Run, monkeypatch: pytest.MonkeyPatch, error: Exception, message: str, help: str
) -> None:
    distributed = pytest.importorskip("distributed")

    def client(*args: object, **options: object) -> None:
        raise error

    monkeypatch.setattr(distributed, "Client", client)
    monkeypatch.setattr(socket, "create_connection", lambda *args, **options: nullcontext())
    assert score(fwdprop, "dask=tls://a:1") == refused(message, help)


def test_standard_input_on_an_engine(fwdprop: Run) -> None:
    result = fwdprop("run net.yaml --data - -o out/ --on dask", stdin="children,accounts\n2,3\n")
    message = "results of standard input have no name in a folder"
    assert result == refused(message, "help: write them to a file: -o FILE\n")


def test_without_dask(fwdprop: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> Any:
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr(extras, "import_module", absent)
    message = "--on dask needs the dask[distributed] package"
    help = "help: pip install 'fwdprop-cli[cluster]'\n"
    assert score(fwdprop, "dask") == refused(message, help)


@contextmanager
def listening(answer: bytes | None) -> Iterator[int]:
    """A port where each connection gets an answer, or none at all."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection = server.accept()[0]
                    if answer is not None:
                        connection.sendall(answer)
                        connection.close()
                    kept.append(connection)

        kept: list[socket.socket] = []
        threading.Thread(target=serve, daemon=True).start()
        try:
            yield server.getsockname()[1]
        finally:
            server.shutdown(socket.SHUT_RDWR)
            for each in kept:
                each.close()


def test_nobody_there(fwdprop: Run) -> None:
    with listening(None) as port:
        pass
    at = f"tcp://127.0.0.1:{port}"
    message = f"there is no scheduler of Dask at {at}: connection refused"
    assert score(fwdprop, f"dask={at}") == refused(message, RUNNING)
    assert not Path("out").exists()


def test_no_such_machine(fwdprop: Run) -> None:
    result = score(fwdprop, "dask=tcp://scheduler.invalid:8786")
    message = "error: there is no scheduler of Dask at tcp://scheduler.invalid:8786: "
    assert result.stderr.startswith(message)
    assert result.stderr.endswith(RUNNING)


def test_somebody_who_says_nothing(fwdprop: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "CONNECTING", 0.2)
    with listening(None) as port:
        at = f"tcp://127.0.0.1:{port}"
        message = f"there is no scheduler of Dask at {at}: nothing came within 0.2 seconds"
        assert score(fwdprop, f"dask={at}") == refused(message, RUNNING)


def test_somebody_who_is_no_scheduler(fwdprop: Run) -> None:
    with listening(b"HTTP/1.1 400 Bad Request\r\n\r\n" + 100 * b"sorry\n") as port:
        at = f"tcp://127.0.0.1:{port}"
        message = f"what answers at {at} is no scheduler of Dask: it does not speak as one"
        assert score(fwdprop, f"dask={at}") == refused(message, SETUP)
