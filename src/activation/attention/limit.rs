//! The limit of softmax at temperature 0: 1 for the greatest logit, or the first of equal ones, and 0 for the others.

use super::derived::Derived;
use super::row::{Row, Scratch, fill};
use crate::activation::FullyMasked;
use crate::rows::NotNan;
use crate::shape::{Out, Source, all, max, position};
use crate::simd::Simd;
use crate::tier::{Level, dispatch};

/// Of the rows from number `first` on.
pub(super) fn over_rows(
    level: Level,
    derived: Derived<'_>,
    first: usize,
    x: Source<'_>,
    y: Out<'_>,
    scratch: &Scratch,
) {
    let keys = derived.options.keys;
    dispatch!(level, s => s.vectorize(#[inline(always)] move || {
        for i in 0..x.len() / keys {
            let (x, y) = (x.slice(i * keys..(i + 1) * keys), &y[i * keys..(i + 1) * keys]);
            let row = derived.prepare(s, derived.first_pass(s, first + i, x, scratch, 0));
            of_row(s, derived, row, x, y, scratch);
        }
    }));
}

#[inline(always)]
fn of_row<S: Simd>(s: S, derived: Derived<'_>, row: Row, x: Source<'_>, y: Out<'_>, scratch: &Scratch) {
    let ([logit, _], sink) = (row.max, derived.sink(row.number).logit);
    let (mut hot, mut has_nan, mut greatest) = (None, sink.is_nan(), f32::NEG_INFINITY);
    row.in_ranges(
        #[inline(always)]
        |columns| {
            let [z, _] = derived.logits_again(s, row, columns.clone(), x, scratch);
            has_nan |= !all(s, NotNan, z);
            let of_columns = max(s, z);
            if of_columns > greatest {
                greatest = of_columns;
                hot = position(s, z, greatest).map(|column| columns.start + column);
            }
        },
    );
    let is_empty = greatest == f32::NEG_INFINITY && sink == f32::NEG_INFINITY;
    let may_be_empty = derived.options.fully_masked == FullyMasked::Zeros;
    let is_number = !has_nan && (!is_empty || may_be_empty);
    fill(s, if is_number { 0.0 } else { f32::NAN }, y);
    if let Some(hot) = hot.filter(|_| is_number && logit >= sink) {
        y[hot].set(1.0);
    }
}
