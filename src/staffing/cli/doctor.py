"""Whether everything this program stands on is there."""

import sys

from staffing.cli.output import Output
from staffing.messages import text


def examine(output: Output) -> int:
    """Say whether everything this program stands on is there."""
    from importlib.metadata import PackageNotFoundError, version

    from staffing.report.fonts import has_cjk_font

    names = (
        "numpy",
        "pydantic",
        "pandas",
        "ortools",
        "pulp",
        "python-calamine",
        "XlsxWriter",
        "vl-convert-python",
    )
    found: dict[str, str] = {"python": sys.version.split()[0]}
    for name in names:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = text("doctor_missing", output.lang)
    font = has_cjk_font()
    lines = [text("doctor_title", output.lang), *(f"  {name}  {held}" for name, held in found.items())]
    state = "doctor_ok" if font else "doctor_missing"
    lines.append(f"  {text('doctor_fonts', output.lang)}  {text(state, output.lang)}")
    if not font:
        lines.append(f"    {text('doctor_fonts_remedy', output.lang)}")
    output.answer({"status": "VALID", "versions": found, "cjk_font": font}, lambda: lines)
    return 0
