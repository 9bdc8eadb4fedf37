//! What shapes operations are for: an adapter of tensors knows theirs, where slices have but lengths.
//!
//! A slice of 12 elements is four rows of three as well as three of four; an array of (3, 4) is not.

use crate::error::{Error, Result};

/// The shapes that an [`Activation`](crate::Activation) is for.
///
/// ```
/// use activ8::{Activation, Error, Softmax};
///
/// assert_eq!(Softmax::rows_of(4).shape().fit("x", &[3, 4]), Ok(()));
/// let error = Softmax::rows_of(3).shape().fit("x", &[3, 4]).unwrap_err();
/// assert_eq!(error.to_string(), "`x` has the shape [3, 4], where [3, 3] is needed");
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ActivationShape {
    /// Any: each element is by itself.
    Elements,
    /// The last dimension is a row, of so many elements.
    Rows(usize),
    /// A dimension of `axis` elements, those after it having `inner` in all.
    Along {
        /// Its length.
        axis: usize,
        /// The product of the dimensions after it.
        inner: usize,
    },
    /// The last dimension are keys; of more than one query the one before it are queries.
    Attention {
        /// The number of elements in a row.
        keys: usize,
        /// The number of rows in a head.
        queries: usize,
        /// How many rows have a mask of their own, before it repeats.
        mask_rows: usize,
        /// How many heads have a slope of their own.
        slopes: usize,
        /// How many heads have a sink of their own.
        sinks: usize,
    },
}

impl ActivationShape {
    /// Refuses a shape that it is not for, which `argument` has.
    ///
    /// # Errors
    /// [`Error::Shape`].
    pub fn fit(self, argument: &'static str, shape: &[usize]) -> Result<()> {
        match self {
            Self::Elements => Ok(()),
            Self::Rows(row) => last(argument, row, shape),
            Self::Along { axis, inner } => {
                let at = |i: usize| shape[i] == axis && volume(&shape[i + 1..]) == inner;
                // One element by itself is a dimension too.
                if (0..shape.len()).any(at) || (shape.is_empty() && (axis, inner) == (1, 1)) {
                    return Ok(());
                }
                refuse(argument, &[axis, inner], shape)
            }
            Self::Attention { keys, queries, mask_rows, slopes, sinks } => {
                last(argument, keys, shape)?;
                let rows = shape.split_last().map_or(&[][..], |(_, rows)| rows);
                let heads = match rows {
                    _ if queries == 1 => rows,
                    [heads @ .., of_head] if *of_head == queries => heads,
                    _ => return refuse(argument, &[queries, keys], shape),
                };
                repeats("mask", mask_rows, rows)?;
                repeats("slopes", slopes, heads)?;
                repeats("sinks", sinks, heads)
            }
        }
    }

    /// Whether each row is treated alike, wherever it is.
    pub const fn rows_are_alike(self) -> bool {
        match self {
            Self::Attention { queries, mask_rows, slopes, sinks, .. } => {
                queries == 1 && mask_rows == 1 && slopes == 1 && sinks == 1
            }
            _ => true,
        }
    }
}

/// The shapes that a [`Loss`](crate::Loss) or a [`JointLoss`](crate::JointLoss) is for.
///
/// ```
/// use activ8::{CrossEntropy, Loss, LossShape};
///
/// let shape = Loss::<i64>::shape(&CrossEntropy::rows_of(4));
/// assert_eq!(shape, LossShape::Classes(4));
/// assert_eq!(shape.fit(&[&[3, 4]]), Ok(()));
/// assert_eq!(shape.target(&[3, 4]), Some(vec![3]));
/// assert!(shape.fit(&[&[4, 3]]).is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LossShape {
    /// Elements against as many. Weights are one for each of some last dimensions, and repeat.
    Elements {
        /// The number of weights.
        weights: usize,
        /// The number of weights of positive targets.
        pos_weights: usize,
    },
    /// The last dimension is a row, of so many elements, against one.
    Rows(usize),
    /// The last dimension is a row, of so many elements, against one class or one number.
    Classes(usize),
    /// Steps, sequences and classes, against the labels of all sequences.
    Sequences {
        /// The number of sequences.
        sequences: usize,
        /// The number of classes.
        classes: usize,
    },
    /// Hidden states of so many elements, a weight for each class and element, and a bias, against a class.
    Linear {
        /// The number of elements of a hidden state.
        dim: usize,
        /// The number of classes.
        classes: usize,
    },
}

