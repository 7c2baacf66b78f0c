"""A person on the staff list: read beside a scenario, never part of it."""

from decimal import Decimal

from pydantic import Field

from staffing.models.base import Frozen


class Person(Frozen):
    """One person 人员.

    The plan does not depend on people. The identity number is checked when it is read, and not kept.
    """

    id: str
    """Staff number, unlike all others."""
    name: str | None = Field(default=None, repr=False)
    """As the office writes it; None: a list without names. Messages show its first character only."""
    station: str | None = None
    """Id of the station where the person is; None: a list without stations."""
    score: Decimal | None = Field(default=None, ge=0, le=100)
    """Score of the appraisal 考核分; None: not given."""
