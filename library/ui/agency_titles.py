"""Agencies as people write them: the catalogue keeps keys, the screens show titles."""

from library.desk.agencies import registry_of
from library.ui import session


def agency_titles(*extra: str | None) -> dict[str, str]:
    """Give the title of each agency in force by its key, in the order of the titles.

    Args:
        extra: names that must be among them although the registry may not know them.
    """
    titles = {entry.name: entry.title for entry in registry_of(session.workspace()).entries}
    titles |= {name: title_of(name) for name in extra if name}
    return dict(sorted(titles.items(), key=lambda pair: pair[1].casefold()))


def title_of(name: str) -> str:
    """Give an agency's title; a name that the registry does not know stays as it is."""
    entry = registry_of(session.workspace()).find(name)
    return entry.title if entry else name
