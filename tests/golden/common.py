"""What the golden vectors' scripts share: inputs, PyTorch's answers, and the files."""

from pathlib import Path

import numpy as np
import torch

HERE = Path(__file__).parent
VERSION = torch.__version__.split("+")[0]
INF, NAN = float("inf"), float("nan")
TINY, NORMAL, MAX = 2.0**-149, 2.0**-126, 3.4028234663852886e38  # f32: least, least normal, greatest
RNG = torch.Generator().manual_seed(8)


# ---- writing ---------------------------------------------------------------------------------

def bits(t):
    """Each element as the hex digits of its IEEE bits, or in decimal if it is an integer."""
    a = np.ascontiguousarray(t.detach().numpy()).ravel()
    if a.dtype == np.int64:
        return [str(v) for v in a]
    a[np.isnan(a)] = NAN  # one NaN for all: its sign and payload depend on the machine
    return [f"{v:0{2 * a.itemsize}x}" for v in a.view(f"u{a.itemsize}")]


def write(op, facts, columns):
    """`facts` become `# key=value` lines, `columns` (name -> list of strings) the table."""
    lines = [f"# torch {VERSION}, op={op}"] + [f"# {k}={v}" for k, v in facts.items()]
    lines += [",".join(columns)] + [",".join(row) for row in zip(*columns.values(), strict=True)]
    path = HERE / f"{op}.csv"
    path.write_text("\n".join(lines) + "\n")
    print(f"{path.name:32}{len(next(iter(columns.values()))):6} rows{path.stat().st_size:8} bytes")


def agree(what, exact, torch64, limits=False):
    """Stops if `exact` is not PyTorch's function. `limits` lets it be finite or inf where that is NaN."""
    keep = ~torch64.isnan() if limits else torch.ones_like(exact, dtype=torch.bool)
    torch.testing.assert_close(exact[keep], torch64[keep], rtol=1e-12, atol=1e-12, equal_nan=True, msg=what)
    return exact


# ---- inputs ----------------------------------------------------------------------------------

def normal(*shape, scale=1.0):
    return (torch.randn(*shape, generator=RNG, dtype=torch.float64) * scale).float()


def grid(lo, hi, n):
    return torch.linspace(lo, hi, n, dtype=torch.float64).float()


def powers(lo, hi, n):
    """n values from 2^lo to 2^hi, evenly spaced in the exponent."""
    return torch.linspace(lo, hi, n, dtype=torch.float64).exp2().float()


SPECIALS = torch.tensor([0.0, -0.0, INF, -INF, NAN, TINY, -TINY, NORMAL, -NORMAL, MAX, -MAX, 1.0, -1.0])


# ---- PyTorch's answers -------------------------------------------------------------------------

def run(f, dy, *inputs):
    """y = f(inputs), and dy * df for each of them by autograd, in their type."""
    inputs = [x.clone().requires_grad_() for x in inputs]
    y = f(*inputs)
    return y.detach(), *torch.autograd.grad(y, inputs, dy.to(y.dtype))
