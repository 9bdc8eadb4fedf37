"""Golden vectors: what PyTorch answers for activ8's first activations and losses.

    python -m venv .venv && .venv/bin/pip install torch==2.15.0 numpy
    .venv/bin/python tests/golden/make_golden.py

Writes one text file per operation beside this script (README.md there has the format).

Inputs are float32. The `_f32` columns are PyTorch's own float32 answer. The `_f64` columns
are computed in float64 from the same inputs: by the same PyTorch call where that is accurate,
and otherwise by an `exact` formula written below without its cancellation (1 - y*y, log(1 + tiny),
y - target, 0 * inf). Every `exact` formula is checked here against PyTorch's float64 answer, which
therefore stays the source of the definition; a file whose limits differ from it says so in `# note=`.
"""

import math
import warnings

import torch
import torch.nn.functional as F

from common import INF, MAX, NAN, RNG, SPECIALS, TINY, agree, bits, grid, normal, powers, run, write


# ---- inputs ----------------------------------------------------------------------------------

def probabilities(*shape, scale=2.0):
    return normal(*shape, scale=scale).double().softmax(-1).float()


def inputs(*interesting):
    return torch.cat([SPECIALS, *interesting] + [normal(33, scale=s) for s in (1, 4, 30)])


# ---- elementwise activations -------------------------------------------------------------------

sigmoid = torch.sigmoid

# op: (PyTorch's function, inputs, exact derivative where autograd's cancels)
ELEMENTWISE = {
    "relu": (F.relu, inputs(grid(-4, 4, 65), powers(-140, 0, 40), -powers(-140, 0, 40)), None),
    "sigmoid": (sigmoid, inputs(grid(-110, 24, 160)), lambda x: sigmoid(x) * sigmoid(-x)),
    "tanh": (
        torch.tanh,
        inputs(grid(-10, 10, 120), powers(-30, -1, 30)),
        lambda x: 4 * sigmoid(2 * x) * sigmoid(-2 * x),
    ),
    "exp": (torch.exp, inputs(grid(-106, 90, 160)), None),
    "expm1": (torch.expm1, inputs(grid(-30, 90, 80), powers(-60, 0, 40), -powers(-60, 0, 40)), torch.exp),
    "log": (torch.log, inputs(powers(-149, 127.9, 110), 1 + powers(-23, -3, 20), 1 - powers(-24, -3, 20)), None),
    "log1p": (
        torch.log1p,
        inputs(powers(-149, 127.9, 60), -powers(-149, -1, 60), powers(-24, -1, 20) - 1, torch.tensor([-1.5])),
        None,
    ),
}


def elementwise(op, f, x, slope):
    dy = normal(len(x))
    y32, dx32 = run(f, dy, x)
    y64, dx64 = run(f, dy, x.double())
    if slope:
        dx64 = agree(op, dy.double() * slope(x.double()), dx64)
    table = dict(x=x, dy=dy, y_f64=y64, y_f32=y32, dx_f64=dx64, dx_f32=dx32)
    write(op, {}, {k: bits(v) for k, v in table.items()})


# ---- rows: softmax, log_softmax -----------------------------------------------------------------

def others(x):
    """x [rows, n] -> [rows, n, n - 1]: for each element, the rest of its row."""
    n = x.shape[-1]
    return x[..., [[j for j in range(n) if j != i] for i in range(n)]]


def exact_softmax_slope(x, dy):
    """y_i sum_j y_j (dy_i - dy_j), where autograd has y_i (dy_i - sum_j y_j dy_j)."""
    y = x.softmax(-1)
    return y * (y.unsqueeze(-2) * (dy.unsqueeze(-1) - dy.unsqueeze(-2))).sum(-1)


def exact_log_softmax(x):
    """log1p of the sum without the greatest element, where PyTorch has log(1 + that sum)."""
    top, at = x.max(-1, keepdim=True)
    rest = (x - top).exp().scatter(-1, at, 0.0).sum(-1, keepdim=True)
    y = (x - top) - rest.log1p()
    return torch.where(x.isinf().logical_and(x > 0).any(-1, keepdim=True), NAN, y)  # as PyTorch


def exact_log_softmax_slope(x, dy):
    """dy_i (1 - y_i) - y_i sum_{j != i} dy_j, with 1 - y_i summed from the other elements."""
    y = x.softmax(-1)
    return dy * others(y).sum(-1) - y * others(dy).sum(-1)


