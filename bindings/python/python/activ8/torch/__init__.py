"""activ8 for PyTorch.

`install()` lets unchanged models run on activ8's kernels; `functional` has functions of `torch.nn.functional` by their
names, for who wants them in some places alone.
"""

from . import functional as functional
from ._install import FUNCTIONS, OPERATORS, Installed, install, uninstall

__all__ = ["FUNCTIONS", "OPERATORS", "Installed", "functional", "install", "uninstall"]
