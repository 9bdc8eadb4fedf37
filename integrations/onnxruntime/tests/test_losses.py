"""The losses of class indices."""

import numpy as np
import pytest
from conftest import FLOATS, run
from test_rows import log_softmax


def nll(logs, classes, weights, ignored, reduction):
    at = np.expand_dims(np.where(classes == ignored, 0, classes), 1)
    weight = np.where(classes == ignored, 0, (np.ones(logs.shape[1]) if weights is None else weights)[at[:, 0]])
    each = -np.take_along_axis(logs, at, 1)[:, 0] * weight
    return {"none": each, "sum": each.sum(), "mean": each.sum() / weight.sum()}[reduction]


@pytest.mark.parametrize("reduction", ["none", "sum", "mean"])
@pytest.mark.parametrize("shape", [(6, 10), (3, 5, 4), (2, 4, 3, 5)])
@pytest.mark.parametrize("integer", [np.int32, np.int64])
@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("ignored", [None, 2, -7])
@pytest.mark.parametrize("dtype", FLOATS + [np.dtype(np.float64)], ids=str)
def test_losses(reduction, shape, integer, weighted, ignored, dtype, rng) -> None:
    x = rng.standard_normal(shape).astype(dtype)
    classes = rng.integers(0, shape[1], shape[:1] + shape[2:]).astype(integer)
    if ignored is not None:
        classes[0] = ignored
    weights = rng.uniform(0.5, 2, shape[1]).astype(dtype) if weighted else None
    given = [x, classes] + ([weights] if weighted else [])
    attributes = {"reduction": reduction} | ({} if ignored is None else {"ignore_index": ignored})
    wide, by = x.astype(np.float64), None if weights is None else weights.astype(np.float64)
    error = {4: 1e-6, 8: 1e-12}.get(dtype.itemsize, 4e-3)
    close = {"rtol": error, "atol": error}
    logs = log_softmax(wide, 1)
    loss, log_prob = run("SoftmaxCrossEntropyLoss", 13, given, outputs=2, **attributes)
    want = nll(logs, classes, by, ignored, reduction)
    np.testing.assert_allclose(loss.astype(np.float64), want, **close)
    np.testing.assert_allclose(log_prob.astype(np.float64), logs, **close)
    [alone] = run("SoftmaxCrossEntropyLoss", 12, given, **attributes)
    assert alone.tobytes() == loss.tobytes(), "with and without the logarithms"
    for version in (12, 13, 22):
        [loss] = run("NegativeLogLikelihoodLoss", version, given, **attributes)
        np.testing.assert_allclose(loss.astype(np.float64), nll(wide, classes, by, ignored, reduction), **close)


def test_a_class_that_is_not_there_is_refused(rng) -> None:
    with pytest.raises(Exception, match="activ8: .*class 10"):
        run("SoftmaxCrossEntropyLoss", 13, [np.ones((2, 10), np.float32), np.array([3, 10])])
