"""Golden vectors of softmax's kin and of glu along a middle axis, and of softmax with zeros for what is all −∞, from
PyTorch, in the form that README.md tells: writes `axes.csv`."""

import struct

import torch
import torch.nn.functional as F

torch.manual_seed(7)
OUTER, AXIS, INNER = 2, 6, 5
SHAPE = OUTER, AXIS, INNER
x = torch.randn(SHAPE) * 4
x[0, :3, 2] = -torch.inf
x[1, :, 4] = -torch.inf
x[0, 4, :] = x[0, 1, :]
dy = torch.randn(SHAPE)
# One for each column, and for each half of one.
sum_dy = dy[:, :1].expand(SHAPE)
half_dy = dy[:, : AXIS // 2].repeat(1, 2, 1)


def of(function, dy):
    """The values and the gradient in f64."""
    inner = x.double().requires_grad_()
    y = function(inner)
    y.backward(dy.double())
    return y.detach(), inner.grad


# What is finite, for gates.
finite = x.nan_to_num(neginf=-3.0)


def of_finite(function, dy):
    inner = finite.double().requires_grad_()
    y = function(inner)
    y.backward(dy.double())
    return y.detach(), inner.grad


softmin, softmin_gradient = of_finite(lambda x: F.softmin(x, 1), dy)
sums, sums_gradient = of(lambda x: torch.logsumexp(x, 1, keepdim=True), sum_dy[:, :1])
glu, glu_gradient = of_finite(lambda x: F.glu(x, 1), dy[:, : AXIS // 2])
first = x == x.amax(1, keepdim=True)
rows = {
    "x": x,
    "finite": finite,
    "dy": dy,
    "softmin": softmin,
    "softmin_gradient": softmin_gradient,
    # `one_hot(argmax)`, the first of equal ones.
    "hardmax": (first & (first.cumsum(1) == 1)).double(),
    "log_sum_exp": sums.expand(SHAPE),
    "log_sum_exp_gradient": sums_gradient,
    "glu": glu.repeat(1, 2, 1),
    "glu_gradient": glu_gradient,
    "softmax": torch.softmax(x.double(), 1),
    "safe_softmax": torch.ops.aten._safe_softmax(x.double(), 1),
}
rows["safe_softmax_gradient"] = torch.ops.aten._softmax_backward_data(
    dy.double(), rows["safe_softmax"], 1, torch.float64
)


def bits(value, double):
    if value != value:
        return "7ff8000000000000" if double else "7fc00000"
    return struct.pack(">d" if double else ">f", value).hex()


with open("tests/golden/axes.csv", "w") as out:
    print(f"# torch {torch.__version__.split('+')[0]}, op=axes", file=out)
    print(f"# outer={OUTER}\n# axis={AXIS}\n# inner={INNER}", file=out)
    print(",".join(rows), file=out)
    for values in zip(*([bits(v, c.dtype == torch.float64) for v in c.flatten().tolist()] for c in rows.values())):
        print(",".join(values), file=out)
