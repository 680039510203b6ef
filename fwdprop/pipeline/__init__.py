"""Rows on their way from the files through a network to what becomes of them."""
