"""Why no connection to a scheduler comes about, and what to do."""

from __future__ import annotations

from fwdprop.errors import InputError, reason_of, shortened

_SETUP = "fwdprop help scale says how a cluster is set up"


def unreachable(address: str, error: Exception, seconds: float) -> InputError:
    """The error where a scheduler cannot be reached, or what answers in its place is none."""
    causes = _causes(error)
    said = " ".join(str(each) for each in causes)
    configured = _configuration(address, said, causes[-1])
    if configured is not None:
        return configured
    for words, message, help in _ANSWERS:
        if any(word in said for word in words):
            return InputError(f"the scheduler at {address} {message}", help)
    if isinstance(error, OSError):
        reason = _reason_of_system(error) or f"nothing came within {seconds:g} seconds"
        message = f"there is no scheduler of Dask at {address}: {reason}"
        return InputError(message, "is it running? its first lines say its address")
    # What is no message is taken for one of any length.
    is_none = isinstance(error, MemoryError | ValueError | UnicodeError)
    reason = "it does not speak as one" if is_none else first_line(error)
    return InputError(f"what answers at {address} is no scheduler of Dask: {reason}", _SETUP)


# What Dask or TLS say, what that means of the scheduler, and what helps.
_ANSWERS = (
    (
        ("CERTIFICATE_VERIFY_FAILED",),
        "has a certificate that the ca-file of Dask's configuration does not vouch for",
        _SETUP,
    ),
    (
        ("TLSV1_ALERT", "TLSV13_ALERT", "SSLV3_ALERT"),
        "does not take the certificate of the client that Dask's configuration names",
        _SETUP,
    ),
    (("WRONG_VERSION_NUMBER",), "does not speak TLS", "its address begins with tcp://"),
    (
        ("reset by peer", "Stream is closed"),
        "ends the connection",
        "if it speaks TLS, its address begins with tls://: fwdprop help scale",
    ),
)


def _configuration(address: str, said: str, first: BaseException) -> InputError | None:
    """The error where it is Dask's configuration here that is in the way."""
    if "ssl_context" in said:
        message = f"{address} needs certificates, and Dask's configuration names none"
        return InputError(message, _SETUP)
    if "encryption required" in said:
        message = f"Dask's configuration requires encryption, and {address} is without"
        return InputError(message, "an address with encryption begins with tls://")
    if isinstance(first, FileNotFoundError):
        message = "there is no certificate or key where Dask's configuration names one"
        return InputError(message, _SETUP)
    return None


def first_line(error: BaseException) -> str:
    """The first line of what Dask says."""
    found = reason_of(error) if isinstance(error, Exception) else ""
    return shortened((found.strip().splitlines() or [type(error).__name__])[0], 200)


def _reason_of_system(error: OSError) -> str | None:
    if isinstance(error, TimeoutError) or not error.strerror:
        return None
    return error.strerror[:1].lower() + error.strerror[1:]


def _causes(error: BaseException) -> list[BaseException]:
    """The error, what it came from, and so on."""
    found = [error]
    while (before := found[-1].__cause__ or found[-1].__context__) and before not in found:
        found.append(before)
    return found
