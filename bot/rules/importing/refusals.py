"""What is wrong with one cell."""


class CellError(ValueError):
    """`reason` is a sentence for the person whose file it is."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
