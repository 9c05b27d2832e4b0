"""What customers get back, from the offer to the day on which they had it.

`offering` makes an offer, `guards` say what is never given, `answers` are the customers', `peers` brings two together,
`asking` is what customers ask for, `course` what their owners do about it, `arrival` what the outbox tells.
"""
