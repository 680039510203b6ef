"""What all formats of pictures draw from: what is shown, where it stands, and how it looks."""
