//! The operands of a loss of elements: slices of one length, and rows that repeat along them, as weights of classes
//! do.

use crate::element::{Slice, SliceMut};
use crate::parallel::{Job, unzip};

/// The most operands that a formula has.
pub(super) const MOST_OPERANDS: usize = 4;
/// So many, and behind them the gradient of each loss. One number for all formulas, so that loops over their
/// operands are compiled once.
pub(super) const WITH_DY: usize = MOST_OPERANDS + 1;

/// The elements that short rows are laid out to, so that loops over them are not shorter still.
const TILE_LEN: usize = 256;

/// Where a short row is laid out. Aligned, since a load that crosses two lines of the cache costs twice as much.
#[derive(Clone, Copy)]
#[repr(align(64))]
pub(super) struct Tile([f32; TILE_LEN]);

/// One for each operand, once there is a row among them.
pub(super) type Tiles<const N: usize> = Option<[Tile; N]>;

/// Where the elements of an operand are.
#[derive(Clone, Copy)]
pub(super) enum Operand<'a> {
    /// One beside each of the first operand.
    Elements(Slice<'a>),
    /// Rows that repeat after them, the same number of elements for all operands.
    Period(&'a [f32]),
    /// A row that repeats from the first element on, where others have another length.
    Row(&'a [f32]),
    /// One for each row of so many elements.
    OfRows(Slice<'a>, usize),
    /// One for each column of matrices of so many rows and columns.
    OfColumns(Slice<'a>, [usize; 2]),
    /// The first operand again, in the place of one that there is not.
    First,
}

/// Operands of which some repeat.
#[derive(Clone, Copy)]
pub(super) struct Operands<'a, const N: usize> {
    pub(super) each: [Operand<'a>; N],
    /// The length of the rows, which stay together; 1 where there are none, or of several lengths.
    pub(super) unit: usize,
    /// After how many elements all rows repeat; more than there are where `unit` is 1.
    pub(super) period: usize,
}

impl<'a, const N: usize> Operands<'a, N> {
    /// Of slices that are as long as the first, or rows of `f32`; or of which the last has one for each row.
    pub(super) fn of(slices: [Slice<'a>; N], last_of_rows: bool, tiles: &'a mut Tiles<N>) -> Self {
        let mut operands = Self { each: slices.map(Operand::Elements), unit: 1, period: usize::MAX };
        let (len, mut lengths) = (slices[0].len(), slices.map(Slice::len));
        if last_of_rows && lengths[N - 1] != len {
            operands.each[N - 1] = Operand::OfRows(slices[N - 1], len / lengths[N - 1]);
            lengths[N - 1] = len;
        }
        let mut of_rows = lengths.iter().filter(|&&row| row != len);
        let Some(&unit) = of_rows.next() else { return operands };
        let one_length = of_rows.all(|&row| row == unit);
        let mut tiles = tiles.insert([Tile([0.0; TILE_LEN]); N]).iter_mut();
        for ((operand, slice), length) in operands.each.iter_mut().zip(slices).zip(lengths) {
            let (Some(tile), Slice::F32(row)) = (tiles.next(), slice) else { continue };
            if length == len {
                continue;
            }
            *operand = if !one_length {
                Operand::Row(row)
            } else if 2 * unit > TILE_LEN {
                Operand::Period(row)
            } else {
                let tile = &mut tile.0[..TILE_LEN / unit * unit];
                tile.chunks_exact_mut(unit).for_each(|to| to.copy_from_slice(row));
                Operand::Period(tile)
            };
            if let Operand::Period(rows) = operand {
                (operands.unit, operands.period) = (unit, rows.len());
            }
        }
        operands
    }

    /// The same with the gradient of each loss behind them: of each element, or of each `row` of them, which lie
    /// `inner` apart.
    pub(super) fn with_dy(self, dy: Slice<'a>, [row, inner]: [usize; 2]) -> Operands<'a, WITH_DY> {
        let mut each = [Operand::First; WITH_DY];
        each[..N].copy_from_slice(&self.each);
        each[MOST_OPERANDS] = match (row, inner) {
            (1, _) => Operand::Elements(dy),
            (_, 1) => Operand::OfRows(dy, row),
            shape => Operand::OfColumns(dy, shape.into()),
        };
        Operands { each, unit: self.unit, period: self.period }
    }

    /// All of `len` elements, which threads cut where a `unit` ends, with what is written beside them.
    pub(super) fn segment<const K: usize>(
        self,
        len: usize,
        unit: usize,
        outs: [SliceMut<'a>; K],
    ) -> Segment<'a, N, K> {
        Segment { first: 0, len, unit, operands: self.each, period: self.period, outs }
    }
}

/// The operands and the outputs of some elements.
pub(super) struct Segment<'a, const N: usize, const K: usize> {
    /// The place of the first element among all.
    pub(super) first: usize,
    pub(super) len: usize,
    /// Elements that stay together.
    pub(super) unit: usize,
    pub(super) operands: [Operand<'a>; N],
    pub(super) period: usize,
    pub(super) outs: [SliceMut<'a>; K],
}

impl<const N: usize, const K: usize> Segment<'_, N, K> {
    /// Whether loops can go over all of it at once.
    pub(super) fn is_f32(&self) -> bool {
        let is_there = |operand: &Operand<'_>| {
            matches!(operand, Operand::Elements(Slice::F32(_)) | Operand::Period(_) | Operand::First)
        };
        self.operands.iter().all(is_there) && self.outs.iter().all(|out| matches!(out, SliceMut::F32(_)))
    }
}

impl<const N: usize, const K: usize> Job for Segment<'_, N, K> {
    fn units(&self) -> usize {
        self.len / self.unit
    }

    fn cut(self, at: usize) -> (Self, Self) {
        let Self { first, len, unit, operands, period, outs } = self;
        let at = at * unit;
        let (left, right) = unzip(operands.map(|operand| match operand {
            Operand::Elements(x) => (Operand::Elements(x.slice(0..at)), Operand::Elements(x.slice(at..len))),
            row => (row, row),
        }));
        let (outs, rest) = unzip(outs.map(|out| out.split_at(at)));
        (
            Self { first, len: at, unit, operands: left, period, outs },
            Self { first: first + at, len: len - at, unit, operands: right, period, outs: rest },
        )
    }
}
