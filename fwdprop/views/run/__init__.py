"""What `fwdprop run` shows."""
