"""Two customers who agreed to meet are brought together: in one message to both, or in a text to pass on."""

from collections.abc import Sequence

from bot.kit.text import foreign, mail
from bot.rules.wording import Wording
from bot.views.blocks import Drawing, context, section
from bot.views.giveback.card import TEXT, quoted
from models.giveback import WholeGiveback


def introduction_message(pair: Sequence[WholeGiveback], wording: Wording, *, company: str) -> Drawing:
    """To both: who they are, what they could talk about, and that it is theirs from here on."""
    one, other = pair[0], pair[-1]
    names = {
        "one": foreign(one.advocate.name),
        "other": foreign(other.advocate.name),
        "owner": foreign(one.owner.name),
        "company": foreign(company),
    }
    hello = wording.say("introduction_hello", **names)
    who = "\n".join(_who(each) for each in (one, other))
    return Drawing(
        hello,
        [
            section(f"*{hello}*\n{wording.say('introduction_why', **names)}"),
            section(who),
            section(quoted(one.giveback.text)),
            context(wording.say("introduction_terms", **names)),
        ],
    )


def introduction_text(pair: Sequence[WholeGiveback], wording: Wording, *, company: str) -> str:
    """The same to pass on, with the addresses: both have agreed to be known to each other."""
    drawn = introduction_message(pair, wording, company=company)
    lines = [f"{_who(each)}, {mail(each.advocate.email)}" for each in pair]
    about = "\n".join(foreign(line, TEXT) for line in pair[0].giveback.text.splitlines() if line.strip())
    return "\n\n".join([drawn.text, "\n".join(lines), about or "…"])


def _who(whole: WholeGiveback) -> str:
    name, title = foreign(whole.advocate.name, 150), foreign(whole.advocate.title, 150)
    return f"*{name}*, {title}, {foreign(whole.account.name, 150)}"
