//! The operation with its options: setters, and what they refuse.

use crate::activation::{FullyMasked, SoftCap};
use crate::check;
use crate::error::{Error, Result};
use crate::setters::setters;

/// What is added to the scores, or which of them count.
///
/// A mask holds whole rows of keys and repeats: as many rows as a head has queries are shared by all
/// heads, and one row is shared by all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ScoreMask<'a> {
    /// Numbers that are added; −∞ leaves a score out.
    Add(&'a [f32]),
    /// True where a score counts, as in PyTorch's `scaled_dot_product_attention`.
    Keep(&'a [bool]),
}

/// The softmax of attention's scores, and of sampling's: each row is
/// `softmax((cap·tanh(scale·x / cap) − slope·|j − i| + mask) / temperature)`, in the passes of a bare one.
///
/// Every option is off by default, and all combine. `i` is the query's position, its number within the
/// head plus [`offset`](Self::offset), and `j` the key's.
///
/// * **Shapes**: `x` and `y` hold whole heads of `queries` rows (1 by default) of `keys` elements. A mask
///   has rows of `keys`, as many as divide those of `x`; slopes and sinks are one for each head, and repeat
///   over a batch.
/// * **Skipped columns**: what [`causal`](Self::causal) and [`window`](Self::window) leave out is not even
///   read: a NaN there changes nothing.
/// * **Gradient**: `dx = scale · (1 − tanh²) · p·(dy − Σ p·dy) / temperature`; for the sinks
///   [`backward_sinks`](Self::backward_sinks). Where one score has all the probability it is 0.
/// * **Accuracy**: within 2 ULP of the exact softmax, whatever the spread: what scale, mask and temperature
///   lose in rounding is made up for, while logits are below 2^22. A gradient is within 8 ULP of the greater of its
///   terms, as [`Softmax`](crate::Softmax)'s. A slope's bias is rounded to an `f32`, and
///   so is its sum with a mask. A cap's tanh is rounded, the greatest's too: a probability is off
///   by up to twice tanh's bound times cap / temperature ULP more.
/// * **Special values**: a NaN or ∞ among a row's logits, or as its sink, makes it NaN throughout. A row of
///   which nothing is left, by whichever option or by scores of −∞, is what [`fully_masked`](Self::fully_masked)
///   says, and so are its gradient and what it adds to its sink's; with a sink that is not −∞ all are 0.
/// * **Temperature 0**, or below 2^-64: 1 for the greatest logit, the first of equal ones, or none where a
///   sink is greater; the gradient is 0.
/// * **Errors**: [`Error::Rows`], [`Error::Length`] for a mask, slopes or sinks that do not repeat,
///   [`Error::Parameter`] for a scale, cap or temperature without a meaning.
/// * **Elsewhere**: `torch.nn.functional.scaled_dot_product_attention` and ONNX `Attention` (`softcap`,
///   windows) between their products; ggml's `soft_max_ext` (mask, slopes, sinks); gpt-oss's sinks.
///
/// ```
/// use activ8::{Activation, AttentionSoftmax};
///
/// // Two queries that see keys up to their own.
/// let scores = [2.0, 9.0, 4.0, 4.0];
/// let mut p = [0.0; 4];
/// AttentionSoftmax::rows_of(2).queries(2).scale(0.5).causal(0).forward(&scores, &mut p)?;
/// assert_eq!(p, [1.0, 0.0, 0.5, 0.5]);
/// // A sink of logit 0 takes its share: softmax-plus-one.
/// AttentionSoftmax::rows_of(2).plus_one().forward(&[0.0, 0.0, f32::NEG_INFINITY, 0.0], &mut p)?;
/// assert_eq!(p, [1.0 / 3.0, 1.0 / 3.0, 0.0, 0.5]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AttentionSoftmax<'a> {
    /// The number of elements in a row.
    pub keys: usize,
    /// The number of rows in a head.
    pub queries: usize,
    /// What scores are multiplied with.
    pub scale: f32,
    /// The soft cap of the scaled scores.
    pub soft_cap: Option<f32>,
    /// What logits, the sinks' too, are divided by.
    pub temperature: f32,
    /// The mask.
    pub mask: Option<ScoreMask<'a>>,
    /// The position of a head's first query: the number of keys before it, of a cache.
    pub offset: isize,
    /// Whether keys beyond the query's position are left out.
    pub causal: bool,
    /// How many keys before the query's position count, if not all.
    pub left: Option<usize>,
    /// How many keys beyond it.
    pub right: Option<usize>,
    /// ALiBi's slopes, one for each head.
    pub slopes: Option<&'a [f32]>,
    /// Logits that take a share and have no place in the row, one for each head.
    pub sinks: Option<&'a [f32]>,
    /// What a row is that nothing is left of.
    pub fully_masked: FullyMasked,
}

