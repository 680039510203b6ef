"""Rows -> every layer's values: the forward pass, and the arithmetic behind each value."""
