"""Which pairs of inputs interact, how strongly, and what a linear regression says beside it."""
