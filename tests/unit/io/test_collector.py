"""The collector is paused and comes back, whoever else paused it."""

import gc

import pytest

from staffing.io.collector import no_collections


def test_it_is_off_inside_and_on_again_afterwards():
    with no_collections():
        assert not gc.isenabled()
        with no_collections():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_comes_back_after_a_fault():
    with pytest.raises(ValueError, match="x"), no_collections():
        raise ValueError("x")
    assert gc.isenabled()


def test_whoever_had_it_off_keeps_it_off():
    gc.disable()
    try:
        with no_collections():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
