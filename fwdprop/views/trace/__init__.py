"""What `fwdprop trace` shows."""
