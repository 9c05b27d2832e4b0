"""After the yes: `schedule` sets the times, `course` follows them, `answers` and `decisions` say what became of it.

A favour is an ask that was accepted. `held` keeps its line in the ledger, `outcome` tells the customer what came of it.
"""
