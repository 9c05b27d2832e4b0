"""The answer to whoever writes to Rung as to a person, or hands it a file that it can't take."""

from collections.abc import Set as AbstractSet

from bot.kit.text import foreign
from bot.rules.wording import Wording
from bot.views import usage
from bot.views.blocks import Drawing, section
from models.member import COLLEAGUES, Role

NOT_READ = "Rung can't read what is written here, but these work:"
NO_ROLE = (
    "Rung can't read what is written here. It helps this company's sellers find customers who speak for it; "
    "whoever manages its customer programme can give you a role."
)
FILE = "Only the managers of this programme can import files here, so nobody has opened yours. Give it to one of them."
OF = {
    Role.SELLER: usage.REFERENCE,
    Role.OWNER: "*Home*, the tab above, shows your customers and what waits for your word.",
    Role.MANAGER: f"{usage.RUNG}\nDrop a CSV file here and Rung checks it: accounts, customers, deals and their past. "
    "Nothing is imported before you say so.",
}


def greeting(roles: AbstractSet[Role], wording: Wording, *, company: str) -> Drawing:
    """What can be done here, for each role that the reader has."""
    held = [role for role in COLLEAGUES if role in roles]
    if held:
        text = "\n".join([NOT_READ, *(f"• {OF[role]}" for role in held)])
    elif Role.ADVOCATE in roles:
        text = wording.say("wrote_here", company=foreign(company))
    else:
        text = NO_ROLE
    return Drawing(text, [section(text)])


def file_refused(roles: AbstractSet[Role], wording: Wording, *, company: str) -> Drawing:
    """For whoever is no manager: their file was not opened."""
    customer = Role.ADVOCATE in roles and not roles & set(COLLEAGUES)
    text = wording.say("dropped_here", company=foreign(company)) if customer else FILE
    return Drawing(text, [section(text)])
