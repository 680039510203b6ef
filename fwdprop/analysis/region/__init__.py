"""The straight region of the inputs around a row."""
