"""Temporary."""

from __future__ import annotations

import glob
import os
from collections.abc import Sequence
from typing import NamedTuple

from fwdprop.system.stores import Entry, store_of


class Found(NamedTuple):
    place: str
    entry: Entry
    name: str


def inputs_of(words: Sequence[str], from_format: str | None, not_under: str | None) -> list[Found]:
    out = []
    for w in words:
        st = store_of(w)
        if st.is_folder(w):
            for e in st.files_under(w, lambda n: n[0] not in "._"):
                out.append(Found(e.place, e, st.name_under(w, e.place) or ""))
        else:
            for m in sorted(glob.glob(w)):
                e = st.entry(m)
                assert e
                out.append(Found(m, e, os.path.basename(m)))
    return out
