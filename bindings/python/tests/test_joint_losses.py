"""Losses of several inputs, and CTC, against NumPy in f64."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import activ8
import oracle
from test_activations import drawn
from test_losses import made, slope


def joint(name: str, inputs: list[Any], arguments: list[Any], options: Any, each: Any, places: list[int]) -> None:
    """A loss of several inputs; `places` are where the gradients' inputs are among the arguments."""
    function, backward = getattr(activ8, name), getattr(activ8, f"{name}_backward")
    wide = [x.astype(float) for x in inputs]
    want = each(*wide)
    found = function(*arguments, reduction="none", **options)
    np.testing.assert_allclose(found, want, rtol=1e-5, atol=1e-5)
    value, gradients = activ8.value_and_grad(function)(*arguments, reduction="sum", **options)
    np.testing.assert_allclose(value, want.sum(), rtol=1e-5, atol=1e-5)
    assert value == function(*arguments, reduction="sum", **options), "the same value"
    again = backward(*arguments, reduction="sum", **options)
    of_each = backward(*arguments, dy=np.ones_like(found), reduction="none", **options)
    assert len(gradients) == len(places), "a gradient for each input"
    for i, place in enumerate(places):
        f = lambda x: each(*[x if j == i else w for j, w in enumerate(wide)])  # noqa: B023, E731
        np.testing.assert_allclose(gradients[i], slope(f, wide[i]), rtol=1e-3, atol=1e-4)
        assert gradients[i].shape == arguments[place].shape, "as its input"
        assert gradients[i].tobytes() == again[i].tobytes(), "the same bits alone"
        np.testing.assert_allclose(of_each[i], gradients[i], rtol=1e-5, atol=1e-6)


def test_joint_losses(rng: Any) -> None:
    a, b, c = (drawn(rng, (4, 5), np.float32) for _ in range(3))
    sign = made("sign", rng, (4, 5), np.float32)
    each = lambda a, b: np.maximum(0, 0.5 - sign * (a - b))  # noqa: E731
    joint("margin_ranking_loss", [a, b], [a, b, sign], {"margin": 0.5}, each, [0, 1])
    rows = sign[:, 0]

    def cosine(a: Any, b: Any) -> Any:
        cos = (a * b).sum(1) / np.sqrt(((a * a).sum(1) + 1e-12) * ((b * b).sum(1) + 1e-12))
        return np.where(rows > 0, 1 - cos, np.maximum(0, cos - 0.125))

    joint("cosine_embedding_loss", [a, b], [a, b, rows], {"margin": 0.125}, cosine, [0, 1])
    distance = lambda x, y: np.sqrt(((x - y + 1e-6) ** 2).sum(1))  # noqa: E731
    each3 = lambda a, p, n: np.maximum(0, distance(a, p) - distance(a, n) + 4)  # noqa: E731
    joint("triplet_margin_loss", [a, b, c], [a, b, c], {"margin": 4.0}, each3, [0, 1, 2])
    variance = (np.abs(b) + 0.5).astype(np.float32)
    each = lambda x, v: (np.log(v) + (x - c) ** 2 / v) / 2  # noqa: E731
    joint("gaussian_nll_loss", [a, variance], [a, c, variance], {}, each, [0, 2])

    def info_nce(q: Any, k: Any) -> Any:
        q, k = (x / np.sqrt((x * x).sum(1, keepdims=True)) for x in (q, k))
        return -np.diag(oracle.log_softmax(q @ k.T / 0.5, 1))

    joint("info_nce_loss", [a, b], [a, b], {"temperature": 0.5}, info_nce, [0, 1])
    classes = rng.integers(0, 4, 4)
    for bias in (None, drawn(rng, 4, np.float32)):
        inputs = [a, b] + ([] if bias is None else [bias])

        def linear(x: Any, w: Any, bias: Any = 0.0) -> Any:
            return -oracle.log_softmax(x @ w.T + bias, 1)[np.arange(4), classes]

        options = {} if bias is None else {"linear_bias": bias}
        arguments = [a, b, classes]
        function = activ8.linear_cross_entropy
        found = function(*arguments, reduction="none", **options)
        np.testing.assert_allclose(found, linear(*[x.astype(float) for x in inputs]), rtol=1e-5, atol=1e-5)
        value, gradients = activ8.value_and_grad(function)(*arguments, reduction="sum", **options)
        wide = [x.astype(float) for x in inputs]
        for i in range(len(inputs)):
            f = lambda x: linear(*[x if j == i else w for j, w in enumerate(wide)])  # noqa: B023, E731
            np.testing.assert_allclose(gradients[i], slope(f, wide[i]), rtol=1e-3, atol=1e-4)


def test_ctc() -> None:
    third = np.log(np.float32(1 / 3))
    x = np.array([[[third, np.log(np.float32(2 / 3))]]] * 2, np.float32)
    want = -np.log(8 / 9)
    for targets in (np.array([[1, 0]]), np.array([1])):
        for lengths in ([1], np.array([1], np.int32), (1,)):
            loss = activ8.ctc_loss(x, targets, [2], lengths)
            np.testing.assert_allclose(loss, want, rtol=1e-6)
    value, gradient = activ8.value_and_grad(activ8.ctc_loss)(x, np.array([[1]]), [2], [1], reduction="sum")
    assert value == activ8.ctc_loss(x, np.array([[1]]), [2], [1], reduction="sum") and gradient.shape == x.shape, "both"
    each = activ8.ctc_loss(x, np.array([[1]]), [2], [1], reduction="none")
    assert each.shape == (1,), "one for each sequence"
    assert activ8.ctc_loss(x[:, 0], np.array([1]), [2], [1], reduction="none").shape == (), "of one sequence by itself"
    with pytest.raises(ValueError, match="`target_lengths`"):
        activ8.ctc_loss(x, np.array([[1]]), [2], [-1])
    with pytest.raises(TypeError, match="`targets`"):
        activ8.ctc_loss(x, np.array([[1.0]]), [2], [1])
