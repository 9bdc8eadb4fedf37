"""Softmax and its kin along an axis."""

import numpy as np
import pytest
from conftest import model, options, run, run_session, session, ulp


def softmax(x: np.ndarray, axis: int) -> np.ndarray:
    e = np.exp(x - x.max(axis, keepdims=True))
    return e / e.sum(axis, keepdims=True)


def log_softmax(x: np.ndarray, axis: int) -> np.ndarray:
    shifted = x - x.max(axis, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis, keepdims=True))


def hardmax(x: np.ndarray, axis: int) -> np.ndarray:
    first = np.expand_dims(x.argmax(axis), axis)
    out = np.zeros_like(x)
    np.put_along_axis(out, first, 1, axis)
    return out


KINDS = [("Softmax", softmax, 2.0), ("LogSoftmax", log_softmax, 2.0), ("Hardmax", hardmax, 0.0)]


@pytest.mark.parametrize("operator, want, bound", KINDS)
@pytest.mark.parametrize("axis", [None, -1, 0, 1, 2, -3])
def test_axes(operator, want, bound, axis, dtype, rng) -> None:
    x = (rng.standard_normal((5, 7, 33)) * 4).astype(dtype)
    attributes = {} if axis is None else {"axis": axis}
    [got] = run(operator, 13, [x], **attributes)
    assert ulp(got, want(x.astype(np.float64), -1 if axis is None else axis)) <= bound


@pytest.mark.parametrize("operator, want, bound", KINDS)
@pytest.mark.parametrize("version", [1, 11])
@pytest.mark.parametrize("axis", [None, 0, 1, 2])
def test_before_13_all_that_follows_the_axis_is_a_row(operator, want, bound, version, axis, dtype, rng) -> None:
    x = (rng.standard_normal((3, 5, 11)) * 4).astype(dtype)
    attributes = {} if axis is None else {"axis": axis}
    rows = int(np.prod(x.shape[: 1 if axis is None else axis]))
    expected = want(x.astype(np.float64).reshape(rows, -1), 1).reshape(x.shape)
    [got] = run(operator, version, [x], made=options(opset=str(version)), **attributes)
    assert ulp(got, expected) <= bound
    if dtype == np.float32:
        # Without the option such models keep ONNX Runtime's own.
        [own] = run(operator, version, [x], **attributes)
        np.testing.assert_allclose(own, expected, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("operator, want, bound", KINDS)
def test_many_rows_on_threads(operator, want, bound, rng) -> None:
    x = rng.standard_normal((3000, 100)).astype(np.float32)
    of = model(operator, 13, [x])
    one, two = (run_session(session(of, options(threads=n)), [x])[0] for n in (1, 2))
    assert one.tobytes() == two.tobytes() and ulp(one, want(x.astype(np.float64), 1)) <= bound


@pytest.mark.parametrize("shape", [(), (0, 3), (3, 0), (1,)])
def test_shapes_of_few_elements(shape, rng) -> None:
    x = np.ones(shape, np.float32)
    [got] = run("Softmax", 13, [x])
    np.testing.assert_array_equal(got, np.ones(shape, np.float32))


def test_an_axis_that_is_not_there_is_refused(rng) -> None:
    with pytest.raises(Exception, match="activ8: axis 2 of a tensor of 2 dimensions"):
        run("Softmax", 13, [np.ones((2, 3), np.float32)], axis=2)
