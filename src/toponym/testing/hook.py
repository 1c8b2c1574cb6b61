"""What Hypothesis calls when it is imported: it learns to make entries, names and variants from their types."""


def register() -> None:
    """Register the strategies for `from_type`; they are imported when one is first asked for."""
    from hypothesis import strategies as st

    from toponym.model import Entry, Name, Variant

    def entries(_: type[Entry]) -> st.SearchStrategy[Entry]:
        from toponym.testing import strategies

        return strategies.entries()

    def names(_: type[Name]) -> st.SearchStrategy[Name]:
        from toponym.testing import strategies

        return strategies.names()

    def variants(_: type[Variant]) -> st.SearchStrategy[Variant]:
        from toponym.testing import strategies

        return strategies.variants()

    st.register_type_strategy(Entry, entries)
    st.register_type_strategy(Name, names)
    st.register_type_strategy(Variant, variants)
