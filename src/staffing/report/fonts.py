"""Whether this machine can draw Chinese characters in pictures."""

from pathlib import Path

FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "C:/Windows/Fonts",
)
CJK_NAMES = (
    "notosanscjk",
    "notoserifcjk",
    "sourcehan",
    "wqy",
    "simhei",
    "simsun",
    "msyh",
    "pingfang",
    "droidsansfallback",
)
"""Beginnings or parts of the file names of fonts that hold Chinese, lower case without punctuation."""


def has_cjk_font() -> bool:
    """Return whether a font with Chinese characters is installed; without one charts draw boxes."""
    for folder in FONT_FOLDERS:
        root = Path(folder).expanduser()
        if not root.is_dir():
            continue
        for file in root.rglob("*.[toTO][tT][fFcC]"):
            plain = "".join(character for character in file.stem.lower() if character.isalnum())
            if any(name in plain for name in CJK_NAMES):
                return True
    return False
