"""Names as pictures show them."""

from __future__ import annotations

import re

from fwdprop.system.report import visible

# Between letters beyond ASCII these two say how a word is written: in Persian, Hindi, and in emoji.
_joiners = re.compile("((?<=[^\x00-\x7f])[\u200c\u200d](?=[^\x00-\x7f]))")


def drawable(name: str) -> str:
    """The name with control characters and others that no one can see escaped, as `\\x1b`."""
    if name.isprintable():
        return name
    parts = _joiners.split(name)
    return "".join(part if index % 2 else visible(part) for index, part in enumerate(parts))
