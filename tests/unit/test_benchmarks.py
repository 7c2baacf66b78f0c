"""The benchmarks still run, and the peers still agree with the ladder; nothing here is timed."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_peers_agree_with_the_ladder():
    from benchmarks.ladder import contest, disagreements
    from benchmarks.peers import PEERS

    found = contest(list(PEERS), 50, count=1, turn_s=0.0)
    assert {name: one.out for name, one in found.items() if one.out} == {}
    assert disagreements(found, 50) == []
    assert all(one.turns[0]["digest"] for name, one in found.items() if name != "sort")


def test_a_peer_with_another_plan_is_named():
    from benchmarks.ladder import contest, disagreements

    found = contest(["ladder", "apportionment"], 50, count=1, turn_s=0.0)
    found["apportionment"].turns[0]["digest"] = "another"
    assert len(disagreements(found, 50)) == 1


def test_curves_agree_with_the_ladder():
    from benchmarks.curve import CURVES, contest, disagreements

    found = contest(list(CURVES), 50, 3, count=1)
    assert {name: len(one.turns[0]["digests"]) for name, one in found.items()} == dict.fromkeys(CURVES, 7)
    assert disagreements(found) == []


def test_a_failure_puts_a_peer_out():
    from benchmarks.timing import Contestant
    from staffing.solver.supervise import Workers

    with Workers() as workers:
        one = Contestant("nobody", "benchmarks.turns:turn", 60.0, workers, [])
        one.take_turn(50)
    assert one.out.startswith("failed: ")
    assert one.turns == []


def test_load_on_a_bare_endpoint(tmp_path):
    import sys

    from benchmarks.serving import SAME, ask, free_port, server, turn

    body = tmp_path / "body"
    body.write_bytes(b"{}")
    port = free_port()
    with server([sys.executable, "-m", "benchmarks.bare", str(port), str(body)], port):
        assert ask("POST", SAME, port) == b"{}"
        assert turn([SAME], port, most=50)["requests"] == 50


def test_every_part_has_its_place_in_the_readme():
    from benchmarks.__main__ import PARTS, README, kept

    page = README.read_text(encoding="utf-8")
    for name in PARTS:
        assert "new" in kept(page, name, "new")


def test_goals():
    from benchmarks.timing import Goal, Spread

    within, beyond = Spread.of([2.0]), Spread.of([2.0, 4.0, 9.0])
    assert Goal("within 3 x", within, 3.0).met
    assert not Goal("within 3 x", beyond, 3.0).met
    assert Goal("at least 3 x", beyond, 3.0, at_least=True).met
    assert not Goal("within 3 x", None, 3.0).met
    assert str(Goal("within 3 x", beyond, 3.0)) == "**MISSED**: within 3 x: 4.0 (2.0-9.0) x"


def test_the_workbooks_that_are_read_hold_what_they_should():
    from benchmarks.workbook_reading import measure

    section = measure(1)
    assert not section.faults
    assert len(section.rows) == 2


def test_tickets_are_counted_as_duckdb_counts_them():
    from benchmarks.tickets import measure

    section = measure(2_000, count=1)
    assert not section.faults
    assert [row[0].startswith("**DuckDB") for row in section.rows] == [True, False, False, False]


def test_a_ledger_is_summed_as_duckdb_sums_it():
    from benchmarks.ledger import measure

    section = measure(3_000, count=1)
    assert not section.faults
    assert section.rows[0][0].startswith("**DuckDB")
    assert section.goals[1].met
