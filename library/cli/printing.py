"""What several commands print for people: tables and findings."""

from collections.abc import Iterable, Sequence

import typer

from library.cli.door import console, language
from library.findings import Finding

_COLOURS = {"error": typer.colors.RED, "warning": typer.colors.YELLOW, "note": typer.colors.BLUE}


def print_table(headings: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None) -> None:
    """Print rows under headings; cells are shown as they are, markup signs too."""
    from rich.table import Table  # noqa: PLC0415  quick start of commands that print JSON
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, pad_edge=False, title=title, title_justify="left", title_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    console().print(table, soft_wrap=False)


def print_findings(findings: Sequence[Finding]) -> None:
    """Print findings, one a line with its code, in the language of the command line."""
    spoken = language()
    for finding in findings:
        mark = typer.style(f"{finding.severity:7} {finding.code}", fg=_COLOURS[finding.severity])
        typer.echo(f"{mark}  {finding.observed.say(spoken)}")


def finding_facts(finding: Finding) -> dict[str, str]:
    """Turn a finding into data, its words in the language of the command line."""
    return finding.facts(language())
