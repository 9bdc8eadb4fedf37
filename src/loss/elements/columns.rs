//! The losses of rows that lie along another axis than the last, each the sum down a column of a matrix.

use super::Elements;
use crate::element::SliceMut;
use crate::loss::operands::{Operands, Segment};
use crate::loss::parts::{Part, Parts};
use crate::parallel;
use crate::place::Place;
use crate::shape::{SUM_BLOCK, cells, narrow};
use crate::tier::Level;

/// Columns that are summed side by side.
const AT_ONCE: usize = 256;

impl<const N: usize, const M: usize> Elements<'_, N, M> {
    /// The sum of each column: in `f64`, the losses being made for a part of a row of the matrix at a time.
    pub(super) fn sums_of_columns(&self, level: Level, place: Place, each: SliceMut<'_>) {
        let mut tiles = None;
        let operands = Operands::of(self.operands, self.last_of_rows, &mut tiles);
        let (formula, inner, divisor) = (self.formula, self.inner, self.divisor);
        let (len, matrix) = (self.operands[0].len(), self.row * self.inner);
        let leaf = |(values, each): (Segment<'_, N, 0>, Segment<'_, 0, 1>)| {
            let (matrices, [mut each]) = (values.len / matrix, each.outs);
            Parts::of(level, values, &mut |parts| {
                for (nth, first) in
                    (0..matrices).flat_map(|i| (0..inner).step_by(AT_ONCE).map(move |at| (i, at)))
                {
                    let columns = AT_ONCE.min(inner - first);
                    let (mut sums, mut losses) = ([0.0; AT_ONCE], [0.0; AT_ONCE]);
                    for row in 0..self.row {
                        let start = nth * matrix + row * inner + first;
                        parts.each(start..start + columns, &mut |part| {
                            part.each_period(|inputs, _, _| {
                                let losses = cells(&mut losses[..columns]);
                                formula.values(level, &Part::whole(inputs, [losses]));
                            });
                        });
                        sums.iter_mut().zip(&losses).for_each(|(sum, &loss)| *sum += f64::from(loss));
                    }
                    let sums = sums.map(|sum| (sum / divisor) as f32);
                    let place = nth * inner + first;
                    narrow(level, &sums[..columns], each.slice(place..place + columns));
                }
            });
        };
        let values = operands.segment(len, matrix, []);
        let each = Segment {
            first: 0,
            len: len / self.row,
            unit: inner,
            operands: [],
            period: usize::MAX,
            outs: [each],
        };
        parallel::pieces((values, each), SUM_BLOCK.div_ceil(matrix), place.parallel, &leaf);
    }
}
