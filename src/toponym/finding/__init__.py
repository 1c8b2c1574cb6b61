"""Names in running text: where they stand, and what they mean."""

from toponym.finding.finder import Finder

__all__ = ["Finder"]
