//! `__init__.pyi`, of the same rows as the functions.

use pyo3::prelude::*;

use crate::entry::functions;

const HEAD: &str = r#"# Written by `python -m activ8._stubs` from the tables of src/table; do not edit it.
from collections.abc import Callable, Sequence
from typing import Any, Literal, ParamSpec, Protocol, TypeAlias, TypeVar

class _Array(Protocol):
    """NumPy's arrays, PyTorch's tensors, and other arrays that speak DLPack."""

    def __dlpack__(self, *args: Any, **kwargs: Any) -> Any: ...

A = TypeVar("A", bound=_Array)
Integers: TypeAlias = _Array | Sequence[int]
Mask: TypeAlias = _Array
Tier: TypeAlias = Literal["scalar", "portable", "avx2", "avx512", "neon"]
Accuracy: TypeAlias = Literal["high", "fast"]

_P = ParamSpec("_P")

BUILD: str
TIERS: tuple[Tier, ...]

def value_and_grad(loss: Callable[_P, Any]) -> Callable[_P, tuple[float, Any]]: ...
"#;

/// The text of `__init__.pyi`.
#[pyfunction]
pub(crate) fn stubs() -> String {
    let mut text = HEAD.to_owned();
    for function in functions().iter().filter(|function| !function.name.ends_with("_value_and_grad")) {
        let signature = function.signature.stub();
        let is_loss = signature.contains("reduction: ");
        let result = match (is_loss, function.name.contains("_backward")) {
            (true, false) => "Any",
            // What is drawn or chosen beside the result.
            (false, false) if matches!(function.name, "router" | "rrelu_training") => "tuple[Any, A]",
            // One of several inputs has several gradients.
            (true, true) if !signature.contains("out: ") => "tuple[A, ...]",
            (false, true) if function.name == "prelu_backward" => "tuple[A, A]",
            (false, true) if signature.contains("value: A | None") => "A | tuple[A, A]",
            _ => "A",
        };
        text += &format!("def {}({signature}) -> {result}: ...\n", function.name);
    }
    text
}
