//! How exact the kernels are.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};

use activ8::{Accuracy, AnyActivation, On};

static IS_FAST: LazyLock<AtomicBool> = LazyLock::new(|| {
    let is_said = std::env::var_os("ACTIV8_ACCURACY").is_some_and(|name| !name.is_empty());
    AtomicBool::new(!(is_said && Accuracy::active() == Ok(Accuracy::High)))
});

/// How exact what tract has of activ8 is, but for exp and ln, which are at high accuracy always.
///
/// Unless [`set_accuracy`] or the environment variable `ACTIV8_ACCURACY` says `high`, that is [`Accuracy::Fast`]: more
/// exact than tract's own kernels of the same functions, and as fast or faster, but for less than 128 halves, which take
/// some nanoseconds longer. At high accuracy tanh, sigmoid and erf of long slices take up to 1.35 times as long as tract's
/// on AVX-512.
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

/// The activation as it was said. tract's own exp and ln are within an ULP.
pub(crate) fn activation_at_accuracy(activation: AnyActivation) -> On<AnyActivation> {
    match activation {
        AnyActivation::Exp(_) | AnyActivation::Ln(_) => On::new(activation).accuracy(Accuracy::High),
        _ => at_accuracy(activation),
    }
}
