//! The gradient of mish, which has no overload that writes to a given tensor: where ours does not do it, it is made of
//! torch's other operators.

use std::ffi::CStr;

use activ8::Mish;

use super::elementwise::backward;
use super::kernel::{Arguments, Kind, Operator, Stack, call_for_tensor};
use super::library::{handle, last_error, library};
use super::tensor::Tensor;

pub(super) struct MishBackward;

impl Operator for MishBackward {
    const NAME: &'static CStr = c"aten::mish_backward";
    const ELSEWHERE: (&CStr, &CStr) = (c"", c"");
    const ARGUMENTS: &'static [Kind] = &[Kind::Tensor, Kind::Tensor];

    fn run(arguments: &Arguments<'_>) -> Option<Tensor> {
        backward(&arguments.tensor(0), &arguments.tensor(1), Mish)
    }

    /// dy · t + (dy · x · sigmoid(x)) · (1 − t²), where t = tanh(softplus(x)) and softplus(x) = −logsigmoid(−x).
    fn elsewhere(stack: &mut Stack<'_>) -> Result<(), String> {
        let arguments = stack.arguments();
        let (dy, x) = (arguments.tensor(0), arguments.tensor(1));
        let t = of(c"aten::tanh", &of(c"aten::neg", &of(c"aten::log_sigmoid", &of(c"aten::neg", &x)?)?)?)?;
        let outer = dy.times(&x)?.times(&of(c"aten::sigmoid", &x)?)?;
        let outer = call_for_tensor(c"aten::tanh_backward", &mut [value(&outer)?, value(&t)?])?;
        stack.give(dy.times(&t)?.plus(&outer)?);
        Ok(())
    }
}

/// An operator of one tensor.
fn of(name: &CStr, x: &Tensor) -> Result<Tensor, String> {
    call_for_tensor(name, &mut [value(x)?])
}

/// A reference for a stack.
fn value(x: &Tensor) -> Result<u64, String> {
    x.again().map(Tensor::into_value).ok_or_else(last_error)
}

impl Tensor {
    fn times(&self, other: &Self) -> Result<Self, String> {
        // SAFETY: both references are alive.
        let product = handle(|new| unsafe { (library().mul)(self.handle(), other.handle(), new) });
        product.map(Self::from_handle).ok_or_else(last_error)
    }

    fn plus(&self, other: &Self) -> Result<Self, String> {
        // SAFETY: both references are alive.
        let sum = handle(|new| unsafe { (library().add)(self.handle(), other.handle(), 1.0, new) });
        sum.map(Self::from_handle).ok_or_else(last_error)
    }
}
