"""A pool of local processes: tasks go out, answers come back in order, few wait in between."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from dateline.errors import DatelineError

Task = TypeVar("Task")
Answer = TypeVar("Answer")

_WAITING_PER_WORKER = 3


def map_in_order(
    work: Callable[[Task], Answer], tasks: Iterable[Task], *, workers: int
) -> Iterator[tuple[Task, Answer]]:
    """Yield each task with its answer, in order; with one worker all happens in this process.

    Tasks are taken only as fast as answers are, so memory is bounded. Raises DatelineError where a worker
    process dies (mostly because the machine ran out of memory).
    """
    if workers <= 1:
        yield from ((task, work(task)) for task in tasks)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_obey_parent) as pool:
        try:
            yield from _in_order(pool, work, tasks, workers * _WAITING_PER_WORKER)
        except BrokenProcessPool as error:
            raise DatelineError(
                "a worker process died, most likely for want of memory",
                todo="run the same command again with fewer --workers; it goes on where it stopped",
            ) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor, work: Callable[[Task], Answer], tasks: Iterable[Task], most: int
) -> Iterator[tuple[Task, Answer]]:
    waiting: deque[tuple[Task, Future[Answer]]] = deque()
    for task in tasks:
        waiting.append((task, pool.submit(work, task)))
        if len(waiting) >= most:
            first, future = waiting.popleft()
            yield first, future.result()
    for task, future in waiting:
        yield task, future.result()


def _obey_parent() -> None:
    """Let a worker end when its parent is killed (by itself it would wait for ever), and only then."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