def row_blocks():
    """Row length -> rows: four kinds for every length, then the special ones."""
    rows = {}
    for n in (1, 3, 10, 64, 100):
        x = normal(4, n)
        x[1] += 1000
        x[2] *= 16
        x[3] -= 1000
        rows[n] = x
    rows[1] = torch.cat([rows[1], torch.tensor([[-INF], [INF], [NAN]])])
    rows[3] = torch.cat([rows[3], torch.tensor([
        [20.0, 0, 0], [0, 100, -100], [MAX, -MAX, 0], [5, 5, 5], [-0.0, 0, TINY],
        [1, -INF, 2], [-INF, -INF, 3], [-INF, -INF, -INF], [1, INF, 2], [INF, INF, 0], [INF, -INF, 0], [1, NAN, 2],
    ])])
    special = normal(4, 10)
    special[0, [0, 4, 9]] = -INF
    special[1] = -INF
    special[2, 7] = INF
    special[3, 2] = NAN
    rows[10] = torch.cat([rows[10], special])
    return rows


ROWS = {
    "softmax": (lambda x: F.softmax(x, -1), lambda x: F.softmax(x, -1), exact_softmax_slope),
    "log_softmax": (lambda x: F.log_softmax(x, -1), exact_log_softmax, exact_log_softmax_slope),
}


def labels(n, x):
    return [f"{n}:{i}" for i in range(len(x)) for _ in range(n)]


def append(table, **more):
    for name, values in more.items():
        table.setdefault(name, []).extend(values if isinstance(values, list) else bits(values))


def rowwise(op, f, exact, slope):
    table = {}
    for n, x in row_blocks().items():
        dy = normal(*x.shape)
        y32, dx32 = run(f, dy, x)
        y64, dx64 = run(f, dy, x.double())
        y64 = agree(op, exact(x.double()), y64)
        dx64 = agree(op + " slope", slope(x.double(), dy.double()), dx64)
        append(table, row=labels(n, x), x=x, dy=dy, y_f64=y64, y_f32=y32, dx_f64=dx64, dx_f32=dx32)
    write(op, {"axis": "last"}, table)


# ---- losses --------------------------------------------------------------------------------------

def kl(p, t, reduction):
    return F.kl_div(p.log(), t, reduction=reduction)


def categorical(p, t, reduction):
    each = -torch.special.xlogy(t, p).sum(-1)
    return {"none": each, "mean": each.mean(), "sum": each.sum()}[reduction]


def product(a, b):
    """a * b, but 0 where a is 0 and b infinite."""
    return torch.where((a == 0) & b.isinf(), 0.0, a * b)


def softplus(x):
    return x.relu() + x.abs().neg().exp().log1p()


# The exact forms give the value of each element (or row) and the derivative of their sum.

def exact_bce_with_logits(x, t):
    each = product(t, softplus(-x)) + product(1 - t, softplus(x))
    return each, (1 - t) * sigmoid(x) - t * sigmoid(-x)


def exact_kl_div(x, t):
    return torch.special.xlogy(t, t) - product(t, x), -t


def exact_kl(p, t):
    both = (p == 0) & (t == 0)  # 0 ln(0/0) = 0
    ratio = torch.where(both, 1.0, t / p)
    return torch.special.xlogy(t, ratio), -torch.where(both, 0.0, ratio)


def exact_cross_entropy(x, t):
    at = t.unsqueeze(-1)
    p = x.softmax(-1)
    slope = p.scatter(-1, at, -others(p).sum(-1).gather(-1, at))
    return -exact_log_softmax(x).gather(-1, at).squeeze(-1), slope


def exact_categorical(p, t):
    slope = -torch.where((p == 0) & (t == 0), 0.0, t / p)
    return -torch.special.xlogy(t, p).sum(-1), slope


def pairs(xs, ts):
    """Every x with every t."""
    x, t = torch.cartesian_prod(torch.tensor(xs), torch.tensor(ts)).T
    return x.clone(), t.clone()


def stack(*blocks):
    return tuple(torch.cat(side) for side in zip(*blocks))


def uniform(n):
    return torch.rand(n, generator=RNG, dtype=torch.float64).float()


def bce_inputs():
    edge = pairs([0.0, TINY, 1e-38, 1e-13, 0.5, 1 - 2.0**-24, 1.0], [0.0, 0.25, 1.0])
    hard = (uniform(60), (uniform(60) < 0.5).float())
    return stack(edge, hard, (uniform(60), uniform(60)), (powers(-120, -1, 40), uniform(40)))


