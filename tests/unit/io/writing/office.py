"""Workbooks as LibreOffice saves them."""

import subprocess
from pathlib import Path


def convert(soffice: str, path: Path, folder: Path) -> Path:
    """Open a workbook in LibreOffice and save it again."""
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / path.name
