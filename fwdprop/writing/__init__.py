"""Rows as they go out: the text or the record batches of many at a time."""
