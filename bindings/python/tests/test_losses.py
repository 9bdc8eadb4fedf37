"""Losses against NumPy in f64: values, reductions, weights, gradients."""

from __future__ import annotations

import inspect
from typing import Any

import ml_dtypes
import numpy as np
import pytest

import activ8
import oracle
from test_activations import drawn

_xlog = lambda x: np.maximum(np.log(x), -100)  # noqa: E731


def _bce(x: Any, t: Any) -> Any:
    return -(t * _xlog(x) + (1 - t) * _xlog(1 - x))


def _logits(x: Any, t: Any) -> Any:
    return oracle.softplus(x) - t * x


def _focal(x: Any, t: Any, alpha: float | None = 0.25, gamma: float = 2.0) -> Any:
    p = oracle.sigmoid(x)
    p_t = p * t + (1 - p) * (1 - t)
    weight = 1 if alpha is None else alpha * t + (1 - alpha) * (1 - t)
    return weight * _logits(x, t) * (1 - p_t) ** gamma


def _huber(x: Any, t: Any, delta: float = 1.0) -> Any:
    z = np.abs(x - t)
    return np.where(z < delta, z * z / 2, delta * (z - delta / 2))


def _kl(x: Any, t: Any) -> Any:
    return t * (np.log(t) - x)


def _jensen_shannon(x: Any, t: Any, b: float = 0.5) -> Any:
    q, p = np.exp(x), np.exp(t)
    m = b * p + (1 - b) * q
    return b * p * np.log(p / m) + (1 - b) * q * np.log(q / m)


# No element is as far from 0.
_MARGIN = float(np.float32(1.9))

# The loss; what inputs and targets are; parameters; each loss in f64.
ELEMENTS: list[tuple[str, str, str, dict[str, Any], Any]] = [
    ("mse_loss", "any", "any", {}, lambda x, t: (x - t) ** 2),
    ("l1_loss", "any", "any", {}, lambda x, t: np.abs(x - t)),
    ("huber_loss", "any", "any", {}, _huber),
    ("huber_loss", "any", "any", {"delta": 0.5}, lambda x, t: _huber(x, t, 0.5)),
    ("smooth_l1_loss", "any", "any", {"beta": 2.0}, lambda x, t: _huber(x, t, 2) / 2),
    ("log_cosh_loss", "any", "any", {}, lambda x, t: np.log(np.cosh(x - t))),
    ("mape_loss", "any", "any", {}, lambda x, t: 100 * np.abs(x - t) / np.maximum(np.abs(t), 1e-7)),
    ("quantile_loss", "any", "any", {"q": 0.25}, lambda x, t: np.maximum(0.25 * (t - x), -0.75 * (t - x))),
    ("binary_cross_entropy", "unit", "unit", {}, _bce),
    ("binary_cross_entropy_with_logits", "any", "unit", {}, _logits),
    ("sigmoid_focal_loss", "any", "label", {}, _focal),
    ("sigmoid_focal_loss", "any", "label", {"alpha": None, "gamma": 1.0}, lambda x, t: _focal(x, t, None, 1)),
    ("kl_div", "log", "unit", {}, _kl),
    ("kl_div", "log", "log", {"log_target": True}, lambda x, t: np.exp(t) * (t - x)),
    ("kl_div", "unit", "unit", {"log_input": False}, lambda x, t: _kl(np.log(x), t)),
    ("jensen_shannon_loss", "log", "log", {}, _jensen_shannon),
    ("jensen_shannon_loss", "log", "log", {"beta": 0.25}, lambda x, t: _jensen_shannon(x, t, 0.25)),
    ("poisson_nll_loss", "any", "unit", {}, lambda x, t: np.exp(x) - t * x),
    ("poisson_nll_loss", "unit", "unit", {"log_input": False}, lambda x, t: x - t * np.log(x + 1e-8)),
    ("hinge_loss", "any", "sign", {}, lambda x, t: np.maximum(0, 1 - x * t)),
    ("squared_hinge_loss", "any", "sign", {}, lambda x, t: np.maximum(0, 1 - x * t) ** 2),
    ("hinge_embedding_loss", "any", "sign", {"margin": 1.9}, lambda x, t: np.where(t > 0, x, np.maximum(0, _MARGIN - x))),
    ("soft_margin_loss", "any", "sign", {}, lambda x, t: oracle.softplus(-x * t)),
    (
        "gaussian_nll_loss",
        "any",
        "any",
        {"var": 0.5, "full": True},
        lambda x, t: (np.log(0.5) + (x - t) ** 2 / 0.5 + np.log(2 * np.pi)) / 2,
    ),
]


