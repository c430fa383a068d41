"""The house: how this newsroom prints a credit."""

from functools import lru_cache

from library.catalogue.models import Asset
from library.credits.format import HouseStyle, format_credit, load_styles
from library.credits.records import Credit
from library.credits.registry import Registry
from library.desk.agencies import registry_of
from library.desk.workspace import Workspace
from library.errors import SettingsError


def house_style(workspace: Workspace) -> HouseStyle:
    """Give the style that the settings name.

    Raises:
        SettingsError: there is no style of that name.
    """
    styles = _styles()
    name = workspace.settings.house_style
    if name not in styles:
        raise SettingsError(
            f"PHOTODESK_HOUSE_STYLE: there is no style {name!r}", hint=f"Choose one of {', '.join(styles)}."
        )
    return styles[name]


@lru_cache(maxsize=1)
def _styles() -> dict[str, HouseStyle]:
    return load_styles()


def credit_of(asset: Asset) -> Credit:
    """Give the parts of an asset's credit as shown."""
    return Credit(
        distributor=asset.distributor,
        agency=asset.agency,
        photographer=asset.photographer,
        provider=asset.provider,
        is_archive=asset.is_archive,
        is_pool=asset.is_pool,
        is_handout=asset.is_handout,
        is_ai=asset.is_ai,
        is_symbolic=asset.is_symbolic,
        agency_image_id=asset.supplier_ref,
    )


def credit_text(workspace: Workspace, asset: Asset, registry: Registry | None = None) -> str | None:
    """Give an asset's credit as this newsroom prints it; None where nobody can be named.

    Args:
        registry: the agencies in force with their own ways of being printed; looked up when None, so that who prints
            a page of pictures asks for it once.
    """
    in_force = registry or registry_of(workspace)
    return format_credit(credit_of(asset), house_style(workspace), asset.kind, registry=in_force) or None
