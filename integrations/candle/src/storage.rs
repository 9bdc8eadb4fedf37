//! What a tensor's storage holds, as the slices that the core's verbs take.

use std::borrow::Cow;

use activ8::On;
use candle_core::{CpuStorage, DType, Error, Layout, Result, Tensor};
use half::slice::HalfFloatSliceExt;
use rayon::prelude::*;

/// Elements from which on threads are worth asking for.
const PARALLEL: usize = 32_768;

/// Blocks from this length on are taken where they lie; shorter ones are gathered first.
const BLOCK: usize = 16;

/// Whether the kernels are for such a tensor.
pub(crate) fn is_ours(tensor: &Tensor) -> bool {
    tensor.device().is_cpu() && matches!(tensor.dtype(), DType::F32 | DType::F16 | DType::BF16)
}

/// An error of the core as one of candle's.
pub(crate) fn refused(error: activ8::Error) -> Error {
    Error::wrap(error)
}

/// Whether candle would use threads for so many elements.
fn in_parallel(len: usize) -> bool {
    len >= PARALLEL && candle_core::utils::get_num_threads() > 1
}

/// An operation over `len` elements where candle would run it.
pub(crate) fn placed<O>(operation: O, len: usize) -> On<O> {
    let operation = On::new(operation);
    if in_parallel(len) { operation.parallel() } else { operation }
}

/// Where the elements of a layout lie: blocks of neighbours, in order.
#[derive(Debug)]
pub(crate) struct Blocks {
    start: usize,
    /// The length of each.
    pub(crate) len: usize,
    /// How many follow at which distance; the innermost first.
    outer: Vec<(usize, usize)>,
}

impl Blocks {
    pub(crate) fn new(layout: &Layout) -> Self {
        let (mut len, mut outer) = (1, Vec::new());
        for (&dim, &stride) in layout.dims().iter().zip(layout.stride()).rev() {
            match outer.last_mut() {
                _ if dim == 1 => {}
                None if stride == len => len *= dim,
                Some((count, step)) if stride == *count * *step => *count *= dim,
                _ => outer.push((dim, stride)),
            }
        }
        Self { start: layout.start_offset(), len, outer }
    }

    /// Where block `i` starts.
    pub(crate) fn start(&self, mut i: usize) -> usize {
        let mut start = self.start;
        for (at, &(count, step)) in self.outer.iter().enumerate() {
            let last = at + 1 == self.outer.len();
            start += if last { i } else { i % count } * step;
            i /= count;
        }
        start
    }

    /// Where row `i` of `row` elements starts, blocks being whole numbers of rows.
    pub(crate) fn row_start(&self, row: usize, i: usize) -> usize {
        if self.outer.is_empty() {
            return self.start + i * row;
        }
        let rows = self.len / row;
        self.start(i / rows) + i % rows * row
    }
}

/// `run(i, chunk)` for each chunk of `len` elements of `y`, on threads where candle would use them.
pub(crate) fn each_chunk(
    y: &mut [f32],
    len: usize,
    run: impl Fn(usize, &mut [f32]) -> activ8::Result<()> + Sync,
) -> activ8::Result<()> {
    if in_parallel(y.len()) {
        y.par_chunks_mut(len).enumerate().try_for_each(|(i, chunk)| run(i, chunk))
    } else {
        y.chunks_mut(len).enumerate().try_for_each(|(i, chunk)| run(i, chunk))
    }
}

/// `f32`s that lie in blocks worth taking where they are.
pub(crate) fn in_blocks<'a>(storage: &'a CpuStorage, layout: &Layout) -> Option<(&'a [f32], Blocks)> {
    let CpuStorage::F32(x) = storage else { return None };
    let blocks = Blocks::new(layout);
    (blocks.outer.is_empty() || blocks.len >= BLOCK).then_some((x, blocks))
}

/// The elements in order as `f32`: the storage's own where it has them so.
pub(crate) fn floats<'a>(
    name: &'static str,
    storage: &'a CpuStorage,
    layout: &Layout,
) -> Result<Cow<'a, [f32]>> {
    let len = layout.shape().elem_count();
    let blocks = Blocks::new(layout);
    if let (CpuStorage::F32(x), true) = (storage, blocks.outer.is_empty()) {
        return Ok(Cow::Borrowed(&x[blocks.start..blocks.start + len]));
    }
    let mut y = vec![0.0; len];
    let chunks = y.chunks_exact_mut(blocks.len.max(1)).enumerate();
    let at = |i: usize| blocks.start(i)..blocks.start(i) + blocks.len;
    match storage {
        CpuStorage::F32(x) => chunks.for_each(|(i, y)| y.copy_from_slice(&x[at(i)])),
        CpuStorage::F16(x) => chunks.for_each(|(i, y)| x[at(i)].convert_to_f32_slice(y)),
        CpuStorage::BF16(x) => chunks.for_each(|(i, y)| x[at(i)].convert_to_f32_slice(y)),
        _ => return Err(unsupported(name, storage)),
    }
    Ok(Cow::Owned(y))
}

/// Values as the storage of a tensor of this type.
pub(crate) fn stored(values: Vec<f32>, like: &CpuStorage) -> CpuStorage {
    match like {
        CpuStorage::F16(_) => {
            let mut y = vec![half::f16::ZERO; values.len()];
            y.convert_from_f32_slice(&values);
            CpuStorage::F16(y)
        }
        CpuStorage::BF16(_) => {
            let mut y = vec![half::bf16::ZERO; values.len()];
            y.convert_from_f32_slice(&values);
            CpuStorage::BF16(y)
        }
        _ => CpuStorage::F32(values),
    }
}

/// `run(x)` over the elements of a layout, in order and in place.
pub(crate) fn in_place(
    name: &'static str,
    storage: &mut CpuStorage,
    layout: &Layout,
    run: impl FnOnce(&mut [f32]) -> activ8::Result<()>,
) -> Result<()> {
    if let (CpuStorage::F32(x), Some((start, end))) = (&mut *storage, layout.contiguous_offsets()) {
        return run(&mut x[start..end]).map_err(refused);
    }
    let mut x = floats(name, storage, layout)?.into_owned();
    run(&mut x).map_err(refused)?;
    let blocks = Blocks::new(layout);
    let at = |i: usize| blocks.start(i)..blocks.start(i) + blocks.len;
    let chunks = x.chunks_exact(blocks.len.max(1)).enumerate();
    match storage {
        CpuStorage::F32(y) => chunks.for_each(|(i, x)| y[at(i)].copy_from_slice(x)),
        CpuStorage::F16(y) => chunks.for_each(|(i, x)| y[at(i)].convert_from_f32_slice(x)),
        CpuStorage::BF16(y) => chunks.for_each(|(i, x)| y[at(i)].convert_from_f32_slice(x)),
        _ => return Err(unsupported(name, storage)),
    }
    Ok(())
}

/// The error for integers and other types without a kernel.
pub(crate) fn unsupported(name: &'static str, storage: &CpuStorage) -> Error {
    use candle_core::backend::BackendStorage;
    Error::UnsupportedDTypeForOp(storage.dtype(), name).bt()
}
