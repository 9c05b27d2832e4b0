"""What is left on the screen of somebody whose decision it is no longer, and who can't have a role."""

from bot.kit.text import foreign
from bot.views.blocks import Drawing, section
from models.account import Account
from models.ask import WholeAsk
from models.member import Member
from models.task import WholeTask


def approval_handed(whole: WholeAsk, to: Member) -> Drawing:
    """For whoever was asked before a manager gave the decision to somebody else."""
    return _handed(whole.account, to)


def task_handed(whole: WholeTask) -> Drawing:
    return _handed(whole.account, whole.member)


def _handed(account: Account, to: Member) -> Drawing:
    """By company alone: who decides no longer may be anybody, also the seller."""
    text = f"{foreign(account.name)}: {foreign(to.name)} decides now. There is nothing left to do."
    return Drawing(text, [section(text)])


def not_ours(user_id: str) -> Drawing:
    """For managers: somebody was named for a role, and Slack says that they are not one of us."""
    text = (
        f"<@{user_id}> can have no role here: Slack says that they are a guest, from another company, an app, "
        "or switched off. Nothing was given to them."
    )
    return Drawing(text, [section(text)])
