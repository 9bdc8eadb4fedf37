//! What can go wrong: each error names the argument, and where there is one the index and the value.

use crate::simd::Tier;

/// `Result` with the crate's [`Error`].
pub type Result<T> = core::result::Result<T, Error>;

/// Why an operation was refused. Nothing has been written when a verb returns one.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Two slices that must agree in length do not.
    #[error("`{argument}` has {found} elements, but {expected} are needed")]
    Length {
        /// The argument that is too long or too short.
        argument: &'static str,
        /// The length that it must have.
        expected: usize,
        /// The length that it has.
        found: usize,
    },
    /// An array's or a tensor's shape is not what its operation is for, or two shapes that must agree do not.
    #[cfg(feature = "std")]
    #[error("`{argument}` has the shape {found:?}, where {expected:?} is needed")]
    Shape {
        /// The argument whose shape is wrong.
        argument: &'static str,
        /// A shape that it may have.
        expected: Box<[usize]>,
        /// The shape that it has.
        found: Box<[usize]>,
    },
    /// A slice does not divide into rows of the operation's length, or that length is 0.
    #[error("`{argument}` has {found} elements, which are no whole number of rows of {row}")]
    Rows {
        /// The argument that does not divide.
        argument: &'static str,
        /// The row length that the operation was made with.
        row: usize,
        /// The length of the slice.
        found: usize,
    },
    /// A class index does not name a column of its row.
    #[error("`{argument}[{index}]` is class {value}, but there are {classes} classes")]
    Class {
        /// The argument that holds the class.
        argument: &'static str,
        /// Where in it.
        index: usize,
        /// The class as given.
        value: i128,
        /// The number of classes: valid ones are `0..classes`.
        classes: usize,
    },
    /// A value that must be a probability is NaN or outside [0, 1].
    #[error("`{argument}[{index}]` is {value}, which is no probability in [0, 1]")]
    Probability {
        /// The argument that holds the value.
        argument: &'static str,
        /// Where in it.
        index: usize,
        /// The value itself.
        value: f32,
    },
    /// A value lies outside its operation's domain.
    #[error("`{argument}[{index}]` is {value}, but must be {what}")]
    Value {
        /// The argument that holds the value.
        argument: &'static str,
        /// Where in it.
        index: usize,
        /// The value itself.
        value: f32,
        /// What it must be.
        what: &'static str,
    },
    /// A parameter has no meaning for its operation.
    #[error("`{argument}` is {value}, but must be {what}")]
    Parameter {
        /// The parameter.
        argument: &'static str,
        /// Its value.
        value: f32,
        /// What it must be.
        what: &'static str,
    },
    /// The name of an activation that is none.
    #[cfg(feature = "std")]
    #[error("{value:?} is no activation{}", .near.iter().map(|name| format!(" or {name:?}")).collect::<String>().replacen(" or", "; near it are", 1))]
    UnknownActivation {
        /// The name as given.
        value: String,
        /// The known names that are most like it.
        near: Vec<&'static str>,
    },
    /// An argument in parentheses after an activation's name that it does not have, has already, or cannot be.
    #[cfg(feature = "std")]
    #[error("{activation:?} takes no `{argument}` of {value:?}")]
    Argument {
        /// The activation.
        activation: &'static str,
        /// The argument's name, or its place.
        argument: Box<str>,
        /// Its value as given.
        value: Box<str>,
    },
    /// The name of an operation over rows, of gates, or with slopes that are learnt, where an elementwise
    /// activation is asked for.
    #[cfg(feature = "std")]
    #[error("{value:?} is no activation of single elements, but `{operation}`")]
    NotElementwise {
        /// The name as given.
        value: String,
        /// The type of the operation.
        operation: &'static str,
    },
    /// A batch mean over a batch of 0.
    #[error("`{argument}` is {value}, but a batch has at least one row")]
    Batch {
        /// The parameter.
        argument: &'static str,
        /// Its value.
        value: usize,
    },
    /// There is no memory for the copy that an operation needs of an argument.
    #[error("there is no memory for {bytes} bytes, which `{argument}` takes")]
    Memory {
        /// The argument, or what is made of it.
        argument: &'static str,
        /// The size of the copy.
        bytes: usize,
    },
    /// A tier's name, mostly of the environment variable `ACTIV8_TIER`, that is none.
    #[cfg(feature = "std")]
    #[error(
        "`{argument}` is {value:?}, which is no tier; the tiers are scalar, portable, avx2, avx512 and neon"
    )]
    UnknownTier {
        /// Where the name came from.
        argument: &'static str,
        /// The name as given.
        value: String,
    },
    /// An accuracy's name, mostly of the environment variable `ACTIV8_ACCURACY`, that is none.
    #[cfg(feature = "std")]
    #[error("`{argument}` is {value:?}, which is no accuracy; they are high and fast")]
    UnknownAccuracy {
        /// Where the name came from.
        argument: &'static str,
        /// The name as given.
        value: String,
    },
    /// A tier that this CPU, or this target, does not have.
    #[error("`{argument}` names the tier {tier}, which this CPU does not have")]
    UnavailableTier {
        /// Where the tier was named.
        argument: &'static str,
        /// The tier.
        tier: Tier,
    },
}
