"""How two spellings differ, for the steps that forgive a slip."""


def differ_in_vowels(a: str, b: str, vowels: str, most: int = 2) -> bool:
    """Whether all that differs between two spellings stands in one place, is vowels, and is at most `most` long.

    >>> differ_in_vowels("oleksander", "oleksandr", "aeiou"), differ_in_vowels("haidar", "haidai", "aeiou")
    (True, False)
    """
    shorter = min(len(a), len(b))
    start = next((at for at in range(shorter) if a[at] != b[at]), shorter)
    end = 0
    while end < shorter - start and a[-1 - end] == b[-1 - end]:
        end += 1
    left, right = a[start : len(a) - end], b[start : len(b) - end]
    return max(len(left), len(right)) <= most and all(letter in vowels for letter in left + right)
