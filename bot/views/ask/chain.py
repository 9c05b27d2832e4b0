"""Where an ask stands in its owner's chain, for cards and lines."""

from models.ask import AskState, Stage, WholeAsk


def next_change(whole: WholeAsk) -> Stage:
    """The stage whose end is told next: without a backup the managers join right after the reminder."""
    stage = whole.ask.stage or Stage.OWNER
    return Stage.BACKUP if stage is Stage.REMINDED and whole.owner.backup_id is None else stage


def may_be_reminded(whole: WholeAsk) -> bool:
    """Can the seller have the approvers reminded? Once, and not right after the clock has done so."""
    ask = whole.ask
    waits = ask.state is AskState.APPROVING and ask.stage is not Stage.REMINDED
    return waits and ask.nudged_at is None
