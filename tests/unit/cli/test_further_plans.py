"""Options of ``run`` that ask for more than the plan: they reach the service under the names agreed."""

import pytest

from staffing.cli.commands import main
from tests.programme_runs import alternatives, evaluation, programme_run


@pytest.fixture
def asked(monkeypatch):
    """Put a stub in the place of the service; return what it is asked."""
    seen = {}

    def run(source, **options):
        seen.update(options)
        return programme_run(
            evaluation=evaluation() if "plan" in options else None,
            alternatives=alternatives() if "plans" in options else None,
        )

    monkeypatch.setattr("staffing.service.run", run)
    monkeypatch.setattr("staffing.service.read_out", lambda *_: None)
    return seen


def call(*arguments):
    with pytest.raises(SystemExit) as end:
        main([str(argument) for argument in arguments])
    return end.value.code


def test_a_plan_by_hand(asked, scenarios, tmp_path, capsys):
    assert call("run", scenarios / "zhongning", "--plan", tmp_path / "mine.csv") == 0
    assert asked["plan"] == tmp_path / "mine.csv"
    assert "plans" not in asked
    assert "手工方案  符合全部规则" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "further"),
    [
        ((), {}),
        (("--within", "0.02", "--apart", "4"), {"within": 0.02, "apart": 4}),
        (("--within", "0"), {"within": 0.0}),
    ],
)
def test_other_good_plans(asked, scenarios, capsys, options, further):
    assert call("run", scenarios / "zhongning", "--plans", "3", *options) == 0
    beside = {key: value for key, value in asked.items() if key in {"plan", "plans", "within", "apart"}}
    assert beside == {"plans": 3} | further
    assert "备选方案  2个" in capsys.readouterr().out


def test_without_them_the_service_is_asked_for_the_plan_alone(asked, scenarios):
    assert call("run", scenarios / "zhongning") == 0
    assert not {"plan", "plans", "within", "apart"} & set(asked)


@pytest.mark.parametrize(
    "options",
    [
        ("--plans", "1"),
        ("--plans", "10"),
        ("--plans", "3", "--apart", "0"),
        ("--plans", "3", "--within", "-0.1"),
        ("--within", "0.02"),
        ("--apart", "4"),
    ],
)
def test_what_makes_no_sense_is_refused(asked, scenarios, capsys, options):
    assert call("run", scenarios / "zhongning", *options) == 2
    assert "E_USAGE" in capsys.readouterr().err
    assert not asked
