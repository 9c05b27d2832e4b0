"""Customers themselves: how they join, what they agree to, the limits they set, and how they leave."""
