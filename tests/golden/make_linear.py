"""Golden vectors of the linear cross-entropy: one call a case, by PyTorch's float64 from float32 inputs.

All stands in facts whose keys end in `_k`; the table holds the numbers of the cases alone. Where PyTorch's own
linear_cross_entropy has the options, the two must agree.
"""

import torch
import torch.nn.functional as F

from common import RNG, bits, normal, write


def joined(values):
    return ";".join(bits(torch.as_tensor(values, dtype=torch.float64)))


def f32(x):
    """A parameter as the float32 that the library is given."""
    return float(torch.tensor(x, dtype=torch.float32))


def main():
    options = [
        dict(),
        dict(bias=True),
        dict(bias=True, weighted=True, ignored=True),
        dict(label_smoothing=f32(0.1)),
        dict(bias=True, weighted=True, label_smoothing=0.25, ignored=True),
        dict(z_loss=f32(1e-2), bias=True),
        dict(soft_cap=4.0, label_smoothing=f32(0.1)),
        dict(soft_cap=3.0, z_loss=0.125, weighted=True, ignored=True, label_smoothing=0.125),
    ]
    facts, count = {}, 0
    for option in options:
        rows, dim, classes = 4, 6, 7
        hidden, linear = normal(rows, dim), normal(classes, dim)
        bias = normal(classes) if option.get("bias") else None
        weight = torch.rand(classes, generator=RNG).float() + 0.5 if option.get("weighted") else None
        target = torch.randint(classes, (rows,), generator=RNG)
        if option.get("ignored"):
            target[1] = -100
        smoothing, z_loss, cap = option.get("label_smoothing", 0.0), option.get("z_loss", 0.0), option.get("soft_cap")
        inputs = [x.double().requires_grad_() for x in (hidden, linear, bias) if x is not None]
        double = None if weight is None else weight.double()

        def loss(reduction):
            logits = F.linear(*inputs)
            if cap:
                logits = cap * torch.tanh(logits / cap)
            each = F.cross_entropy(logits, target, double, label_smoothing=smoothing, reduction="none")
            kept = target != -100
            of_class = torch.ones(classes).double() if weight is None else double
            share = torch.where(kept, of_class[target.clamp(min=0)], 0.0)
            each = each + z_loss * share * logits.logsumexp(-1).square()
            if cap is None and z_loss == 0 and hasattr(F, "linear_cross_entropy"):
                other = F.linear_cross_entropy(inputs[0], inputs[1], target, linear_bias=(inputs + [None])[2],
                                               weight=double, label_smoothing=smoothing, reduction="none")
                torch.testing.assert_close(each, other, rtol=1e-12, atol=1e-12)
            return {"none": each, "sum": each.sum(), "mean": each.sum() / share.sum()}[reduction]

        grads = torch.autograd.grad(loss("mean"), inputs)
        lists = {"hidden": hidden, "linear": linear, "target": target, "each": loss("none").detach(),
                 "mean": [loss("mean").item()], "sum": [loss("sum").item()], "dim": [dim], "classes": [classes],
                 "label_smoothing": [smoothing], "z_loss": [z_loss], "soft_cap": [cap or 0.0],
                 "bias": [] if bias is None else bias, "weight": [] if weight is None else weight,
                 "g0": grads[0], "g1": grads[1], "g2": [] if bias is None else grads[2]}
        facts |= {f"{k}_{count}": joined(v) for k, v in lists.items()}
        count += 1
    write("linear_cross_entropy", {"cases": count} | facts, {"case": [str(i) for i in range(count)]})


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
