"""Rows as JSON objects or arrays: one a line, or in one array."""
