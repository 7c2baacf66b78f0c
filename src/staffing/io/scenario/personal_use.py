"""What a scenario may do with columns of personal data: nothing, unless it says what for."""

from collections.abc import Mapping, Sequence

from staffing.io.cells import Cell, Tree
from staffing.io.files.tree import leaves
from staffing.io.findings import Findings
from staffing.io.values.words import nearest, text


def personal_use(settings: Mapping[str, Tree], file: str, findings: Findings) -> dict[str, str]:
    """Return the use of every column that ``personal: {column: use}`` names."""
    named = leaves(settings.get("personal"), "personal", file, findings)
    uses = {column: text(cell, findings) for column, cell in named.items()}
    return {column: use for column, use in uses.items() if use is not None}


def note_columns(found: Sequence[Cell], settings: Mapping[str, Tree], file: str, findings: Findings) -> None:
    """Say of every column of personal data, by its header cell, that it was not read or what it is used for."""
    uses = personal_use(settings, file, findings)
    for title in found:
        note_column(title, uses, findings)
    # The columns of tickets are known to whoever counts them.
    unknown = uses.keys() - {title.title for title in found} if "tickets" not in settings else set()
    for column in sorted(unknown):
        cell = leaves(settings["personal"], "personal", file, findings)[column]
        near = nearest(column, [title.title for title in found]) or "—"
        findings.at("E_UNKNOWN_KEY", cell, got=column, nearest=near)


def note_column(title: Cell, uses: Mapping[str, str], findings: Findings) -> None:
    """Say of one column of personal data that it was not read, or what it is used for."""
    if title.title in uses:
        findings.at("W_PERSONAL_KEPT", title, use=uses[title.title])
    else:
        findings.changed("W_PERSONAL", title, None)
