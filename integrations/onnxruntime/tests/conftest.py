"""What all tests share: models of one operator, and sessions with the library."""

from __future__ import annotations

import os
from pathlib import Path

import ml_dtypes
import numpy as np
import onnx
import onnxruntime as ort
import pytest
from onnx import TensorProto, helper

ort.set_default_logger_severity(4)

ROOT = Path(__file__).resolve().parents[3]
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
LIBRARY = os.environ.get("ACTIV8_ORT_LIBRARY", str(TARGET / "release" / "libactiv8_ort.so"))

TYPES = {
    np.dtype(np.float32): TensorProto.FLOAT,
    np.dtype(np.float16): TensorProto.FLOAT16,
    np.dtype(ml_dtypes.bfloat16): TensorProto.BFLOAT16,
    np.dtype(np.float64): TensorProto.DOUBLE,
    np.dtype(np.int8): TensorProto.INT8,
    np.dtype(np.int32): TensorProto.INT32,
    np.dtype(np.int64): TensorProto.INT64,
}
FLOATS = [np.dtype(np.float32), np.dtype(np.float16), np.dtype(ml_dtypes.bfloat16)]


def model(operator: str, version: int, inputs: list, outputs: int = 1, domain: str = "", **attributes) -> bytes:
    """A model of one node. An input is an array, or None where it is left out."""
    names = [f"x{i}" if x is not None else "" for i, x in enumerate(inputs)]
    results = [f"y{i}" for i in range(outputs)]
    given = [
        helper.make_tensor_value_info(name, TYPES[x.dtype], list(x.shape))
        for name, x in zip(names, inputs)
        if x is not None
    ]
    made = [helper.make_tensor_value_info(name, TYPES[inputs[0].dtype], None) for name in results]
    node = helper.make_node(operator, names, results, domain=domain, **attributes)
    versions = [helper.make_opsetid("", version)] + ([helper.make_opsetid(domain, 1)] if domain else [])
    graph = helper.make_graph([node], "graph", given, made)
    return helper.make_model(graph, opset_imports=versions, ir_version=10).SerializeToString()


def options(operators: str | None = "all", threads: int = 1, **entries: str) -> ort.SessionOptions:
    """A session's options with the library, or without where there are no operators."""
    made = ort.SessionOptions()
    made.intra_op_num_threads = threads
    if operators is not None:
        made.add_session_config_entry("activ8.operators", operators)
        for name, value in entries.items():
            made.add_session_config_entry(f"activ8.{name}", value)
        made.register_custom_ops_library(LIBRARY)
    return made


def session(of: bytes, made: ort.SessionOptions) -> ort.InferenceSession:
    return ort.InferenceSession(of, made, providers=["CPUExecutionProvider"])


def run_session(of: ort.InferenceSession, inputs: list) -> list[np.ndarray]:
    """Runs it on arrays of any type: bfloat16 goes as its bits."""
    values = {}
    for name, x in zip([i.name for i in of.get_inputs()], [x for x in inputs if x is not None]):
        x = np.asarray(x)
        if x.dtype == ml_dtypes.bfloat16:
            values[name] = ort.OrtValue.ortvalue_from_numpy_with_onnx_type(x.view(np.uint16), TYPES[x.dtype])
        else:
            values[name] = ort.OrtValue.ortvalue_from_numpy(x)
    results = of.run_with_ort_values(None, values)
    return [to_numpy(result) for result in results]


def to_numpy(value: ort.OrtValue) -> np.ndarray:
    if value.data_type() != "tensor(bfloat16)":
        return value.numpy()
    import ctypes

    count = int(np.prod(value.shape()))
    if count == 0:
        return np.zeros(value.shape(), ml_dtypes.bfloat16)
    bits = np.ctypeslib.as_array(ctypes.cast(value.data_ptr(), ctypes.POINTER(ctypes.c_uint16)), (count,))
    return bits.copy().view(ml_dtypes.bfloat16).reshape(value.shape())


def run(operator: str, version: int, inputs: list, *, made: ort.SessionOptions | None = None, **more) -> list[np.ndarray]:
    """A model of one node, run with all operators replaced."""
    return run_session(session(model(operator, version, inputs, **more), made or options("all,contrib" if more.get("domain") else "all")), inputs)


def ulp(got: np.ndarray, want: np.ndarray) -> float:
    """The greatest error in units of the last place of `want`, a float64; NaN and infinity must be where they are."""
    info = ml_dtypes.finfo(got.dtype)
    with np.errstate(all="ignore"):
        rounded = want.astype(got.dtype)
        got_wide, limit = got.astype(np.float64), float(info.max)
        # What rounds to infinity may be the greatest number, and the other way round.
        special = ~np.isfinite(rounded.astype(np.float64)) | ~np.isfinite(got_wide)
        same = (np.isnan(rounded) & np.isnan(got)) | (rounded == got) | ((np.abs(want) > 0.999 * limit) & (np.abs(got_wide) > 0.999 * limit))
        if not np.all(same[special]):
            return float("inf")
        least = np.log2(float(info.smallest_normal))
        exponent = np.floor(np.log2(np.maximum(np.abs(want), 2.0**least)))
        unit = 2.0 ** (exponent - info.nmant)
        errors = np.where(special, 0, np.abs(got_wide - want) / unit)
    return float(errors.max(initial=0))


@pytest.fixture(params=FLOATS, ids=str)
def dtype(request: pytest.FixtureRequest) -> np.dtype:
    return request.param


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(22)
