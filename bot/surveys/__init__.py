"""The survey after a delivery: `asking` asks, `answering` hears, `drafts` makes a quote for its author to approve,

`publishing` brings it out, `wishes` lists what they would change, `screens` shows survey and draft.
"""
