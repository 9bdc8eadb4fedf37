"""Golden vectors of the losses over rows of classes with their options; README.md has their form.

Every value is PyTorch's in float64 from float32 inputs and parameters. Losses that PyTorch does not have
are Keras' formulas, written with PyTorch so that it takes their gradients.
"""

import torch
from torch.nn import functional as F

from common import agree, bits, write
from make_golden import append, labels, outcome

RNG = torch.Generator().manual_seed(88)
WEIGHTS = {3: [0.5, 2.0, 1.25], 20: [0.25 + 0.125 * (i % 9) for i in range(20)]}
COUNTS = {3: 6, 20: 3}
EPS = float(torch.tensor(1e-7))  # an f32, as the library has it


def normal(*shape, scale=3.0):
    return (torch.randn(*shape, generator=RNG, dtype=torch.float64) * scale).float()


def simplex(*shape):
    return torch.softmax(normal(*shape).double(), -1).float()


def hard(count, n):
    return F.one_hot(classes(count, n), n).float()


def classes(count, n):
    return torch.randint(n, (count,), generator=RNG)


def logits(count, n):
    x = normal(count, n)
    x[0] *= 4
    x[1] += 1000
    return x


# ---- cross-entropy ---------------------------------------------------------------------------------

class CrossEntropy:
    def __init__(self, soft=False, weight=False, ignore_index=-100, label_smoothing=0.0, z_loss=0.0, soft_cap=0.0):
        self.soft, self.weight, self.ignore_index = soft, weight, ignore_index
        self.label_smoothing, self.z_loss, self.soft_cap = label_smoothing, z_loss, soft_cap
        if not (soft or label_smoothing or z_loss or soft_cap):
            self.scales = None  # nothing cancels

    def parameters(self):
        return {k: getattr(self, k) for k in ("label_smoothing", "z_loss", "soft_cap")}

    def inputs(self, count, n):
        x = logits(count, n)
        if self.soft:
            t = simplex(count, n)
            t[::2] = hard(len(t[::2]), n)
            return x, t
        t = classes(count, n)
        if self.ignore_index >= 0:
            t[1] = self.ignore_index
        elif self.ignore_index != -100 or count > 3:
            t[count // 2] = self.ignore_index
        return x, t

    def capped(self, x):
        return self.soft_cap * torch.tanh(x / self.soft_cap) if self.soft_cap else x

    def weights(self, n):
        return torch.tensor(WEIGHTS[n], dtype=torch.float64) if self.weight else None

    def of_rows(self, t, n):
        """The weight of each row: what a mean is divided by."""
        if self.soft:
            return torch.ones(len(t), dtype=torch.float64)
        w = self.weights(n)
        w = torch.ones(n, dtype=torch.float64) if w is None else w
        kept = t != self.ignore_index
        return torch.where(kept, w[torch.where(kept, t, 0)], 0.0)

    def slope(self, x):
        """Of `capped`, with the digits that 1 - tanh^2 loses."""
        v = 2 * x / self.soft_cap if self.soft_cap else torch.zeros_like(x)
        return 4 * torch.sigmoid(v) * torch.sigmoid(-v)

    def gradient(self, x, t):
        z = self.capped(x.detach()).requires_grad_()
        (dz,) = torch.autograd.grad(self.of_capped(z, t, "mean"), z)
        return dz * self.slope(x.detach())

    def __call__(self, x, t, reduction):
        return self.of_capped(self.capped(x), t, reduction)

    def of_capped(self, z, t, reduction):
        n = z.shape[-1]
        given = {} if self.soft else {"ignore_index": self.ignore_index}
        loss = F.cross_entropy(z, t, self.weights(n), label_smoothing=self.label_smoothing, reduction="none", **given)
        of_rows = self.of_rows(t, n)
        loss = loss + self.z_loss * of_rows * torch.logsumexp(z, -1) ** 2
        total = loss.sum()
        if not self.z_loss:  # the reductions are PyTorch's own
            options = dict(label_smoothing=self.label_smoothing, **given)
            mean = F.cross_entropy(z, t, self.weights(n), **options)
            torch.testing.assert_close(mean, total / of_rows.sum(), rtol=1e-13, atol=0)
        return {"none": loss, "sum": total, "mean": total / of_rows.sum()}[reduction]

    def scales(self, x, t):
        """The terms that losses and gradients are sums and differences of."""
        n, z = x.shape[-1], self.capped(x)
        w = self.weights(n)
        w = torch.ones(n, dtype=torch.float64) if w is None else w
        of_rows, e = self.of_rows(t, n), self.label_smoothing
        if self.soft:
            share = ((1 - e) * t + e / n) * w
        else:
            own = F.one_hot(torch.where(of_rows > 0, t, 0), n) * of_rows[:, None]
            share = (1 - e) * own + e / n * w * (of_rows[:, None] > 0)
        lse = torch.logsumexp(z, -1)
        square = 2 * self.z_loss * of_rows * lse.abs()
        a = share.sum(-1) + square
        # An error of z is as large a part of e^z, once z is not exact.
        p = torch.softmax(z, -1) * (1 + z.abs() if self.soft_cap else 1.0)
        gradient = (a[:, None] * p + share) * self.slope(x) / of_rows.sum()
        each = self(x, t, "none") + (a * z.abs().amax(-1) if self.soft_cap else 0.0)
        return each, gradient


# ---- the others --------------------------------------------------------------------------------------

class Nll:
    def __init__(self, weight=False):
        self.weight = weight

    def parameters(self):
        return {}

    def inputs(self, count, n):
        t = classes(count, n)
        t[1] = -100
        return simplex(count, n).double().log().float(), t

    def __call__(self, x, t, reduction):
        weight = torch.tensor(WEIGHTS[x.shape[-1]], dtype=x.dtype) if self.weight else None
        return F.nll_loss(x, t, weight, reduction=reduction)


class MultiMargin:
    def __init__(self, p=1, margin=1.0, weight=False):
        self.p, self.margin, self.weight = p, margin, weight

    def parameters(self):
        return {"p": self.p, "margin": self.margin}

    def inputs(self, count, n):
        return normal(count, n, scale=1.5), classes(count, n)

    def __call__(self, x, t, reduction):
        weight = torch.tensor(WEIGHTS[x.shape[-1]], dtype=x.dtype) if self.weight else None
        return F.multi_margin_loss(x, t, self.p, self.margin, weight, reduction=reduction)


class MultiLabelMargin:
    def parameters(self):
        return {}

    def inputs(self, count, n):
        t = torch.full((count, n), -1)
        for row in range(count):
            some = torch.randperm(n, generator=RNG)[: [2, 1, n, 0, 2, 1][row]]
            t[row, : len(some)] = some
            if len(some) + 1 < n:
                t[row, len(some) + 1] = 0  # behind the end of the list
        if n > 3:
            t[0, 2] = t[0, 0]  # one label twice
            t[0, 3] = -1
        return normal(count, n, scale=1.5), t

    def __call__(self, x, t, reduction):
        return F.multilabel_margin_loss(x, t, reduction=reduction)


class Probabilities:
    def inputs(self, count, n):
        t = simplex(count, n)
        t[::2] = hard(len(t[::2]), n)
        return simplex(count, n), t

    def __call__(self, x, t, reduction):
        each = self.each(x, t)
        return {"none": each, "sum": each.sum(), "mean": each.mean()}[reduction]


class CategoricalFocal(Probabilities):
    def __init__(self, alpha=0.25, gamma=2.0):
        self.alpha, self.gamma = alpha, gamma

    def parameters(self):
        return {"alpha": self.alpha, "gamma": self.gamma}

    def each(self, p, t):  # without Keras' normalisation and clip
        return (self.alpha * (1 - p) ** self.gamma * t * -p.log()).sum(-1)


class Tversky(Probabilities):
    def __init__(self, alpha=0.5, beta=0.5):
        self.alpha, self.beta = alpha, beta

    def parameters(self):
        return {"alpha": self.alpha, "beta": self.beta, "epsilon": EPS}

    def each(self, p, t):
        both, wrong, missed = (p * t).sum(-1), (p * (1 - t)).sum(-1), ((1 - p) * t).sum(-1)
        rest = self.alpha * wrong + self.beta * missed + EPS
        return rest / (both + rest)

    def scales(self, p, t):
        both, wrong, missed = (p * t).sum(-1), (p * (1 - t)).sum(-1), ((1 - p) * t).sum(-1)
        rest = self.alpha * wrong + self.beta * missed + EPS
        d = ((both + rest) ** 2)[:, None]
        terms = both[:, None] * self.alpha * (1 - t) + t * (both * self.beta + rest)[:, None]
        return self.each(p, t), terms / d / len(p)


class Dice(Tversky):
    def parameters(self):
        return {"epsilon": EPS}

    def each(self, p, t):
        both, all_of = (p * t).sum(-1), t.sum(-1) + p.sum(-1) + EPS
        return (all_of - 2 * both) / all_of


LOSSES = {
    "cross_entropy_weight": CrossEntropy(weight=True),
    "cross_entropy_ignore": CrossEntropy(ignore_index=1),
    "cross_entropy_smoothing": CrossEntropy(label_smoothing=0.125),
    "cross_entropy_smoothing_weight": CrossEntropy(weight=True, label_smoothing=0.25),
    "cross_entropy_z_loss": CrossEntropy(z_loss=0.0078125),
    "cross_entropy_soft_cap": CrossEntropy(soft_cap=30.0),
    "cross_entropy_all": CrossEntropy(False, True, -7, 0.125, 0.0078125, 10.0),
    "cross_entropy_soft": CrossEntropy(soft=True),
    "cross_entropy_soft_smoothing": CrossEntropy(soft=True, label_smoothing=0.125),
    "cross_entropy_soft_weight": CrossEntropy(soft=True, weight=True),
    "cross_entropy_soft_all": CrossEntropy(True, True, -100, 0.125, 0.0078125, 10.0),
    "nll": Nll(),
    "nll_weight": Nll(True),
    "multi_margin": MultiMargin(),
    "multi_margin_p2": MultiMargin(2, 0.5, True),
    "multilabel_margin": MultiLabelMargin(),
    "categorical_focal": CategoricalFocal(),
    "categorical_focal_gamma": CategoricalFocal(0.75, 1.3125),
    "dice": Dice(),
    "tversky": Tversky(0.25, 0.75),
}


def loss(op, f):
    f64s = lambda values: ";".join(bits(torch.tensor(values, dtype=torch.float64)))
    facts = {k: f64s([v]) for k, v in f.parameters().items()}
    table = {}
    for n, count in COUNTS.items():
        x, t = f.inputs(count, n)
        wide = x.double().requires_grad_()
        t64 = t.double() if t.is_floating_point() else t
        values, mean = f(wide, t64, "none").detach(), f(wide, t64, "mean")
        (slope,) = torch.autograd.grad(mean, wide)
        if hasattr(f, "gradient"):
            slope = agree(op, f.gradient(wide, t64), slope)
        facts[f"mean_f64_c{n}"] = bits(mean)[0]
        facts[f"sum_f64_c{n}"] = bits(f(wide, t64, "sum"))[0]
        facts[f"ignore_index_c{n}"] = getattr(f, "ignore_index", -100)
        facts[f"weight_c{n}"] = f64s(WEIGHTS[n] if getattr(f, "weight", False) else [])
        spread = lambda v: v.unsqueeze(-1).expand(x.shape) if v.shape != x.shape else v
        append(table, row=labels(n, x), input=x, target=spread(t), each_f64=spread(values), grad_f64=slope)
        if getattr(f, "scales", None):
            each, gradient = f.scales(wide.detach(), t64)
            append(table, each_scale=spread(each), grad_scale=gradient)
    write(op, facts, table)


# ---- bad input -----------------------------------------------------------------------------------------

ONES = torch.ones(2, 3)
BAD = {
    "cross_entropy: label_smoothing 1.5": lambda: F.cross_entropy(ONES, torch.tensor([0, 1]), label_smoothing=1.5),
    "cross_entropy: label_smoothing -0.5": lambda: F.cross_entropy(ONES, torch.tensor([0, 1]), label_smoothing=-0.5),
    "cross_entropy: 2 weights of 3": lambda: F.cross_entropy(ONES, torch.tensor([0, 1]), torch.ones(2)),
    "cross_entropy: probabilities 2 x 2": lambda: F.cross_entropy(ONES, torch.ones(2, 2)),
    "cross_entropy: probability 1.5": lambda: F.cross_entropy(ONES, torch.full((2, 3), 1.5)),
    "cross_entropy: probability -1": lambda: F.cross_entropy(ONES, -ONES),
    "nll: class 3 of 3": lambda: F.nll_loss(ONES, torch.tensor([0, 3])),
    "nll: every target -100": lambda: F.nll_loss(ONES, torch.tensor([-100, -100])),
    "multi_margin: class 3 of 3": lambda: F.multi_margin_loss(ONES, torch.tensor([0, 3])),
    "multi_margin: class -100": lambda: F.multi_margin_loss(ONES, torch.tensor([0, -100])),
    "multi_margin: p = 3": lambda: F.multi_margin_loss(ONES, torch.tensor([0, 1]), p=3),
    "multi_margin: 2 weights of 3": lambda: F.multi_margin_loss(ONES, torch.tensor([0, 1]), weight=torch.ones(2)),
    "multilabel_margin: class 3 of 3": lambda: F.multilabel_margin_loss(ONES, torch.tensor([[0, 3, -1], [0, 1, 2]])),
    "multilabel_margin: class 3 behind the end": lambda: F.multilabel_margin_loss(ONES, torch.tensor([[0, -1, 3], [0, 1, 2]])),
    "multilabel_margin: class -2": lambda: F.multilabel_margin_loss(ONES, torch.tensor([[0, -2, -1], [0, 1, 2]])),
    "multilabel_margin: 2 x 2 targets": lambda: F.multilabel_margin_loss(ONES, torch.tensor([[0, -1], [0, 1]])),
}


def main():
    torch.set_num_threads(1)
    for op, f in LOSSES.items():
        loss(op, f)
    print("\n| bad input | PyTorch |\n|---|---|")
    for name, call in BAD.items():
        print(f"| {name} | {outcome(call)} |")


if __name__ == "__main__":
    main()
