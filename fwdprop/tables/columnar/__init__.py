"""Rows whose columns stand each in one place, as pyarrow reads and writes them."""
