"""Python's collector of cyclic garbage, paused while a large input is read."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collections() -> Iterator[None]:
    """Do not collect meanwhile.

    Reading makes hundreds of thousands of values and no cycles among them; walking through all of them again and
    again takes a quarter of the time. Whoever finds the collector off leaves it off, so calls may overlap.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
