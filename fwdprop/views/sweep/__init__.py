"""What `fwdprop sweep` shows."""
