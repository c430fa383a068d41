"""`photodesk gallery`: make galleries, order them, write under them, check, export and publish them."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from library.cli import gallery_export
from library.cli.door import By, Json, now, opened, print_json
from library.cli.printing import finding_facts, print_findings, print_table
from library.errors import InvalidInput

if TYPE_CHECKING:  # the catalogue's packages take half a second to import; --help needs none of them
    from library.desk.gallery_view import GalleryView, ItemView
    from library.findings import Finding

app = typer.Typer(help="Make galleries, order them, check, export and publish them.", no_args_is_help=True)

GalleryId = Annotated[int, typer.Argument(metavar="GALLERY", help="The gallery's number.")]
ItemId = Annotated[int, typer.Argument(metavar="ITEM", help="The item's number, as `gallery show` prints it.")]


def register(main: typer.Typer) -> None:
    """Add the group to the command line."""
    main.add_typer(app, name="gallery")


@app.command("list")
def list_(as_json: Json = False) -> None:
    """List the galleries, the last changed first.

    Example: photodesk gallery list
    """
    from library.desk.gallery_view import list_galleries  # noqa: PLC0415  keeps --help quick

    with opened() as workspace:
        found = list_galleries(workspace)
    if as_json:
        print_json(
            [
                {
                    **each.gallery.model_dump(mode="json"),
                    "headline": each.headline,
                    "items": each.items,
                    "wanted": each.wanted,
                }
                for each in found
            ]
        )
        return
    if not found:
        typer.echo("No galleries yet. Make one: photodesk gallery create TITLE, or photodesk article import FILE")
        return
    print_table(
        ("id", "state", "items", "wanted", "changed", "title"),
        [
            (
                each.gallery.id,
                each.gallery.state,
                each.items,
                each.wanted or "",
                f"{each.gallery.changed_at:%Y-%m-%d %H:%M}",
                each.gallery.title,
            )
            for each in found
        ],
    )


@app.command()
def show(gallery_id: GalleryId, as_json: Json = False) -> None:
    """Show a gallery: its items in order with captions and credits, and what the checks found.

    Example: photodesk gallery show 3
    """
    from library.desk.gallery_view import get_gallery  # noqa: PLC0415  keeps --help quick

    with opened() as workspace:
        view = get_gallery(workspace, gallery_id, now=now())
    if as_json:
        print_json(_facts(view))
        return
    state = f"{view.gallery.state}{', changed since' if view.is_changed else ''}"
    typer.echo(f"{view.gallery.id}  {view.gallery.title}  ({state}, version {view.gallery.version})")
    print_table(("", "item", "asset", "credit", "caption"), [_row(number, each) for number, each in _numbered(view)])
    _print_checks(view.findings)


@app.command()
def create(
    title: Annotated[str, typer.Argument(help="What the gallery shows, in a few words.")],
    assets: Annotated[list[int] | None, typer.Option("--asset", help="A first picture; may be given again.")] = None,
    article: Annotated[int | None, typer.Option(help="Number of the article it belongs to.")] = None,
    language: Annotated[str, typer.Option(help="Language of the captions, as a BCP 47 tag.")] = "de",
    by: By = None,
    as_json: Json = False,
) -> None:
    """Make a gallery.

    Example: photodesk gallery create "Parade in Bildern" --asset 4 --asset 7
    """
    from library.desk.galleries import NewGallery, create_gallery  # noqa: PLC0415  keeps --help quick

    with opened() as workspace:
        new = NewGallery(title, language, article, tuple(assets or ()))
        gallery_id = create_gallery(workspace, new, by=by or workspace.settings.user, now=now())
    if as_json:
        print_json({"gallery": gallery_id})
    else:
        typer.echo(f"Made gallery {gallery_id}. Look at it: photodesk gallery show {gallery_id}")


@app.command()
def add(
    gallery_id: GalleryId,
    assets: Annotated[list[int], typer.Argument(metavar="ASSET...", help="The assets' numbers, in order.")],
    at: Annotated[int | None, typer.Option(min=1, help="Place of the first of them, from 1. Default: the end.")] = None,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Put pictures into a gallery.

    Example: photodesk gallery add 3 12 15 --at 1
    """
    from library.desk.galleries import add_assets  # noqa: PLC0415  keeps --help quick

    with opened() as workspace:
        place = None if at is None else at - 1
        who = by or workspace.settings.user
        _tell(add_assets(workspace, gallery_id, assets, at=place, by=who, now=now()), as_json=as_json)


