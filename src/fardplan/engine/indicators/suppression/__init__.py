"""Suppression of small numbers: what may be shown, before anything is computed from it."""
