"""What two pictures are to each other, in the words of whoever reads: “crop: 62 % of the picture, right”."""

from library.desk.near import NearAsset
from library.duplicates.relations import Kind, Reason
from library.ui.translation import t


def relation_words(kind: Kind, reasons: tuple[Reason, ...]) -> str:
    """Say kind and why of a pair, each reason with the picture it is true of: the left or the right."""
    words = [t(f"duplicates.kind.{kind}"), *(_reason(reason) for reason in reasons)]
    return " · ".join(words)


def near_words(near: NearAsset) -> str:
    """Say what an arrival is to an asset that is here: “already here as epa11421544, 2 uses”."""
    words = t(f"ingest.near.{near.kind}", name=near.name)
    if near.uses:
        words += ", " + t("ingest.near.uses", n=near.uses)
    told = [_phrase(reason) for reason in near.reasons if reason.code not in {"same", "matched"}]
    return f"{words} ({'; '.join(told)})" if told else words


def _reason(reason: Reason) -> str:
    words = _phrase(reason)
    return words if reason.of == "both" else f"{t(f'duplicates.of.{reason.of}')}: {words}"


def _phrase(reason: Reason) -> str:
    place = ", " + t(f"duplicates.place.{reason.place.replace(' ', '_')}") if reason.place else ""
    return t(f"duplicates.why.{reason.code}", percent=reason.percent or 0, place=place)
