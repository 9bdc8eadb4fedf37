"""activ8 for PyTorch.

`install()` lets unchanged models run on activ8's kernels; `functional` and `nn` have functions of `torch.nn.functional` and
modules of `torch.nn` by their names, for who wants them in some places alone.
"""

from . import functional as functional
from . import nn as nn
from ._install import DEFAULT, FUNCTIONS, OPERATORS, Installed, install, uninstall

__all__ = ["DEFAULT", "FUNCTIONS", "OPERATORS", "Installed", "functional", "install", "nn", "uninstall"]
