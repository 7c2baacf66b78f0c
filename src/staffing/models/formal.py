"""What only the official documents say: no part of a fingerprint, and no figure depends on it."""

from enum import StrEnum

from pydantic import Field

from staffing.models.base import Frozen


class Publicity(StrEnum):
    """Who may see a document 公开属性."""

    OPEN = "open"
    """主动公开"""
    ON_REQUEST = "on_request"
    """依申请公开"""
    CLOSED = "closed"
    """不予公开"""


class Formal(Frozen):
    """Particulars that an office fills in; None: not given, and the documents print a cross."""

    document_number: str | None = None
    """Number 文号 of the document that fixed the headcount."""
    counting_rule: str | None = None
    """Who and what counts 口径, such as whether dispatched workers are contract staff."""
    counted_over: str | None = None
    """Period 统计期间 of the counts, as it is to be printed."""
    publicity: Publicity | None = None
    notice_days: int | None = Field(default=None, ge=1)
    """Working days of a public notice 公示工作日; None: five."""
    notice_from: str | None = None
    """First day of the public notice, ISO."""
    issuer: str | None = None
    """Office that signs 署名."""
    contact_office: str | None = None
    """Office that takes objections 受理部门."""
    contact_phone: str | None = None
    contact_address: str | None = None