crate::place::placed! { AttentionSoftmax<'_> }

impl<'a> AttentionSoftmax<'a> {
    /// Over rows of `keys` elements, every option off.
    pub const fn rows_of(keys: usize) -> Self {
        Self {
            keys,
            queries: 1,
            scale: 1.0,
            soft_cap: None,
            temperature: 1.0,
            mask: None,
            offset: 0,
            causal: false,
            left: None,
            right: None,
            slopes: None,
            sinks: None,
            fully_masked: FullyMasked::Nan,
        }
    }

    setters! {
        /// The same of heads of `queries` rows.
        fn queries(queries: usize) { queries = queries }
        /// The same of scores times `scale`.
        fn scale(scale: f32) { scale = scale }
        /// The same of scores capped after they are scaled.
        fn soft_cap(cap: f32) { soft_cap = Some(cap) }
        /// The same at a temperature.
        fn temperature(temperature: f32) { temperature = temperature }
        /// The same with a mask added.
        fn mask(mask: &'a [f32]) { mask = Some(ScoreMask::Add(mask)) }
        /// The same of the scores that `keep` is true for.
        fn keep(keep: &'a [bool]) { mask = Some(ScoreMask::Keep(keep)) }
        /// The same with the head's first query at key `offset`, for windows and slopes.
        fn offset(offset: isize) { offset = offset }
        /// The same of keys up to the query's own, the first query being at key `offset`.
        fn causal(offset: isize) { causal = true, offset = offset }
        /// The same of the `left` keys before the query's position, the one there, and `right` beyond.
        fn window(left: Option<usize>, right: Option<usize>) { left = left, right = right }
        /// The same with ALiBi's bias, `−slope · |j − i|`.
        fn slopes(slopes: &'a [f32]) { slopes = Some(slopes) }
        /// The same with a sink for each head.
        fn sinks(sinks: &'a [f32]) { sinks = Some(sinks) }
        /// The same with a sink of logit 0 for all: `e^x / (1 + Σ e^x)`.
        fn plus_one() { sinks = Some(&[0.0]) }
        /// The same with a choice of what a row is that nothing is left of.
        fn fully_masked(fully_masked: FullyMasked) { fully_masked = fully_masked }
    }

    /// The number of elements of the mask.
    fn mask_len(self) -> Option<usize> {
        self.mask.map(|mask| match mask {
            ScoreMask::Add(mask) => mask.len(),
            ScoreMask::Keep(mask) => mask.len(),
        })
    }

    /// The rows of the mask; 1 where there is none.
    pub(super) fn mask_rows(self) -> usize {
        self.mask_len().and_then(|len| len.checked_div(self.keys)).unwrap_or(1)
    }

    /// Whether every option is off that changes a value.
    pub(super) fn is_softmax(self) -> bool {
        self == (Self { queries: self.queries, offset: self.offset, ..Self::rows_of(self.keys) })
    }

    /// Refuses what has no meaning for an `x` of this length.
    pub(super) fn check(self, len: usize) -> Result<()> {
        check::finite("scale", self.scale)?;
        if let Some(cap) = self.soft_cap {
            SoftCap { cap }.check_as("soft_cap")?;
        }
        let valid = (0.0..f32::INFINITY).contains(&self.temperature);
        check::require("temperature", self.temperature, valid, "a finite number of at least 0")?;
        let rows = check::rows("x", len, self.keys)?;
        let heads = match rows.checked_rem(self.queries) {
            Some(0) => rows / self.queries,
            _ => {
                return Err(Error::Rows {
                    argument: "x",
                    row: self.keys.saturating_mul(self.queries),
                    found: len,
                });
            }
        };
        if let Some(found) = self.mask_len() {
            let each = check::rows("mask", found, self.keys)?;
            repeats("mask", each, rows).map_err(|_| Error::Length {
                argument: "mask",
                expected: self.keys * self.queries,
                found,
            })?;
        }
        repeats("slopes", self.slopes.map_or(1, <[f32]>::len), heads)?;
        repeats("sinks", self.sinks.map_or(1, <[f32]>::len), heads)
    }
}

/// `each` of `argument` that repeat a whole number of times over `all`.
fn repeats(argument: &'static str, each: usize, all: usize) -> Result<()> {
    match all.checked_rem(each) {
        Some(0) => Ok(()),
        None if all == 0 => Ok(()),
        _ => Err(Error::Length { argument, expected: all, found: each }),
    }
}
