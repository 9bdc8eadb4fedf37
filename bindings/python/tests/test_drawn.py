"""What is drawn or chosen: Gumbel's softmax, rrelu's training, the router; and kl_div's gradient for its target."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import activ8

# Of the greatest: float32, float16, bfloat16.
ROUNDING = {"float32": 1e-6, "float16": 1e-3, "bfloat16": 8e-3}


def close(found: Any, want: Any, dtype: np.dtype) -> None:
    np.testing.assert_allclose(found.astype(np.float64), want, rtol=3 * ROUNDING[dtype.name], atol=3 * ROUNDING[dtype.name])


def test_gumbel_softmax(dtype: np.dtype, rng: np.random.Generator) -> None:
    x, noise, dy = (draw(size=(4, 3, 7)).astype(dtype) for draw in (rng.normal, rng.gumbel, rng.normal))
    scores = (x.astype(np.float64) + noise.astype(np.float64)) / 0.5
    e = np.exp(scores - scores.max(-1, keepdims=True))
    want = e / e.sum(-1, keepdims=True)
    y = activ8.gumbel_softmax(x, noise, tau=0.5)
    assert y.dtype == dtype, "of x's type"
    np.testing.assert_allclose(y.astype(np.float64), want, rtol=16 * ROUNDING[dtype.name], atol=2 * ROUNDING[dtype.name])
    hard = activ8.gumbel_softmax(x, noise, 0.5, hard=True)
    assert (hard.sum(-1) == 1).all() and (hard.argmax(-1) == want.argmax(-1)).all(), "one of each row"
    soft, wide = y.astype(np.float64), dy.astype(np.float64)
    dx = activ8.gumbel_softmax_backward(y, dy, tau=0.5)
    close(dx, soft * (wide - (soft * wide).sum(-1, keepdims=True)) / 0.5, dtype)
    out = np.empty_like(x)
    assert activ8.gumbel_softmax(x, noise, 0.5, out=out) is out and np.array_equal(out, y), "out="
    assert np.array_equal(activ8.gumbel_softmax(x.copy(), noise, 0.5, out=noise), y), "over the noise"


def test_rrelu_in_training(dtype: np.dtype, rng: np.random.Generator) -> None:
    x, uniform, dy = (draw(size=(5, 9)).astype(dtype) for draw in (rng.normal, lambda size: rng.random(size) * 0.9, rng.normal))
    y, slopes = activ8.rrelu_training(x, uniform, lower=0.1, upper=0.4)
    negative = x.astype(np.float64) <= 0
    assert (slopes[~negative] == 1).all(), "what is above 0 stays"
    taken = uniform.ravel()[: negative.sum()].astype(np.float64)
    close(slopes[negative], 0.1 + 0.3 * taken, dtype)
    close(y, x.astype(np.float64) * slopes.astype(np.float64), dtype)
    dx = activ8.rrelu_training_backward(x, slopes, dy)
    close(dx, dy.astype(np.float64) * slopes.astype(np.float64), dtype)


@pytest.mark.parametrize("scoring", ["softmax", "top_k_softmax", "sigmoid"])
def test_router(scoring: Any, dtype: np.dtype, rng: np.random.Generator) -> None:
    x = rng.permuted(np.linspace(-3, 3, 8 * 6).reshape(6, 8), axis=None).reshape(6, 8).astype(dtype)
    experts, weights = activ8.router(x, 2, scoring=scoring)
    wide = x.astype(np.float64)
    want = np.argsort(-wide, axis=-1, kind="stable")[:, :2]
    assert experts.dtype == np.int64 and np.array_equal(experts, want), "the greatest first"
    chosen = np.take_along_axis(wide, want, -1)
    if scoring == "sigmoid":
        scores = 1 / (1 + np.exp(-chosen))
    else:
        scores = np.exp(chosen) / np.exp(chosen if scoring == "top_k_softmax" else wide).sum(-1, keepdims=True)
    close(weights, scores, dtype)
    dweights = rng.normal(size=weights.shape).astype(dtype)
    dx = activ8.router_backward(x, experts, dweights, scoring=scoring)
    assert dx.shape == x.shape, "a gradient for each logit"
    step = 1e-6
    for i in range(8):
        moved = wide.copy()
        moved[:, i] += step
        there = np.take_along_axis(moved, want, -1)
        if scoring == "sigmoid":
            after = 1 / (1 + np.exp(-there))
        else:
            after = np.exp(there) / np.exp(there if scoring == "top_k_softmax" else moved).sum(-1, keepdims=True)
        slope = ((after - scores) * dweights.astype(np.float64)).sum(-1) / step
        np.testing.assert_allclose(dx[:, i].astype(np.float64), slope, atol=max(1e-5, 4 * ROUNDING[dtype.name]))


def test_routers_options_and_errors(rng: np.random.Generator) -> None:
    x = rng.normal(size=(3, 8)).astype(np.float32)
    bias = np.array([9, 0, 0, 0, 0, 0, 0, 0], np.float32)
    experts, weights = activ8.router(x, 2, "sigmoid", renormalize=True, scale=2.0, bias=bias, groups=4, kept_groups=2)
    assert (experts[:, 0] == 0).all() or (experts == 0).any(-1).all(), "the bias decides"
    np.testing.assert_allclose(weights.sum(-1), 2, rtol=1e-6)
    for wrong, message in [
        ({"k": 9}, "`k`"),
        ({"k": 0}, "`k`"),
        ({"k": 2, "groups": 3}, "`groups`"),
        ({"k": 2, "scoring": "softermax"}, "`scoring`"),
        ({"k": 2, "bias": bias[:3]}, "`bias`"),
    ]:
        with pytest.raises(ValueError, match=message):
            activ8.router(x, **wrong)
    with pytest.raises(ValueError, match=r"`indices\[1\]`"):
        activ8.router_backward(x, np.array([[0, 8]] * 3), np.ones((3, 2), np.float32))
    with pytest.raises(ValueError, match="`experts`"):
        activ8.router_backward(x, np.array([[0, 1]]), np.ones((3, 2), np.float32))
    with pytest.raises(TypeError, match="`experts`"):
        activ8.router_backward(x, x[:, :2], np.ones((3, 2), np.float32))
    with pytest.raises(ValueError, match="`noise`"):
        activ8.gumbel_softmax(x, x[:2])
    with pytest.raises(ValueError, match="`temperature`"):
        activ8.gumbel_softmax(x, x, tau=0.0)


@pytest.mark.parametrize("log_target", [False, True])
@pytest.mark.parametrize("reduction", ["mean", "sum", "batchmean", "none"])
def test_kl_divs_target(reduction: Any, log_target: bool, dtype: np.dtype, rng: np.random.Generator) -> None:
    x = np.log(rng.uniform(0.1, 1, (4, 6))).astype(dtype)
    t = rng.uniform(0.1, 1, (4, 6))
    t = (np.log(t) if log_target else t).astype(dtype)
    dy = rng.normal(size=x.shape).astype(dtype) if reduction == "none" else None
    found = activ8.kl_div_backward_target(x, t, dy, reduction, log_target)
    wide, target = x.astype(np.float64), t.astype(np.float64)
    want = np.exp(target) * (target - wide + 1) if log_target else np.log(target) - wide + 1
    want = want * (dy.astype(np.float64) if dy is not None else {"mean": 1 / 24, "sum": 1, "batchmean": 1 / 4}[reduction])
    close(found, want, dtype)
