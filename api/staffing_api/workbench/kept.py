"""What has been computed, kept as long as there is room."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar

KEPT: Final = 64
"""Values kept; beyond that those unused longest go."""

T = TypeVar("T")
Key = tuple[Any, ...]


class Kept(Generic[T]):
    """The values used last, up to a number; for one thread, that of the event loop."""

    def __init__(self, limit: int = KEPT) -> None:
        self._limit = limit
        self._values: OrderedDict[Key, T] = OrderedDict()

    def get(self, key: Key) -> T | None:
        """Return the value of a key, if it is kept."""
        value = self._values.get(key)
        if value is not None:
            self._values.move_to_end(key)
        return value

    def drop(self, unwanted: Callable[[Key, T], bool]) -> None:
        """Forget the values that are not wanted."""
        for key in [key for key, value in self._values.items() if unwanted(key, value)]:
            del self._values[key]

    def put(self, key: Key, value: T) -> T:
        """Keep a value and return it."""
        self._values[key] = value
        while len(self._values) > self._limit:
            self._values.popitem(last=False)
        return value
