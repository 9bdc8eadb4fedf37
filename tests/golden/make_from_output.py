"""Golden vectors of gradients from the output, of PyTorch's backward operators on float64.

    .venv/bin/python tests/golden/make_from_output.py

Writes `from_output.csv`, all operations side by side, and `softmax_from_output.csv`, rows of 7.
"""

import torch

from common import RNG, bits, grid, normal, powers, write

aten = torch.ops.aten
INF, TINY = float("inf"), 2.0**-149
SELU = 1.6732632423543772, 1.0507009873554805
COUNT = 96


def outputs(low, high, *others):
    """0 and others, and values of all sizes between the ends."""
    sizes = torch.cat([powers(-60, 0, 40), -powers(-60, 0, 40), grid(low, high, 99)])
    sizes = sizes[(sizes >= low) & (sizes <= high)]
    sizes = sizes[torch.randperm(len(sizes), generator=RNG)]
    return torch.cat([torch.tensor([0.0, *others]), sizes])[:COUNT]


def gradients():
    dy = normal(COUNT)
    dy[::8] = 1
    return dy


RNG.manual_seed(12)
# Name with parameters: outputs that it gives, and the gradient from y and dy.
OPERATIONS = {
    "relu": (outputs(0, 4, TINY), lambda y, dy: aten.threshold_backward(dy, y, 0)),
    "threshold(threshold=0.1)": (outputs(0, 4, 0.1), lambda y, dy: aten.threshold_backward(dy, y, torch.tensor(0.1).item())),
    "leaky_relu(negative_slope=0.25)": (outputs(-4, 4), lambda y, dy: aten.leaky_relu_backward(dy, y, 0.25, True)),
    "relu6": (outputs(0, 6, 6.0), lambda y, dy: aten.hardtanh_backward(dy, y, 0, 6)),
    "hardtanh": (outputs(-1, 1, 1.0, -1.0), lambda y, dy: aten.hardtanh_backward(dy, y, -1, 1)),
    "sigmoid": (outputs(0, 1, 1.0, TINY, 1 - 2.0**-24), lambda y, dy: aten.sigmoid_backward(dy, y)),
    "tanh": (outputs(-1, 1, 1.0, -1.0, 1 - 2.0**-24), lambda y, dy: aten.tanh_backward(dy, y)),
    "elu": (outputs(-1, 4, -1.0), lambda y, dy: aten.elu_backward(dy, 1, 1, 1, True, y)),
    "elu(alpha=0.5)": (outputs(-0.5, 4, -0.5), lambda y, dy: aten.elu_backward(dy, 0.5, 1, 1, True, y)),
    "celu(alpha=3)": (outputs(-3, 4, -3.0), lambda y, dy: aten.elu_backward(dy, 3, 1, 1 / 3, True, y)),
    "selu": (outputs(-1.75, 4), lambda y, dy: aten.elu_backward(dy, *SELU, 1, True, y)),
    "exp": (outputs(0, 100, TINY, INF), lambda y, dy: dy * y),
}


def elements():
    RNG.manual_seed(13)
    columns = {}
    for name, (y, gradient) in OPERATIONS.items():
        dy = gradients()
        columns |= {f"y {name}": bits(y), f"dy {name}": bits(dy)}
        columns[f"dx {name}"] = bits(gradient(y.double(), dy.double()))
    write("from_output", {}, columns)


def rows():
    RNG.manual_seed(14)
    x = torch.cat([normal(12, 7, scale=4), torch.zeros(1, 7), torch.tensor([[300.0] + [0.0] * 6])])
    dy = normal(14, 7)
    y, log = x.double().softmax(-1).float(), x.double().log_softmax(-1).float()
    dx = aten._softmax_backward_data(dy.double(), y.double(), -1, torch.float64)
    dlog = aten._log_softmax_backward_data(dy.double(), log.double(), -1, torch.float64)
    table = {"dy": dy, "y softmax": y, "dx softmax": dx, "y log_softmax": log, "dx log_softmax": dlog}
    write("softmax_from_output", {"row": 7}, {name: bits(column) for name, column in table.items()})


if __name__ == "__main__":
    elements()
    rows()
