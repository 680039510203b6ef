"""Rows of CSV for the network of transactions, whose answer is 3 · children + accounts."""

from __future__ import annotations

NET = "run networks/transactions.yaml"
DATA = f"{NET} --data -"
GOOD = "children,accounts\n1,2\n3,4\n"
SCORED = "transactions\n5\n13\n"
