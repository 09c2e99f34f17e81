"""Rows of plans -> what the templates draw."""
