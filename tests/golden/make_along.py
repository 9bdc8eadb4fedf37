"""Golden vectors of losses whose classes lie along the second axis of a tensor: `along.csv`, a case each.

The form is that of make_joint.py: case k is a tensor of `shape_k`, (N, C, d1, ..). `s0` are the terms that a gradient
is a difference of, and `each_scale_k` those of the losses.
"""

import torch
from torch.nn import functional as F

from common import bits
from make_classes import CrossEntropy, Nll
from make_joint import Cases

RNG = torch.Generator().manual_seed(18)


def normal(shape, scale):
    return (torch.randn(*shape, generator=RNG, dtype=torch.float64) * scale).float()


def weight(n):
    return torch.tensor([0.25 + 0.125 * (i % 9) for i in range(n)])


def rows(x):
    return x.movedim(1, -1).flatten(0, -2)


class Along(CrossEntropy):
    """PyTorch's own of the tensor; the terms are those of its rows."""

    def weights(self, n):
        return weight(n).double() if self.weight else None

    def of_tensor(self, x, t, reduction):
        z = self.capped(x)
        given = {} if self.soft else {"ignore_index": self.ignore_index}
        options = dict(weight=self.weights(x.shape[1]), label_smoothing=self.label_smoothing, **given)
        if not self.z_loss:
            return F.cross_entropy(z, t, reduction=reduction, **options)
        of_rows = self.of_rows(rows(t) if self.soft else t.flatten(), x.shape[1])
        loss = F.cross_entropy(z, t, reduction="none", **options).flatten()
        loss = loss + self.z_loss * of_rows * torch.logsumexp(z, 1).flatten() ** 2
        return {"none": loss, "sum": loss.sum(), "mean": loss.sum() / of_rows.sum()}[reduction]

    def terms(self, x, t):
        each, gradient = CrossEntropy.scales(self, rows(x), rows(t) if self.soft else t.flatten())
        shape = x.shape[:1] + x.shape[2:] + x.shape[1:2]
        return each, gradient.reshape(shape).movedim(-1, 1)


class AlongNll(Nll):
    """Nothing cancels."""

    def weights(self, n):
        return weight(n).double() if self.weight else None

    def of_tensor(self, x, t, reduction):
        return F.nll_loss(x, t, self.weights(x.shape[1]), reduction=reduction)

    def terms(self, x, t):
        x = x.clone().requires_grad_()
        (gradient,) = torch.autograd.grad(self.of_tensor(x, t, "mean"), x)
        return self.of_tensor(x.detach(), t, "none").abs(), gradient.abs()


CASES = [
    (Along(), (2, 3, 5, 4)),
    (Along(weight=True, ignore_index=1), (3, 7, 6)),
    (Along(label_smoothing=0.125), (2, 5, 3, 3)),
    (Along(weight=True, label_smoothing=0.25), (1, 20, 9)),
    (Along(False, True, -7, 0.125, 0.0078125, 10.0), (2, 6, 7)),
    (Along(soft=True), (2, 4, 3, 2, 2)),
    (Along(True, True, -100, 0.125, 0.0078125, 10.0), (2, 11, 3)),
    (AlongNll(), (2, 3, 4, 4)),
    (AlongNll(True), (1, 9, 17)),
]


def main():
    torch.set_num_threads(1)
    cases = Cases("along", 1)
    cases.table["s0"] = []
    for f, shape in CASES:
        n = shape[1]
        x = normal(shape, 3.0)
        is_nll, ignored = isinstance(f, AlongNll), getattr(f, "ignore_index", -100)
        if is_nll:
            x = x.double().log_softmax(1).float()
        if getattr(f, "soft", False):
            t = torch.softmax(normal(shape, 3.0).double(), 1).float()
            t64 = t.double()
        else:
            t = t64 = torch.randint(n, shape[:1] + shape[2:], generator=RNG)
            t.view(-1)[2] = ignored
        each, gradient = f.terms(x.double(), t64)
        cases.table["s0"] += bits(gradient.double())
        parameters = {"label_smoothing": 0.0, "z_loss": 0.0, "soft_cap": 0.0} | f.parameters()
        cases.add(lambda x, r: f.of_tensor(x, t64, r).flatten() if r == "none" else f.of_tensor(x, t64, r), [x],
                  {k: [v] for k, v in parameters.items()}
                  | {"shape": list(shape), "target": t.flatten(), "each_scale": each, "ignore_index": [ignored],
                     "nll": [float(is_nll)], "soft": [float(t.is_floating_point())],
                     "weight": weight(n) if f.weight else []})
    cases.write()


if __name__ == "__main__":
    main()
