"""The learning chain: from a problem to the countries it changed, in date order.

Start at `queries.line`: it gathers the steps of a problem, a product or an adaptation
as one reader may see them. A step she may not see leaves a tombstone that says there is
one, and nothing else; neighbours that are hidden share one, so that none is counted.
"""
