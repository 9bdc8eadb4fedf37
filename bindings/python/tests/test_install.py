"""`activ8.torch.install()`: PyTorch's own samples of its operators, before and with our kernels."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", minversion="2.9")
import torch.nn.functional as F  # noqa: E402

import activ8  # noqa: E402
import activ8.torch  # noqa: E402

DTYPES = [torch.float32, torch.float16, torch.bfloat16, torch.float64, torch.int64, torch.bool, torch.complex64]
# PyTorch's tolerances of assert_close; sums of halves, and differences of them, have another rounding in torch.
TOLERANCE: dict[Any, tuple[float, float]] = {torch.float16: (2e-3, 1e-3), torch.bfloat16: (3.2e-2, 8e-3)}


# PyTorch 2.9 hands over no strings: gelu stays its own there.
HAS_STRINGS = not torch.__version__.startswith("2.9.")


def samples() -> Any:
    """PyTorch's own: OpInfo."""
    pytest.importorskip("expecttest")
    from torch.testing._internal.common_methods_invocations import op_db

    names = {
        "erf", "exp", "expm1", "log1p", "log_softmax", "nn.functional.binary_cross_entropy", "nn.functional.celu",
        "nn.functional.cross_entropy", "nn.functional.elu", "nn.functional.gelu", "nn.functional.hardsigmoid",
        "nn.functional.hardswish", "nn.functional.huber_loss", "nn.functional.kl_div", "nn.functional.logsigmoid",
        "nn.functional.mish", "nn.functional.mse_loss", "nn.functional.selu", "nn.functional.silu",
        "nn.functional.smooth_l1_loss", "nn.functional.soft_margin_loss", "nn.functional.softmin",
        "nn.functional.softplus", "sigmoid", "softmax", "tanh",
    }
    return [op for op in op_db if op.name in names]


def results(op: Any, dtype: Any) -> list[Any]:
    """The operator's values, gradients, with `out=`, in place, and of tensors that are no plain arrays."""
    found: list[Any] = []
    torch.manual_seed(1)

    def keep(call: Any) -> None:
        try:
            found.append(call())
        except Exception as error:
            found.append(str(error))

    for sample in op.sample_inputs("cpu", dtype, requires_grad=dtype.is_floating_point):
        x, args, kwargs = sample.input, sample.args, sample.kwargs
        plain = [a.detach() if isinstance(a, torch.Tensor) else a for a in args]

        def gradient() -> Any:
            y = op(x, *args, **kwargs)
            if not y.requires_grad:
                return y
            torch.manual_seed(2)
            return torch.autograd.grad(y, x, torch.rand_like(y), allow_unused=True)[0]

        def into() -> Any:
            out = torch.empty_like(op(x.detach(), *plain, **kwargs))
            return op(x.detach(), *plain, **kwargs, out=out)

        keep(lambda: op(x, *args, **kwargs))
        keep(gradient)
        if op.supports_out:
            keep(into)
        if op.inplace_variant:
            keep(lambda: op.inplace_variant(x.detach().clone(), *plain, **kwargs))
        if not args and x.dim() > 1:
            keep(lambda: op(x.detach().transpose(0, -1), **kwargs))
            keep(lambda: op(x.detach()[::2], **kwargs))
            keep(lambda: op(x.detach()[:1].expand_as(x), **kwargs))
    return found


