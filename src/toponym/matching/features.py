"""What the fuzzy model looks at: the features of a candidate, in the order of the columns."""

from typing import Final

from toponym.matching.letters import DIFFERENCES, MIDDLES

FEATURES: Final = (
    "key",  # likeness of the keys in the best reading, 0 to 1
    "key edits",
    "coarse key",
    "coarse key edits",
    "consonants",
    "consonants edits",
    "spelling",  # likeness of the folded spellings themselves
    "spelling edits",
    "beginning",  # share of the key that both begin with
    "end",
    "first letter",
    "length",
    "longer",  # letters that the candidate has more
    "words",
    "second reading",
    "tier",
    "native",
    "asked native",  # the spelling is not in Latin letters
    "key lead",  # how much better than the best other candidate
    "coarse key lead",
    "consonants lead",
    "spelling lead",
    "rivals",  # other candidates whose keys are as alike
    "likeness",  # the sum of key, coarse key, consonants and spelling
    "likeness lead",
    "likeness rivals",
    "best key",  # of all names of the entry
    "best coarse key",
    "best consonants",
    "next key",  # of the second likeliest name of the entry; of the same one where it has no other
    "next coarse key",
    "next consonants",
    "asked words",
    "asked longest word",
    "asked length",
    *MIDDLES,
    *DIFFERENCES,
    "table",  # the number of forms it was chosen from, as a logarithm
    "within",  # looked for within countries that a hint names, which says that it lies there
)
