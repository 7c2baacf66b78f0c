"""The command line, run in this process."""

import pytest

from staffing.cli.commands import main


@pytest.fixture
def staffing(capsys, monkeypatch):
    """Run the command line in this process: (exit code, standard output, standard error)."""
    monkeypatch.delenv("STAFFING_LANG", raising=False)

    def call(*arguments):
        with pytest.raises(SystemExit) as end:
            main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return end.value.code, captured.out, captured.err

    return call
