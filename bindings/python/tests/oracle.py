"""The right answers, in f64 of NumPy and of Python's `math`."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import ml_dtypes
import numpy as np

erf = np.vectorize(math.erf, otypes=[float])
_erfc = np.vectorize(math.erfc, otypes=[float])
sigmoid = lambda x: np.where(x < 0, np.exp(np.minimum(x, 0)), 1) / (1 + np.exp(-np.abs(x)))  # noqa: E731
softplus = lambda x: np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))  # noqa: E731
_phi = lambda x: _erfc(-x / math.sqrt(2)) / 2  # noqa: E731
_tanh_gelu = lambda x: x * sigmoid(2 * math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))  # noqa: E731
_elu = lambda x, alpha: np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))  # noqa: E731
_SELU = (1.0507009873554805, 1.6732632423543772)

# Name, arguments, and the function in f64.
ACTIVATIONS: list[tuple[str, dict[str, Any], Callable[[Any], Any]]] = [
    ("celu", {}, lambda x: _elu(x, 1)),
    ("celu", {"alpha": 0.5}, lambda x: np.where(x > 0, x, 0.5 * np.expm1(np.minimum(x, 0) / 0.5))),
    ("clipped_gelu", {"min_val": -0.1, "max_val": 2.0}, lambda x: np.clip(x * _phi(x), np.float32(-0.1), 2)),
    ("elu", {}, lambda x: _elu(x, 1)),
    ("elu", {"alpha": 2.0}, lambda x: _elu(x, 2)),
    ("erf", {}, erf),
    ("exp", {}, np.exp),
    ("expm1", {}, np.expm1),
    ("gelu", {}, lambda x: x * _phi(x)),
    ("gelu", {"approximate": "tanh"}, _tanh_gelu),
    ("gelu", {"approximate": "quick"}, lambda x: x * sigmoid(np.float64(np.float32(1.702)) * x)),
    ("hardshrink", {"lambd": 1.0}, lambda x: np.where(np.abs(x) > 1, x, 0)),
    ("hardsigmoid", {}, lambda x: np.clip(x + 3, 0, 6) / 6),
    ("hardswish", {}, lambda x: x * np.clip(x + 3, 0, 6) / 6),
    ("hardtanh", {}, lambda x: np.clip(x, -1, 1)),
    ("hardtanh", {"min_val": -2.0, "max_val": 0.5}, lambda x: np.clip(x, -2, 0.5)),
    ("identity", {}, lambda x: x),
    ("laplace", {"mu": 0.0, "sigma": 1.0}, _phi),
    ("leaky_relu", {}, lambda x: np.where(x > 0, x, np.float64(np.float32(0.01)) * x)),
    ("leaky_relu", {"negative_slope": 0.5}, lambda x: np.where(x > 0, x, 0.5 * x)),
    ("linear_hardsigmoid", {"alpha": 0.25, "beta": 0.5}, lambda x: np.clip(0.25 * x + 0.5, 0, 1)),
    ("logsigmoid", {}, lambda x: -softplus(-x)),
    ("mish", {}, lambda x: x * np.tanh(softplus(x))),
    ("relu", {}, lambda x: np.maximum(x, 0)),
    ("relu6", {}, lambda x: np.clip(x, 0, 6)),
    ("rrelu", {"lower": 0.25, "upper": 0.75}, lambda x: np.where(x > 0, x, 0.5 * x)),
    ("scaled_tanh", {"alpha": 2.0, "beta": 0.5}, lambda x: 2 * np.tanh(0.5 * x)),
    ("selu", {}, lambda x: _SELU[0] * _elu(x, _SELU[1])),
    ("shrink", {"lambd": 1.0, "shift": 0.5}, lambda x: np.where(x > 1, x - 0.5, np.where(x < -1, x + 0.5, 0))),
    ("sigmoid", {}, sigmoid),
    ("silu", {}, lambda x: x * sigmoid(x)),
    ("soft_cap", {"cap": 2.0}, lambda x: 2 * np.tanh(x / 2)),
    ("softplus", {}, softplus),
    ("softplus", {"beta": 2.0}, lambda x: softplus(2 * x) / 2),
    ("softplus", {"threshold": 1.0}, lambda x: np.where(x > 1, x, softplus(x))),
    ("softshrink", {}, lambda x: np.sign(x) * np.maximum(np.abs(x) - 0.5, 0)),
    ("softsign", {}, lambda x: x / (1 + np.abs(x))),
    ("sparse_plus", {}, lambda x: np.where(x <= -1, 0, np.where(x >= 1, x, (x + 1) ** 2 / 4))),
    ("squared_relu", {}, lambda x: np.maximum(x, 0) ** 2),
    ("squareplus", {}, lambda x: (x + np.sqrt(x * x + 4)) / 2),
    ("swish", {"alpha": 2.0}, lambda x: x * sigmoid(2 * x)),
    ("tanh", {}, np.tanh),
    ("tanhshrink", {}, lambda x: x - np.tanh(x)),
    ("threshold", {"threshold": 0.5, "value": -2.0}, lambda x: np.where(x > 0.5, x, -2)),
    ("thresholded_relu", {"alpha": 1.5}, lambda x: np.where(x > 1.5, x, 0)),
    (
        "xielu",
        {"alpha_p": 1.0, "alpha_n": 0.5, "beta": 0.5, "eps": -0.25},
        lambda x: np.where(x > 0, x * x, 0.5 * (np.expm1(np.minimum(x, -0.25)) - x)) + 0.5 * x,
    ),
]
# Of x above 0.
LOGARITHMS: list[tuple[str, dict[str, Any], Callable[[Any], Any]]] = [("log", {}, np.log), ("log1p", {}, np.log1p)]


def softmax(x: Any, axis: int) -> Any:
    e = np.exp(x - np.max(x, axis, keepdims=True))
    return e / e.sum(axis, keepdims=True)


def log_softmax(x: Any, axis: int) -> Any:
    x = x - np.max(x, axis, keepdims=True)
    return x - np.log(np.exp(x).sum(axis, keepdims=True))


def hardmax(x: Any, axis: int) -> Any:
    best = np.expand_dims(np.argmax(x, axis), axis)
    return np.where(np.arange(x.shape[axis]).reshape([-1] + [1] * (x.ndim - 1 - axis % x.ndim)) == best, 1.0, 0.0)


ROWS: list[tuple[str, Callable[[Any, int], Any]]] = [
    ("softmax", softmax),
    ("log_softmax", log_softmax),
    ("softmin", lambda x, axis: softmax(-x, axis)),
    ("hardmax", hardmax),
]

GATES: list[tuple[str, dict[str, Any], Callable[[Any, Any], Any]]] = [
    ("glu", {}, lambda g, v: sigmoid(g) * v),
    ("swiglu", {}, lambda g, v: g * sigmoid(g) * v),
    ("swiglu", {"alpha": 2.0, "limit": 1.5}, lambda g, v: _clamped(g, v, 2.0, 1.5)),
    ("swiglu_oai", {}, lambda g, v: _oai(g, v)),
    ("geglu", {}, lambda g, v: g * _phi(g) * v),
    ("geglu", {"approximate": "tanh"}, lambda g, v: _tanh_gelu(g) * v),
    ("reglu", {}, lambda g, v: np.maximum(g, 0) * v),
    ("bilinear", {}, lambda g, v: g * v),
]


def _clamped(gate: Any, value: Any, alpha: float, limit: float) -> Any:
    gate = np.minimum(gate, limit)
    return gate * sigmoid(alpha * gate) * np.clip(value, -limit, limit)


def _oai(gate: Any, value: Any) -> Any:
    gate = np.minimum(gate, 7)
    return gate * sigmoid(np.float64(np.float32(1.702)) * gate) * (np.clip(value, -7, 7) + 1)


def tolerance(dtype: Any) -> float:
    """Relative, of functions that are within a few ULP of floats, or half of one of halves."""
    return {"float32": 1.5e-6, "float16": 1.2e-3, "bfloat16": 8e-3}[np.dtype(dtype).name]


def close(found: Any, want: Any, scale: Any = None) -> None:
    """Holds an array against f64, relative to it or to `scale`."""
    dtype = found.dtype
    found, want = found.astype(np.float64), np.asarray(want, np.float64)
    assert found.shape == want.shape, "the shape is the right answer's"
    size = np.abs(want) if scale is None else np.broadcast_to(scale, want.shape)
    # What is no normal number has lost digits.
    least = float(ml_dtypes.finfo(dtype).smallest_normal)
    error = np.abs(found - want) / np.maximum(size, least)
    assert np.all(error <= tolerance(dtype)), f"off by {error.max()} of {tolerance(dtype)}"
