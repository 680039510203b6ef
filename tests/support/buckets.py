"""Buckets of S3 that are served on this machine, and the URLs of what is in them."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

KEY, SECRET = "AKIAVERYOPEN", "very/secret/indeed"


class Bucket(NamedTuple):
    """A bucket by its name, and the port where it is served."""

    name: str
    port: int

    def url(self, key: str = "", user: str = f"{KEY}:{quote(SECRET, '')}@") -> str:
        """The URL of a key, with all that is secret in it."""
        options = f"endpoint_override=127.0.0.1:{self.port}&scheme=http&region=us-east-1"
        return f"s3://{user}{self.name}/{key}?{options}"

    def shown(self, key: str = "") -> str:
        """The same as messages have it."""
        return f"s3://{self.name}/{key}"
