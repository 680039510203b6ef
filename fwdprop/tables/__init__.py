"""Rows in files: a folder for each family of formats, with its readers and writers."""
