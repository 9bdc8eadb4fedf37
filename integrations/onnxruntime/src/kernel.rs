//! What a node's runs do.

mod biased;
mod built_in;
mod clip;
mod double;
mod elementwise;
mod loss;
mod prelu;
mod rows;

pub(crate) use biased::Biased;
pub(crate) use built_in::{Attribute, BuiltIn};
pub(crate) use clip::{Clip, PlainClip};
pub(crate) use double::{Double, DoubleLoss};
pub(crate) use elementwise::{Elementwise, ScaledElu};
pub(crate) use loss::{Loss, Of};
pub(crate) use prelu::{PRelu, PlainPRelu};
pub(crate) use rows::{Kind, Rows};

use crate::call::Call;
use crate::fail::Result;

/// The kernel of a node. Attributes are read when it is made, and nothing is allocated when it runs, but for slopes and
/// weights that are halves or repeated, and losses of doubles.
pub(crate) trait Kernel: Send + Sync {
    fn compute(&self, call: Call<'_>) -> Result<()>;
}

/// A boxed kernel for the type of a node's elements: `$E` is that in the expression.
macro_rules! of_float {
    ($element:expr, $E:ident => $kernel:expr) => {
        match $element {
            $crate::element::Element::F16 => {
                type $E = activ8::f16;
                Box::new($kernel) as Box<dyn $crate::kernel::Kernel>
            }
            $crate::element::Element::Bf16 => {
                type $E = activ8::bf16;
                Box::new($kernel)
            }
            _ => {
                type $E = f32;
                Box::new($kernel)
            }
        }
    };
}
pub(crate) use of_float;
