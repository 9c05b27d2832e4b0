"""What the commands can do, in a line each."""

REFERENCE = (
    "`/reference` opens a form: which deal, what you need, by when. "
    "Rung shows who fits and asks them for you, one at a time. `/reference help` shows this."
)
RUNG = (
    "`/rung` or `/rung queue` shows what waits for a decision · `/rung settings` how often, when and for what we ask · "
    "`/rung ladder` what customers can do for us · `/rung roles` who may do what · "
    "`/rung owners` hands customers over · `/rung texts` what customers read · "
    "`/rung requirements` what they would change · `/rung workspaces` where we are · `/rung log` who did what. "
    "`/rung help` shows this."
)
