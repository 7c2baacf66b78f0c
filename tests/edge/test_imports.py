"""What is loaded when: solvers never in the main process, heavy libraries only where needed."""

import subprocess
import sys

import pytest

SOLVERS = ("ortools", "pulp", "highspy")
HEAVY = ("pandas", "vl_convert", "xlsxwriter", "openpyxl", "fastapi", "jinja2", "matplotlib", "scipy")


def _loaded(arguments, names):
    code = (
        "import sys\nfrom staffing.cli import main\n"
        "try: main(sys.argv[2:])\nexcept SystemExit: pass\n"
        "print([name for name in sys.argv[1].split(',') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, ",".join(names), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip().splitlines()[-1]


@pytest.mark.parametrize("backend", ["auto", "ortools", "pulp"])
def test_the_main_process_loads_no_solver(scenarios, backend):
    assert _loaded(["run", scenarios / "qingxiu", "--backend", backend], SOLVERS) == "[]"


def test_help_loads_nothing_heavy():
    assert _loaded(["--help"], (*SOLVERS, *HEAVY, "numpy", "pydantic", "rich")) == "[]"


def test_a_plain_run_loads_nothing_heavy(scenarios):
    assert _loaded(["run", scenarios / "qingxiu"], (*SOLVERS, *HEAVY)) == "[]"
