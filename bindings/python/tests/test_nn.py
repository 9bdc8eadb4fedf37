"""`activ8.torch.nn` beside PyTorch's modules: what they print, hold and give."""

from __future__ import annotations

import io
from typing import Any

import pytest

torch = pytest.importorskip("torch")

import activ8.torch.functional as F  # noqa: E402
import activ8.torch.nn as nn  # noqa: E402

# Modules that need parameters, and parameters that are not the defaults.
PARAMETERS: list[tuple[str, dict[str, Any]]] = [
    *((name, {}) for name in nn.__all__ if name not in ("Softmax", "LogSoftmax", "Softmin", "Threshold")),
    ("Softmax", {"dim": 0}),
    ("LogSoftmax", {"dim": 1}),
    ("Softmin", {"dim": -1}),
    ("Threshold", {"threshold": 0.1, "value": 2.0}),
    ("GELU", {"approximate": "tanh"}),
    ("ELU", {"alpha": 0.5}),
    ("Hardtanh", {"min_val": -0.5, "max_val": 0.25}),
    ("PReLU", {"num_parameters": 6, "init": 0.1}),
    ("Softplus", {"beta": 2.0}),
    ("CrossEntropyLoss", {"label_smoothing": 0.1, "reduction": "sum"}),
    ("TripletMarginLoss", {"margin": 0.5, "swap": True}),
    ("KLDivLoss", {"reduction": "batchmean", "log_target": True}),
    ("SmoothL1Loss", {"beta": 0.5, "reduction": "none"}),
]


def inputs(name: str) -> tuple[Any, ...]:
    torch.manual_seed(4)
    x, y, z = torch.randn(3, 8, 6)
    unit, sign, classes = torch.rand(8, 6), torch.where(torch.randn(8) > 0, 1.0, -1.0), torch.randint(0, 6, (8,))
    given: dict[str, tuple[Any, ...]] = {
        "BCELoss": (x.sigmoid(), unit),
        "BCEWithLogitsLoss": (x, unit),
        "CTCLoss": (torch.randn(12, 2, 6).log_softmax(-1), torch.randint(1, 6, (2, 4)), (12, 11), (4, 3)),
        "CosineEmbeddingLoss": (x, y, sign),
        "CrossEntropyLoss": (x, classes),
        "GaussianNLLLoss": (x, y, unit + 0.1),
        "HingeEmbeddingLoss": (x, sign[:, None].expand(8, 6)),
        "KLDivLoss": (x.log_softmax(-1), unit),
        "MarginRankingLoss": (x[:, 0], y[:, 0], sign),
        "MultiLabelMarginLoss": (x, torch.tensor([[3, 0, -1, 1, 2, 4]] * 8)),
        "MultiLabelSoftMarginLoss": (x, (unit > 0.5).float()),
        "MultiMarginLoss": (x, classes),
        "NLLLoss": (x.log_softmax(-1), classes),
        "PoissonNLLLoss": (x, unit),
        "SoftMarginLoss": (x, sign[:, None].expand(8, 6)),
        "TripletMarginLoss": (x, y, z),
    }
    return given.get(name, (x, y) if name.endswith("Loss") else (x,))


@pytest.mark.parametrize("name, parameters", PARAMETERS, ids=[f"{n}{p or ''}" for n, p in PARAMETERS])
def test_modules(name: str, parameters: dict[str, Any]) -> None:
    ours, theirs = getattr(nn, name)(**parameters), getattr(torch.nn, name)(**parameters)
    assert isinstance(ours, type(theirs)), "it may stand wherever PyTorch's does"
    assert repr(ours) == repr(theirs) and ours.extra_repr() == theirs.extra_repr(), "it prints as PyTorch's does"
    assert [*ours.state_dict()] == [*theirs.state_dict()], "and holds the same"
    theirs.load_state_dict(ours.state_dict())
    if name == "RReLU":
        ours.eval()
        theirs.eval()
    found = []
    for module in (ours, theirs):
        learnt = [x.clone().requires_grad_() if isinstance(x, torch.Tensor) and x.is_floating_point() and i != 1 or i == 0 else x
                  for i, x in enumerate(inputs(name))]
        learnt[-1] = inputs(name)[-1] if name in ("CosineEmbeddingLoss", "MarginRankingLoss") else learnt[-1]
        y = module(*learnt)
        y.sum().backward()
        gradients = [x.grad for x in (*learnt, *module.parameters()) if isinstance(x, torch.Tensor) and x.requires_grad]
        assert gradients and all(gradient is not None for gradient in gradients), "all are learnt"
        found.append([y, *gradients])
    # What each is learnt by: of PyTorch's own functions there is none among these.
    assert type(found[0][0].grad_fn).__name__ in ("RecordedBackward", "ReducedBackward", "EachBackward", "_PreluBackward")
    for got, want in zip(*found):
        torch.testing.assert_close(got, want, rtol=2e-5, atol=2e-5)


