"""Tab-separated values, quoted as comma-separated ones are, a header line first."""

from functools import partial

from fwdprop.delimited.reader import read as read_delimited
from fwdprop.delimited.written import delimited

_form = delimited("\t")

read = partial(read_delimited, delimiter="\t")
write = _form.write
lines = _form.lines
