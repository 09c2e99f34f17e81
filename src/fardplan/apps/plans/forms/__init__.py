"""What people write about programmes, parts of plans and their adoption."""