def made(kind: str, rng: np.random.Generator, shape: Any, dtype: Any) -> np.ndarray:
    x = rng.standard_normal(shape)
    by_kind = {
        "any": x,
        "unit": np.clip(oracle.sigmoid(x), 0.02, 0.98),
        "log": -np.abs(x) - 0.1,
        "label": np.where(x > 0, 1, 0),
        "sign": np.where(x > 0, 1, -1),
    }
    return by_kind[kind].astype(dtype)


def all_verbs(name: str, x: Any, arguments: list[Any], options: dict[str, Any], each: Any, want_dx: Any, scale: Any) -> None:
    """A loss's functions against each loss and the gradient of their sum."""
    function, backward = getattr(activ8, name), getattr(activ8, f"{name}_backward")
    found = function(x, *arguments, reduction="none", **options)
    oracle.close(found, each, scale)
    for reduction, want, factor in (("mean", each.mean(), 1 / each.size), ("sum", each.sum(), 1.0)):
        value = function(x, *arguments, reduction=reduction, **options)
        assert isinstance(value, float), "a loss is a float"
        np.testing.assert_allclose(value, want, rtol=2e-5, atol=1e-6 * np.abs(each).max() * each.size * factor)
        dx = backward(x, *arguments, reduction=reduction, **options)
        assert dx.dtype == x.dtype and dx.shape == x.shape, "as the input"
        tolerance = 20 * oracle.tolerance(x.dtype)
        np.testing.assert_allclose(dx.astype(float), want_dx * factor, rtol=tolerance, atol=tolerance * np.abs(want_dx * factor).max())
        both = activ8.value_and_grad(function)(x, *arguments, reduction=reduction, **options)
        assert both[0] == value and both[1].tobytes() == dx.tobytes(), "one pass gives both"
    dy = np.arange(found.size).reshape(found.shape).astype(x.dtype)
    dx = backward(x, *arguments, dy=dy, reduction="none", **options)
    wide = dy.astype(float) if dy.shape == x.shape else None
    if wide is not None:
        np.testing.assert_allclose(dx.astype(float), want_dx * wide, rtol=tolerance, atol=tolerance * np.abs(want_dx * wide).max())
    if "out" not in inspect.signature(backward).parameters:
        return
    out = np.empty_like(dx)
    assert backward(x, *arguments, dy=dy, reduction="none", out=out, **options) is out, "what was given"
    assert out.tobytes() == dx.tobytes(), "the same bits"


def slope(f: Any, x: Any, h: float = 1e-6) -> Any:
    """The gradient of the sum of what f gives, element by element."""
    gradient = np.zeros_like(x)
    for at in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[at] = h
        gradient[at] = (f(x + step).sum() - f(x - step).sum()) / (2 * h)
    return gradient


@pytest.mark.parametrize("name, of, against, options, want", ELEMENTS, ids=[f"{e[0]}{e[3]}" for e in ELEMENTS])
def test_elements(name: str, of: str, against: str, options: Any, want: Any, dtype: Any, rng: Any) -> None:
    x, t = made(of, rng, (3, 5), dtype), made(against, rng, (3, 5), dtype)
    wide, target = x.astype(float), t.astype(float)
    dx = (want(wide + 1e-6, target) - want(wide - 1e-6, target)) / 2e-6
    each = want(wide, target)
    options = {key: (float(np.float32(value)) if isinstance(value, float) else value) for key, value in options.items()}
    all_verbs(name, x, [t], options, each, dx, np.maximum(np.abs(each), 1))
    strided_x, strided_t = np.repeat(x, 2, 1)[:, ::2], np.asfortranarray(t)
    found = getattr(activ8, name)(strided_x, strided_t, reduction="sum", **options)
    assert found == getattr(activ8, name)(x, t, reduction="sum", **options), "the same bits of any strides"


