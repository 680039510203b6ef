"""What `fwdprop activations` shows."""
