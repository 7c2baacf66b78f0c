"""What templates of reports and pages share: words by key, figures as people read them."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from staffing.messages import Lang, place_text, text
from staffing.messages.numbers import digits_apart
from staffing.messages.spans import period_text
from staffing.models.run import IssueDocument
from staffing.report import notes
from staffing.report.figures import arrow, count, decimals, headed, percent, signed

if TYPE_CHECKING:
    from jinja2 import Environment


def environment(lang: Lang, *folders: Path) -> "Environment":
    """Return templates of these folders, with the words and figures of a language.

    Everything is escaped; a name that a template does not know is an error.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "signed": signed,
        "arrow": arrow,
        "decimals": decimals,
        "digits_apart": digits_apart,
        "count": count,
        "headed": headed,
        "percent": percent,
        "period": partial(_period, lang),
        "place": partial(_place, lang),
        "rule_place": partial(_rule_place, lang),
        "spot": partial(_spot, lang),
    }
    environment.globals["t"] = partial(_say, lang)
    return environment


def _say(lang: Lang, key: str, **values: Any) -> str:
    return text(key, lang, **values)


def _period(lang: Lang, words: str | None) -> str | None:
    return None if words is None else period_text(words, lang)


def _rule_place(lang: Lang, where: str) -> str:
    return notes.rule_place(where, lang)


def _place(lang: Lang, where: str) -> str:
    return place_text(where, lang)


def _spot(lang: Lang, issue: IssueDocument) -> str:
    return notes.spot(issue, lang)
