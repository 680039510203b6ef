"""Interactions of pairs of inputs, for a person and as data."""
