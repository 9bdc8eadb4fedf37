//! Where an operation runs: on threads where candle would use them.

use activ8::On;
use rayon::prelude::*;

/// Elements from which on threads are worth asking for.
const PARALLEL: usize = 32_768;

/// Whether candle would use threads for so many elements.
fn in_parallel(len: usize) -> bool {
    len >= PARALLEL && candle_core::utils::get_num_threads() > 1
}

/// An operation over `len` elements where candle would run it.
pub(crate) fn placed<O>(operation: O, len: usize) -> On<O> {
    let operation = On::new(operation);
    if in_parallel(len) { operation.parallel() } else { operation }
}

/// `run(i, chunk)` for each chunk of `len` elements of `y`, on threads where candle would use them.
pub(crate) fn each_chunk<T: Send>(
    y: &mut [T],
    len: usize,
    run: impl Fn(usize, &mut [T]) -> activ8::Result<()> + Sync,
) -> activ8::Result<()> {
    if y.len() > len && in_parallel(y.len()) && activ8::has_threads() {
        y.par_chunks_mut(len).enumerate().try_for_each(|(i, chunk)| run(i, chunk))
    } else {
        y.chunks_mut(len.max(1)).enumerate().try_for_each(|(i, chunk)| run(i, chunk))
    }
}
