"""Documents and findings as templates need them."""
