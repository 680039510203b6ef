"""Rows whose columns stand each by itself, as pyarrow reads and writes them."""
