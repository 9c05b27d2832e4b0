"""Where an ask stands in its owner's chain, for cards and lines."""

from models.ask import Stage, WholeAsk


def next_change(whole: WholeAsk) -> Stage:
    """The stage whose end is told next: without a backup the managers join right after the reminder."""
    stage = whole.ask.stage or Stage.OWNER
    return Stage.BACKUP if stage is Stage.REMINDED and whole.owner.backup_id is None else stage
