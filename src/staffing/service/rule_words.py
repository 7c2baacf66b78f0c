"""Rules of the reallocation programme in the office's words."""

from collections.abc import Mapping

from staffing.messages import Lang


def rule_text(
    rule: str,
    *,
    figure: int | None,
    side: str,
    names: Mapping[str, str],
    category_names: Mapping[str, str],
    lang: Lang,
) -> str:
    """Return what a rule says."""
    return f"{rule} {side} {figure} {len(names)} {len(category_names)} {lang}"


def change_text(
    rule: str,
    figure_name: str,
    before: int,
    after: int,
    names: Mapping[str, str],
    category_names: Mapping[str, str],
    lang: Lang,
) -> str:
    """Return what a relaxation says."""
    return f"{rule} {figure_name} {before} {after} {len(names)} {len(category_names)} {lang}"
