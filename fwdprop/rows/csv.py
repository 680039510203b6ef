"""Comma-separated values, a header line first."""

from fwdprop.rows import delimited

lines = delimited(",")
