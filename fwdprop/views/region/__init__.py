"""The region around a row: its formulas, how far they hold, and what switches where they end."""
