"""What a store says where it refuses: its own words, without secrets, and what helps."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

from fwdprop.errors import FwdpropError, reason_of, shortened
from fwdprop.system.stores.url import is_url, scheme_of, shown, url

_LONGEST = 300
_SECRET_VARIABLE = re.compile(r"SECRET|TOKEN|PASSWORD|ACCOUNT_KEY|ACCESS_KEY|CONNECTION_STRING")
# What only tells the store's own people something.
_NOISE = re.compile(
    r"^\[Errno \d+\] | \(Request ID: [^)]*\)| error_info=\{.*| Detail: .*|See \S+ for details.*",
    re.DOTALL,
)
_NAMED_SECRET = re.compile(
    r"(?i)((?:(?:sig|signature|token|secret|password|pwd|credential|key)[\w-]*=|"
    r"\b(?:authorization|password|secret|(?:access|session|security)[-_ ]?(?:token|key))"
    r"[\"']?: *[\"']?(?:(?:bearer|basic) +)?))[^\s&,;'\")]{6,}"
)
_USER = re.compile(r"://[^\s/@]+@")
_NO_RIGHTS = re.compile(
    r"(?i)access.?denied|forbidden|unauthori[sz]ed|unauthenticated|authenticat|credential|"
    r"invalid.?access.?key|signature|\b40[13]\b|permission"
)
_NO_NETWORK = re.compile(
    r"(?i)connect|resolve|no answer|timed? ?out|timeout|network|unreachable|name or service|"
    r"CURL error"
)
_CREDENTIALS = {
    "s3": "keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, from ~/.aws/credentials, "
    "or from the machine's role",
    "gs": "credentials come from GOOGLE_APPLICATION_CREDENTIALS, from gcloud auth "
    "application-default login, or from the machine's account; gs://anonymous@BUCKET/ has none",
    "abfs": "credentials come from AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, from "
    "az login, or from the machine's identity",
    "hdfs": "Kerberos tickets come from kinit",
}
_ADDRESS = {
    "s3": "is the address right? another endpoint stands behind the URL, and so does the region: "
    "'?endpoint_override=HOST:PORT&scheme=http&region=REGION'",
    "gs": "is the address right? another endpoint stands behind the URL: "
    "'?endpoint_override=HOST:PORT&scheme=http'",
}
_SAME = {"gcs": "gs", "abfss": "abfs", "viewfs": "hdfs", "s3a": "s3", "az": "abfs"}


@contextmanager
def refusals(doing: str, place: str, refused: type[FwdpropError]) -> Iterator[None]:
    """Turns whatever a store raises within into `cannot read s3://bucket/x: access denied`."""
    try:
        yield
    except FwdpropError:
        raise
    except Exception as error:  # stores have all kinds
        raise refusal(doing, place, error, refused) from None


def refusal(doing: str, place: str, error: Exception, refused: type[FwdpropError]) -> FwdpropError:
    """The error for what a store would not do: `doing` is `read`, `write`, `move` or `remove`."""
    said = _said(error, place)
    return refused(f"cannot {doing} {shown(place)}: {said}", _help(scheme_of(place), said))


def _said(error: Exception, place: str) -> str:
    """The store's words, in one line."""
    text = reason_of(error) if isinstance(error, OSError) and error.errno else str(error)
    text = _without_secrets(_NOISE.sub("", text), place)
    text = " ".join(text.split()) or "it says no more than " + type(error).__name__
    if not text[1:2].isupper():  # HTTPSConnection is a name
        text = text[:1].lower() + text[1:]
    return shortened(text, _LONGEST).rstrip(". ")


def _without_secrets(text: str, place: str) -> str:
    secrets = url(place).secrets if is_url(place) else set()
    secrets |= {value for name, value in os.environ.items() if _SECRET_VARIABLE.search(name)}
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) > 5:  # words that short stand in any text, and are no secrets
            text = text.replace(secret, "***")
    return _USER.sub("://", _NAMED_SECRET.sub(r"\1***", text))


def _help(scheme: str | None, said: str) -> str | None:
    kind = _SAME.get(scheme or "", scheme or "")
    if "libhdfs" in said:
        return "HDFS needs Hadoop and Java: set HADOOP_HOME, JAVA_HOME and CLASSPATH"
    if _NO_RIGHTS.search(said):
        return _CREDENTIALS.get(kind, "does it need credentials?")
    if _NO_NETWORK.search(said):
        return _ADDRESS.get(kind, "is the address right?")
    return None
