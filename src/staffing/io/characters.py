"""Characters that are dropped or mapped wherever a text is read, and no others.

NFKC maps too much, and wrongly: ``1²`` to ``12``, ``½`` to ``1⁄2``, ``⑫`` to ``12``.
"""

from typing import Final

BLANKS: Final = (
    " \t\r\n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f"
    "\u205f\u3000\u200b\u200c\u200d\u2060\ufeff"
)
"""Blanks, those without width included that come along when text is copied from pages."""
_NO_BLANKS: Final = dict.fromkeys(map(ord, BLANKS))
FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Full-width forms of ASCII, which a Chinese input method types; for ``str.translate``."""


def trim(words: str) -> str:
    """Return ``words`` without the blanks at its ends, seen or unseen.

    >>> trim("\\u3000S001\\u200b ")
    'S001'
    """
    return words.strip(BLANKS)


def squeeze(words: str) -> str:
    """Return ``words`` in half width and without any blank or line break: how headers and labels are compared.

    >>> squeeze(" 合　计：")
    '合计:'
    """
    return narrow(words).translate(_NO_BLANKS)


def narrow(words: str) -> str:
    """Return ``words`` with full-width letters, digits and marks in half width.

    >>> narrow("Ｓ００１，１²")
    'S001,1²'
    """
    return words.translate(FULL_WIDTH)
