//! The accuracy of the kernels, which is said where they are installed.

use std::sync::atomic::{AtomicBool, Ordering};

use activ8::{Accuracy, On};

static IS_FAST: AtomicBool = AtomicBool::new(true);

/// From now on.
pub(super) fn set(accuracy: Accuracy) {
    IS_FAST.store(accuracy == Accuracy::Fast, Ordering::Relaxed);
}

/// The operation as it was said.
#[inline]
pub(super) fn at_accuracy<O>(operation: O) -> On<O> {
    let is_fast = IS_FAST.load(Ordering::Relaxed);
    On::new(operation).accuracy(if is_fast { Accuracy::Fast } else { Accuracy::High })
}
