"""What Rung keeps: tables, and every SQL statement, beside its table."""

from models import (
    account,
    activity,
    advocate,
    ask,
    audit,
    block,
    consent,
    deal,
    debrief,
    event,
    group,
    member,
    message,
    participation,
    program,
    reference,
    schema,
    standing,
    story,
    task,
    wording,
    workspace,
)
from models.base import Base

# Imported together, so that the metadata is whole for whoever reads it: Alembic, and the test of its steps.
TABLES = (
    account,
    activity,
    advocate,
    ask,
    audit,
    block,
    consent,
    deal,
    debrief,
    event,
    group,
    member,
    message,
    participation,
    program,
    reference,
    schema,
    standing,
    story,
    task,
    wording,
    workspace,
)
metadata = Base.metadata
