//! Masks that broadcast to the scores, for an operation that takes rows which repeat.

use activ8::ScoreMask;
use candle_core::{DType, Layout, Result, Tensor};

use super::NAME;
use crate::blocks::Blocks;
use crate::view::Held;

/// A mask, and where its rows lie for each part of the scores.
pub(super) struct Mask {
    rows: Rows,
    blocks: Blocks,
}

enum Rows {
    Add(Tensor),
    Keep(Vec<bool>),
}

impl Mask {
    /// Of numbers that are added, or of a `u8` that is not 0 where a score counts.
    pub(super) fn new(mask: &Tensor, xs: &Tensor) -> Result<Self> {
        let keys = xs.dims().last().copied().unwrap_or(1);
        let mask = match mask.dims() {
            [.., last] if *last == keys => mask.clone(),
            // One value for a row: as many values.
            [rows @ .., _] => mask.broadcast_as([rows, &[keys]].concat())?,
            [] => mask.broadcast_as(keys)?,
        };
        match mask.dtype() {
            DType::U8 => {
                let layout = Layout::contiguous(mask.shape()).broadcast_as(xs.shape())?;
                let keep = mask.flatten_all()?.to_vec1::<u8>()?.into_iter().map(|keep| keep != 0);
                Ok(Self { rows: Rows::Keep(keep.collect()), blocks: Blocks::new(&layout) })
            }
            _ => {
                let mask = mask.to_dtype(DType::F32)?.contiguous()?;
                let blocks = Blocks::new(&mask.layout().broadcast_as(xs.shape())?);
                Ok(Self { rows: Rows::Add(mask), blocks })
            }
        }
    }

    /// `run` with all of its rows.
    pub(super) fn with<R>(&self, run: impl FnOnce(ScoreMask<'_>) -> Result<R>) -> Result<R> {
        match &self.rows {
            Rows::Add(mask) => run(ScoreMask::Add(Held::of(mask).view(NAME)?.all()?)),
            Rows::Keep(keep) => run(ScoreMask::Keep(keep)),
        }
    }

    /// How many neighbouring scores are masked by the same rows, which repeat.
    pub(super) fn part(&self) -> usize {
        self.blocks.len * self.blocks.repeats()
    }

    /// Those rows.
    pub(super) fn of_part<'a>(&self, all: ScoreMask<'a>, part: usize) -> ScoreMask<'a> {
        let range = self.blocks.block(part * self.blocks.repeats());
        match all {
            ScoreMask::Add(all) => ScoreMask::Add(&all[range]),
            ScoreMask::Keep(all) => ScoreMask::Keep(&all[range]),
        }
    }
}