impl LossShape {
    /// Elements without weights.
    pub(crate) const ELEMENTS: Self = Self::Elements { weights: 1, pos_weights: 1 };

    /// Elements with these weights.
    pub(crate) fn weighted(weight: Option<&[f32]>, pos_weight: Option<&[f32]>) -> Self {
        let [weights, pos_weights] = [weight, pos_weight].map(|weight| weight.map_or(1, <[f32]>::len));
        Self::Elements { weights, pos_weights }
    }

    /// Refuses inputs of shapes that it is not for.
    ///
    /// # Errors
    /// [`Error::Shape`].
    pub fn fit(self, inputs: &[&[usize]]) -> Result<()> {
        const NAMES: [&str; 3] = ["first", "second", "third"];
        let [first, others @ ..] = inputs else { return Ok(()) };
        let name = if others.is_empty() { "input" } else { NAMES[0] };
        if let Self::Linear { dim, classes } = self {
            last("hidden", dim, first)?;
            let parameters = [("linear_weight", &[classes, dim][..]), ("linear_bias", &[classes])];
            return parameters.iter().zip(others).try_for_each(|((name, of), found)| same(name, of, found));
        }
        match self {
            Self::Elements { weights, pos_weights } => {
                repeats("weight", weights, first)?;
                repeats("pos_weight", pos_weights, first)?;
            }
            Self::Rows(row) | Self::Classes(row) => last(name, row, first)?,
            Self::Sequences { sequences, classes } => match **first {
                [_, of_sequences, of_classes] if (of_sequences, of_classes) == (sequences, classes) => {}
                [_, of_classes] if (sequences, of_classes) == (1, classes) => {}
                [steps, ..] => return refuse(name, &[steps, sequences, classes], first),
                [] => return refuse(name, &[0, sequences, classes], first),
            },
            Self::Linear { .. } => {}
        }
        NAMES.iter().skip(1).zip(others).try_for_each(|(name, other)| same(name, first, other))
    }

    /// The shape of the target for a first input of `input`; of labels that follow each other there is none.
    pub fn target(self, input: &[usize]) -> Option<Vec<usize>> {
        match self {
            Self::Elements { .. } | Self::Rows(_) => Some(input.to_vec()),
            Self::Classes(_) | Self::Linear { .. } => {
                Some(input.split_last().map_or(Vec::new(), |(_, rows)| rows.to_vec()))
            }
            Self::Sequences { .. } => None,
        }
    }
}

/// Refuses another shape than `needed`, also one of as many elements.
///
/// # Errors
/// [`Error::Shape`].
fn same(argument: &'static str, needed: &[usize], found: &[usize]) -> Result<()> {
    if found == needed { Ok(()) } else { refuse(argument, needed, found) }
}

/// Refuses a last dimension that is none of `row`; a shape without dimensions has one of 1.
fn last(argument: &'static str, row: usize, shape: &[usize]) -> Result<()> {
    match shape {
        [.., last] if *last == row => Ok(()),
        [] if row == 1 => Ok(()),
        [rows @ .., _] => refuse(argument, &[rows, &[row]].concat(), shape),
        [] => refuse(argument, &[row], shape),
    }
}

/// Refuses a number of values that is not the product of some last dimensions, over the others of which they
/// repeat.
fn repeats(argument: &'static str, values: usize, shape: &[usize]) -> Result<()> {
    if (0..=shape.len()).any(|i| volume(&shape[i..]) == values) {
        return Ok(());
    }
    refuse(argument, &shape[shape.len().saturating_sub(1)..], &[values])
}

fn volume(shape: &[usize]) -> usize {
    shape.iter().product()
}

fn refuse(argument: &'static str, expected: &[usize], found: &[usize]) -> Result<()> {
    Err(Error::Shape { argument, expected: expected.into(), found: found.into() })
}
