"""`photodesk audit`: who was used where, and what is wrong with it."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from library.cli.door import Json, language, now, opened, print_json
from library.cli.printing import print_findings, print_table
from library.errors import InvalidInput

if TYPE_CHECKING:  # the catalogue's packages take half a second to import; --help needs none of them
    from library.desk.audit import AuditLine, AuditReport
    from library.findings import Finding


def register(main: typer.Typer) -> None:
    """Add the command to the command line."""
    main.command()(audit)


def audit(
    agency: Annotated[str | None, typer.Option(help="Agency or distributor, in any spelling.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Title in which it ran, as the ledger has it.")] = None,
    first: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day.")] = None,
    last: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day.")] = None,
    csv: Annotated[Path | None, typer.Option(help="Write the uses to this file as CSV, too.")] = None,
    as_json: Json = False,
) -> None:
    """Audit the ledger: uses by agency, distributor and article; missing or wrong credits; broken restrictions.

    Pictures whose copies name different agencies are told, too, whenever they came in.

    Example: photodesk audit --agency EPA --from 2026-11-01 --to 2026-11-30 --csv november.csv
    """
    from library.desk import audit_tables  # noqa: PLC0415  keeps --help quick
    from library.desk.audit import audit as read_audit  # noqa: PLC0415
    from library.desk.conflicts import find_credit_conflicts, to_facts  # noqa: PLC0415

    with opened() as workspace:
        conflicts = find_credit_conflicts(workspace, agency=agency, now=now())
        report = read_audit(
            workspace,
            agency=agency,
            outlet=outlet,
            from_on=first.date() if first else None,
            until_on=last.date() if last else None,
        )
    if csv is not None:
        _write(csv, audit_tables.to_csv(report, language()))
    if as_json:
        told = [to_facts(conflict, language()) for conflict in conflicts]
        facts = audit_tables.to_json(report, language())
        found = [conflict.finding.facts(language()) for conflict in conflicts]
        print_json(facts | {"conflicts": told, "findings": [*facts["findings"], *found]})
    else:
        _print(report, [conflict.finding for conflict in conflicts])


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise InvalidInput(
            f"{path} cannot be written: {error.strerror}", hint="Choose a folder that you may write to."
        ) from error


def _print(report: "AuditReport", conflicts: "list[Finding]") -> None:
    if not report.uses:
        typer.echo("No uses in the ledger for this question.")
        print_findings(conflicts)
        return
    _print_lines("By agency", report.by_agency)
    _print_lines("By distributor", report.by_distributor)
    _print_lines("By article", report.by_article)
    findings = (*report.findings, *conflicts)
    typer.echo(f"Findings: {len(findings)}" if findings else "Nothing found that is wrong.")
    print_findings(findings)


def _print_lines(title: str, lines: "tuple[AuditLine, ...]") -> None:
    rows = [(line.name or "(unknown)", line.uses, line.assets, line.findings or "") for line in lines]
    print_table(("", "uses", "pictures", "findings"), rows, title=title)
    typer.echo("")
