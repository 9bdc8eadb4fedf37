"""activ8 for PyTorch: `activ8.torch.functional` has the functions of `torch.nn.functional`, with gradients."""

from . import functional as functional

__all__ = ["functional"]
