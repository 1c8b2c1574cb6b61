"""The last resort: any script to rough Latin letters.

Unidecode is under the GPL (version 2 or later), and this is the only module that imports it. Without it the last
resort is skipped.
"""

import re

from toponym.text.script import main_script

_SURROGATES = re.compile("[\ud800-\udfff]")
# Scripts that have romanization systems, or are Latin already: guesses would only hide that a name is unknown.
_COVERED = frozenset({"Latin", "Cyrillic", "Common"})


def latinize(text: str) -> str | None:
    """A rough Latin spelling of a text in a script that no system covers, or None.

    >>> latinize("თბილისი"), latinize("Київ")
    ("t'bilisi", None)
    """
    if main_script(text) in _COVERED:
        return None
    try:
        from unidecode import unidecode
    except ImportError:
        return None
    return unidecode(_SURROGATES.sub("", text), errors="ignore").replace("`", "'").strip() or None
