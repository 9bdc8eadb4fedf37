"""Golden vectors of what autograd hands a loss and asks of it: reduction "none", and an upstream gradient `dy` for
each loss, one of which is 0. All of it stands in facts, as float64: `NAME.x0`, `NAME.g0` and so on for the inputs and
their gradients, `NAME.target`, `NAME.weight`, `NAME.dy`.

PyTorch's float64 is the oracle, from float32 inputs; nothing here cancels that a float32 would show.
"""

import torch
import torch.nn.functional as F

from common import bits, write

RNG = torch.Generator().manual_seed(1818)
ROWS, CLASSES = 6, 7
FACTS, CASES = {}, []


def normal(*shape, scale=2.0):
    return (torch.randn(*shape, generator=RNG, dtype=torch.float64) * scale).float()


def unit(*shape):
    return (torch.rand(*shape, generator=RNG, dtype=torch.float64) * 0.96 + 0.02).float()


def simplex(*shape):
    return normal(*shape).softmax(-1)


def signs(*shape):
    return torch.where(torch.rand(*shape, generator=RNG) < 0.5, -1.0, 1.0)


def classes(count, n):
    return torch.randint(n, (count,), generator=RNG)


def case(name, loss, *inputs, **operands):
    """`loss` of the inputs, then the operands in order, with reduction "none"."""
    inputs = [x.double().requires_grad_() for x in inputs]
    wide = [t.double() if t.is_floating_point() else t for t in operands.values()]
    each = loss(*inputs, *wide)
    dy = normal(each.numel(), scale=1.5)
    dy[1] = 0.0
    grads = torch.autograd.grad(each.flatten(), inputs, dy.double())
    facts = operands | {"dy": dy}
    facts |= {f"x{i}": x for i, x in enumerate(inputs)} | {f"g{i}": g for i, g in enumerate(grads)}
    for key, values in facts.items():
        FACTS[f"{name}.{key}"] = ";".join(bits(values.detach().double().flatten()))
    CASES.append(name)


def of_elements():
    n = (ROWS, CLASSES)
    none = dict(reduction="none")
    for name, loss in (("mse", F.mse_loss), ("l1", F.l1_loss), ("huber", F.huber_loss)):
        case(name, lambda x, t: loss(x, t, **none), normal(*n), target=normal(*n))
        case(f"{name}_weight", lambda x, t, w: loss(x, t, weight=w, **none), normal(*n), target=normal(*n),
             weight=unit(*n))
    case("smooth_l1", lambda x, t: F.smooth_l1_loss(x, t, beta=0.5, **none), normal(*n), target=normal(*n))
    case("bce", lambda x, t: F.binary_cross_entropy(x, t, **none), unit(*n), target=unit(*n))
    case("bce_weight", lambda x, t, w: F.binary_cross_entropy(x, t, weight=w, **none), unit(*n), target=unit(*n),
         weight=unit(*n))
    logits = F.binary_cross_entropy_with_logits
    case("bce_with_logits", lambda x, t: logits(x, t, **none), normal(*n), target=unit(*n))
    case("bce_with_logits_weight", lambda x, t, w, p: logits(x, t, weight=w, pos_weight=p, **none), normal(*n),
         target=unit(*n), weight=unit(*n), pos_weight=unit(CLASSES))
    case("poisson_nll", lambda x, t: F.poisson_nll_loss(x, t, **none), normal(*n), target=unit(*n))
    case("kl_div", lambda x, t: F.kl_div(x, t, **none), normal(*n).log_softmax(-1), target=simplex(*n))
    case("kl_div_log_target", lambda x, t: F.kl_div(x, t, log_target=True, **none), normal(*n).log_softmax(-1),
         target=normal(*n).log_softmax(-1))
    case("hinge_embedding", lambda x, t: F.hinge_embedding_loss(x, t, **none), normal(*n), target=signs(*n))
    case("soft_margin", lambda x, t: F.soft_margin_loss(x, t, **none), normal(*n), target=signs(*n))
    case("margin_ranking", lambda a, b, t: F.margin_ranking_loss(a, b, t, margin=0.25, **none), normal(*n), normal(*n),
         target=signs(*n))
    case("gaussian_nll", lambda x, v, t: F.gaussian_nll_loss(x, t, v, **none), normal(*n), unit(*n), target=normal(*n))


def of_rows():
    n, t = (ROWS, CLASSES), classes(ROWS, CLASSES)
    none = dict(reduction="none")
    ignored = t.clone()
    ignored[4] = -100
    weight = unit(CLASSES)
    case("cross_entropy", lambda x, t: F.cross_entropy(x, t, **none), normal(*n), target=t)
    options = dict(label_smoothing=0.125, **none)
    case("cross_entropy_options", lambda x, t, w: F.cross_entropy(x, t, weight=w, **options), normal(*n),
         target=ignored, weight=weight)
    case("cross_entropy_soft", lambda x, t, w: F.cross_entropy(x, t, weight=w, **options), normal(*n),
         target=simplex(*n), weight=weight)
    case("nll", lambda x, t, w: F.nll_loss(x, t, weight=w, **none), normal(*n).log_softmax(-1), target=ignored,
         weight=weight)
    case("multi_margin", lambda x, t, w: F.multi_margin_loss(x, t, p=2, weight=w, **none), normal(*n), target=t,
         weight=weight)
    lists = torch.stack([torch.randperm(CLASSES, generator=RNG) for _ in range(ROWS)])
    lists[:, 3] = -1
    case("multi_label_margin", lambda x, t: F.multilabel_margin_loss(x, t, **none), normal(*n), target=lists)
    case("multi_label_soft_margin", lambda x, t, w: F.multilabel_soft_margin_loss(x, t, weight=w, **none), normal(*n),
         target=unit(*n), weight=weight)
    case("cosine_embedding", lambda a, b, t: F.cosine_embedding_loss(a, b, t, margin=-0.5, **none), normal(*n),
         normal(*n), target=signs(ROWS))
    case("triplet_margin", lambda a, p, n: F.triplet_margin_loss(a, p, n, swap=True, **none), *(normal(*n) for _ in "apn"))
    case("linear_cross_entropy",
         lambda h, w, b, t: F.linear_cross_entropy(h, w, t, linear_bias=b, ignore_index=-100, **none),
         normal(ROWS, 5), normal(CLASSES, 5), normal(CLASSES), target=ignored)

    def info_nce(a, b):
        logits = F.normalize(a, dim=-1) @ F.normalize(b, dim=-1).T / float(torch.tensor(0.07))
        i = torch.arange(len(a))
        return (F.cross_entropy(logits, i, **none) + F.cross_entropy(logits.T, i, **none)) / 2

    case("info_nce", info_nce, normal(*n), normal(*n))


def ctc():
    steps, sequences, n = 9, 3, 5
    lengths, target = [2, 3, 1], torch.tensor([1, 2, 3, 3, 1, 4])
    # Of log-probabilities: the gradient that PyTorch gives is one through a softmax, which is ours too.
    case("ctc", lambda x, t: F.ctc_loss(x, t, [9, 8, 5], lengths, reduction="none"),
         normal(steps, sequences, n).log_softmax(-1), target=target)


of_elements()
of_rows()
ctc()
write("upstream", {"cases": len(CASES)} | FACTS, {"case": CASES})
