//! Whose kernels the registry gives.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};

static ENABLED: LazyLock<AtomicBool> =
    LazyLock::new(|| AtomicBool::new(std::env::var("ACTIV8_TRACT").as_deref() != Ok("off")));

/// Whether tract's registry gives activ8's kernels: unless told, it does, and with `ACTIV8_TRACT=off` it does not.
pub fn is_enabled() -> bool {
    ENABLED.load(Ordering::Relaxed)
}

/// Has activ8's kernels in tract's registry from now on, or tract's own, in all threads.
///
/// It is for comparisons within one process, such as a benchmark. Operators that a model has from `onnx` or
/// [`optimize`](crate::optimize) are activ8's always.
///
/// ```
/// use tract_linalg::Func;
///
/// let tanh = Func::Tanh.ew_f32()?;
/// let mut x = [f32::NAN];
/// activ8_tract::set_enabled(false);
/// tanh.run(&mut x)?; // tract's
/// activ8_tract::set_enabled(true);
/// tanh.run(&mut x)?; // activ8's
/// # Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
/// ```
pub fn set_enabled(enabled: bool) {
    ENABLED.store(enabled, Ordering::Relaxed);
}
