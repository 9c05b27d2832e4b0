"""Expected refusals: a sentence for the person who is refused."""


class BotError(Exception):
    """Nothing was done; `user_message` says what happened and what to do next, as safe mrkdwn."""

    def __init__(self, user_message: str) -> None:
        super().__init__(user_message)
        self.user_message = user_message


class FormError(BotError):
    """A form that can't be taken as it is: sentences, as safe mrkdwn, by the id of the input they belong to."""

    def __init__(self, by_input: dict[str, str]) -> None:
        super().__init__(" ".join(by_input.values()))
        self.by_input = by_input


class AwayError(BotError):
    """The database can't be reached, or can't write, and it can't be waited for."""

    def __init__(self) -> None:
        super().__init__("Rung can't reach its records just now. Try again in a minute.")
