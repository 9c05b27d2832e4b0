"""What is wrong with one cell, and with a file as a whole."""

from bot.kit.errors import BotError


class CellError(ValueError):
    """`reason` is a sentence for the person whose file it is."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class FileError(BotError):
    """A file that can't be taken. `said` is what is wrong with it, `mend` what helps at the command line."""

    def __init__(self, said: str, mend: str) -> None:
        super().__init__(f"{said} {mend}")
        self.said = said