def logit_inputs():
    edge = pairs([-100.0, -88.5, -20.0, -TINY, -0.0, 0.0, 1e-6, 20.0, 88.5, 100.0], [0.0, 0.3, 1.0])
    hard = (normal(80, scale=8), (uniform(80) < 0.5).float())
    return stack(edge, hard, (normal(80, scale=4), uniform(80)), (grid(-110, 110, 45), uniform(45)))


def kl_targets():
    """20 rows of 10: soft, one-hot, and soft with zeros."""
    t = probabilities(20, 10)
    t[14:17] = F.one_hot(torch.tensor([0, 4, 9]), 10).float()
    t[17:, ::3] = 0.0
    return t


def class_inputs():
    blocks = {}
    for n, count in ((3, 6), (10, 6), (100, 2)):
        x = normal(count, n)
        x[1] += 1000
        if count > 2:
            x[2] -= 1000
            x[3] *= 16
        blocks[n] = (x, torch.randint(n, (count,), generator=RNG))
    confident = torch.tensor([[20.0, 0, 0], [0, 100, -100], [12, 0, -3], [20, 0, 0]]), torch.tensor([0, 1, 0, 2])
    blocks[3] = stack(blocks[3], confident)
    return blocks


def soft_class_inputs():
    blocks = {}
    for n, count in ((3, 6), (10, 6), (100, 2)):
        t = probabilities(count, n)
        t[::2] = F.one_hot(torch.randint(n, (len(t[::2]),), generator=RNG), n).float()
        blocks[n] = (probabilities(count, n, scale=4), t)
    return blocks


LIMITS = "f64 columns hold the limit (0 * inf = 0) where PyTorch answers NaN"

# op: (PyTorch's loss, exact form where it cancels or misses a limit, inputs, note).
# Inputs are one (input, target) pair, or for losses of rows one per row length. Those that make the
# reductions NaN or infinite stand in a `_special` file of their own.
LOSSES = {
    "mse": (F.mse_loss, None, (normal(200, scale=3), normal(200, scale=3)), None),
    "mse_special": (F.mse_loss, None, pairs([0.0, INF, -INF, NAN, MAX, TINY], [0.0, INF, -INF, NAN, -MAX]), None),
    "bce": (F.binary_cross_entropy, None, bce_inputs(), None),
    "bce_with_logits": (F.binary_cross_entropy_with_logits, exact_bce_with_logits, logit_inputs(), None),
    "bce_with_logits_special": (
        F.binary_cross_entropy_with_logits,
        exact_bce_with_logits,
        pairs([INF, -INF, NAN, MAX, -MAX], [0.0, 0.25, 1.0]),
        LIMITS,
    ),
    "kl_div": (F.kl_div, exact_kl_div, (probabilities(20, 10).double().log().float(), kl_targets()), None),
    "kl_div_special": (F.kl_div, exact_kl_div, pairs([-INF, -1.0, NAN], [0.0, 0.5, 1.0, NAN]), LIMITS),
    "kl": (kl, exact_kl, (probabilities(20, 10), kl_targets()), None),
    "kl_special": (kl, exact_kl, pairs([0.0, TINY, 0.5, 1.0, NAN], [0.0, TINY, 0.5, 1.0, NAN]), LIMITS),
    "cross_entropy": (F.cross_entropy, exact_cross_entropy, class_inputs(), None),
    "cross_entropy_special": (F.cross_entropy, exact_cross_entropy, {3: (
        torch.tensor([[1, -INF, 2], [1, -INF, 2], [-INF, -INF, 3], [-INF, -INF, -INF],
                      [1, INF, 2], [1, INF, 2], [1, NAN, 2], [MAX, -MAX, 0]]),
        torch.tensor([0, 1, 2, 0, 1, 0, 0, 1]),
    )}, None),
    "categorical_cross_entropy": (categorical, exact_categorical, soft_class_inputs(), None),
    "categorical_cross_entropy_special": (categorical, exact_categorical, {3: (
        torch.tensor([[0, 0.5, 0.5], [0, 0.5, 0.5], [0, 1, 0], [TINY, 1, 0], [0.5, NAN, 0.5], [0.5, NAN, 0.5]]),
        torch.tensor([[0, 1, 0], [1, 0, 0], [0, 1, 0], [1, 0, 0], [0, 1, 0], [1, 0, 0]]).float(),
    )}, LIMITS),
}


