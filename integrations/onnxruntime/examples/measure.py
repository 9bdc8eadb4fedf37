"""Times of each operator with and without the library: nanoseconds a node and the gain, by the number of elements.

    python measure.py [--threads 1] [--type f32] [--accuracy high] [NAME ...]

Both sessions are of many nodes beside each other, of which ONNX Runtime's own costs for a run are subtracted; the least
time of many, in turns.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

import numpy as np
import onnxruntime as ort
from onnx import TensorProto, helper

ROOT = Path(__file__).resolve().parents[3]
LIBRARY = os.environ.get("ACTIV8_ORT_LIBRARY", str(ROOT / "target/release/libactiv8_ort.so"))
SIZES = {64: 64, 1024: 64, 65536: 16, 1 << 20: 4}
MS = "com.microsoft"
# Name, version, domain, attributes, and the shapes of further inputs.
OPERATORS = [
    ("Celu", 12, "", {}), ("Clip", 13, "", {}), ("Elu", 7, "", {}), ("Erf", 13, "", {}), ("Exp", 13, "", {}),
    ("Gelu", 20, "", {}), ("Gelu", 20, "", {"approximate": "tanh"}), ("HardSigmoid", 7, "", {}),
    ("HardSwish", 14, "", {}), ("LeakyRelu", 16, "", {}), ("Log", 13, "", {}), ("Mish", 18, "", {}),
    ("PRelu", 16, "", {}), ("Relu", 14, "", {}), ("Selu", 7, "", {}), ("Shrink", 9, "", {}), ("Sigmoid", 13, "", {}),
    ("Softplus", 1, "", {}), ("Softsign", 1, "", {}), ("Swish", 24, "", {}), ("Tanh", 13, "", {}),
    ("ThresholdedRelu", 11, "", {}), ("Softmax", 13, "", {}), ("Softmax", 13, "", {"axis": 0}),
    ("LogSoftmax", 13, "", {}), ("LogSoftmax", 13, "", {"axis": 0}), ("Hardmax", 13, "", {}),
    ("SoftmaxCrossEntropyLoss", 13, "", {}), ("NegativeLogLikelihoodLoss", 13, "", {}),
    ("Gelu", 17, MS, {}), ("FastGelu", 17, MS, {}), ("BiasGelu", 17, MS, {}), ("QuickGelu", 17, MS, {}),
]  # fmt: skip
TYPES = {"f32": (TensorProto.FLOAT, np.float32), "f16": (TensorProto.FLOAT16, np.float16)}


def shape_of(name: str, size: int) -> list[int]:
    row = 64 if size == 64 else 256
    return [size // row, row] if "max" in name or "Loss" in name or name == "BiasGelu" else [size]


def session(row, size: int, count: int, options: argparse.Namespace, ours: bool) -> tuple:
    """A session of so many nodes, and its inputs and outputs, bound."""
    name, version, domain, attributes = row
    onnx_type, numpy_type = TYPES[options.type]
    shape = shape_of(name, size)
    rng = np.random.default_rng(1)
    x = rng.standard_normal(shape).astype(numpy_type)
    x = np.abs(x) if name == "Log" else x
    inputs, types = [x], [onnx_type]
    if "Loss" in name:
        inputs.append(rng.integers(0, shape[1], shape[:1]))
        types.append(TensorProto.INT64)
    elif name == "BiasGelu":
        inputs.append(rng.standard_normal(shape[1:]).astype(numpy_type))
        types.append(onnx_type)
    elif name == "PRelu":
        inputs.append(np.full(1, 0.25, numpy_type))
        types.append(onnx_type)
    elif name == "Clip":
        inputs += [np.array(-1, numpy_type), np.array(1, numpy_type)]
        types += [onnx_type] * 2
    names = [f"x{i}" for i in range(len(inputs))]
    nodes = [helper.make_node(name, names, [f"y{i}"], domain=domain, **attributes) for i in range(count)]
    result = [] if "Loss" in name else shape
    graph = helper.make_graph(
        nodes,
        "nodes",
        [helper.make_tensor_value_info(n, t, list(i.shape)) for n, t, i in zip(names, types, inputs)],
        [helper.make_tensor_value_info(f"y{i}", onnx_type, result) for i in range(count)],
    )
    versions = [helper.make_opsetid("", version)] + ([helper.make_opsetid(domain, 1)] if domain else [])
    model = helper.make_model(graph, opset_imports=versions, ir_version=10)
    made = ort.SessionOptions()
    made.log_severity_level = 4
    made.intra_op_num_threads = options.threads
    # Else the nodes, which are alike, would become one.
    made.graph_optimization_level = ort.GraphOptimizationLevel.ORT_DISABLE_ALL
    if ours:
        made.add_session_config_entry("activ8.operators", "all,contrib" if domain else "all")
        if options.accuracy:
            made.add_session_config_entry("activ8.accuracy", options.accuracy)
        made.register_custom_ops_library(LIBRARY)
    of = ort.InferenceSession(model.SerializeToString(), made, providers=["CPUExecutionProvider"])
    bound = of.io_binding()
    for n, i in zip(names, inputs):
        bound.bind_ortvalue_input(n, ort.OrtValue.ortvalue_from_numpy(i))
    for i in range(count):
        out = ort.OrtValue.ortvalue_from_numpy(np.zeros(result, numpy_type))
        bound.bind_ortvalue_output(f"y{i}", out)
    return of, bound


def least(pairs: list[tuple], seconds: float) -> list[float]:
    """The least time of a run of each, in turns."""
    times = [float("inf")] * len(pairs)
    end, turns = time.perf_counter() + seconds, 0
    while turns < 5 or time.perf_counter() < end:
        turns += 1
        for index, (of, bound) in enumerate(pairs):
            start = time.perf_counter_ns()
            of.run_with_iobinding(bound)
            times[index] = min(times[index], time.perf_counter_ns() - start)
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--type", choices=TYPES, default="f32")
    parser.add_argument("--accuracy", choices=["high", "fast"])
    parser.add_argument("--seconds", type=float, default=0.15, help="of each measurement")
    options = parser.parse_args()
    print(f"| {options.type}, {options.threads} thread(s), {options.accuracy} | " + " | ".join(map(str, SIZES)) + " |")
    print("|---|" + "---|" * len(SIZES))
    for row in OPERATORS:
        if options.names and row[0] not in options.names:
            continue
        cells = []
        for size, count in SIZES.items():
            try:
                of = [session(row, size, n, options, ours) for ours in (False, True) for n in (count, 1)]
            except Exception as error:
                cells.append(f"not there ({str(error)[:40]})")
                continue
            many, one, our_many, our_one = least(of, options.seconds)
            theirs, ours = ((a - b) / (count - 1) for a, b in ((many, one), (our_many, our_one)))
            cells.append(f"{theirs:.0f} / {ours:.0f} = {theirs / ours:.2f}")
        label = " ".join([row[0], row[2], *map(str, row[3].values())]).replace("  ", " ")
        print(f"| {label} | " + " | ".join(cells) + " |")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