@pytest.mark.parametrize("accuracy", ["high", "fast"])
def test_pytorchs_samples(accuracy: Any) -> None:
    # What ours do not take goes the same way at each accuracy.
    dtypes = DTYPES if accuracy == "high" else DTYPES[:3]
    cases = [(op, dtype) for op in samples() for dtype in dtypes if dtype in op.dtypes]
    before = [results(op, dtype) for op, dtype in cases]
    compared = 0
    with activ8.torch.install(accuracy=accuracy, all=True):
        after = [results(op, dtype) for op, dtype in cases]
    for (op, dtype), wants, gots in zip(cases, before, after):
        assert len(wants) == len(gots), "as many results"
        for want, got in zip(wants, gots):
            compared += 1
            if isinstance(got, torch.Tensor) and "not implemented for" in str(want):
                continue
            if not isinstance(want, torch.Tensor):
                # PyTorch 2.9 does not say what went wrong.
                assert got in (want, "see what LibTorch wrote above"), f"{op.name} of {dtype}: the same error"
                continue
            tolerance = dict(zip(("rtol", "atol"), TOLERANCE.get(dtype, (None, None))))
            if dtype in TOLERANCE and "cross_entropy" in op.name:
                # Of logarithms that PyTorch has rounded to halves, and sums of them.
                tolerance["atol"] *= 2
            torch.testing.assert_close(
                got, want, equal_nan=True, msg=lambda text: f"{op.name} of {dtype}: {text}", **tolerance
            )
    assert compared > 1000, f"{compared} results"


def kernel_calls() -> list[tuple[str, Any, Any]]:
    return [
        ("gelu", F.gelu, activ8.gelu),
        ("mish", F.mish, activ8.mish),
        ("silu", F.silu, activ8.silu),
        ("tanh", torch.tanh, activ8.tanh),
        ("sigmoid", torch.sigmoid, activ8.sigmoid),
        ("softmax", lambda x: torch.softmax(x, -1), activ8.softmax),
        ("hardswish", F.hardswish, activ8.hardswish),
    ]


@pytest.mark.parametrize("length", [1, 7, 64, 1000, 100_000])
@pytest.mark.parametrize("accuracy", ["high", "fast"])
def test_bits_are_the_cores(accuracy: Any, length: int) -> None:
    x = torch.randn(2, length, generator=torch.Generator().manual_seed(5))
    with activ8.torch.install(accuracy=accuracy, all=True):
        for name, theirs, ours in kernel_calls():
            if name == "gelu" and not HAS_STRINGS:
                continue
            want = ours(x.numpy(), accuracy=accuracy)
            assert np.array_equal(theirs(x).numpy().view(np.uint32), want.view(np.uint32)), name


def test_what_is_replaced_and_put_back() -> None:
    x = torch.linspace(-9, 9, 5000)
    before = {name: call(x) for name, call, _ in kernel_calls()}
    softplus = F.softplus
    with activ8.torch.install(accuracy="high", all=True):
        different = [name for name, call, _ in kernel_calls() if not torch.equal(call(x), before[name])]
        assert "mish" in different, f"ours are more exact, so that some bits differ: {different}"
        assert F.softplus is not softplus, "functions too"
    assert F.softplus is softplus, "theirs again"
    for name, call, _ in kernel_calls():
        assert torch.equal(call(x), before[name]), f"{name} is PyTorch's again"


def test_only_those_that_are_named() -> None:
    x = torch.linspace(-9, 9, 5000)
    mish, tanh = F.mish(x), torch.tanh(x)
    with activ8.torch.install(operators=["mish"]):
        assert not torch.equal(F.mish(x), mish), "ours"
        assert torch.equal(torch.tanh(x), tanh), "PyTorch's"
    with pytest.raises(ValueError, match="'mesh'"):
        activ8.torch.install(operators=["mesh"])
    if not HAS_STRINGS:
        with pytest.raises(RuntimeError, match="gelu"):
            activ8.torch.install(operators=["gelu", "mish"])
        assert torch.equal(F.mish(x), mish), "nothing is replaced then"


