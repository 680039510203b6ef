"""A network to start from: sizes such as `2-3-1` -> a network -> the text of its file."""
