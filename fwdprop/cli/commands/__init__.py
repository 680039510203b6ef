"""The commands, one file and one function each; the file's name is the word that a user types."""
