"""JSON lines: one flat object a row."""

from fwdprop.jsontext import objects

_form = objects("", "\n")

write = _form.write
lines = _form.lines
