//! How exact the kernels are.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};

use activ8::{Accuracy, On};

static IS_FAST: LazyLock<AtomicBool> = LazyLock::new(|| {
    let is_said = std::env::var_os("ACTIV8_ACCURACY").is_some_and(|name| !name.is_empty());
    AtomicBool::new(!(is_said && Accuracy::active() == Ok(Accuracy::High)))
});

/// How exact all that tract has of activ8 is.
///
/// Unless [`set_accuracy`] or the environment variable `ACTIV8_ACCURACY` says `high`, that is
/// [`Accuracy::Fast`], which is more exact than tract's own kernels.
pub fn accuracy() -> Accuracy {
    if IS_FAST.load(Ordering::Relaxed) { Accuracy::Fast } else { Accuracy::High }
}

/// Names the accuracy of all that tract has of activ8 from now on, in all threads.
///
/// ```
/// use activ8_tract::activ8::Accuracy;
///
/// activ8_tract::set_accuracy(Accuracy::High);
/// assert_eq!(activ8_tract::accuracy(), Accuracy::High);
/// ```
pub fn set_accuracy(accuracy: Accuracy) {
    IS_FAST.store(accuracy == Accuracy::Fast, Ordering::Relaxed);
}

/// The operation as it was said.
pub(crate) fn at_accuracy<O>(operation: O) -> On<O> {
    On::new(operation).accuracy(accuracy())
}