@app.command()
def reorder(
    gallery_id: GalleryId,
    items: Annotated[list[int], typer.Argument(metavar="ITEM...", help="All items of the gallery, in the new order.")],
    version: Annotated[int | None, typer.Option(help="Version that you saw; refuses if it is older by now.")] = None,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Bring the items of a gallery into an order.

    Example: photodesk gallery reorder 3 31 30 32
    """
    from library.desk import galleries  # noqa: PLC0415  keeps --help quick
    from library.desk.gallery_view import check_reorder  # noqa: PLC0415

    with opened() as workspace:
        torn = check_reorder(workspace, gallery_id, tuple(items))
        who = by or workspace.settings.user
        step = galleries.reorder(workspace, gallery_id, items, version=version, by=who, now=now())
    _tell(step, as_json=as_json, findings=torn)


@app.command()
def remove(item_id: ItemId, by: By = None, as_json: Json = False) -> None:
    """Take an item out of its gallery; the picture stays in the catalogue.

    Example: photodesk gallery remove 31
    """
    from library.desk.galleries import remove_item  # noqa: PLC0415  keeps --help quick

    with opened() as workspace:
        _tell(remove_item(workspace, item_id, by=by or workspace.settings.user, now=now()), as_json=as_json)


@app.command()
def caption(
    item_id: ItemId,
    text: Annotated[str | None, typer.Argument(help="The caption; an empty one leaves the picture's own.")] = None,
    alt: Annotated[str | None, typer.Option(help="Alternative text in this gallery.")] = None,
    credit: Annotated[str | None, typer.Option(help="Credit line as printed in this gallery.")] = None,
    language: Annotated[
        Literal["de", "fr", "it", "en"] | None, typer.Option(help="Of the caption. Default: the gallery's.")
    ] = None,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Write what stands under an item: its caption, alternative text or credit line.

    Example: photodesk gallery caption 31 "Kinder winken am Strassenrand." --alt "Zwei Kinder mit Fähnchen"
    """
    from library.desk.galleries import edit_item  # noqa: PLC0415  keeps --help quick

    given = {"caption" if language is None else f"caption_{language}": text, "alt_text": alt, "credit_line": credit}
    values: dict[str, str | None] = {name: value for name, value in given.items() if value is not None}
    if not values:
        raise InvalidInput("Nothing to write", hint="Give a caption, --alt or --credit.")
    with opened() as workspace:
        _tell(edit_item(workspace, item_id, values, by=by or workspace.settings.user, now=now()), as_json=as_json)


@app.command()
def link(
    item_id: ItemId,
    asset_id: Annotated[int, typer.Argument(metavar="ASSET", help="The asset that it wants.")],
    by: By = None,
    as_json: Json = False,
) -> None:
    """Link a wanted item with the asset it wants, or an item with another asset.

    Example: photodesk gallery link 31 12
    """
    from library.desk.galleries import fill_wanted  # noqa: PLC0415  keeps --help quick

    with opened() as workspace:
        _tell(fill_wanted(workspace, item_id, asset_id, by=by or workspace.settings.user, now=now()), as_json=as_json)


@app.command()
def lead(gallery_id: GalleryId, item_id: ItemId, by: By = None, as_json: Json = False) -> None:
    """Choose the picture that opens the article.

    Example: photodesk gallery lead 3 31
    """
    from library.desk.galleries import set_lead  # noqa: PLC0415  keeps --help quick

    with opened() as workspace:
        _tell(set_lead(workspace, gallery_id, item_id, by=by or workspace.settings.user, now=now()), as_json=as_json)


@app.command()
def check(gallery_id: GalleryId, as_json: Json = False) -> None:
    """Check a gallery; the exit code is 2 when something must be settled before it goes out.

    Example: photodesk gallery check 3
    """
    from library.desk.gallery_view import get_gallery  # noqa: PLC0415  keeps --help quick

    with opened() as workspace:
        findings = get_gallery(workspace, gallery_id, now=now()).findings
    if as_json:
        print_json([finding_facts(finding) for finding in findings])
    else:
        _print_checks(findings)
    if any(finding.severity == "error" for finding in findings):
        raise typer.Exit(2)


app.command(name="export")(gallery_export.export)
app.command(name="import-captions")(gallery_export.import_captions)


@app.command()
def publish(
    gallery_id: GalleryId,
    accept: Annotated[
        list[str] | None, typer.Option(help="A finding that may go out nevertheless, as CODE=reason; may be repeated.")
    ] = None,
    medium: Annotated[Literal["web", "print"], typer.Option(help="web or print.")] = "web",
    by: By = None,
    as_json: Json = False,
) -> None:
    """Freeze a gallery and write its uses into the ledger.

    Example: photodesk gallery publish 3 --accept "CRD001=own picture, no name wanted"
    """
    from library.desk.publish import publish as publish_gallery  # noqa: PLC0415  keeps --help quick

    reasons = dict(_acceptance(each) for each in accept or ())
    with opened() as workspace:
        who = by or workspace.settings.user
        done = publish_gallery(workspace, gallery_id, accept=reasons, medium=medium, by=who, now=now())
    if as_json:
        print_json(
            {
                "gallery": gallery_id,
                "digest": done.digest,
                "items": len(done.document.items),
                "uses": [usage.id for usage in done.uses],
                "accepted": [finding_facts(finding) for finding in done.accepted],
            }
        )
        return
    typer.echo(f"Published {len(done.document.items)} items; new lines in the ledger: {len(done.uses)}.")
    typer.echo(f"Document {done.digest}")


def _acceptance(text: str) -> tuple[str, str]:
    code, equals, why = text.partition("=")
    if not equals:
        raise InvalidInput(f"{text!r} gives no reason", hint="Write CODE=reason, as CRD001=own picture.")
    return code.strip(), why


def _numbered(view: "GalleryView") -> list[tuple[int, "ItemView"]]:
    return list(enumerate(view.items, start=1))


def _row(number: int, each: "ItemView") -> tuple[object, ...]:
    marks = [
        "lead" if each.item.is_lead else "",
        "hidden" if each.item.is_hidden else "",
        "wanted" if each.asset is None else "",
    ]
    caption_text = each.printed.caption or (f"(agency: {each.printed.agency_text})" if each.printed.agency_text else "")
    note = " ".join(mark for mark in marks if mark)
    return (
        number,
        each.item.id,
        each.item.asset_id or "",
        each.printed.credit.printed,
        f"{f'[{note}] ' if note else ''}{caption_text[:90]}",
    )


def _facts(view: "GalleryView") -> dict[str, Any]:
    from library.galleries.document import to_json  # noqa: PLC0415  keeps --help quick

    return {
        **view.gallery.model_dump(mode="json"),
        "is_changed": view.is_changed,
        "items": [
            {
                **each.item.model_dump(mode="json"),
                "credit": each.printed.credit.printed,
                "agency_text": each.printed.agency_text,
                "uses": each.uses,
            }
            for each in view.items
        ],
        "chains": view.chains,
        "findings": [finding_facts(finding) for finding in view.findings],
        "document": to_json(view.document),
    }


def _print_checks(findings: tuple["Finding", ...]) -> None:
    if not findings:
        typer.echo("Ready to go out: the checks found nothing.")
    print_findings(findings)


def _tell(step: str | None, *, as_json: bool, findings: tuple["Finding", ...] = ()) -> None:
    if as_json:
        print_json({"step": step, "findings": [finding_facts(finding) for finding in findings]})
        return
    print_findings(findings)
    typer.echo(f"Saved. Take it back with: photodesk undo {step}" if step else "Nothing to change.")
