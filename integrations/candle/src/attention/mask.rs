//! Masks that broadcast to the scores, for an operation that takes rows which repeat.

use activ8::ScoreMask;
use candle_core::{DType, Layout, Result, Tensor};

use crate::blocks::Blocks;
use crate::storage::{Float, Held};

/// A mask, and where its rows lie for each part of the scores.
pub(crate) struct Mask {
    rows: Rows,
    blocks: Blocks,
}

enum Rows {
    Add(Tensor),
    Keep(Vec<bool>),
}

impl Mask {
    /// Of numbers that are added, or of a `u8` that is not 0 where a score counts.
    pub(crate) fn new(mask: &Tensor, xs: &Tensor) -> Result<Self> {
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

    /// The mask's tensor, to be looked at.
    pub(crate) fn held(&self) -> Option<Held<'_>> {
        match &self.rows {
            Rows::Add(mask) => Some(Held::of(mask)),
            Rows::Keep(_) => None,
        }
    }

    /// All that is held.
    pub(crate) fn all<'a>(&'a self, held: &'a Option<Held<'_>>) -> Result<ScoreMask<'a>> {
        let add = held.as_ref().map(|held| held.view()).transpose()?;
        Ok(match (&self.rows, add.and_then(|view| f32::of(view.storage))) {
            (Rows::Add(_), add) => ScoreMask::Add(add.unwrap_or_default()),
            (Rows::Keep(keep), _) => ScoreMask::Keep(keep),
        })
    }

    /// How many neighbouring scores are masked by the same rows, which repeat.
    pub(crate) fn part(&self) -> usize {
        self.blocks.len * self.blocks.repeats()
    }

    /// Those rows.
    pub(crate) fn of_part<'a>(&self, all: ScoreMask<'a>, part: usize) -> ScoreMask<'a> {
        let range = self.blocks.block(part * self.blocks.repeats());
        match all {
            ScoreMask::Add(all) => ScoreMask::Add(&all[range]),
            ScoreMask::Keep(all) => ScoreMask::Keep(&all[range]),
        }
    }
}
