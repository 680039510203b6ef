"""Comma-separated values, as RFC 4180 describes them, a header line first."""

from functools import partial

from fwdprop.delimited.reader import read as read_delimited
from fwdprop.delimited.written import delimited

_form = delimited(",")

read = partial(read_delimited, delimiter=",")
write = _form.write
lines = _form.lines
