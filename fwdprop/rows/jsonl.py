"""JSON lines: one flat object a row."""

from fwdprop.jsonrows.lines import read as read
from fwdprop.jsontext import objects

_form = objects("", "\n")

write = _form.write
lines = _form.lines
