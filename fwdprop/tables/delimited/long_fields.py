"""Fields that are too long for a number: the exact reader looks at these."""

from __future__ import annotations

import re

from fwdprop.numerals import LONGEST

_STEP = LONGEST // 2


def may_be_long(data: bytes, delimiter: bytes) -> bool:
    """Whether a field may have more characters than a number has at most."""
    starts = range(0, len(data) - _STEP, _STEP)
    if all(data.find(b"\n", start, start + _STEP) >= 0 for start in starts):
        return False  # no line is so long
    ends = re.escape(delimiter)
    fields = re.compile(rb"(?:[^%s\n]{0,%d}+[%s\n])*+" % (ends, LONGEST, ends)).match(data)
    return fields is None or fields.end() < len(data)
