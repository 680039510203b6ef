"""One JSON array of flat objects, an object a line."""

from fwdprop.jsonrows.array import read as read
from fwdprop.jsontext import objects

_form = objects(",\n  ", "", "[", ("\n]\n", "]\n"))

write = _form.write
lines = _form.lines
