"""A customer company's approvals: recorded, seen, withdrawn."""
