"""Golden vectors of weights of rows, of ignored classes, and of the gradient for a target of divergences.

Writes `row_weights.csv`, `ignored.csv` and `kl_target.csv` in the form that README.md tells. Every value is PyTorch's in
float64 from the float32 inputs; Dice and the Jensen-Shannon divergence, which it does not have, are composed.
"""

import torch
import torch.nn.functional as F

from common import RNG, agree, bits, normal, write

ROWS, ROW = 7, 6
RNG.manual_seed(41)


def uniform(*shape):
    return torch.rand(*shape, generator=RNG)


def simplex(*shape):
    return normal(*shape, scale=2).double().softmax(-1).float()


def huber(x, t, weight, reduction):
    """Its weighted mean is divided by the sum of the weights, as those of mse and l1 are; PyTorch divides it by n."""
    each = F.huber_loss(x, t, reduction="none", weight=weight)
    return each if reduction == "none" else each.sum() / weight.sum()


def graded(loss, x):
    """A loss of each element or row, its mean, and the mean's gradient."""
    x = x.double().requires_grad_()
    each, mean = loss(x)
    return each.detach(), mean.detach(), torch.autograd.grad(mean, x)[0]


# ---- weights of rows ---------------------------------------------------------------------------

def row_weights():
    p, x, t = uniform(ROWS, ROW) * 0.98 + 0.01, normal(ROWS, ROW, scale=3), uniform(ROWS, ROW)
    weight = uniform(ROWS) * 3
    weight[2] = 0
    w, t64 = weight.double().unsqueeze(-1), t.double()
    # PyTorch's weight of mse and its kin is as large as the input.
    wide = w.expand(ROWS, ROW)
    losses = {
        "bce": (p, lambda x, r: F.binary_cross_entropy(x, t64, w, reduction=r)),
        "bce_with_logits": (x, lambda x, r: F.binary_cross_entropy_with_logits(x, t64, w, reduction=r)),
        "mse": (x, lambda x, r: F.mse_loss(x, t64, reduction=r, weight=wide)),
        "l1": (x, lambda x, r: F.l1_loss(x, t64, reduction=r, weight=wide)),
        "huber": (x, lambda x, r: huber(x, t64, wide, r)),
    }
    columns, facts = dict(p=p, x=x, target=t), dict(rows=ROWS, weight=";".join(bits(w)))
    for name, (of, loss) in losses.items():
        each, mean, gradient = graded(lambda x: (loss(x, "none"), loss(x, "mean")), of)
        columns |= {f"{name}_each": each, f"{name}_grad": gradient}
        facts[f"{name}_mean"] = bits(mean)[0]
    write("row_weights", facts, {name: bits(column) for name, column in columns.items()})


# ---- ignored classes ---------------------------------------------------------------------------

IGNORED = 255.0


def dice(p, t, keep):
    both, all_of = (keep * p * t).sum(-1), (keep * (p + t)).sum(-1) + 0.0625
    return (all_of - 2 * both) / all_of


def tversky(p, t, keep):
    tp, fp, fn = ((keep * of).sum(-1) for of in (p * t, p * (1 - t), (1 - p) * t))
    rest = 0.25 * fp + 0.75 * fn + 1e-7
    return rest / (tp + rest)


def jensen_shannon(x, y):
    """As Liger-Kernel has it, with a weight of the target of 1/2."""
    log_m = torch.logaddexp(x, y) - torch.log(torch.tensor(2.0, dtype=torch.float64))
    return (x.exp() * (x - log_m) + y.exp() * (y - log_m)) / 2


def ignored():
    p, t = uniform(ROWS, ROW), (uniform(ROWS, ROW) < 0.5).float()
    t[uniform(ROWS, ROW) < 0.3] = IGNORED
    t[3] = IGNORED
    keep, t64 = (t != IGNORED).double(), torch.where(t == IGNORED, 0.5, t).double()
    columns, facts = dict(p=p, target=t), dict(rows=ROWS)
    for name, loss in dict(dice=dice, tversky=tversky).items():
        each, mean, gradient = graded(lambda x: ((e := loss(x, t64, keep)), e.mean()), p)
        columns |= {f"{name}_each": each.unsqueeze(-1).expand(ROWS, ROW), f"{name}_grad": gradient}
        facts[f"{name}_mean"] = bits(mean)[0]
    # Rows whose label is ignored are not there.
    q, of_target = simplex(ROWS, ROW).log(), simplex(ROWS, ROW).log()
    kept = torch.tensor([True, False, True, True, False, True, True])
    x = q.double().requires_grad_()
    loss = jensen_shannon(x[kept], of_target.double()[kept]).sum() / kept.sum()
    columns |= dict(log_q=q, log_p=of_target, js_grad=torch.autograd.grad(loss, x)[0])
    facts |= dict(kept=";".join(bits(kept.double())), js_batchmean=bits(loss.detach())[0])
    write("ignored", facts, {name: bits(column) for name, column in columns.items()})


# ---- the gradient for a target -----------------------------------------------------------------

def kl_target():
    p, t, dy = simplex(ROWS, ROW), simplex(ROWS, ROW), normal(ROWS, ROW)
    x, y = p.double().log().float(), t.double().log().float()
    columns = dict(probability=p, logarithm=x, target=t, log_target=y, dy=dy)
    for name, log_target, target in (("target", False, t), ("log_target", True, y)):
        for of, given in (("probability", p.double().log()), ("logarithm", x.double())):
            wide = target.double().requires_grad_()
            each = F.kl_div(given, wide, reduction="none", log_target=log_target)
            (gradient,) = torch.autograd.grad(each, wide, dy.double())
            exact = dy.double() * (wide - given + 1) * wide.exp() if log_target else dy.double() * (wide.log() - given + 1)
            columns[f"d_{name}_of_{of}"] = agree(name, exact.detach(), gradient)
    write("kl_target", {}, {name: bits(column) for name, column in columns.items()})


row_weights()
ignored()
kl_target()
