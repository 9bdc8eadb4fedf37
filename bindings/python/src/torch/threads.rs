//! Torch's own threads, as many as `torch.set_num_threads` says, for what is long enough.

use std::ffi::c_void;
use std::ops::Range;
use std::sync::Mutex;

use activ8::Result;

use super::library::library;

/// Does work for each range of `0..len`, of at least `grain`, on torch's threads; in one where it has none to give.
#[inline]
pub(crate) fn in_ranges(
    len: usize,
    grain: usize,
    work: &(dyn Fn(Range<usize>) -> Result<()> + Sync),
) -> Result<()> {
    if len <= grain {
        return work(0..len);
    }
    let Some(parallel_for) = library().parallel_for else { return work(0..len) };
    let job = Job { work, error: Mutex::new(None) };
    // SAFETY: the job lives until the call returns, which is when all ranges are done.
    unsafe { parallel_for(0, len as i64, grain as i64, run, (&raw const job).cast_mut().cast()) };
    job.error.into_inner().expect("no thread panics with the lock").map_or(Ok(()), Err)
}

struct Job<'a> {
    work: &'a (dyn Fn(Range<usize>) -> Result<()> + Sync),
    error: Mutex<Option<activ8::Error>>,
}

unsafe extern "C" fn run(start: i64, end: i64, job: *mut c_void) {
    // SAFETY: it is the job that `in_ranges` has handed over, and lives as long as its ranges are done.
    let job = unsafe { &*job.cast::<Job<'_>>() };
    if let Err(error) = (job.work)(start as usize..end as usize) {
        *job.error.lock().expect("no thread panics with the lock") = Some(error);
    }
}
