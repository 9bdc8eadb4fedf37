"""Golden vectors of losses of several inputs, and of CTC: one call a case.

The form is that of README.md, but that a file holds `# cases=` calls. Case k has its parameters, its target
and its lengths in facts whose keys end in `_k`, and its elements on the lines whose `case` is k. PyTorch's
float64 is the oracle, from the float32 inputs; nothing here cancels that a float32 would show.
"""

import torch
import torch.nn.functional as F

from common import INF, RNG, bits, normal, write


def joined(values):
    return ";".join(bits(torch.as_tensor(values, dtype=torch.float64)))


class Cases:
    def __init__(self, op, inputs):
        self.op, self.inputs, self.facts, self.count = op, inputs, {}, 0
        self.table = {"case": []} | {f"x{i}": [] for i in range(inputs)} | {f"g{i}": [] for i in range(inputs)}

    def add(self, loss, inputs, facts):
        """`loss` of the inputs and a reduction; `facts`: float lists, or strings as they are."""
        inputs = [x.double().requires_grad_() for x in inputs]
        each, mean, total = (loss(*inputs, reduction) for reduction in ("none", "mean", "sum"))
        grads = torch.autograd.grad(mean, inputs)
        facts = facts | {"each": each.detach(), "mean": [mean.item()], "sum": [total.item()]}
        self.facts |= {f"{k}_{self.count}": v if isinstance(v, str) else joined(v) for k, v in facts.items()}
        self.table["case"] += [str(self.count)] * inputs[0].numel()
        for i, (x, grad) in enumerate(zip(inputs, grads)):
            self.table[f"x{i}"] += bits(x.float())
            self.table[f"g{i}"] += bits(grad)
        self.count += 1

    def write(self):
        write(self.op, {"cases": self.count} | self.facts, self.table)


def signs(n):
    return torch.where(torch.rand(n, generator=RNG) < 0.5, -1.0, 1.0)


def f32(x):
    """A parameter as the float32 that the library is given."""
    return float(torch.tensor(x, dtype=torch.float32))


def margin_ranking():
    cases = Cases("margin_ranking", 2)
    for margin in (0.0, 0.5, f32(-0.3)):
        a, b, y = normal(60), normal(60), signs(60)
        a[:4] = b[:4]  # equal scores, which have no gradient where the margin is 0
        cases.add(lambda a, b, r: F.margin_ranking_loss(a, b, y.double(), margin, reduction=r), [a, b],
                  {"margin": [margin], "target": y})
    cases.write()


def cosine_embedding():
    cases = Cases("cosine_embedding", 2)
    for dim, rows, margin in ((1, 8, 0.0), (3, 12, 0.0), (16, 8, f32(0.1)), (70, 4, -0.5)):
        a, b, y = normal(rows, dim), normal(rows, dim), signs(rows)
        a[0] = 0.0  # a vector of zeros
        b[1] = a[1]  # the same, and the opposite direction
        b[2] = -2 * a[2]
        a[3] *= 1e-7  # below the 1e-12 that is added
        y[:4] = torch.tensor([1.0, 1.0, 1.0, -1.0])
        cases.add(lambda a, b, r: F.cosine_embedding_loss(a, b, y.double(), margin, reduction=r), [a, b],
                  {"dim": [dim], "margin": [margin], "target": y})
    cases.write()


def triplet_margin():
    cases = Cases("triplet_margin", 3)
    options = [(2.0, False, 1e-6), (2.0, True, 1e-6), (1.0, True, 1e-6), (INF, True, 1e-6), (3.0, False, 0.0),
               (1.5, True, 1e-6), (2.0, True, 0.0), (1.0, False, 0.0), (INF, False, 0.0)]
    for p, swap, eps in options:
        dim, rows, eps = 5, 8, f32(eps)
        margin = f32(1.0 if swap else 0.3)
        a, pos, neg = normal(rows, dim), normal(rows, dim), normal(rows, dim)
        neg[0] = a[0]  # anchor and negative are the same
        pos[1] = a[1]
        neg[2] = pos[2]
        neg[3] *= 100  # far: no loss
        if p == 1.5 or p == 3.0:  # PyTorch's gradient of 0^(p - 1) / 0 is its own case in 1, 2 and inf alone
            neg[0] += 0.5
        cases.add(lambda a, b, c, r: F.triplet_margin_loss(a, b, c, margin, p, eps, swap, reduction=r),
                  [a, pos, neg],
                  {"dim": [dim], "margin": [margin], "p": [p], "swap": [float(swap)], "eps": [eps]})
    cases.write()


