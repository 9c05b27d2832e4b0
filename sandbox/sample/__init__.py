"""A sample company with its customers, as of Monday 2 March 2026, and a tour through its main story."""

from pathlib import Path

SAMPLE = Path(__file__).parent
