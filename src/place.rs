//! Where an operation runs: a modifier of it, not another verb.

use crate::accuracy::Accuracy;
use crate::error::Result;
use crate::tier::{Level, Tier};

/// An operation with the place where it runs: a tier, the caller's rayon pool, or both.
///
/// Made by `.on(tier)` and `.parallel()`, which every operation has; its verbs are the operation's.
///
/// ```
/// use activ8::{Activation, Sigmoid, Tier};
///
/// let mut x = [0.0; 3];
/// Sigmoid.on(Tier::Scalar)?.parallel().forward_in_place(&mut x)?;
/// assert_eq!(x, [0.5; 3]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct On<O> {
    pub(crate) operation: O,
    pub(crate) place: Place,
}

impl<O> On<O> {
    /// An operation of any type where it runs unless told: on the best tier and the calling thread.
    #[inline]
    pub fn new(operation: O) -> Self {
        Self { operation, place: Place::default() }
    }

    /// The same on `tier`, or an error where this CPU does not have it.
    pub fn on(self, tier: Tier) -> Result<Self> {
        let level = Some(Level::require("tier", tier)?);
        Ok(Self { place: Place { level, ..self.place }, ..self })
    }

    /// The same at the accuracy [`Fast`](Accuracy::Fast).
    #[must_use]
    pub fn fast(self) -> Self {
        self.accuracy(Accuracy::Fast)
    }

    /// The same at this accuracy.
    #[must_use]
    pub fn accuracy(self, accuracy: Accuracy) -> Self {
        Self { place: Place { accuracy: Some(accuracy), ..self.place }, ..self }
    }

    /// The same on the caller's rayon pool, where splitting pays; the same bits as on one thread.
    ///
    /// It is the pool that the caller is in, or else rayon's global one, which the first such call makes where
    /// nothing has. Where that fails, since the system has no more threads, and in a child that was forked from a
    /// process with such a pool, since threads are not forked, the calling thread does it alone.
    #[cfg(feature = "rayon")]
    #[must_use]
    pub fn parallel(self) -> Self {
        Self { place: Place { parallel: true, ..self.place }, ..self }
    }

    /// The same by streaming stores, for a caller who knows that nobody will read the output soon: it goes past the
    /// caches to memory, whose lines need not be read first, and what is in the caches stays there. The same bits.
    ///
    /// Slower for an output that fits in a cache, and for a function that takes longer than memory does, as those with an
    /// exponential do. Outputs of 8,388,608 floats (32 MiB) and more of the piecewise-linear activations are streamed
    /// unasked. It is for outputs of `f32`, not in place, of the activations of elements, the
    /// gates, and the activations over rows of at most 1,024 elements, on the tiers AVX2 and AVX-512. Others
    /// run as they would without.
    ///
    /// ```
    /// use activ8::{Activation, Relu};
    ///
    /// let (x, mut y) = (vec![-1.0; 1 << 20], vec![0.0; 1 << 20]);
    /// Relu.streaming().forward(&x, &mut y)?;
    /// assert_eq!(y, vec![0.0; 1 << 20]);
    /// # Ok::<(), activ8::Error>(())
    /// ```
    #[must_use]
    pub fn streaming(self) -> Self {
        Self { place: Place { streaming: true, ..self.place }, ..self }
    }
}

/// The floats of an output from which on it is streamed unasked, 32 MiB, where the formula is a few instructions. Below
/// it, a reader that follows at once finds a part of the output in a cache, and both together take longer with streaming
/// stores; from it on, they do not. A constant, since a virtual machine may report a cache ten times as large as its own.
const STREAMED: usize = 8 << 20;

/// A level and an accuracy, if they were named, and whether to use rayon's threads and streaming stores.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place {
    level: Option<Level>,
    accuracy: Option<Accuracy>,
    pub(crate) parallel: bool,
    streaming: bool,
}

impl Place {
    /// Whether outputs are to be streamed, where they can be.
    #[inline(always)]
    pub(crate) fn streams(self) -> bool {
        self.streaming
    }

    /// The same for an output of so many floats of a formula that is a few instructions.
    #[inline(always)]
    pub(crate) fn for_short_formula(self, floats: usize) -> Self {
        Self { streaming: self.streaming || floats >= STREAMED, ..self }
    }

    /// Whether a call runs on the calling thread, and does not stream.
    #[inline(always)]
    pub(crate) fn is_plain(self) -> bool {
        !self.parallel && !self.streaming
    }

    /// The level to run on.
    #[inline(always)]
    pub(crate) fn level(self) -> Result<Level> {
        match Level::found() {
            Some(active) => Ok(self.level.unwrap_or(active).at(self.accuracy.unwrap_or(active.accuracy()))),
            None => self.first_level(),
        }
    }

    /// The same at the first call, and where the environment names what is not there.
    #[cold]
    fn first_level(self) -> Result<Level> {
        let active = Level::active();
        let level = self.level.map_or(active, Ok)?;
        Ok(level.at(self.accuracy.map_or_else(Accuracy::active, Ok)?))
    }
}

/// `.on(tier)` and `.parallel()` for operations.
macro_rules! placed {
    ($($operation:ty)*) => {$(
        impl $operation {
            /// The same on `tier`, or an error where this CPU does not have it.
            pub fn on(self, tier: $crate::Tier) -> $crate::Result<$crate::On<Self>> {
                $crate::On { operation: self, place: Default::default() }.on(tier)
            }

            /// The same at the accuracy [`Fast`]($crate::Accuracy::Fast).
            #[must_use]
            pub fn fast(self) -> $crate::On<Self> {
                $crate::On { operation: self, place: Default::default() }.fast()
            }

            /// The same at this accuracy.
            #[must_use]
            pub fn accuracy(self, accuracy: $crate::Accuracy) -> $crate::On<Self> {
                $crate::On { operation: self, place: Default::default() }.accuracy(accuracy)
            }

            /// The same on the caller's rayon pool, where splitting pays; the same bits as on one
            /// thread.
            #[cfg(feature = "rayon")]
            #[must_use]
            pub fn parallel(self) -> $crate::On<Self> {
                $crate::On { operation: self, place: Default::default() }.parallel()
            }

            /// The same by streaming stores: see [`On::streaming`]($crate::On::streaming).
            #[must_use]
            pub fn streaming(self) -> $crate::On<Self> {
                $crate::On { operation: self, place: Default::default() }.streaming()
            }
        }
    )*};
}
pub(crate) use placed;

/// Verbs that only some operations have, once for the operation, which runs where it runs unless told, and once
/// for [`On`] it. The body has the operation and its place.
macro_rules! verbs {
    ($operation:ty: $(
        $(#[$doc:meta])*
        fn $verb:ident $(<$($generic:ident: $bound:path),*>)? ($this:ident, $place:ident $(, $argument:ident: $type:ty)*) $body:block
    )*) => {
        impl $operation {
            $($(#[$doc])*
            pub fn $verb $(<$($generic: $bound),*>)? (&self $(, $argument: $type)*) -> $crate::Result<()> {
                $crate::On::new(*self).$verb($($argument),*)
            })*
        }

        impl $crate::On<$operation> {
            $($(#[$doc])*
            pub fn $verb $(<$($generic: $bound),*>)? (&self $(, $argument: $type)*) -> $crate::Result<()> {
                let ($this, $place) = (self.operation, self.place);
                $body
            })*
        }
    };
}
pub(crate) use verbs;
