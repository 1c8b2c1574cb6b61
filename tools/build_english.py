"""`python -m tools.build_english` writes src/toponym/finding/english.txt: English words, and English names.

Needs symspellpy (word frequencies, MIT) and chunspell, which carries SCOWL's en_US dictionary; neither is needed
otherwise.
"""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src" / "toponym" / "finding" / "english.txt"
MOST = 25_000
LOOKED_AT = 50_000
HEAD = """\
# English words as they are written inside a sentence, the 25,000 most frequent, and words that are always capital.
# Words: those of symspellpy's frequency_dictionary_en_82_765.txt (MIT) that the en_US dictionary of SCOWL accepts in
# lower case; capital words: the entries of that dictionary (Copyright 2000-2019 Kevin Atkinson, see data/LICENSE.md).
"""


def frequent() -> Iterator[str]:
    """The most frequent English words, the most frequent first."""
    import symspellpy  # type: ignore[import-untyped, unused-ignore]

    path = Path(symspellpy.__file__).with_name("frequency_dictionary_en_82_765.txt")
    for line in path.read_text(encoding="utf-8-sig").splitlines()[:LOOKED_AT]:
        word = line.split()[0]
        if word.isascii() and word.isalpha():
            yield word


def main() -> None:
    """Write the file anew."""
    argparse.ArgumentParser(prog="python -m tools.build_english", description=__doc__).parse_args()
    import hunspell  # type: ignore[import-not-found, unused-ignore]

    folder = Path(hunspell.__file__).parent / "dictionaries"
    speller = hunspell.Hunspell("en_US", hunspell_data_dir=str(folder))
    words = [word for word in frequent() if speller.spell(word)][:MOST]
    entries = (line.split("/")[0].strip() for line in (folder / "en_US.dic").read_text(encoding="latin-1").splitlines())
    names = {entry for entry in entries if re.fullmatch("[A-Z][a-z]+", entry)}
    TARGET.write_text(HEAD + "\n".join([*sorted(words), *sorted(names)]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
