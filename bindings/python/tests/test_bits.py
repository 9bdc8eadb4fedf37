"""The bits are those of the core, as the C library gives them: skipped where ACTIV8_C_LIBRARY names none."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import activ8
import oracle
from test_activations import ALL, drawn
from test_losses import ELEMENTS, made

LIBRARY = Path(os.environ.get("ACTIV8_C_LIBRARY", ""))
pytestmark = pytest.mark.skipif(not LIBRARY.is_file(), reason="no C library")

# What C calls them.
ACTIVATIONS = {"expm1": "exp_m1", "log": "ln", "log1p": "ln_1p", "logsigmoid": "log_sigmoid"}
LOSSES = {
    "binary_cross_entropy": "bce",
    "binary_cross_entropy_with_logits": "bce_with_logits",
    "gaussian_nll_loss": "",
    "sigmoid_focal_loss": "sigmoid_focal",
}


def called(name: str, *arguments: Any) -> None:
    """A function of the C library, with arrays by their pointers and numbers as lengths."""
    pointers = [a.ctypes.data_as(ctypes.c_void_p) if isinstance(a, np.ndarray) else a for a in arguments]
    sizes = [ctypes.c_size_t(a) if isinstance(a, int) else a for a in pointers]
    assert getattr(ctypes.CDLL(str(LIBRARY)), name)(*sizes) == 0, f"{name} does not refuse it"


def parameters(name: str) -> list[Any]:
    """The operation's parameters with their defaults, if it has any."""
    try:
        init = getattr(ctypes.CDLL(str(LIBRARY)), f"activ8_{name}_params_init")
    except AttributeError:
        return []
    memory = np.zeros(32)
    assert init(memory.ctypes.data_as(ctypes.c_void_p)) == 0, "there are defaults"
    return [memory]


def suffix(dtype: np.dtype) -> str:
    return {"float32": "f32", "float16": "f16", "bfloat16": "bf16"}[dtype.name]


@pytest.mark.parametrize("name", sorted({name for name, arguments, _ in ALL if name not in ("threshold", "rrelu")}))
def test_activations(name: str, dtype: np.dtype, rng: np.random.Generator) -> None:
    x, dy = drawn(rng, 1001, dtype, name), drawn(rng, 1001, dtype)
    c, params = ACTIVATIONS.get(name, name), parameters(ACTIVATIONS.get(name, name))
    y, dx = np.empty_like(x), np.empty_like(x)
    called(f"activ8_{c}_{suffix(dtype)}", x, y, 1001, *params)
    assert getattr(activ8, name)(x).tobytes() == y.tobytes(), "values"
    called(f"activ8_{c}_backward_{suffix(dtype)}", x, dy, dx, 1001, *params)
    assert getattr(activ8, f"{name}_backward")(x, dy).tobytes() == dx.tobytes(), "gradients"


@pytest.mark.parametrize("name", [name for name, _ in oracle.ROWS])
def test_rows(name: str, dtype: np.dtype, rng: np.random.Generator) -> None:
    x, dy = drawn(rng, (3, 40, 7), dtype), drawn(rng, (3, 40, 7), dtype)
    y, dx = np.empty_like(x), np.empty_like(x)
    called(f"activ8_{name}_{suffix(dtype)}", x, y, 120, 7)
    assert getattr(activ8, name)(x).tobytes() == y.tobytes(), "rows"
    called(f"activ8_{name}_along_{suffix(dtype)}", x, y, 3, 40, 7)
    assert getattr(activ8, name)(x, 1).tobytes() == y.tobytes(), "along another axis"
    called(f"activ8_{name}_along_backward_{suffix(dtype)}", x, dy, dx, 3, 40, 7)
    assert getattr(activ8, f"{name}_backward")(x, dy, 1).tobytes() == dx.tobytes(), "gradients"


@pytest.mark.parametrize("entry", [e for e in ELEMENTS if not e[3]], ids=lambda e: e[0])
def test_losses(entry: Any, dtype: np.dtype, rng: np.random.Generator) -> None:
    name, of, against = entry[:3]
    c = LOSSES.get(name, name.removesuffix("_loss"))
    x, t, params = made(of, rng, 1001, dtype), made(against, rng, 1001, dtype), parameters(c)
    value, dx, each = np.zeros(1, np.float32), np.empty_like(x), np.empty_like(x)
    called(f"activ8_{c}_forward_backward_{suffix(dtype)}", x, t, 1001, *params, value, dx)
    found = activ8.value_and_grad(getattr(activ8, name))(x, t, reduction="mean")
    assert found[0] == value[0] and found[1].tobytes() == dx.tobytes(), "the loss and its gradient"
    called(f"activ8_{c}_each_{suffix(dtype)}", x, t, 1001, *params, each)
    assert getattr(activ8, name)(x, t, reduction="none").tobytes() == each.tobytes(), "each loss"


def test_cross_entropy(dtype: np.dtype, rng: np.random.Generator) -> None:
    x, t = drawn(rng, (33, 40), dtype), rng.integers(0, 40, 33)
    value, dx = np.zeros(1, np.float32), np.empty_like(x)
    called(f"activ8_cross_entropy_forward_backward_{suffix(dtype)}", x, t, 33, 40, *parameters("cross_entropy"), value, dx)
    found = activ8.value_and_grad(activ8.cross_entropy)(x, t)
    assert found[0] == value[0] and found[1].tobytes() == dx.tobytes(), "the loss and its gradient"