# ---- losses of elements, and of rows of them ------------------------------------------------------

def signs(n):
    return torch.where(uniform(n) < 0.5, -1.0, 1.0)


def reduced(each):
    """A loss of each element as one with a reduction."""
    return lambda x, t, reduction: {"none": lambda v: v, "mean": torch.mean, "sum": torch.sum}[reduction](each(x, t))


def option(f, **options):
    return lambda x, t, reduction: f(x, t, reduction=reduction, **options)


def focal(alpha, gamma):
    """torchvision's sigmoid_focal_loss, of labels 0 and 1, by logarithms of sigmoids."""
    def each(x, t):
        z = torch.where(t == 1, x, -x)
        weight = 1.0 if alpha is None else torch.where(t == 1, alpha, 1 - alpha)
        return weight * (-gamma * softplus(z)).exp() * softplus(-z)
    return reduced(each)


def torchvision_focal(alpha, gamma):
    """The same of any targets in [0, 1], as torchvision writes it."""
    def each(x, t):
        p, ce = sigmoid(x), F.binary_cross_entropy_with_logits(x, t, reduction="none")
        loss = ce * (1 - (p * t + (1 - p) * (1 - t))) ** gamma
        return loss if alpha is None else (alpha * t + (1 - alpha) * (1 - t)) * loss
    return reduced(each)


def exact_focal_soft(alpha, gamma):
    """With 1 - p_t and p - t as sums of products that do not cancel."""
    def exact(x, t):
        p, other = sigmoid(x), sigmoid(-x)
        rest = p * (1 - t) + other * t
        power = rest.pow(gamma) * (1.0 if alpha is None else alpha * t + (1 - alpha) * (1 - t))
        cost = t * softplus(-x) + (1 - t) * softplus(x)
        slope = p * (1 - t) - other * t + gamma * cost * p * other * (1 - 2 * t) / rest
        return power * cost, power * slope
    return exact


def exact_soft_margin(x, t):
    z = x * t
    return softplus(-z), -t * sigmoid(-z)


def log_cosh(x, t):
    z = (x - t).abs()
    return torch.where(z < 1, (2 * (z / 2).sinh().square()).log1p(), z + (-2 * z).exp().log1p() - math.log(2))


def near(n):
    """Pairs of any distance, also close ones."""
    x = normal(n, scale=3)
    return x, torch.where(torch.arange(n) % 2 == 0, normal(n, scale=3), x + normal(n, scale=0.01))


def quantile(q):
    return reduced(lambda x, t: torch.maximum(q * (t - x), (q - 1) * (t - x)))


def jensen_shannon(beta):
    """Of ln q and ln p, as Liger-Kernel composes it: beta 0 and 1 stand for the two KL divergences."""
    def each(x, y):
        q, p = x.exp(), y.exp()
        if beta == 0:
            return p * (y - x)
        if beta == 1:
            return q * (x - y)
        log_m = torch.logaddexp(x + math.log1p(-beta), y + math.log(beta))
        return beta * p * (y - log_m) + (1 - beta) * q * (x - log_m)
    return reduced(each)


def log_pairs(n):
    """Logarithms of probabilities, every other pair close, but not so that float64 would lose it."""
    x = -normal(n, scale=3).abs()
    close = x - 0.003 - normal(n, scale=0.01).abs()
    return x, torch.where(torch.arange(n) % 2 == 0, -normal(n, scale=3).abs(), close)


def counts(n):
    return (uniform(n) * 8).floor()


def multilabel(x, t, reduction):
    return F.multilabel_soft_margin_loss(x, t, reduction=reduction)


def multilabel_inputs():
    return {n: (normal(count, n, scale=4), (uniform(count * n) < 0.5).float().reshape(count, n)) for n, count in ((3, 12), (20, 4))}


