"""The evidence desk: figures held against their papers, releases proposed and approved.

Files stay the truth for every number. The database holds who checked what, and which
release was approved.
"""
