//! Rows of few classes, laid out as columns.
//!
//! A short row leaves most lanes of a vector empty, and its maximum and its sum are sums across lanes. Down columns each
//! lane has a row of its own: some rows at a time are transposed, and their gradient back.

use core::mem::MaybeUninit;

use super::CrossEntropy;
use super::columns::LogitColumns;
use super::row::{RowLoss, Target};
use super::rows::LogitRows;
use crate::parallel::Job;
use crate::shape::{Out, TRANSPOSED_ROWS, cells, of_columns, to_columns, zeroed};
use crate::tier::Level;

/// The most classes of such a row: with more, rows by themselves are as fast.
const MOST_CLASSES: usize = 32;
/// The elements that are transposed at a time.
const ROOM: usize = TRANSPOSED_ROWS * MOST_CLASSES;

impl LogitRows<'_> {
    /// Whether rows are laid out as columns. It depends on nothing but their length, so that bits do, too.
    pub(super) fn are_short(&self) -> bool {
        self.classes <= MOST_CLASSES
    }

    /// The sum of the losses of short rows. Losses and gradient are written if they are there, else empty.
    #[inline(never)]
    pub(super) fn run_as_columns(self, level: Level, each: Out<'_>, gradient: Out<'_>) -> f64 {
        let Self { loss, logits, mut target, classes, .. } = self;
        let is_soft = matches!(target, Target::Soft(_));
        let (size, mut total) = (ROOM.min(logits.len()), 0.0);
        let mut rooms = [[const { MaybeUninit::uninit() }; ROOM]; 4];
        let [x, room, slopes, of_target] = &mut rooms;
        let [x, room] = [x, room].map(|room| zeroed(&mut room[..size]));
        // No more than is needed: it takes time.
        let slopes = zeroed(&mut slopes[..size.min(gradient.len())]);
        let of_target = zeroed(&mut of_target[..if is_soft { size } else { 0 }]);
        for first in (0..logits.len() / classes).step_by(TRANSPOSED_ROWS) {
            let rows = TRANSPOSED_ROWS.min(logits.len() / classes - first);
            let (some, size) = (first * classes..(first + rows) * classes, rows * classes);
            let room = cells(&mut room[..size]);
            to_columns(level, rows, logits[some.clone()].into(), cells(&mut x[..size]), room);
            let of_rows = match target {
                Target::Classes(all) => {
                    let (these, rest) = all.cut(rows);
                    target = Target::Classes(rest);
                    Target::Classes(these)
                }
                Target::Soft(all) => {
                    to_columns(level, rows, all[some.clone()].into(), cells(&mut of_target[..size]), room);
                    Target::Soft(&of_target[..size])
                }
            };
            let options = CrossEntropy { inner: rows, ..loss.options };
            let loss = RowLoss { options, factor: loss.factor.from(first) };
            let columns = LogitColumns { loss, logits: &x[..size], target: of_rows };
            let each = each.get(first..first + rows).unwrap_or_default();
            let Some(gradient) = gradient.get(some) else {
                total += columns.run(level, 0, each, &[]);
                continue;
            };
            let slopes = cells(&mut slopes[..size]);
            total += columns.run(level, 0, each, slopes);
            of_columns(level, rows, slopes, gradient, room);
        }
        total
    }
}
