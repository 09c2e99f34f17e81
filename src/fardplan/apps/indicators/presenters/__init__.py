"""Definitions -> what the templates draw and the files hold."""
