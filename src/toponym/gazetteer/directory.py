"""Where compiled layers are kept."""

import os
from pathlib import Path


def cache_directory() -> Path:
    """Where compiled layers are kept: TOPONYM_CACHE, or the user's cache folder.

    Without a home it is a path where nothing can be kept.
    """
    chosen = os.environ.get("TOPONYM_CACHE")
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    try:
        path = user_cache_path("toponym", appauthor=False)
    except RuntimeError:  # as newer platformdirs say that there is no home
        path = Path()
    # Older ones give a relative path then, and caches would be strewn over working directories: keep none.
    return path if path.is_absolute() else Path(os.devnull) / "toponym"
