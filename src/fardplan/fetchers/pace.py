"""How fast a source may be asked: at most so many calls in any window of so many seconds."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Callable


class Pace:
    """Wait before each call until the window has room for it."""

    def __init__(
        self,
        calls: int,
        seconds: float,
        *,
        sleep: Callable[[float], None],
        clock: Callable[[], float],
    ) -> None:
        if calls < 1 or seconds <= 0:
            raise ValueError("takten ska vara minst ett anrop under en viss tid")
        self.seconds = seconds
        self._times: deque[float] = deque(maxlen=calls)
        self._sleep = sleep
        self._clock = clock

    def wait(self) -> None:
        """Return when a call may be made, and count it."""
        if len(self._times) == self._times.maxlen:
            rest = self._times[0] + self.seconds - self._clock()
            if rest > 0:
                self._sleep(rest)
        self._times.append(self._clock())
