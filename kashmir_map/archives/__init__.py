"""
Public event archives (UCDP GED, ACLED, tables of one's own), laid under the record.

    file → source (cells as text) → scheme (UCDP, ACLED, a table) → layout (one form) → store

An archive is somebody else's record: it is kept apart from ours, never merged with it, and every
event keeps the words, the numbers and the name of where it came from.
"""
