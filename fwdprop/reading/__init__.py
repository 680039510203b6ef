"""Files of rows as they come in: bytes, blocks of whole rows, and the numbers in these."""
