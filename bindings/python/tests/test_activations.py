"""Activations of elements against NumPy in f64: shapes, strides, types, places, gradients."""

from __future__ import annotations

import inspect
from typing import Any

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra import numpy as hnp

import activ8
import oracle
from conftest import DTYPES

ALL = oracle.ACTIVATIONS + oracle.LOGARITHMS


def drawn(rng: np.random.Generator, shape: Any, dtype: Any, name: str = "") -> np.ndarray:
    # Within what e^x of halves has.
    x = np.clip(rng.standard_normal(shape) * 3, -10, 10)
    return (np.abs(x) + 0.01 if name.startswith("log1p") or name == "log" else x).astype(dtype)


def test_every_activation_of_the_core_is_here() -> None:
    assert activ8._native.MISSING == [], "a row of src/table/activations.rs each"


def test_every_function_has_a_right_answer() -> None:
    has = {name for name, _, _ in ALL} | {name for name, _ in oracle.ROWS} | {name for name, _, _ in oracle.GATES}
    elsewhere = {"attention_softmax", "prelu", "logsumexp", "value_and_grad", "gumbel_softmax", "rrelu_training", "router"}
    named = {name for name in activ8.__all__ if "_backward" not in name and name not in ("BUILD", "TIERS")}
    losses = {name for name in named if "reduction" in inspect.signature(getattr(activ8, name)).parameters}
    assert named - has - elsewhere - losses == set(), "each is in a table"


@pytest.mark.parametrize("name, arguments, want", ALL, ids=[f"{n}{a}" for n, a, _ in ALL])
def test_values(name: str, arguments: dict[str, Any], want: Any, dtype: np.dtype, rng: np.random.Generator) -> None:
    for length in (1, 7, 64, 1000):
        x = drawn(rng, length, dtype, name)
        y = getattr(activ8, name)(x, **arguments)
        assert y.dtype == dtype, "the result is of the input's type"
        oracle.close(y, want(x.astype(np.float64)), _scale(name, x))


def _scale(name: str, x: np.ndarray) -> Any:
    # That of its greatest term, as its documentation has it.
    return np.abs(x.astype(np.float64)) + np.square(x.astype(np.float64)) + 0.25 if name == "xielu" else None


@pytest.mark.parametrize("name, arguments, want", ALL, ids=[f"{n}{a}" for n, a, _ in ALL])
def test_gradients(name: str, arguments: dict[str, Any], want: Any, rng: np.random.Generator) -> None:
    x, dy = drawn(rng, 501, np.float32, name), drawn(rng, 501, np.float32)
    wide, h = x.astype(np.float64), 1e-5
    slope = (want(wide + h) - want(wide - h)) / (2 * h)
    # Next to a kink there is no one slope.
    smooth = np.abs((want(wide + h) - 2 * want(wide) + want(wide - h)) / h) < 1e-2
    dx = getattr(activ8, f"{name}_backward")(x, dy, **arguments)
    np.testing.assert_allclose(dx[smooth], (slope * dy)[smooth], rtol=1e-4, atol=1e-6)
    assert smooth.mean() > 0.8, "most inputs are away from kinks"
    from_output = getattr(activ8, f"{name}_backward_from_output", None)
    # Next to that threshold y does not tell on which side x was.
    if from_output is not None and arguments != {"threshold": 1.0}:
        y = getattr(activ8, name)(x, **arguments)
        np.testing.assert_allclose(from_output(y, dy, **arguments)[smooth], dx[smooth], rtol=1e-3, atol=1e-5)


shapes = hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=6)


@st.composite
def strided(draw: Any) -> np.ndarray:
    """Arrays of any shape, order and strides, some read-only."""
    dtype, shape = draw(st.sampled_from(DTYPES)), draw(shapes)
    steps = [draw(st.sampled_from([1, 1, 2, 3])) for _ in shape]
    base = np.random.default_rng(draw(st.integers(0, 9))).standard_normal([n * s for n, s in zip(shape, steps)])
    x = np.asarray(base, dtype)[(..., *(slice(None, None, s) for s in steps))]
    x = x.transpose(draw(st.permutations(range(x.ndim))))
    if draw(st.booleans()) and x.ndim:
        x = np.flip(x, draw(st.integers(0, x.ndim - 1)))
    x.flags.writeable = draw(st.booleans())
    return x