@pytest.mark.parametrize("shape", [(5,), (1, 5), (4, 1, 1), (4, 3, 5), (1,), (3, 1), (4, 1, 5)])
def test_weights_of_elements(shape: tuple[int, ...], rng: Any) -> None:
    x, t = made("unit", rng, (4, 3, 5), np.float32), made("unit", rng, (4, 3, 5), np.float32)
    weight = rng.random(shape).astype(np.float32)
    wide = np.broadcast_to(weight, x.shape).astype(float)
    for name, want, by_weight in (
        ("mse_loss", (x.astype(float) - t) ** 2, True),
        ("l1_loss", np.abs(x.astype(float) - t), True),
        ("binary_cross_entropy", _bce(x.astype(float), t.astype(float)), False),
        ("binary_cross_entropy_with_logits", _logits(x.astype(float), t.astype(float)), False),
    ):
        function = getattr(activ8, name)
        oracle.close(function(x, t, weight=weight, reduction="none"), want * wide, np.maximum(want * wide, 0.1))
        mean = (want * wide).sum() / (wide.sum() if by_weight else wide.size)
        np.testing.assert_allclose(function(x, t, weight=weight), mean, rtol=1e-5)
    with pytest.raises(ValueError, match="`weight`"):
        activ8.mse_loss(x, t, weight=np.ones(4, np.float32))


def test_positive_weights(rng: Any) -> None:
    x, t = made("any", rng, (4, 5), np.float32), made("unit", rng, (4, 5), np.float32)
    p, wide, target = rng.random(5).astype(np.float32), x.astype(float), t.astype(float)
    want = (1 - target) * wide + (1 - target + p * target) * oracle.softplus(-wide)
    found = activ8.binary_cross_entropy_with_logits(x, t, pos_weight=p, reduction="none")
    oracle.close(found, want, np.maximum(np.abs(want), 1))


def test_batchmean(rng: Any) -> None:
    x, t = made("log", rng, (4, 5), np.float32), made("unit", rng, (4, 5), np.float32)
    np.testing.assert_allclose(activ8.kl_div(x, t, "batchmean"), activ8.kl_div(x, t, "sum") / 4, rtol=1e-6)


@pytest.mark.parametrize("shape", [(5,), (4, 5), (4, 5, 3), (2, 5, 3, 2)])
@pytest.mark.parametrize("name", ["cross_entropy", "nll_loss"])
def test_classes(name: str, shape: tuple[int, ...], dtype: Any, rng: Any) -> None:
    axis = 1 if len(shape) > 1 else 0
    x = drawn(rng, shape, dtype)
    classes = rng.integers(0, 5, shape[:axis] + shape[axis + 1 :])
    one_hot = np.moveaxis(np.eye(5)[classes], -1, axis)
    log = (lambda x: oracle.log_softmax(x, axis)) if name == "cross_entropy" else (lambda x: x)
    each = lambda x: -(log(x) * one_hot).sum(axis)  # noqa: E731
    wide = x.astype(float)
    want = each(wide)
    all_verbs(name, x, [classes], {}, want, slope(each, wide), np.maximum(np.abs(want), 1))
    for kind in (np.uint8, np.int32, np.uint64, np.int16):
        assert getattr(activ8, name)(x, classes.astype(kind)) == getattr(activ8, name)(x, classes), "any integers"
    weight = np.asarray([1, 0.5, 2, 0, 3], dtype)
    ignored = np.where(classes == 3, -100, classes)
    weights = np.where(ignored == -100, 0, weight.astype(float)[classes])
    with np.errstate(invalid="ignore"):
        mean = (want * weights).sum() / weights.sum()
    found = getattr(activ8, name)(x, ignored, weight=weight)
    np.testing.assert_allclose(found, mean, rtol=1e-5)


def test_cross_entropy_options(rng: Any) -> None:
    x, classes = drawn(rng, (6, 5), np.float32), rng.integers(0, 5, 6)
    log = oracle.log_softmax(x.astype(float), 1)
    soft = np.eye(5)[classes] * 0.75 + 0.25 / 5
    want = -(soft * log).sum(1)
    np.testing.assert_allclose(activ8.cross_entropy(x, classes, label_smoothing=0.25), want.mean(), rtol=1e-6)
    found = activ8.cross_entropy(x, soft.astype(np.float32), reduction="none")
    np.testing.assert_allclose(found, want, rtol=1e-6)
    lse = np.log(np.exp(x.astype(float)).sum(1))
    plain = activ8.cross_entropy(x, classes, reduction="none")
    np.testing.assert_allclose(activ8.cross_entropy(x, classes, z_loss=0.5, reduction="none"), plain + 0.5 * lse**2, rtol=1e-5)
    capped = activ8.cross_entropy((2 * np.tanh(x / 2)).astype(np.float32), classes)
    np.testing.assert_allclose(activ8.cross_entropy(x, classes, soft_cap=2.0), capped, rtol=1e-5)
    with pytest.raises(ValueError, match=r"`target\[1\]` is class 7"):
        activ8.cross_entropy(x, np.array([0, 7, 0, 0, 0, 0]))


