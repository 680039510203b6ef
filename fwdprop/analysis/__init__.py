"""Questions that take more than one pass: examples, what explains a wrong value, health."""
