"""Which columns of a table of work say what was done, when it began and when it ended."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from staffing.errors import Issue
from staffing.io.characters import narrow, trim
from staffing.io.findings import Findings

TITLES: Final[dict[str, tuple[str, ...]]] = {
    "activity": (
        "活动", "作业", "作业活动", "环节", "事项", "事项名称", "工作内容",
        "activity", "activityname", "concept:name", "task", "step",
    ),
    "start": (
        "开始时间", "开始日期", "开始", "受理时间", "受理日期", "接收时间",
        "start", "starttime", "startdate", "startedat", "start_timestamp", "opened", "openedat", "started",
    ),
    "end": (
        "结束时间", "结束日期", "结束", "完成时间", "完成日期", "办结时间", "办结日期",
        "end", "endtime", "enddate", "endedat", "end_timestamp", "completetime", "completed", "completedat",
        "closed", "closedat", "finish", "finished",
    ),
    "case": (
        "案件编号", "案号", "工单编号", "办件编号", "受理编号", "任务编号",
        "case", "caseid", "case:concept:name", "ticketid", "ticket", "id",
    ),
    "transition": (
        "事件类型", "生命周期", "lifecycle:transition", "lifecycle", "transition", "eventtype",
    ),
    "resource": (
        "经办人", "责任人", "办理人", "承办人", "人员编号", "工号",
        "resource", "org:resource", "officer", "user", "person", "staffid",
    ),
    "timestamp": ("时间", "时间戳", "事件时间", "发生时间", "timestamp", "time:timestamp", "time", "eventtime"),
    "unit": (),
}  # fmt: skip
"""Titles by role, in small letters without blanks and underscores; a unit is never guessed."""

NOTHING: Final = "-"
"""What is typed for a column that is not to be used."""
INTERVALS: Final = ("activity", "start", "end")
EVENTS: Final = ("case", "activity", "transition", "timestamp")
_PAIRS: Final = {"intervals": ("start", "end"), "events": ("transition", "timestamp")}
_OPTIONAL: Final = {"intervals": ("case", "resource", "unit"), "events": ("resource", "unit")}


def plain(title: str) -> str:
    """Return a title as it is compared.

    >>> plain(" Start_Time ")
    'starttime'
    """
    return re.sub(r"[\s_]+", "", narrow(trim(title))).lower()


_ROLES: Final = {plain(title): role for role, titles in TITLES.items() for title in titles}


def is_known(title: str) -> bool:
    """Tell whether a title is one that says what its column is."""
    return plain(title) in _ROLES


def columns_of(
    titles: Sequence[str], given: Mapping[str, str], file: str, findings: Findings
) -> tuple[str, dict[str, str]]:
    """Return ``intervals`` or ``events``, and the column of each role; all faults where that is not certain.

    Raises
    ------
    InputError
        A column is missing, or several may be meant.
    """
    listed = ", ".join(title for title in titles if title)[:300]
    for role, title in given.items():
        if title != NOTHING and titles.count(title) != 1:
            key = "E_MEASURED.twice" if title in titles else "E_MEASURED.column"
            findings.add(Issue(key, file, "", {"option": f"--{role}", "got": title, "found": listed}))
    findings.check()
    found = {role: [title for title in titles if _ROLES.get(plain(title)) == role] for role in TITLES}
    found |= {role: [] if title == NOTHING else [title] for role, title in given.items()}
    kind = _kind(found, given, file, listed, findings)
    needed = INTERVALS if kind == "intervals" else EVENTS
    for role in needed:
        if not found[role]:
            findings.add(Issue("E_MEASURED.role", file, "", {"option": f"--{role}", "found": listed}))
    roles = (*needed, *_OPTIONAL[kind])
    for role in roles:
        if len(found[role]) > 1:
            values = {"option": f"--{role}", "found": ", ".join(found[role])}
            findings.add(Issue("E_MEASURED.several", file, "", values))
    findings.check()
    return kind, {role: found[role][0] for role in roles if found[role]}


def _kind(
    found: Mapping[str, list[str]], given: Mapping[str, str], file: str, listed: str, findings: Findings
) -> str:
    """Tell a table with start and end from an event log; what is given decides before what is guessed."""
    asked = [any(role in given for role in pair) for pair in _PAIRS.values()]
    whole = [all(found[role] for role in pair) for pair in _PAIRS.values()]
    begun = [any(found[role] for role in pair) for pair in _PAIRS.values()]
    told = next((told for told in (asked, whole, begun) if any(told)), None)
    if told is None:
        findings.refuse("E_MEASURED.none", file, found=listed)
    if all(told):
        both = [title for pair in _PAIRS.values() for role in pair for title in found[role]]
        findings.refuse("E_MEASURED.kind", file, found=", ".join(both))
    return tuple(_PAIRS)[told.index(True)]