def ctc():
    cases = Cases("ctc", 1)
    options = [
        (6, 5, [6, 4, 6], [2, 1, 3], 0, False),
        (8, 4, [8, 8, 5], [3, 0, 2], 2, False),
        (12, 6, [12], [5], 5, False),
        (5, 3, [5, 3, 1], [4, 1, 1], 0, True),  # the first, of equal labels, is impossible
        (3, 4, [3, 0], [1, 0], 1, False),
    ]
    for steps, classes, input_lengths, target_lengths, blank, zero_infinity in options:
        x = normal(steps, len(input_lengths), classes, scale=2).double().log_softmax(-1).float()
        labels = torch.tensor([c for c in range(classes) if c != blank])
        target = labels[torch.randint(len(labels), (sum(target_lengths),), generator=RNG)]
        target[:2] = target[0]  # a repeated label
        if zero_infinity:
            target[:4] = target[0]
        lengths = torch.tensor(input_lengths), torch.tensor(target_lengths)
        cases.add(lambda x, r: F.ctc_loss(x, target, *lengths, blank, r, zero_infinity), [x],
                  {"classes": [classes], "blank": [blank], "zero_infinity": [float(zero_infinity)], "target": target,
                   "input_lengths": lengths[0], "target_lengths": lengths[1]})
    cases.write()


def ctc_padded():
    cases = Cases("ctc_padded", 1)
    options = [
        (6, 5, [6, 4, 6], [2, 1, 3], 4, 0, False),
        (8, 4, [8, 8, 5], [3, 0, 2], 3, 2, False),
        (7, 3, [7, 3, 1], [4, 1, 1], 6, 0, True),
    ]
    for steps, classes, input_lengths, target_lengths, room, blank, zero_infinity in options:
        x = normal(steps, len(input_lengths), classes, scale=2).double().log_softmax(-1).float()
        labels = torch.tensor([c for c in range(classes) if c != blank])
        target = torch.full((len(input_lengths), room), blank)
        for row, length in zip(target, target_lengths):
            row[:length] = labels[torch.randint(len(labels), (length,), generator=RNG)]
            row[length + 1:] = labels[-1]  # behind the end stands a blank, then what does not count
        lengths = torch.tensor(input_lengths), torch.tensor(target_lengths)
        cases.add(lambda x, r: F.ctc_loss(x, target, *lengths, blank, r, zero_infinity), [x],
                  {"classes": [classes], "blank": [blank], "zero_infinity": [float(zero_infinity)],
                   "target": target.flatten(), "padded": [room], "input_lengths": lengths[0],
                   "target_lengths": lengths[1]})
    cases.write()


def info_nce():
    """As CLIP composes it of normalize, a product and cross_entropy."""
    cases = Cases("info_nce", 2)
    options = [(4, 1, 0.07, True, True), (4, 5, 0.07, False, True), (4, 5, 0.07, True, True), (33, 6, 0.5, True, True),
               (3, 21, 0.1, True, True), (3, 18, 0.2, False, True), (4, 7, 1.0, True, False), (4, 7, 2.0, False, False)]
    for dim, n, temperature, symmetric, normalize in options:
        temperature = f32(temperature)
        a, b = normal(n, dim), normal(n, dim)
        if n == 5:
            b = a + 0.1 * b  # as after training

        def loss(a, b, reduction):
            if normalize:
                a, b = F.normalize(a, dim=-1), F.normalize(b, dim=-1)
            logits, right = a @ b.T / temperature, torch.arange(n)
            there = F.cross_entropy(logits, right, reduction=reduction)
            return (there + F.cross_entropy(logits.T, right, reduction=reduction)) / 2 if symmetric else there

        cases.add(loss, [a, b], {"dim": [dim], "temperature": [temperature], "symmetric": [float(symmetric)],
                                 "normalize": [float(normalize)]})
    cases.write()


if __name__ == "__main__":
    torch.set_num_threads(1)  # PyTorch's sums change with the number of threads
    for make in (margin_ranking, cosine_embedding, triplet_margin, ctc, info_nce, ctc_padded):
        make()