@given(strided(), st.sampled_from(["tanh", "gelu", "relu", "softplus"]))
def test_any_strides(x: np.ndarray, name: str) -> None:
    function = getattr(activ8, name)
    y = function(x)
    plain = function(np.ascontiguousarray(x.reshape(-1) if x.ndim else x[None]))
    assert y.shape == x.shape and y.dtype == x.dtype, "as the input"
    assert y.reshape(-1).tobytes() == plain.tobytes(), "the same bits as of plain arrays"


@given(strided(), st.data())
def test_out_and_in_place(x: np.ndarray, data: Any) -> None:
    want = activ8.silu(x)
    out = np.full([2 * n for n in x.shape], 7, x.dtype)
    out = out[(..., *(slice(None, None, 2) for _ in x.shape))] if data.draw(st.booleans()) else np.empty(x.shape, x.dtype)
    assert activ8.silu(x, out=out) is out, "what was given is given back"
    assert out.tobytes() == want.tobytes(), "the same bits"
    x = x.copy(order="K")
    assert activ8.silu(x, out=x) is x and x.tobytes() == want.tobytes(), "in place too"


def test_overlapping_out(rng: np.random.Generator) -> None:
    memory = drawn(rng, 300, np.float32)
    for shift in (1, 5, 32):
        copy = memory.copy()
        want = activ8.tanh(copy[:200])
        activ8.tanh(copy[:200], out=copy[shift : 200 + shift])
        assert copy[shift : 200 + shift].tobytes() == want.tobytes(), "as if it were elsewhere"
        copy = memory.copy()
        want = activ8.tanh_backward(copy[:200], copy[100:])
        activ8.tanh_backward(copy[:200], copy[100:], out=copy[:200])
        assert copy[:200].tobytes() == want.tobytes(), "gradients too"


def test_bias(dtype: np.dtype, rng: np.random.Generator) -> None:
    x, bias, dy = drawn(rng, (4, 3, 5), dtype), drawn(rng, 5, dtype), drawn(rng, (4, 3, 5), dtype)
    wide = x.astype(np.float32) + bias.astype(np.float32)
    assert activ8.gelu(x, bias=bias).tobytes() == activ8.gelu(wide).astype(dtype).tobytes(), "one rounding at the end"
    dx = activ8.gelu_backward(x, dy, bias=bias)
    assert dx.tobytes() == activ8.gelu_backward(wide, dy.astype(np.float32)).astype(dtype).tobytes(), "as of the sum"
    assert activ8.relu(x.T.copy().T, bias=bias).tobytes() == activ8.relu(x, bias=bias).tobytes(), "in any order"
    with pytest.raises(ValueError, match="`bias`"):
        activ8.relu(x, bias=bias[:4])


def test_places(rng: np.random.Generator) -> None:
    x = drawn(rng, 100_000, np.float32)
    want = activ8.gelu(x)
    for threads in (0, 1, 2, 5):
        assert activ8.gelu(x, threads=threads).tobytes() == want.tobytes(), "the same bits on any number of threads"
    for tier in activ8.TIERS:
        oracle.close(activ8.gelu(x, tier=tier), oracle.ACTIVATIONS[8][2](x.astype(np.float64)))
    fast = activ8.tanh(x, accuracy="fast")
    assert np.abs(fast - np.tanh(x.astype(np.float64))).max() < 4e-7, "fast is within 5 ULP"
    for accuracy in ("high", None):
        assert activ8.gelu(x, accuracy=accuracy).tobytes() == want.tobytes(), "high is the default"


def test_forked_child_has_threads(rng: np.random.Generator) -> None:
    import os

    x = drawn(rng, 200_000, np.float32)
    want = activ8.gelu(x, threads=2).tobytes()
    child = os.fork()
    if child == 0:
        os._exit(0 if activ8.gelu(x, threads=2).tobytes() == want else 1)
    assert os.waitpid(child, 0)[1] == 0, "a child that was forked makes threads of its own"


def test_threads_of_python(rng: np.random.Generator) -> None:
    from concurrent.futures import ThreadPoolExecutor

    inputs = [drawn(rng, 50_000, np.float32) for _ in range(16)]
    with ThreadPoolExecutor(4) as pool:
        for x, y in zip(inputs, pool.map(activ8.mish, inputs)):
            assert y.tobytes() == activ8.mish(x).tobytes(), "calls do not disturb each other"
