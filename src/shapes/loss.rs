//! The shapes of losses.

use super::{last, leads, refuse, repeats, volume};
use crate::error::Result;

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
    /// Elements against as many. Weights are one for each of some last dimensions, and repeat; those of rows are one
    /// for each of some first dimensions.
    Elements {
        /// The number of weights.
        weights: usize,
        /// The number of weights of rows.
        row_weights: usize,
        /// The number of weights of positive targets.
        pos_weights: usize,
    },
    /// The last dimension is a row, of so many elements, against one.
    Rows(usize),
    /// The last dimension is a row, of so many elements, against one class or one number.
    Classes(usize),
    /// A dimension of `axis` elements is a row, those after it having `inner` in all, against as many elements.
    RowsAlong {
        /// Its length.
        axis: usize,
        /// The product of the dimensions after it.
        inner: usize,
    },
    /// The same against one class for each row.
    ClassesAlong {
        /// Its length.
        axis: usize,
        /// The product of the dimensions after it.
        inner: usize,
    },
    /// Steps, sequences and classes, against the labels of all sequences.
    Sequences {
        /// The number of sequences.
        sequences: usize,
        /// The number of classes.
        classes: usize,
        /// The labels that each sequence has room for in the target; 0 where they follow one another.
        padded: usize,
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
    pub(crate) const ELEMENTS: Self = Self::Elements { weights: 1, row_weights: 1, pos_weights: 1 };

    /// Elements with these weights.
    pub(crate) fn weighted(weight: Option<&[f32]>, of_rows: bool, pos_weight: Option<&[f32]>) -> Self {
        let [weight, pos_weights] = [weight, pos_weight].map(|weight| weight.map_or(1, <[f32]>::len));
        let (weights, row_weights) = if of_rows { (1, weight) } else { (weight, 1) };
        Self::Elements { weights, row_weights, pos_weights }
    }

    /// Rows of elements that lie `inner` apart, against as many.
    pub(crate) const fn rows(row: usize, inner: usize) -> Self {
        if inner == 1 { Self::Rows(row) } else { Self::RowsAlong { axis: row, inner } }
    }

    /// The same against a class.
    pub(crate) const fn classes(row: usize, inner: usize) -> Self {
        if inner == 1 { Self::Classes(row) } else { Self::ClassesAlong { axis: row, inner } }
    }

    /// Refuses inputs of shapes that it is not for.
    ///
    /// # Errors
    /// [`Error::Shape`](crate::Error::Shape).
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
            Self::Elements { weights, row_weights, pos_weights } => {
                repeats("weight", weights, first)?;
                leads("weight", row_weights, first)?;
                repeats("pos_weight", pos_weights, first)?;
            }
            Self::Rows(row) | Self::Classes(row) => last(name, row, first)?,
            Self::RowsAlong { axis, inner } | Self::ClassesAlong { axis, inner } => {
                if dimension(axis, inner, first).is_none() {
                    return refuse(name, &[axis, inner], first);
                }
            }
            Self::Sequences { sequences, classes, .. } => match **first {
                [_, of_sequences, of_classes] if (of_sequences, of_classes) == (sequences, classes) => {}
                [_, of_classes] if (sequences, of_classes) == (1, classes) => {}
                [steps, ..] => return refuse(name, &[steps, sequences, classes], first),
                [] => return refuse(name, &[0, sequences, classes], first),
            },
            Self::Linear { .. } => {}
        }
        NAMES.iter().skip(1).zip(others).try_for_each(|(name, other)| same(name, first, other))
    }

    /// The number of losses of a first input of `input`: what [`forward_each`](crate::Loss::forward_each) writes.
    ///
    /// ```
    /// assert_eq!(activ8::LossShape::Classes(4).losses(&[2, 3, 4]), 6);
    /// ```
    pub fn losses(self, input: &[usize]) -> usize {
        match self {
            Self::Elements { .. } => volume(input),
            Self::Rows(_) | Self::Classes(_) | Self::Linear { .. } => {
                input.split_last().map_or(1, |(_, rows)| volume(rows))
            }
            Self::RowsAlong { axis, .. } | Self::ClassesAlong { axis, .. } => volume(input) / axis.max(1),
            Self::Sequences { sequences, .. } => sequences,
        }
    }

    /// The shape of the target for a first input of `input`; of labels that follow each other there is none.
    pub fn target(self, input: &[usize]) -> Option<Vec<usize>> {
        match self {
            Self::Elements { .. } | Self::Rows(_) | Self::RowsAlong { .. } => Some(input.to_vec()),
            Self::ClassesAlong { axis, inner } => {
                let at = dimension(axis, inner, input)?;
                Some([&input[..at], &input[at + 1..]].concat())
            }
            Self::Sequences { sequences, padded, .. } if padded > 0 => Some(vec![sequences, padded]),
            Self::Classes(_) | Self::Linear { .. } => {
                Some(input.split_last().map_or(Vec::new(), |(_, rows)| rows.to_vec()))
            }
            Self::Sequences { .. } => None,
        }
    }
}

/// The dimension of `axis` elements, those after it having `inner` in all.
fn dimension(axis: usize, inner: usize, shape: &[usize]) -> Option<usize> {
    (0..shape.len()).find(|&i| shape[i] == axis && volume(&shape[i + 1..]) == inner)
}

/// Refuses another shape than `needed`, also one of as many elements.
///
/// # Errors
/// [`Error::Shape`](crate::Error::Shape).
fn same(argument: &'static str, needed: &[usize], found: &[usize]) -> Result<()> {
    if found == needed { Ok(()) } else { refuse(argument, needed, found) }
}
