"""Färdplan: an executable roadmap for the shift to good and close care."""

__version__ = "0.1.0"
