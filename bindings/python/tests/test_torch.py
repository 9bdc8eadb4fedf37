"""`activ8.torch.functional` beside PyTorch's own functions, in double precision and in theirs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
import torch.nn.functional as theirs  # noqa: E402

import activ8.torch.functional as F  # noqa: E402

DTYPES = [torch.float32, torch.float16, torch.bfloat16]
TOLERANCE = {torch.float32: 2e-5, torch.float16: 4e-3, torch.bfloat16: 3e-2}

ACTIVATIONS: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    *((name, (), {}) for name in F._ACTIVATIONS if name not in ("softmax", "log_softmax", "softmin", "threshold")),
    ("softmax", (-1,), {}),
    ("softmax", (), {"dim": 0}),
    ("log_softmax", (1,), {}),
    ("softmin", (), {"dim": -2}),
    ("threshold", (0.5, -1.0), {}),
    ("gelu", (), {"approximate": "tanh"}),
    ("elu", (0.5,), {}),
    ("hardtanh", (-0.5, 2.0), {}),
    ("softplus", (), {"beta": 2.0}),
    ("glu", (0,), {}),
]


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
@pytest.mark.parametrize("name, places, named", ACTIVATIONS, ids=[f"{n}{p}{o}" for n, p, o in ACTIVATIONS])
def test_activations(name: str, places: Any, named: Any, dtype: Any) -> None:
    torch.manual_seed(1)
    base = torch.randn(6, 8)
    for view in (lambda x: x, lambda x: x.T, lambda x: x[:, ::2]):
        x = view(base.to(dtype)).detach().requires_grad_()
        wide = x.detach().double().requires_grad_()
        y, want = getattr(F, name)(x, *places, **named), getattr(theirs, name)(wide, *places, **named)
        assert y.dtype == dtype and y.shape == want.shape, "as PyTorch's"
        assert type(y.grad_fn).__name__ == "RecordedBackward", "it is activ8's"
        torch.testing.assert_close(y.double(), want, rtol=TOLERANCE[dtype], atol=TOLERANCE[dtype])
        dy = torch.randn(y.shape)
        y.backward(dy.to(dtype))
        want.backward(dy.to(dtype).double())
        torch.testing.assert_close(x.grad.double(), wide.grad, rtol=TOLERANCE[dtype], atol=2 * TOLERANCE[dtype])
        with torch.no_grad():
            assert torch.equal(getattr(F, name)(x, *places, **named), y), "the same without a record"


def drawn(name: str, dtype: Any) -> tuple[Any, Any]:
    torch.manual_seed(2)
    x = torch.randn(6, 5)
    unit, sign = torch.rand(6, 5).clamp(0.05, 0.95), torch.where(torch.randn(6, 5) > 0, 1.0, -1.0)
    classes = torch.randint(0, 5, (6,))
    pairs = {
        "binary_cross_entropy": (x.sigmoid(), unit),
        "binary_cross_entropy_with_logits": (x, unit),
        "kl_div": (x.log_softmax(-1), unit),
        "poisson_nll_loss": (x, unit),
        "hinge_embedding_loss": (x, sign),
        "soft_margin_loss": (x, sign),
        "multilabel_soft_margin_loss": (x, (sign + 1) / 2),
        "cross_entropy": (x, classes),
        "nll_loss": (x.log_softmax(-1), classes),
        "multi_margin_loss": (x, classes),
        "multilabel_margin_loss": (x, torch.tensor([[3, 0, -1, 1, 2]] * 6)),
    }
    x, t = pairs.get(name, (x, torch.randn(6, 5)))
    return x.to(dtype), t.to(dtype) if t.is_floating_point() else t


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
@pytest.mark.parametrize("reduction", ["mean", "sum", "none"])
@pytest.mark.parametrize("name", F._LOSSES)
def test_losses(name: str, reduction: str, dtype: Any) -> None:
    x, t = drawn(name, dtype)
    x.requires_grad_()
    wide, target = x.detach().double().requires_grad_(), t.double() if t.is_floating_point() else t
    loss = getattr(F, name)(x, t, reduction=reduction)
    want = getattr(theirs, name)(wide, target, reduction=reduction)
    assert type(loss.grad_fn).__name__ in ("ReducedBackward", "EachBackward"), "it is activ8's"
    assert loss.dtype == dtype and loss.shape == want.shape, "as PyTorch's"
    torch.testing.assert_close(loss.double(), want, rtol=TOLERANCE[dtype], atol=TOLERANCE[dtype])
    dy = torch.randn(loss.shape).to(dtype)
    loss.backward(dy)
    want.backward(dy.double())
    torch.testing.assert_close(x.grad.double(), wide.grad, rtol=2 * TOLERANCE[dtype], atol=2 * TOLERANCE[dtype])
    with torch.no_grad():
        assert torch.equal(getattr(F, name)(x, t, reduction=reduction), loss), "the same without a record"


def test_what_is_pytorchs_stays_so() -> None:
    double = torch.randn(5, dtype=torch.float64, requires_grad=True)
    assert torch.equal(F.gelu(double), theirs.gelu(double)), "double precision"
    assert F.gelu(torch.empty(3, device="meta")).device.type == "meta", "other devices"
    x = torch.randn(5)
    assert F.relu(x, inplace=True) is x, "in place"
    assert torch.equal(F.mse_loss(x, x[:1]), theirs.mse_loss(x, x[:1].expand(5))), "what is broadcast"
    t = torch.randn(5, requires_grad=True)
    F.mse_loss(x, t).backward()
    assert t.grad is not None, "targets that are learnt"
    odd = torch.full((5,), 2.0)
    assert torch.equal(F.binary_cross_entropy_with_logits(x, odd), theirs.binary_cross_entropy_with_logits(x, odd)), "what is refused"
    assert F.linear is theirs.linear, "what activ8 has not"
    with pytest.raises(TypeError):
        F.gelu("x")


def test_a_gradient_has_a_gradient() -> None:
    x, t = torch.randn(6, 5, requires_grad=True), torch.rand(6, 5)
    calls = [
        (F.tanh, theirs.tanh, ()),
        (F.softplus, theirs.softplus, (2.0,)),
        (F.softmax, theirs.softmax, (-1,)),
        (F.log_softmax, theirs.log_softmax, (0,)),
        (F.mse_loss, theirs.mse_loss, (t,)),
        (F.kl_div, theirs.kl_div, (t, None, None, "none")),
    ]
    for ours, original, arguments in calls:
        second = []
        for function in (ours, original):
            y = function(x, *arguments)
            (dx,) = torch.autograd.grad((y * y).sum(), x, create_graph=True)
            second.append(torch.autograd.grad((dx * dx).sum(), x)[0])
        torch.testing.assert_close(*second, rtol=1e-4, atol=1e-5)


def test_a_model_learns() -> None:
    torch.manual_seed(3)
    x, t = torch.randn(64, 8), torch.randint(0, 3, (64,))
    w, v = torch.randn(8, 16, requires_grad=True), torch.randn(16, 3, requires_grad=True)
    optimizer = torch.optim.Adam([w, v], 0.05)
    losses = []
    for _ in range(60):
        loss = F.cross_entropy(F.gelu(x @ w) @ v, t, label_smoothing=0.05)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert losses[-1] < 0.5 * losses[0], "its loss falls"
    assert np.isfinite(losses).all(), "and is finite"
