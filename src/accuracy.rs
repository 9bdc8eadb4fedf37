//! How exact a call is to be.

use core::fmt;
#[cfg(feature = "std")]
use core::str::FromStr;
#[cfg(feature = "std")]
use std::sync::OnceLock;

#[cfg(feature = "std")]
use crate::error::Error;
use crate::error::Result;

/// The environment variable that names an accuracy for the whole process.
#[cfg(feature = "std")]
const VARIABLE: &str = "ACTIV8_ACCURACY";

/// How exact a call is to be.
///
/// Another one may be named for one call with [`.fast()`](crate::On::fast) or
/// [`.accuracy(..)`](crate::On::accuracy), or for the process with the environment variable `ACTIV8_ACCURACY`, read
/// at the first call, where an empty one is as none. Limits, ranges and NaNs are the same at both, and so is what an
/// element's bits depend on: the element alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Accuracy {
    /// Within the bound that each operation's documentation states. The default.
    #[default]
    High,
    /// Within 5 ULP or 2^-23, whichever is more; of functions that are x times a gate, 2^-23·|x|; of softmax 5 ULP of each
    /// probability.
    ///
    /// Only tiers of a CPU's own instructions have faster formulas, and only where these differ:
    /// [`Elementwise::is_faster`](crate::Elementwise::is_faster) tells of activations, and the documentation of `Loss` of
    /// losses. All else is as exact as at `High`, so that the same bits are those of tiers that have the same formulas.
    Fast,
}

impl Accuracy {
    /// The greatest error of `Fast` in ULP, where that is more than [`FAST_ERROR`](Self::FAST_ERROR).
    pub const FAST_ULP: f64 = 5.0;
    /// The greatest error of `Fast` elsewhere, 2^-23; of functions that are x times a gate it is so many times |x|.
    pub const FAST_ERROR: f64 = 1.0 / 8_388_608.0;

    /// Both.
    pub const ALL: [Self; 2] = [Self::High, Self::Fast];

    /// The name that `ACTIV8_ACCURACY` knows it by.
    pub const fn name(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Fast => "fast",
        }
    }

    /// The accuracy of a call that names none.
    pub fn active() -> Result<Self> {
        cfg_if::cfg_if! {
            if #[cfg(feature = "std")] {
                static ACTIVE: OnceLock<Result<Accuracy>> = OnceLock::new();
                ACTIVE.get_or_init(Self::of_process).clone()
            } else {
                Ok(Self::High)
            }
        }
    }

    #[cfg(feature = "std")]
    fn of_process() -> Result<Self> {
        match std::env::var_os(VARIABLE).filter(|name| !name.is_empty()) {
            Some(name) => Self::named(VARIABLE, &name.to_string_lossy()),
            None => Ok(Self::High),
        }
    }

    #[cfg(feature = "std")]
    fn named(argument: &'static str, name: &str) -> Result<Self> {
        let known = Self::ALL.into_iter().find(|accuracy| accuracy.name() == name);
        known.ok_or_else(|| Error::UnknownAccuracy { argument, value: name.to_owned() })
    }
}

#[cfg(feature = "std")]
impl FromStr for Accuracy {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        Self::named("accuracy", name)
    }
}

impl fmt::Display for Accuracy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
