"""What `fwdprop check` shows."""
