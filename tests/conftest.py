"""What every test has: no network but this machine, and warnings that fail."""
