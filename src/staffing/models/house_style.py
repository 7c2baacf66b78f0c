"""How an office sets its documents: margins, pitch, fonts, red head."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from staffing.models.base import Frozen

Length = Annotated[Decimal, Field(gt=0, le=300)]
FontName = Annotated[str, Field(min_length=1, max_length=60)]


class Margins(Frozen):
    """White space around the text, in millimetres."""

    top: Length
    bottom: Length
    left: Length
    right: Length


class Fonts(Frozen):
    """Font of each part, by name: none is shipped."""

    title: FontName
    body: FontName
    level1: FontName
    level2: FontName
    page: FontName
    latin: FontName
    """Of Latin letters and Arabic numerals."""


class Sizes(Frozen):
    """Size of each part, in points."""

    title: Length
    body: Length
    table: Length
    page: Length


class HouseStyle(Frozen):
    """The settings of one house style; ``standard`` is GB/T 9704-2012."""

    margins_mm: Margins
    line_pitch_pt: Length
    """From line to line."""
    characters: int | None = Field(default=None, ge=10, le=60)
    """Characters to a line; None: as they fall."""
    fonts: Fonts
    sizes_pt: Sizes
    red_head: str | None = Field(default=None, max_length=40)
    """Name of the office over a red line; None: no red head."""
