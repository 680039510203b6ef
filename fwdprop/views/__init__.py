"""What a person reads: each view turns values into text and computes none of them."""