def test_an_older_pytorch_is_refused() -> None:
    # Of a library that has nothing of the interface.
    program = (
        "import activ8.torch._install as i, activ8._native as n, pathlib\n"
        "i._library = lambda: pathlib.Path(n.__file__)\n"
        "try: i.install()\n"
        "except RuntimeError as error: assert '2.9' in str(error), error\n"
        "else: raise SystemExit('installed')\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=120)


def test_what_is_replaced_by_default() -> None:
    x = torch.randn(4, 5000)
    names = {"mish": F.mish, "_softmax": lambda x: torch.softmax(x, -1), "elu": F.elu, "softplus": F.softplus}
    before = {name: call(x) for name, call in names.items()}
    for options, ours in [({}, {"mish"}), ({"all": True}, set(names)), ({"operators": ["softplus"]}, {"softplus"})]:
        functions = [F.softplus, F.elu]
        with activ8.torch.install(**options):  # type: ignore[arg-type]
            names["elu"], names["softplus"] = F.elu, F.softplus
            changed = {name for name, call in names.items() if not torch.equal(call(x), before[name])}
            assert (F.softplus is functions[0]) == ("softplus" not in ours), "a function is replaced by its name"
        assert changed <= ours and "mish" not in ours - changed, f"{options}: {changed}"
        assert [F.softplus, F.elu] == functions, "put back"
    assert set(activ8.torch.DEFAULT) < {*activ8.torch.OPERATORS, *activ8.torch.FUNCTIONS}
    with activ8.torch.install(), pytest.raises(IndexError):
        F.softmax(x, 2)


def test_transforms_and_models_run() -> None:
    x = torch.randn(6, 5, requires_grad=True)
    double = torch.randn(3, dtype=torch.float64, requires_grad=True)
    long = torch.randn(2, 9000)
    tangents = [torch.func.jvp(F.softplus, (long,), (long,))[1], torch.vmap(F.elu)(long)]
    with activ8.torch.install(all=True):
        for got, want in zip([torch.func.jvp(F.softplus, (long,), (long,))[1], torch.vmap(F.elu)(long)], tangents):
            torch.testing.assert_close(got, want)
        assert F.softplus(long.double()).dtype == torch.float64, "a long double"
        assert torch.autograd.gradcheck(torch.tanh, double), "double precision is PyTorch's"
        assert torch.autograd.gradgradcheck(F.mish, double), "mish's has its gradient of other operators"
        (dx,) = torch.autograd.grad(F.silu(x).sum(), x, create_graph=True)
        (ddx,) = torch.autograd.grad(dx.sum(), x)
        assert ddx.isfinite().all(), "a second derivative"
        assert torch.vmap(F.gelu)(x.detach()).shape == x.shape, "vmap"
        assert torch.func.jvp(torch.tanh, (x.detach(),), (x.detach(),))[1].shape == x.shape, "forward mode"
        assert F.mish(torch.empty(3, device="meta")).device.type == "meta", "other devices"
        with torch.inference_mode():
            assert F.gelu(x).shape == x.shape, "inference mode"
        with torch.autocast("cpu", dtype=torch.bfloat16):
            assert F.softmax(x @ x.T, -1).isfinite().all(), "autocast"
        layer = torch.nn.TransformerEncoderLayer(8, 2, 16, activation="gelu", batch_first=True)
        layer(torch.randn(2, 5, 8)).sum().backward()
        assert all(p.grad is not None for p in layer.parameters()), "a layer of a transformer learns"


def test_threads_change_no_bits() -> None:
    x = torch.randn(1 << 20)
    threads = torch.get_num_threads()
    try:
        with activ8.torch.install(all=True):
            torch.set_num_threads(1)
            one = [F.mish(x), F.softmax(x.view(1024, 1024), 0), F.mse_loss(x, x.flip(0))]
            torch.set_num_threads(4)
            four = [F.mish(x), F.softmax(x.view(1024, 1024), 0), F.mse_loss(x, x.flip(0))]
    finally:
        torch.set_num_threads(threads)
    for a, b in zip(one, four):
        torch.testing.assert_close(a, b, rtol=1.2e-7, atol=0)


def test_a_child_that_was_forked_computes() -> None:
    program = (
        "import os, torch, activ8.torch\n"
        "torch.set_num_threads(2); activ8.torch.install(); x = torch.ones(1 << 18)\n"
        "torch.nn.functional.mish(x)\n"
        "pid = os.fork()\n"
        "if pid == 0:\n"
        "    torch.set_num_threads(1); ok = bool(torch.nn.functional.mish(x).isfinite().all()); os._exit(0 if ok else 1)\n"
        "assert os.waitpid(pid, 0)[1] == 0\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=120)
