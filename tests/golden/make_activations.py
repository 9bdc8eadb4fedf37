"""Golden vectors of the elementwise activations, with their parameters, and of the gated ones.

    .venv/bin/pip install mpmath
    .venv/bin/python tests/golden/make_activations.py

The `_f64` columns are those of `exact.py`, rounded once, and are checked here against PyTorch's float64: of its
own operation, or where it has none of the composition in `operations.py`, which then leaves no `_f32` record.
"""

from zlib import crc32

import torch
import torch.nn.functional as F
from mpmath import mp

import exact
from common import INF, RNG, SPECIALS, agree, bits, grid, normal, powers, run, write
from exact import evaluate, product
from operations import ELEMENTWISE, GATED


# ---- inputs ----------------------------------------------------------------------------------

def distinct(x):
    """The first of each, by its bits."""
    first = {}
    for i, b in enumerate(bits(x)):
        first.setdefault(b, i)
    return x[[*first.values()]]


def near(kinks):
    k = torch.tensor(kinks, dtype=torch.float32)
    return torch.stack([k, k.nextafter(torch.tensor(-INF)), k.nextafter(torch.tensor(INF))]).ravel()


def points(n, kinks):
    """Specials, kinks, and about n others."""
    sizes = torch.cat([powers(-147, -3, n // 10), powers(3.3, 127, n // 10)])
    tails = [grid(-110, -5, n // 6), grid(9, 100, n // 12)]
    others = [grid(-8, 8, n // 4), sizes, -sizes, *tails, normal(n // 8, scale=4)]
    return distinct(torch.cat([SPECIALS, near(kinks), *others]))


def gradients(n):
    """In +-[0.5, 2], every eighth of them 1."""
    dy = torch.rand(n, generator=RNG) * 1.5 + 0.5
    dy *= torch.randint(2, (n,), generator=RNG) * 2 - 1
    dy[::8] = 1
    return dy


# ---- answers ---------------------------------------------------------------------------------

def span(x):
    low, high = x[x < 0].tolist(), x[x > 0].tolist()
    return " and ".join([f"x <= {max(low):.3g}" for _ in low[:1]] + [f"x >= {min(high):.3g}" for _ in high[:1]])


def departures(column, x, oracle, theirs):
    """Where PyTorch answers NaN and the oracle a limit, or the other way round."""
    limit, passed = theirs.isnan() & ~oracle.isnan(), x.isnan() & ~theirs.isnan()
    if limit.any():
        yield f"{column}: a limit where PyTorch answers NaN, {span(x[limit])}"
    if passed.any():
        yield f"{column}: NaN at NaN, where PyTorch answers a number"


def answers(op, parameters, inputs, dy, columns, oracle):
    """The table of the oracle's answers and PyTorch's, once they agree, and what to note."""
    f = lambda *inputs: op.torch(*inputs, *parameters)
    checked = run(op.double or f, dy, *(x.double() for x in inputs))
    oracle = [torch.tensor(values, dtype=torch.float64) for values in oracle]
    known = ~sum(inputs).isnan()
    table = {f"{column}_f64": values for column, values in zip(columns, oracle)}
    for column, ours, theirs in zip(columns, oracle, checked):
        agree(f"{op.name} {column}", ours[known], theirs[known], limits=True)
    if not op.record:
        return table, []
    records = run(f, dy, *inputs)
    notes = [n for each in zip(columns, [inputs[0]] * 3, oracle, records) for n in departures(*each)]
    return table | {f"{column}_f32": values for column, values in zip(columns, records)}, notes


def elementwise(op, parameters):
    x = points(60 if op.names else 136, op.kinks(*parameters))
    x = x[x != op.leave_out(*parameters)]
    dy = gradients(len(x))
    each = [evaluate(exact.EXACT[op.name], v, *parameters) for v in x.tolist()]
    oracle = [float(y) for y, _ in each], [product(d, slope) for d, (_, slope) in zip(dy.tolist(), each)]
    table, notes = answers(op, parameters, [x], dy, ["y", "dx"], oracle)
    return dict(x=x, dy=dy) | table, notes


def gated(op, parameters):
    """Gates with ordinary values, then special values with an open gate (0 * inf would decide nothing)."""
    gate = points(44 if op.names else 112, op.kinks(*parameters))
    value = distinct(torch.cat([SPECIALS, near(op.kinks(*parameters))]))
    gate, value = torch.cat([gate, torch.full_like(value, 1.5)]), torch.cat([normal(len(gate), scale=2), value])
    dy = gradients(len(gate))
    first, second = exact.GATED[op.name]
    inputs = zip(*(t.tolist() for t in (dy, gate, value)))
    rows = [(d, *first(g, *parameters), *second(v, *parameters)) for d, g, v in inputs]
    oracle = zip(*((product(a, b), product(d, da, b), product(d, a, db)) for d, a, da, b, db in rows))
    table, notes = answers(op, parameters, [gate, value], dy, ["y", "dgate", "dvalue"], oracle)
    return dict(gate=gate, value=value, dy=dy) | table, notes


# ---- files -----------------------------------------------------------------------------------

def start(name):
    RNG.manual_seed(crc32(name.encode()))  # each file its own numbers, whatever stands before it


def file(op, rows):
    """One set of parameters after the other."""
    start(op.name)
    columns, notes = {}, []
    for parameters in op.sets:
        cells = torch.tensor(parameters, dtype=torch.float32)
        table, more = rows(op, cells.tolist())
        if op.names:
            columns.setdefault("parameters", []).extend([";".join(bits(cells))] * len(table["dy"]))
        for name, values in table.items():
            columns.setdefault(name, []).extend(bits(values))
        notes += [note for note in more if note not in notes]
    facts = ({"parameters": op.names} if op.names else {}) | ({"note": "; ".join(notes)} if notes else {})
    write(op.name, facts, columns)


def prelu():
    """A (2, 3, 5) tensor with a weight for each channel, and the gradients of the weights."""
    start("prelu")
    x, dy, weight = normal(2, 3, 5, scale=2), gradients(30).view(2, 3, 5), torch.tensor([0.25, -0.5, 1.5])
    x[0, :, 1], x[1, :, 3], x[0, :, 4] = 0.0, -0.0, torch.tensor([-1e-30, -300, 1e30])
    channel = torch.arange(3).view(3, 1).expand_as(x)
    each = [evaluate(exact.leaky, *row) for row in zip(x.ravel().tolist(), weight[channel].ravel().tolist())]
    y = torch.tensor([float(y) for y, _ in each], dtype=torch.float64)
    dx = torch.tensor([product(d, slope) for d, (_, slope) in zip(dy.ravel().tolist(), each)], dtype=torch.float64)
    terms = [zip(*(t[:, c].ravel().tolist() for t in (dy, x))) for c in range(3)]
    dweight = torch.tensor([float(mp.fdot((d, v) for d, v in pairs if v <= 0)) for pairs in terms], dtype=torch.float64)
    theirs = run(F.prelu, dy, x.double(), weight.double())
    for column, ours, their in zip(("y", "dx", "dweight"), (y, dx, dweight), theirs):
        agree(f"prelu {column}", ours, their.ravel())
    y32, dx32, dweight32 = run(F.prelu, dy, x, weight)
    facts = dict(shape="2;3;5", weight=weight, dweight_f64=dweight, dweight_f32=dweight32)
    table = dict(channel=channel, x=x, dy=dy, y_f64=y, dx_f64=dx, y_f32=y32, dx_f32=dx32)
    facts = {k: v if isinstance(v, str) else ";".join(bits(v)) for k, v in facts.items()}
    write("prelu", facts, {"parameters": bits(weight[channel])} | {k: bits(v) for k, v in table.items()})


def main():
    torch.set_num_threads(1)
    for op in ELEMENTWISE:
        file(op, elementwise)
    for op in GATED:
        file(op, gated)
    prelu()


if __name__ == "__main__":
    main()
