"""Golden vectors of routers from PyTorch, in the form that README.md tells: writes `router.csv`.

The weights of given experts and, by autograd, their gradient for the logits; `size_*` is what that is with all its
terms of one sign. All in float64 from the float32 inputs.
"""

import torch

from common import RNG, agree, bits, normal, write

ROWS, EXPERTS, K, SCALE = 8, 12, 3, 2.5
RNG.manual_seed(31)
logits = normal(ROWS, EXPERTS, scale=2)
# The tails, where a softplus in float32 is 0 or the logit itself.
logits[5], logits[6], logits[7] = normal(EXPERTS) * 30, normal(EXPERTS) - 60, normal(EXPERTS) + 60
experts = torch.stack([torch.randperm(EXPERTS, generator=RNG)[:K] for _ in range(ROWS)])
dweights = normal(ROWS, K)


def sqrt_softplus(x):
    return torch.where(x < -40, (x / 2).exp(), torch.logaddexp(x, torch.zeros_like(x)).sqrt())


SCORES = {
    "softmax": lambda x: x.softmax(-1).gather(-1, experts),
    "top_k_softmax": lambda x: x.gather(-1, experts).softmax(-1),
    "sigmoid": lambda x: x.sigmoid().gather(-1, experts),
    "sqrt_softplus": lambda x: sqrt_softplus(x).gather(-1, experts),
}


def exact(name, x, dw, renormalize):
    """The gradient from slopes that do not cancel, and the same of |dw| with all its terms of one sign."""
    scores = SCORES[name](x)
    total = scores.sum(-1, keepdim=True) if renormalize else torch.ones(ROWS, 1, dtype=torch.float64)
    # What a probability has of the others, or a quotient of its divisor.
    share = scores / total if "softmax" in name or renormalize else torch.zeros_like(scores)
    if name == "softmax" and not renormalize:
        slope = x.softmax(-1)
    else:
        all_slopes = {
            "softmax": lambda: x.softmax(-1),
            "top_k_softmax": lambda: torch.zeros_like(x).scatter(-1, experts, scores),
            "sigmoid": lambda: x.sigmoid() * (-x).sigmoid(),
            "sqrt_softplus": lambda: x.sigmoid() / (2 * sqrt_softplus(x)),
        }[name]()
        slope = torch.zeros_like(x).scatter(-1, experts, all_slopes.gather(-1, experts))
    slope = slope * SCALE / total
    own = lambda dw: torch.zeros_like(x).scatter(-1, experts, dw)
    mean = lambda dw: (dw * share).sum(-1, keepdim=True)
    return slope * (own(dw) - mean(dw)), slope * (own(dw.abs()) + mean(dw.abs()))


columns = dict(
    logits=logits,
    expert=torch.cat([experts, torch.full((ROWS, EXPERTS - K), EXPERTS)], -1),
    dweight=torch.cat([dweights, torch.zeros(ROWS, EXPERTS - K)], -1),
)
for name, score in SCORES.items():
    for renormalize in (False, True):
        x = logits.double().requires_grad_()
        weights = score(x)
        if renormalize:
            weights = weights / weights.sum(-1, keepdim=True)
        weights = weights * SCALE
        (gradient,) = torch.autograd.grad(weights, x, dweights.double())
        key = name + "_renormalized" * renormalize
        columns[key] = torch.cat([weights.detach(), torch.zeros(ROWS, EXPERTS - K, dtype=torch.float64)], -1)
        ours, size = exact(name, logits.double(), dweights.double(), renormalize)
        columns[f"d_{key}"], columns[f"size_{key}"] = agree(key, ours, gradient), size
inside = logits.double().clamp(-15, 15)
agree("sqrt_softplus", sqrt_softplus(inside), torch.nn.functional.softplus(inside).sqrt())
facts = dict(rows=ROWS, experts=EXPERTS, k=K, scale=SCALE)
write("router", facts, {name: bits(column) for name, column in columns.items()})