def test_a_model_is_saved_and_read() -> None:
    model = torch.nn.Sequential(torch.nn.Linear(6, 4), nn.PReLU(), nn.GELU("tanh"), nn.Softmax(-1))
    file = io.BytesIO()
    torch.save(model, file)
    file.seek(0)
    again = torch.load(file, weights_only=False)
    x = torch.randn(3, 6)
    assert torch.equal(again(x), model(x)) and repr(again) == repr(model), "as it was"
    assert type(again[2]) is nn.GELU, "with our modules"
    assert nn.Linear is torch.nn.Linear, "what activ8 has not"


@pytest.mark.parametrize("hard", [False, True])
def test_gumbel_softmax_draws_as_pytorch(hard: bool) -> None:
    x = torch.randn(4, 5, requires_grad=True)
    found = []
    for function in (F.gumbel_softmax, torch.nn.functional.gumbel_softmax):
        torch.manual_seed(9)
        y = function(x, tau=0.5, hard=hard, dim=0)
        found.append([y, *torch.autograd.grad((y * x.detach()).sum(), x)])
    for got, want in zip(*found):
        torch.testing.assert_close(got, want)


@pytest.mark.parametrize("log_target", [False, True])
@pytest.mark.parametrize("reduction", ["mean", "sum", "batchmean", "none"])
def test_kl_divs_target_is_learnt(reduction: str, log_target: bool) -> None:
    torch.manual_seed(5)
    x = torch.randn(4, 6).log_softmax(-1).requires_grad_()
    t = torch.randn(4, 6).log_softmax(-1) if log_target else torch.rand(4, 6)
    t.requires_grad_()
    found = []
    for function in (F.kl_div, torch.nn.functional.kl_div):
        y = function(x, t, reduction=reduction, log_target=log_target)
        found.append([y, *torch.autograd.grad((y * torch.ones_like(y) * 3).sum(), (x, t))])
    for got, want in zip(*found):
        torch.testing.assert_close(got, want, rtol=2e-5, atol=2e-5)


def test_transforms_are_pytorchs() -> None:
    x, t = torch.randn(3, 5), torch.rand(3, 5)
    calls = [
        (F.softplus, torch.nn.functional.softplus),
        (lambda x: F.mse_loss(x, t), lambda x: torch.nn.functional.mse_loss(x, t)),
        (lambda x: F.kl_div(x, t, reduction="sum"), lambda x: torch.nn.functional.kl_div(x, t, reduction="sum")),
        (lambda x: F.prelu(x, t[0, :1]), lambda x: torch.nn.functional.prelu(x, t[0, :1])),
    ]
    for ours, theirs in calls:
        for transform in (
            lambda f: torch.func.jvp(f, (x,), (t,))[1],
            lambda f: torch.func.grad(lambda x: f(x).sum())(x),
            lambda f: torch.func.jacrev(f)(x),
        ):
            torch.testing.assert_close(transform(ours), transform(theirs))
        with torch.autograd.forward_ad.dual_level():
            dual = torch.autograd.forward_ad.make_dual(x, t)
            tangents = [torch.autograd.forward_ad.unpack_dual(f(dual)).tangent for f in (ours, theirs)]
        torch.testing.assert_close(*tangents)
    torch.testing.assert_close(torch.vmap(F.softplus)(x), torch.nn.functional.softplus(x))