def _margins(x: Any, classes: Any, p: int = 1, margin: float = 1.0) -> Any:
    own = np.take_along_axis(x, classes[:, None], 1)
    terms = np.maximum(0, margin - own + x) ** p
    np.put_along_axis(terms, classes[:, None], 0, 1)
    return terms.sum(1) / x.shape[1]


def test_rows(dtype: Any, rng: Any) -> None:
    x, classes = drawn(rng, (4, 5), dtype), rng.integers(0, 5, 4)
    wide = x.astype(float)
    for options in ({}, {"p": 2, "margin": 0.5}):
        each = lambda x: _margins(x, classes, **options)  # noqa: B023, E731
        all_verbs("multi_margin_loss", x, [classes], options, each(wide), slope(each, wide), 1 + each(wide))
    t = made("label", rng, (4, 5), dtype)
    each = lambda x: _logits(x, t.astype(float)).mean(1)  # noqa: E731
    all_verbs("multilabel_soft_margin_loss", x, [t], {}, each(wide), slope(each, wide), 1 + each(wide))
    lists = np.array([[3, 0, -1, 1, 2], [1, -1, 0, 0, 0], [-1, 0, 0, 0, 0], [4, 3, 2, 1, 0]])

    def listed(x: Any) -> Any:
        losses = []
        for row, named in zip(x, lists):
            ours = list(named[: list(named).index(-1) if -1 in named else 5])
            losses.append(sum(max(0, 1 - row[j] + row[i]) for j in ours for i in range(5) if i not in ours) / 5)
        return np.array(losses)

    all_verbs("multilabel_margin_loss", x, [lists], {}, listed(wide), slope(listed, wide), 1 + listed(wide))


def test_overlap_and_categories(rng: Any) -> None:
    p, t = made("unit", rng, (3, 6), np.float32), made("label", rng, (3, 6), np.float32)
    each = lambda p: 1 - 2 * (p * t).sum(1) / (p.sum(1) + t.sum(1) + 1e-7)  # noqa: E731
    all_verbs("dice_loss", p, [t], {}, each(p.astype(float)), slope(each, p.astype(float)), 1)
    a, b = 0.25, 0.75
    each = lambda p: 1 - (p * t).sum(1) / ((p * t).sum(1) + a * (p * (1 - t)).sum(1) + b * ((1 - p) * t).sum(1) + 1e-7)  # noqa: E731
    all_verbs("tversky_loss", p, [t], {"alpha": a, "beta": b}, each(p.astype(float)), slope(each, p.astype(float)), 1)
    p = oracle.softmax(rng.standard_normal((3, 6)), 1).astype(np.float32)
    each = lambda p: -(t * np.log(p)).sum(1)  # noqa: E731
    all_verbs("categorical_cross_entropy", p, [t], {}, each(p.astype(float)), slope(each, p.astype(float)), 1)
    each = lambda p: -0.25 * (t * (1 - p) ** 2 * np.log(p)).sum(1)  # noqa: E731
    all_verbs("categorical_focal_loss", p, [t], {}, each(p.astype(float)), slope(each, p.astype(float)), 1)


def test_nothing(dtype: Any) -> None:
    x = np.empty((0, 5), dtype)
    assert np.isnan(activ8.mse_loss(x, x)) and activ8.mse_loss(x, x, "sum") == 0, "the mean of nothing is NaN"
    assert activ8.cross_entropy(x, np.empty(0, np.int64), reduction="none").shape == (0,), "no losses"
    assert activ8.mse_loss_backward(x, x).shape == (0, 5), "no gradients"


def test_halves_are_those_of_floats(rng: Any) -> None:
    for dtype in (np.float16, ml_dtypes.bfloat16):
        x, t = made("unit", rng, 100, dtype), made("unit", rng, 100, dtype)
        assert activ8.binary_cross_entropy(x, t) == activ8.binary_cross_entropy(x.astype("f"), t.astype("f")), "bits"
