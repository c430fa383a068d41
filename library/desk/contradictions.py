"""A printed credit against what was delivered: silence is no contradiction, another name is one."""

import unicodedata

from library.catalogue.models import Asset
from library.credits.records import Credit
from library.credits.registry import Registry
from library.findings import Phrase, phrase


def one_name(registry: Registry, name: str | None) -> str | None:
    """Give the one name of an agency for all its spellings; unknown ones in small letters, None for none."""
    if not name or not name.strip():
        return None
    entry = registry.find(name)
    return entry.name if entry else name.strip().casefold()


def find_contradiction(printed: Credit, asset: Asset, registry: Registry) -> Phrase | None:
    """Find where a printed credit names somebody else than the asset's parts.

    A line that names only the distributor is short, not wrong, as long as that house did distribute the picture.
    What the asset does not know cannot be contradicted.

    Args:
        printed: the credit line as it was printed, in its parts.
        asset: its parts as shown: the last of delivered, proposed and decided.

    Returns:
        The contradiction as half a sentence; None where there is none.
    """
    known = {one_name(registry, name) for name in (asset.agency, asset.distributor) if name}
    agency, distributor = one_name(registry, printed.agency), one_name(registry, printed.distributor)
    if agency and asset.agency and agency not in known:
        return _words("agency", asset.agency)
    if distributor and known and distributor not in known:
        if asset.distributor:
            return _words("distributor", asset.distributor)
        # The line may know more than the file did: a distributor beside the right agency is news, not an error.
        if asset.agency and agency != one_name(registry, asset.agency):
            return _words("agency", asset.agency)
    if printed.photographer and asset.photographer and not share_a_name(printed.photographer, asset.photographer):
        return _words("photographer", asset.photographer)
    return None


def share_a_name(one: str, other: str) -> bool:
    """Tell whether two ways of writing persons share a name: an initial or a second photographer does no harm."""
    return bool(_names(one) & _names(other))


def _names(text: str) -> set[str]:
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    words = "".join(sign if sign.isalpha() else " " for sign in plain.casefold()).split()
    return {word for word in words if len(word) > 2} or set(words)


def _words(part: str, name: str) -> Phrase:
    return phrase(f"CRD002.words.{part}", name=name)