LOSSES |= {
    "l1": (F.l1_loss, None, near(120), None),
    "smooth_l1": (F.smooth_l1_loss, None, near(120), None),
    "smooth_l1_beta": (option(F.smooth_l1_loss, beta=0.3125), None, near(120), None),
    "huber": (F.huber_loss, None, near(120), None),
    "huber_delta": (option(F.huber_loss, delta=2.5), None, near(120), None),
    "hinge_embedding": (F.hinge_embedding_loss, None, (normal(120, scale=2).abs(), signs(120)), None),
    "hinge_embedding_margin": (option(F.hinge_embedding_loss, margin=0.375), None, (normal(120).abs(), signs(120)), None),
    "hinge": (reduced(lambda x, t: (1 - x * t).relu()), None, (normal(120, scale=2), signs(120)), None),
    "squared_hinge": (reduced(lambda x, t: (1 - x * t).relu().square()), None, (normal(120, scale=2), signs(120)), None),
    "soft_margin": (F.soft_margin_loss, exact_soft_margin, (normal(120, scale=8), signs(120)), None),
    "poisson_nll": (option(F.poisson_nll_loss), None, (normal(120, scale=2), counts(120)), None),
    "poisson_nll_full": (option(F.poisson_nll_loss, full=True), None, (normal(120, scale=2), counts(120)), None),
    "poisson_nll_counts": (option(F.poisson_nll_loss, log_input=False), None, (uniform(120) * 9 + 2, counts(120).clamp(max=2)), None),
    "focal": (focal(0.25, 2.0), None, (normal(160, scale=12), (uniform(160) < 0.5).float()), None),
    "focal_gamma": (focal(None, 3.5), None, (normal(160, scale=6), (uniform(160) < 0.5).float()), None),
    "log_cosh": (reduced(log_cosh), None, near(160), None),
    "quantile": (quantile(0.75), None, near(120), None),
    "multilabel_soft_margin": (multilabel, None, multilabel_inputs(), None),
    "kl_log_target": (option(F.kl_div, log_target=True), None, log_pairs(120), None),
    "jensen_shannon": (jensen_shannon(0.5), None, log_pairs(160), None),
    "jensen_shannon_beta": (jensen_shannon(0.125), None, log_pairs(160), None),
    "jensen_shannon_forward": (jensen_shannon(0.0), None, log_pairs(80), None),
    "jensen_shannon_reverse": (jensen_shannon(1.0), None, log_pairs(80), None),
}


RNG.manual_seed(29)  # what follows is the same whatever stands before it
LOSSES |= {
    "focal_soft": (
        torchvision_focal(0.25, 2.0), exact_focal_soft(0.25, 2.0), (normal(160, scale=8), uniform(160)), None,
    ),
    "focal_soft_gamma": (
        torchvision_focal(None, 3.5), exact_focal_soft(None, 3.5), (normal(160, scale=4), uniform(160)), None,
    ),
}


def answer(f, x, t):
    """Values (reduction none), derivative of the mean, mean and sum, in the type of x."""
    x = x.clone().requires_grad_()
    t = t if t.dtype == torch.int64 else t.to(x.dtype)
    mean = f(x, t, reduction="mean")
    return (f(x, t, reduction="none"), torch.autograd.grad(mean, x)[0], mean, f(x, t, reduction="sum"))


def loss(op, f, exact, given, note):
    facts, table = {"note": note} if note else {}, {}
    by_rows = isinstance(given, dict)
    for n, (x, t) in given.items() if by_rows else [(1, given)]:
        suffix = f"_c{n}" if by_rows else ""
        each32, grad32, mean32, sum32 = answer(f, x, t)
        each64, grad64, mean64, sum64 = (a.detach() for a in answer(f, x.double(), t))
        if exact:
            values, slope = exact(x.double(), t if t.dtype == torch.int64 else t.double())
            each64 = agree(op, values, each64, note)
            grad64 = agree(op + " gradient", slope / each64.numel(), grad64, note)
            mean64 = agree(op + " mean", each64.mean(), mean64, note)
            sum64 = agree(op + " sum", each64.sum(), sum64, note)
        scalars = dict(mean_f64=mean64, sum_f64=sum64, batchmean_f64=sum64 / len(x), mean_f32=mean32, sum_f32=sum32)
        facts[f"batch{suffix}"] = len(x)
        facts |= {k + suffix: bits(v)[0] for k, v in scalars.items()}

        if by_rows:  # what belongs to the row stands on each of its lines
            wide = lambda v: v.unsqueeze(-1).expand(x.shape) if v.shape != x.shape else v
            append(table, row=labels(n, x))
            t, each64, each32 = wide(t), wide(each64), wide(each32)
        append(table, input=x, target=t, each_f64=each64, each_f32=each32, grad_f64=grad64, grad_f32=grad32)
    write(op, facts, table)


# ---- bad input -------------------------------------------------------------------------------------

