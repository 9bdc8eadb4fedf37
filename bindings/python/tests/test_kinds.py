"""Arrays that are not NumPy's."""

from __future__ import annotations

import array
from typing import Any

import ml_dtypes
import numpy as np
import pytest

import activ8

X = np.linspace(-2, 2, 12, dtype=np.float32).reshape(3, 4)


def test_buffers() -> None:
    for given in (array.array("f", X.reshape(-1)), memoryview(X.reshape(-1))):
        y = activ8.tanh(given)
        assert isinstance(y, np.ndarray) and y.tobytes() == activ8.tanh(X).tobytes(), "as NumPy's array"
    given = array.array("f", X.reshape(-1))
    assert activ8.tanh(given, out=given) is given and bytes(given) == activ8.tanh(X).tobytes(), "in place"
    with pytest.raises(TypeError, match="`x` has the dtype float64"):
        activ8.tanh(array.array("d", [1]))
    with pytest.raises(ValueError, match="read-only"):
        activ8.tanh(X[0], out=memoryview(X[0].tobytes()).cast("f"))


def test_scalars() -> None:
    y = activ8.tanh(np.float32(0.5))
    assert isinstance(y, np.float32) and y == activ8.tanh(np.full(1, 0.5, np.float32))[0], "a scalar for a scalar"
    assert activ8.tanh(np.array(0.5, np.float32)).shape == (), "no axes are no error"


class Exporter:
    """An array of another library that speaks DLPack."""

    def __init__(self, of: np.ndarray) -> None:
        self.of = of

    def __dlpack__(self, **options: Any) -> Any:
        return self.of.__dlpack__(**options)

    def __dlpack_device__(self) -> Any:
        return self.of.__dlpack_device__()

    def __array_namespace__(self) -> Any:
        return Exporter

    @staticmethod
    def from_dlpack(y: Any) -> Exporter:
        return Exporter(np.from_dlpack(y))


def test_dlpack() -> None:
    y = activ8.tanh(Exporter(X))
    assert isinstance(y, Exporter) and y.of.tobytes() == activ8.tanh(X).tobytes(), "the same kind back"
    dx = activ8.mse_loss_backward(Exporter(X), X)
    assert isinstance(dx, Exporter), "of losses too"


def test_subclasses_are_seen_as_arrays() -> None:
    matrix = np.matrix(X)  # noqa: NPY201
    assert type(activ8.tanh(matrix)) is np.ndarray, "plain arrays come back"


def test_bfloat16() -> None:
    x = X.astype(ml_dtypes.bfloat16)
    assert activ8.gelu(x).tobytes() == activ8.gelu(x.astype(np.float32)).astype(ml_dtypes.bfloat16).tobytes(), "rounded once"


def test_tensors() -> None:
    torch = pytest.importorskip("torch")
    for dtype in (torch.float32, torch.float16, torch.bfloat16):
        x = torch.linspace(-3, 3, 24).reshape(4, 6).to(dtype)
        for tensor in (x, x.T, x[:, ::2]):
            y = activ8.gelu(tensor)
            assert y.dtype == dtype and y.shape == tensor.shape, "a tensor for a tensor"
            want = torch.nn.functional.gelu(tensor.double())
            assert torch.allclose(y.double(), want, rtol=1e-2, atol=1e-2), "of the same values"
        assert activ8.gelu(x, out=x) is x and torch.equal(x, activ8.gelu(torch.linspace(-3, 3, 24).reshape(4, 6).to(dtype))), "in place"
    x, t = torch.randn(5, 7), torch.randint(0, 7, (5,))
    value, gradient = activ8.value_and_grad(activ8.cross_entropy)(x, t)
    assert np.isclose(value, torch.nn.functional.cross_entropy(x, t)), "PyTorch's loss"
    assert isinstance(gradient, torch.Tensor), "and a tensor for its gradient"
    with pytest.raises(TypeError, match="`x` requires a gradient"):
        activ8.gelu(torch.zeros(3, requires_grad=True))
    with torch.no_grad():
        assert activ8.gelu(torch.zeros(3, requires_grad=True)).tolist() == [0, 0, 0], "where none are recorded"
    with pytest.raises(TypeError, match="`x` is on the device meta"):
        activ8.gelu(torch.zeros(3, device="meta"))
    with pytest.raises(TypeError, match="float64"):
        activ8.gelu(torch.zeros(3, dtype=torch.float64))
