"""Softmax and its kin, attention's and log-sum-exp."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

import activ8
import oracle
from test_activations import drawn, strided


@given(strided(), st.sampled_from(oracle.ROWS), st.data())
def test_any_axis(x: np.ndarray, row: Any, data: Any) -> None:
    name, want = row
    if x.ndim == 0:
        with pytest.raises(ValueError, match="`axis`"):
            getattr(activ8, name)(x)
        return
    axis = data.draw(st.integers(-x.ndim, x.ndim - 1))
    y = getattr(activ8, name)(x, axis)
    assert y.shape == x.shape and y.dtype == x.dtype, "as the input"
    if x.size:
        right = want(x.astype(np.float64), axis)
        # A logarithm is good to its greater term.
        scale = np.abs(x.astype(np.float64)).max(axis, keepdims=True) + 1 if name == "log_softmax" else None
        oracle.close(y, right, scale)
    out = x.copy(order="K")
    assert getattr(activ8, name)(out, axis=axis, out=out) is out, "in place"
    assert out.tobytes() == y.tobytes() or x.flags.c_contiguous is False, "the same bits"


@pytest.mark.parametrize("name, want", oracle.ROWS[:3])
@pytest.mark.parametrize("axis", [0, 1, 2])
def test_gradients(name: str, want: Any, axis: int, dtype: np.dtype, rng: np.random.Generator) -> None:
    x, dy = drawn(rng, (3, 5, 4), dtype), drawn(rng, (3, 5, 4), dtype)
    wide, h = x.astype(np.float64), 1e-6
    right = np.zeros_like(wide)
    for at in np.ndindex(x.shape):
        step = np.zeros_like(wide)
        step[at] = h
        right[at] = ((want(wide + step, axis) - want(wide - step, axis)) / (2 * h) * dy.astype(np.float64)).sum()
    tolerance = 20 * oracle.tolerance(dtype)
    dx = getattr(activ8, f"{name}_backward")(x, dy, axis)
    np.testing.assert_allclose(dx.astype(np.float64), right, rtol=tolerance, atol=tolerance)
    if name != "softmin":
        y = getattr(activ8, name)(x, axis)
        dx = getattr(activ8, f"{name}_backward_from_output")(y, dy, axis)
        np.testing.assert_allclose(dx.astype(np.float64), right, rtol=2 * tolerance, atol=2 * tolerance)


def test_log_sum_exp(dtype: np.dtype, rng: np.random.Generator) -> None:
    x = drawn(rng, (3, 4, 5), dtype)
    for axis in (0, 1, -1):
        for keepdims in (False, True):
            want = np.log(np.exp(x.astype(np.float64)).sum(axis, keepdims=keepdims))
            oracle.close(activ8.logsumexp(x, axis, keepdims), want, np.abs(want) + 4)
            dy = drawn(rng, want.shape, dtype)
            dx = activ8.logsumexp_backward(x, dy, axis)
            wide = dy.astype(np.float64) if keepdims else np.expand_dims(dy.astype(np.float64), axis)
            oracle.close(dx, oracle.softmax(x.astype(np.float64), axis) * wide)
    fortran = activ8.logsumexp(np.asfortranarray(x), 0)
    np.testing.assert_allclose(fortran.astype(float), activ8.logsumexp(x, 0).astype(float), rtol=oracle.tolerance(dtype))
    assert np.all(activ8.logsumexp(x[:, :0], 1) == -np.inf), "nothing has the logarithm of 0"


def test_fully_masked() -> None:
    x = np.array([[-np.inf, -np.inf], [0, 0]], np.float32)
    assert np.isnan(activ8.softmax(x)[0]).all(), "NaN as in PyTorch"
    assert activ8.softmax(x, fully_masked="zeros").tolist() == [[0, 0], [0.5, 0.5]], "or zeros"


def test_attention(rng: np.random.Generator) -> None:
    x, dy = drawn(rng, (2, 3, 4, 5), np.float32), drawn(rng, (2, 3, 4, 5), np.float32)
    wide = x.astype(np.float64)
    assert activ8.attention_softmax(x).tobytes() == activ8.softmax(x).tobytes(), "without options"
    mask = drawn(rng, (4, 5), np.float32)
    want = oracle.softmax(2 * np.tanh(0.5 * wide / 2) + mask, -1)
    oracle.close(activ8.attention_softmax(x, scale=0.5, soft_cap=2.0, mask=mask), want)
    keep = rng.random((4, 5)) < 0.7
    keep[:, 0] = True
    oracle.close(activ8.attention_softmax(x, mask=keep), oracle.softmax(np.where(keep, wide, -np.inf), -1))
    causal = np.tril(np.ones((4, 5), bool), 1)
    y = activ8.attention_softmax(x, causal=True, offset=1)
    oracle.close(y, oracle.softmax(np.where(causal, wide, -np.inf), -1))
    sinks = drawn(rng, 3, np.float32)
    tall = np.concatenate([wide, np.broadcast_to(sinks[:, None, None], (2, 3, 4, 1))], -1)
    oracle.close(activ8.attention_softmax(x, sinks=sinks), oracle.softmax(tall, -1)[..., :5])
    dx = activ8.attention_softmax_backward(x, dy)
    np.testing.assert_allclose(dx, activ8.softmax_backward(x, dy), rtol=1e-5, atol=1e-6)
    with pytest.raises(ValueError, match="`mask`"):
        activ8.attention_softmax(x, mask=mask[:, :4])
    with pytest.raises(TypeError, match="`mask`"):
        activ8.attention_softmax(x, mask=np.ones((4, 5), np.int64))


def test_prelu(dtype: np.dtype, rng: np.random.Generator) -> None:
    x, dy = drawn(rng, (2, 3, 4), dtype), drawn(rng, (2, 3, 4), dtype)
    weight = np.asarray([0.5, 0.25, -1], dtype)
    slopes = weight.astype(np.float64)[:, None]
    wide, up = x.astype(np.float64), dy.astype(np.float64)
    oracle.close(activ8.prelu(x, weight), np.where(wide > 0, wide, slopes * wide))
    dx, dweight = activ8.prelu_backward(x, dy, weight)
    oracle.close(dx, np.where(wide > 0, up, slopes * up))
    terms = np.where(wide > 0, 0, wide * up)
    oracle.close(dweight, terms.sum((0, 2)), np.abs(terms).sum((0, 2)))
    oracle.close(activ8.prelu(x, weight[:1]), np.where(wide > 0, wide, 0.5 * wide))
    with pytest.raises(ValueError, match="`weight`"):
        activ8.prelu(x, weight[:2])


@pytest.mark.parametrize("name, arguments, want", oracle.GATES, ids=[f"{n}{a}" for n, a, _ in oracle.GATES])
def test_gates(name: str, arguments: Any, want: Any, dtype: np.dtype, rng: np.random.Generator) -> None:
    gate, value, dy = (drawn(rng, (3, 4, 6), dtype) for _ in range(3))
    right = want(gate.astype(np.float64), value.astype(np.float64))
    function, backward = getattr(activ8, name), getattr(activ8, f"{name}_backward")
    y = function(gate, value=value, **arguments)
    oracle.close(y, right)
    dgate, dvalue = backward(gate, value=value, dy=dy, **arguments)
    for axis in (0, 1, 2):
        for first in ("gates_first", "values_first"):
            parts = [gate, value] if first == "gates_first" else [value, gate]
            packed = np.concatenate(parts, axis)
            options = {"axis": axis, "layout": first, **arguments}
            assert function(packed, **options).tobytes() == y.tobytes(), "the same bits from one array"
            dx = backward(packed, value=None, dy=dy, **options)
            gradients = [dgate, dvalue] if first == "gates_first" else [dvalue, dgate]
            assert dx.tobytes() == np.concatenate(gradients, axis).tobytes(), "and gradients"
    turns = np.stack([gate, value], -1).reshape(3, 4, 12)
    assert function(turns, layout="interleaved", **arguments).tobytes() == y.tobytes(), "in turns"
    with pytest.raises(ValueError, match="halves"):
        function(gate[:, :3], axis=1)


def test_glu_is_pytorchs(rng: np.random.Generator) -> None:
    x = drawn(rng, (4, 6), np.float32)
    oracle.close(activ8.glu(x, 0), x[:2].astype(np.float64) * oracle.sigmoid(x[2:].astype(np.float64)))
