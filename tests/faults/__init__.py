"""The promises about delivery, proven by killing, cutting and crowding: `make faults` runs all at full size."""
