"""Errors a caller can act on: each message says what is wrong and what to do about it."""


class ToponymError(ValueError):
    """Base of all errors that toponym raises for bad data or bad arguments."""


class TableError(ToponymError):
    """A variant table cannot be read, or breaks a rule; the message names the file, the entry and the remedy."""


class HintError(ToponymError):
    """A hint has no meaning (an unknown country, a latitude beyond 90); the message names the hint."""


class IndexFileError(ToponymError):
    """A compiled index cannot be used (damaged, of another version, no index); the message says how to rebuild it."""


class RomanizationError(ToponymError):
    """A romanization system is unknown or its file is faulty; the message names file, system and rule."""


class InflectionError(ToponymError):
    """A file of declension classes is faulty; the message names the file, the row and the remedy."""
