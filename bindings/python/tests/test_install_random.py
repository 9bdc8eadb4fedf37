"""`activ8.torch.install()` over shapes, strides, types and dimensions, against PyTorch's own operators."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

torch = pytest.importorskip("torch", minversion="2.9")
import torch.nn.functional as F  # noqa: E402

import activ8.torch  # noqa: E402
from test_install import TOLERANCE  # noqa: E402

# Each operator as PyTorch's functions call it, of inputs of one shape; whether of numbers between 0 and 1; signs.
CALLS: dict[str, tuple[Any, str]] = {
    **{name: (getattr(F, name, None) or getattr(torch, name), "x") for name in (
        "gelu", "mish", "silu", "tanh", "sigmoid", "erf", "exp", "expm1", "log1p", "hardswish", "hardsigmoid", "celu", "elu",
        "selu", "softplus", "logsigmoid",
    )},
    "gelu tanh": (lambda x: F.gelu(x, approximate="tanh"), "x"),
    **{f"{name}_": (lambda x, name=name: getattr(torch, f"{name}_")(x.clone()), "x") for name in (
        "tanh", "sigmoid", "erf", "exp", "expm1",
    )},
    "softmax": (lambda x, dim: torch.softmax(x, dim), "rows"),
    "log_softmax": (lambda x, dim: torch.log_softmax(x, dim), "rows"),
    "mse_loss": (F.mse_loss, "pair"),
    "smooth_l1_loss": (lambda x, t, reduction: F.smooth_l1_loss(x, t, reduction=reduction, beta=0.5), "pair"),
    "huber_loss": (lambda x, t, reduction: F.huber_loss(x, t, reduction=reduction, delta=0.5), "pair"),
    "soft_margin_loss": (F.soft_margin_loss, "signs"),
    "binary_cross_entropy": (F.binary_cross_entropy, "unit"),
    "kl_div": (F.kl_div, "unit"),
}
# PyTorch's own, by which it is told whether a function is looked up by its name.
BEFORE = {name: getattr(F, name) for name in CALLS if hasattr(F, name)}


@st.composite
def tensors(draw: st.DrawFn) -> tuple[Any, Any, int, str]:
    """Two tensors of one shape, that lie in memory in whatever way, with a dimension and a reduction."""
    shape = draw(st.lists(st.integers(0, 7) | st.just(130), min_size=0, max_size=4).filter(lambda s: np.prod(s) < 20_000))
    dtype = draw(st.sampled_from([torch.float32, torch.float16, torch.bfloat16]))
    seed = draw(st.integers(0, 2**31))
    found = []
    for i in range(2):
        order = draw(st.permutations(range(len(shape))))
        steps = [draw(st.integers(1, 2)) for _ in shape]
        offset = draw(st.integers(0, 3))
        wide = [shape[at] * steps[at] for at in order]
        memory = torch.randn(offset + int(np.prod(wide, dtype=np.int64)), generator=torch.Generator().manual_seed(seed + i))
        x = memory.to(dtype)[offset:].view(wide).permute([order.index(at) for at in range(len(shape))])
        for at, step in enumerate(steps):
            x = x[(slice(None),) * at + (slice(None, None, step),)]
        assert list(x.shape) == shape, "the shape that was drawn"
        found.append(x)
    return *found, draw(st.integers(0, max(len(shape) - 1, 0))), draw(st.sampled_from(["mean", "sum", "none"]))


@settings(max_examples=600)
@given(drawn=tensors(), name=st.sampled_from([*CALLS]), learns=st.sampled_from(["not", "sum", "each"]))
def test_whatever_the_tensor(drawn: Any, name: str, learns: str) -> None:
    x, t, dim, reduction = drawn
    _, kind = CALLS[name]
    if kind == "unit":
        x, t = (v.float().sigmoid().clamp(0.05, 0.95).to(v.dtype) for v in (x, t))
    elif kind == "signs":
        t = torch.where(t > 0, 1.0, -1.0).to(t.dtype)
    more = {"x": (), "rows": (dim if x.dim() else 0,)}.get(kind, (t,))
    named = {} if kind in ("x", "rows") else {"reduction": reduction}
    # Rows have PyTorch's gradients.
    learns = "not" if name.endswith("_") or kind == "rows" else learns

    def run() -> list[Any]:
        # Looked up here: functions are replaced by their names.
        call = getattr(F, name, None) if kind != "rows" and CALLS[name][0] is BEFORE.get(name) else CALLS[name][0]
        leaf = x.detach().requires_grad_(learns != "not")
        y = call(leaf, *more, **named)
        if learns == "not":
            return [y]
        if learns == "sum":
            return [y, *torch.autograd.grad(y.sum(), leaf)]
        torch.manual_seed(6)
        return [y, *torch.autograd.grad(y, leaf, torch.randn(y.shape).to(y.dtype))]

    wants = run()
    with activ8.torch.install(all=True):
        gots = run()
    # Of one element, or of none, any stride will do.
    strides = [[step for size, step in zip(y.shape, y.stride()) if size > 1 and y.numel()] for y in (gots[0], wants[0])]
    assert kind != "x" or name in activ8.torch.FUNCTIONS or strides[0] == strides[1], "memory of the same order"
    for got, want in zip(gots, wants):
        # Means and their gradients are rounded in other places.
        rtol, atol = TOLERANCE.get(x.dtype, (2e-5, 2e-5))
        torch.testing.assert_close(got, want, rtol=2 * rtol, atol=2 * atol, equal_nan=True)
