"""Golden vectors of softmax's kin from PyTorch, in the form that README.md tells: writes `softmax_kin.csv`."""

import struct

import torch
import torch.nn.functional as F

torch.manual_seed(5)
HEADS, QUERIES, KEYS = 2, 3, 7
x = torch.randn(HEADS, QUERIES, KEYS) * 4
mask = torch.randn(QUERIES, KEYS).masked_fill(torch.rand(QUERIES, KEYS) < 0.3, -torch.inf)
mask[:, 0] = 0.0
noise = -torch.empty_like(x).exponential_().log()
causal = torch.ones(QUERIES, KEYS, dtype=torch.bool).tril(4)

scores = x.double()
rows = {
    "x": x,
    "mask": mask.expand_as(x),
    "noise": noise,
    # scaled_dot_product_attention's softmax(scale · QKᵀ + mask), and the same with is_causal.
    "masked": torch.softmax(scores * 0.25 + mask.double(), -1),
    "causal": torch.softmax((scores * 0.25).masked_fill(~causal, -torch.inf), -1),
    "softmin": F.softmin(scores, -1),
    "hardmax": F.one_hot(x.argmax(-1), KEYS).double(),
    # gumbel_softmax with its noise given, at tau 0.5.
    "gumbel": torch.softmax((x + noise).double() / 0.5, -1),
    "middle": torch.softmax(scores, 1),
    "log_sum_exp": torch.logsumexp(scores, -1, keepdim=True).expand_as(scores),
}


def bits(value, double):
    return struct.pack(">d" if double else ">f", value).hex()


with open("tests/golden/softmax_kin.csv", "w") as out:
    print(f"# torch {torch.__version__.split('+')[0]}, op=softmax_kin", file=out)
    print(f"# heads={HEADS}\n# queries={QUERIES}\n# keys={KEYS}", file=out)
    print(",".join(rows), file=out)
    for values in zip(*([bits(v, c.dtype == torch.float64) for v in c.flatten().tolist()] for c in rows.values())):
        print(",".join(values), file=out)
