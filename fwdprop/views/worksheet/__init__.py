"""What `fwdprop worksheet` shows: a trace with blanks, and the answers."""
