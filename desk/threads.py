"""One thread a process: the workers of a batch share the machine, and sums come out alike on any."""

import os

_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "OPENCV_FOR_THREADS_NUM": "1"}


def limit_threads() -> None:
    """For numpy and OpenCV, which ask when they are loaded: to be called before. Processes that are started
    later inherit it; the recogniser is given its one thread where it is made."""
    os.environ.update(_ONE_THREAD)
