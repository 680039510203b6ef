"""The values of nodes as some inputs of a network vary."""
