"""The registry of documents, and that nothing heavy is loaded before it is needed."""

import subprocess
import sys

from staffing.report import FORMATS

HEAVY = ("docx", "jinja2", "lxml", "vl_convert", "xlsxwriter", "pandas")
PROGRAM = f"""
import sys
import staffing.report.tables, staffing.report.charts
import staffing.report.html, staffing.report.excel, staffing.report.word
print([name for name in {HEAVY!r} if name in sys.modules])
"""


def test_formats_make_files_of_their_kind(zhongning):
    made = {name: render(zhongning, "zh") for name, render in FORMATS.items()}
    assert made["html"].startswith(b"<!doctype html>")
    assert made["xlsx"].startswith(b"PK")
    assert made["docx"].startswith(b"PK")


def test_importing_loads_nothing_heavy():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
