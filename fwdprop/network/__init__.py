"""The network as data: its layers, and how a name finds a layer or a node."""
