"""NumPy files of rows, mapped or as they arrive."""
