"""The survey after a delivery, the draft that comes of it, and what colleagues do with both."""
