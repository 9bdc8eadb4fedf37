//! Softmax of scaled and masked scores: `softmax(scale · x + mask)`, each row scaled, masked and normalised
//! while it is in the first-level cache.

use activ8::{Activation, Softmax};
use candle_core::{CpuStorage, CustomOp1, CustomOp2, CustomOp3, InplaceOp1, InplaceOp2, Layout, Result};
use candle_core::{Shape, Tensor};

use crate::storage::{Blocks, each_chunk, floats, in_place, refused, stored, unsupported};

const NAME: &str = "softmax-scaled-masked";

/// Elements that stay in the first-level cache between the passes.
const GROUP: usize = 4096;

/// The factor of the scores.
#[derive(Clone, Copy)]
pub(crate) struct ScaledSoftmax(pub(crate) f32);

struct Gradient(f32);

/// The rows of a mask, as many as the scores have.
struct Mask<'a> {
    values: &'a [f32],
    blocks: Blocks,
}

impl<'a> Mask<'a> {
    fn new(storage: &'a CpuStorage, layout: &Layout) -> Result<Self> {
        match storage {
            CpuStorage::F32(values) => Ok(Self { values, blocks: Blocks::new(layout) }),
            _ => Err(unsupported(NAME, storage)),
        }
    }

    fn row(&self, i: usize, len: usize) -> &'a [f32] {
        let start = self.blocks.row_start(len, i);
        &self.values[start..start + len]
    }
}

impl ScaledSoftmax {
    /// `z = scale · z + mask` for the rows from `first` on.
    fn mask(self, first: usize, row: usize, z: &mut [f32], mask: Option<&Mask<'_>>) {
        for (i, z) in z.chunks_exact_mut(row).enumerate() {
            match mask {
                Some(mask) => {
                    let mask = mask.row(first + i, row);
                    z.iter_mut().zip(mask).for_each(|(z, mask)| *z = *z * self.0 + mask);
                }
                None => z.iter_mut().for_each(|z| *z *= self.0),
            }
        }
    }

    /// `y = softmax(scale · y + mask)` over rows of `row`; `fill` first puts the scores of some rows in
    /// their place.
    fn run(
        self,
        y: &mut [f32],
        row: usize,
        mask: Option<&Mask<'_>>,
        fill: impl Fn(usize, &mut [f32]) + Sync,
    ) -> activ8::Result<()> {
        if y.is_empty() {
            return Ok(());
        }
        let rows = (GROUP / row).max(1);
        each_chunk(y, rows * row, |i, y| {
            fill(i * rows * row, y);
            self.mask(i * rows, row, y, mask);
            Softmax::rows_of(row).forward_in_place(y)
        })
    }

    fn forward(
        self,
        storage: &CpuStorage,
        layout: &Layout,
        mask: Option<&Mask<'_>>,
    ) -> Result<(CpuStorage, Shape)> {
        let x = floats(NAME, storage, layout)?;
        let mut y = vec![0.0; x.len()];
        let fill = |start: usize, y: &mut [f32]| y.copy_from_slice(&x[start..start + y.len()]);
        self.run(&mut y, last(layout), mask, fill).map_err(refused)?;
        Ok((stored(y, storage), layout.shape().clone()))
    }

    fn forward_in_place(
        self,
        storage: &mut CpuStorage,
        layout: &Layout,
        mask: Option<&Mask<'_>>,
    ) -> Result<()> {
        in_place(NAME, storage, layout, |x| self.run(x, last(layout), mask, |_, _| ()))
    }
}

impl Gradient {
    /// `dx = scale · dsoftmax`, of the scaled and masked scores.
    fn run(
        &self,
        x: (&CpuStorage, &Layout),
        dy: (&CpuStorage, &Layout),
        mask: Option<&Mask<'_>>,
    ) -> Result<(CpuStorage, Shape)> {
        let (z, dy) = (floats(NAME, x.0, x.1)?, floats(NAME, dy.0, dy.1)?);
        let (row, mut dx) = (last(x.1), vec![0.0; z.len()]);
        if !dx.is_empty() {
            let rows = (GROUP / row).max(1);
            let run = |i: usize, dx: &mut [f32]| {
                let at = i * rows * row..i * rows * row + dx.len();
                let mut z = z[at.clone()].to_vec();
                ScaledSoftmax(self.0).mask(i * rows, row, &mut z, mask);
                Softmax::rows_of(row).backward(&z, &dy[at], dx)?;
                dx.iter_mut().for_each(|dx| *dx *= self.0);
                Ok(())
            };
            each_chunk(&mut dx, rows * row, run).map_err(refused)?;
        }
        Ok((stored(dx, x.0), x.1.shape().clone()))
    }
}

fn last(layout: &Layout) -> usize {
    layout.dims().last().copied().unwrap_or(1)
}

impl CustomOp1 for ScaledSoftmax {
    fn name(&self) -> &'static str {
        NAME
    }

    fn cpu_fwd(&self, storage: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        self.forward(storage, layout, None)
    }

    fn bwd(&self, x: &Tensor, _: &Tensor, dy: &Tensor) -> Result<Option<Tensor>> {
        x.apply_op2_no_bwd(dy, &Gradient(self.0)).map(Some)
    }
}

impl CustomOp2 for ScaledSoftmax {
    fn name(&self) -> &'static str {
        NAME
    }

    fn cpu_fwd(
        &self,
        s1: &CpuStorage,
        l1: &Layout,
        s2: &CpuStorage,
        l2: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        self.forward(s1, l1, Some(&Mask::new(s2, l2)?))
    }

    /// The mask is data and has no gradient.
    fn bwd(
        &self,
        x: &Tensor,
        mask: &Tensor,
        _: &Tensor,
        dy: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        Ok((Some(x.apply_op3_no_bwd(mask, dy, &Gradient(self.0))?), None))
    }
}

impl InplaceOp1 for ScaledSoftmax {
    fn name(&self) -> &'static str {
        NAME
    }

    fn cpu_fwd(&self, storage: &mut CpuStorage, layout: &Layout) -> Result<()> {
        self.forward_in_place(storage, layout, None)
    }
}

impl InplaceOp2 for ScaledSoftmax {
    fn name(&self) -> &'static str {
        NAME
    }

    fn cpu_fwd(&self, s1: &mut CpuStorage, l1: &Layout, s2: &CpuStorage, l2: &Layout) -> Result<()> {
        self.forward_in_place(s1, l1, Some(&Mask::new(s2, l2)?))
    }
}

impl CustomOp2 for Gradient {
    fn name(&self) -> &'static str {
        NAME
    }

    fn cpu_fwd(
        &self,
        s1: &CpuStorage,
        l1: &Layout,
        s2: &CpuStorage,
        l2: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        self.run((s1, l1), (s2, l2), None)
    }
}

impl CustomOp3 for Gradient {
    fn name(&self) -> &'static str {
        NAME
    }

    fn cpu_fwd(
        &self,
        s1: &CpuStorage,
        l1: &Layout,
        s2: &CpuStorage,
        l2: &Layout,
        s3: &CpuStorage,
        l3: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        self.run((s1, l1), (s3, l3), Some(&Mask::new(s2, l2)?))
    }
}
