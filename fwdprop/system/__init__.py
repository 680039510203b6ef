"""The world outside: the terminal, files, interrupts, threads, optional packages."""
