"""Why two rows differ, for people and for programs."""
