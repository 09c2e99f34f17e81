"""Pages about authorities, bodies and seats."""
