"""What only a new process can tell: how long a start takes, how much memory, answers when cold.

Run as ``python -m tests.bench.fresh <engine> <folder> <file of questions>``; prints JSON.
"""

import gc
import importlib
import json
import pickle
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from directory.catalogue.criteria import Criteria
from tests.bench.memory import memory_mb

WHERE = {
    "ours": ("tests.bench.our_engine", "Ours"),
    "SQLite": ("tests.bench.sqlite_engine", "Sqlite"),
    "tantivy": ("tests.bench.tantivy_engine", "Tantivy"),
}
ASKED_BEFORE_WEIGHING = 200


@dataclass(frozen=True, slots=True)
class Fresh:
    """``start_ms`` is wall time from the opened program to the first answer, without imports."""

    import_ms: float
    start_ms: float
    start_cpu_ms: float
    base_mb: float
    pss_mb: float
    rss_mb: float
    cold_ms: list[float]


def measured(engine: str, folder: Path, questions: Sequence[Criteria], scratch: Path) -> Fresh:
    """Starts a process of its own and waits for it."""
    asked = scratch / "questions.pickle"
    asked.write_bytes(pickle.dumps(list(questions)))
    command = [sys.executable, "-m", "tests.bench.fresh", engine, str(folder), str(asked)]
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return Fresh(**json.loads(printed.splitlines()[-1]))


def measure(engine: str, folder: Path, questions: Sequence[Criteria]) -> Fresh:
    base = memory_mb()["Pss"]
    began = time.perf_counter()
    module, name = WHERE[engine]
    made: Any = getattr(importlib.import_module(module), name)
    import_ms = (time.perf_counter() - began) * 1000
    began, began_cpu = time.perf_counter(), time.process_time()
    opened = made(folder, str.split)
    opened.open()
    opened.search(questions[0])
    start_ms = (time.perf_counter() - began) * 1000
    start_cpu_ms = (time.process_time() - began_cpu) * 1000
    cold = [_asked_ms(opened, criteria) for criteria in questions[:ASKED_BEFORE_WEIGHING]]
    gc.collect()
    memory = memory_mb()
    cold += [_asked_ms(opened, criteria) for criteria in questions[ASKED_BEFORE_WEIGHING:]]
    return Fresh(
        import_ms, start_ms, start_cpu_ms, base, memory["Pss"], memory["Rss"], cold_ms=cold
    )


def _asked_ms(engine: Any, criteria: Criteria) -> float:
    start = time.thread_time_ns()
    engine.search(criteria)
    return (time.thread_time_ns() - start) / 1e6


if __name__ == "__main__":
    _, engine_name, folder_name, question_file = sys.argv
    criteria_list = pickle.loads(Path(question_file).read_bytes())
    print(json.dumps(asdict(measure(engine_name, Path(folder_name), criteria_list))))