BAD = {
    "bce: input 1.5": lambda: F.binary_cross_entropy(torch.tensor([1.5]), torch.ones(1)),
    "bce: input NaN": lambda: F.binary_cross_entropy(torch.tensor([NAN]), torch.ones(1)),
    "bce: target 1.5": lambda: F.binary_cross_entropy(torch.ones(1), torch.tensor([1.5])),
    "bce: target NaN": lambda: F.binary_cross_entropy(torch.ones(1), torch.tensor([NAN])),
    "bce: sizes 2 and 1": lambda: F.binary_cross_entropy(torch.ones(2), torch.ones(1)),
    "bce_with_logits: target 1.5": lambda: F.binary_cross_entropy_with_logits(torch.ones(1), torch.tensor([1.5])),
    "bce_with_logits: sizes 2 and 1": lambda: F.binary_cross_entropy_with_logits(torch.ones(2), torch.ones(1)),
    "mse: sizes 3 and 2": lambda: F.mse_loss(torch.ones(3), torch.ones(2)),
    "mse: sizes 3 and 1": lambda: F.mse_loss(torch.ones(3), torch.ones(1)),
    "mse: empty": lambda: F.mse_loss(torch.ones(0), torch.ones(0)),
    "kl_div: sizes 3 and 2": lambda: F.kl_div(torch.ones(3), torch.ones(2), reduction="sum"),
    "kl_div: sizes 3 and 1": lambda: F.kl_div(torch.ones(3), torch.ones(1), reduction="sum"),
    "kl_div: log_target, both -inf": lambda: F.kl_div(torch.tensor([-INF]), torch.tensor([-INF]), reduction="sum", log_target=True),
    "kl_div: target -1": lambda: F.kl_div(torch.ones(1), -torch.ones(1), reduction="sum"),
    "smooth_l1: beta -1": lambda: F.smooth_l1_loss(torch.ones(1), torch.zeros(1), beta=-1.0),
    "huber: delta 0": lambda: F.huber_loss(torch.ones(1), torch.zeros(1), delta=0.0),
    "hinge_embedding: target 0": lambda: F.hinge_embedding_loss(torch.tensor([0.3]), torch.zeros(1)),
    "soft_margin: target 0": lambda: F.soft_margin_loss(torch.tensor([0.3]), torch.zeros(1)),
    "soft_margin: y·x = -100": lambda: F.soft_margin_loss(torch.tensor([100.0]), -torch.ones(1)),
    "poisson_nll: target -1": lambda: F.poisson_nll_loss(torch.ones(1), -torch.ones(1)),
    "gaussian_nll: variance -1": lambda: F.gaussian_nll_loss(torch.ones(1), torch.ones(1), -torch.ones(1)),
    "cross_entropy: class 3 of 3": lambda: F.cross_entropy(torch.ones(2, 3), torch.tensor([0, 3])),
    "cross_entropy: class -1": lambda: F.cross_entropy(torch.ones(2, 3), torch.tensor([0, -1])),
    "cross_entropy: 2 rows, 1 target": lambda: F.cross_entropy(torch.ones(2, 3), torch.tensor([0])),
    "cross_entropy: int32 targets": lambda: F.cross_entropy(torch.ones(1, 3), torch.tensor([0], dtype=torch.int32)),
    "cross_entropy: every target -100": lambda: F.cross_entropy(torch.ones(1, 3), torch.tensor([-100])),
    "cross_entropy: no rows": lambda: F.cross_entropy(torch.ones(0, 3), torch.ones(0, dtype=torch.int64)),
}


def outcome(call):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            value = f"no error: {call().item():.4g}"
        except Exception as error:
            return f"`{type(error).__name__}`: {error}"
        return value + ", with a `UserWarning`" * bool(caught)


def main():
    print(f"torch {torch.__version__}, {torch.backends.cpu.get_cpu_capability()}\n")
    torch.set_num_threads(1)  # PyTorch's sums change with the number of threads
    warnings.filterwarnings("ignore", "reduction: 'mean'")  # kl_div: its mean is over elements
    for op, (f, x, slope) in ELEMENTWISE.items():
        elementwise(op, f, x, slope)
    for op, (f, exact, slope) in ROWS.items():
        rowwise(op, f, exact, slope)
    for op, case in LOSSES.items():
        loss(op, *case)
    print("\n| bad input | PyTorch |\n|---|---|")
    for name, call in BAD.items():
        print(f"| {name} | {outcome(call)} |")


if __name__ == "__main__":
    main()
