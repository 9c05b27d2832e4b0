"""Would you recommend us: `asking` asks, `answers` hears, `detractors` brings a low number to the owner,

`promoters` brings those whom nobody ever asked to a first step, `screens` shows the question.
"""
