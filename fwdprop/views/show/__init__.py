"""What `fwdprop show` shows."""
