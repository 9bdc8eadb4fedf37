//! Calls of every kind, made from any bytes: what fuzzing runs. Each function is a target, a family of operations.
//!
//! Bytes say which operation it is, with which parameters, and of what: lengths, a seed that numbers are drawn from,
//! and some numbers by themselves, at places of theirs. Such a call must give the same bits on every tier of a class,
//! wherever its slices begin, in place or not, and of halves what it gives of floats, rounded; where it is refused, it is
//! so everywhere, and nothing has been written. Where a right answer is known, it is compared with that, too.

#[path = "../../operations/attention/book.rs"]
mod book;
mod calls;
mod choices;
#[path = "../../common/mod.rs"]
mod common;
mod draw;
mod elements;
mod gates;
mod losses;
#[path = "../../operations/joint/op.rs"]
mod op;
mod rows;

use common::subject;

/// The targets, each of any bytes. Bytes that end too early are as good as any others.
macro_rules! targets {
    ($($(#[$what:meta])* $name:ident)*) => {$(
        $(#[$what])*
        pub fn $name(bytes: &[u8]) {
            let _: arbitrary::Result<()> = $name::call(&mut arbitrary::Unstructured::new(bytes));
        }
    )*};
}

targets! {
    /// Activations of elements: values, gradients, with a bias, of halves, in place.
    elements
    /// Gated activations, of two slices and packed.
    gates
    /// Activations of rows, side by side and along another axis, and attention's with all its options.
    rows
    /// Losses of elements, of rows with all options of cross-entropy, and of several inputs.
    losses
    /// Routers, and CTC.
    choices
}
