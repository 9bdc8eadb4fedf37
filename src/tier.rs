//! Which instructions a call uses: the [`Tier`] that is asked for, and the proof that the CPU has it.

#[cfg(feature = "std")]
use core::str::FromStr;
#[cfg(feature = "std")]
use std::sync::OnceLock;

use crate::accuracy::Accuracy;
use crate::error::{Error, Result};
#[cfg(activ8_neon)]
use crate::simd::Neon;
pub use crate::simd::Tier;
#[cfg(target_arch = "x86_64")]
use crate::simd::{Avx2, Avx512};
use crate::simd::{Portable, Scalar, Simd};

/// The environment variable that names a tier for the whole process.
#[cfg(feature = "std")]
const VARIABLE: &str = "ACTIV8_TIER";

impl Tier {
    /// Whether this CPU has the tier.
    pub fn is_available(self) -> bool {
        Level::detect(self).is_some()
    }

    /// The tier of a call that names none: the environment's, or else the best one.
    pub fn active() -> Result<Self> {
        Level::active().map(Level::tier)
    }
}

#[cfg(feature = "std")]
impl FromStr for Tier {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|tier| tier.name() == name)
            .ok_or_else(|| Error::UnknownTier { argument: "tier", value: name.to_owned() })
    }
}

/// Runs `$body` with `$s` bound to the token of `$level`; where `$fast` is true, which is known when it is compiled,
/// to the token for fast formulas where these are asked for.
macro_rules! dispatch {
    ($level:expr, $s:ident => $body:expr) => {
        match $level.instructions {
            $crate::tier::Instructions::Scalar($s) => $body,
            $crate::tier::Instructions::Portable($s) => $body,
            #[cfg(target_arch = "x86_64")]
            $crate::tier::Instructions::Avx2($s) => $body,
            #[cfg(target_arch = "x86_64")]
            $crate::tier::Instructions::Avx512($s) => $body,
            #[cfg(activ8_neon)]
            $crate::tier::Instructions::Neon($s) => $body,
        }
    };
    ($level:expr, fast: $fast:expr, $s:ident => $body:expr) => {
        match $level.instructions {
            #[cfg(target_arch = "x86_64")]
            $crate::tier::Instructions::Avx2(s) if $fast && $level.is_fast() => {
                let $s = s.fast();
                $body
            }
            #[cfg(target_arch = "x86_64")]
            $crate::tier::Instructions::Avx512(s) if $fast && $level.is_fast() => {
                let $s = s.fast();
                $body
            }
            #[cfg(activ8_neon)]
            $crate::tier::Instructions::Neon(s) if $fast && $level.is_fast() => {
                let $s = s.fast();
                $body
            }
            _ => $crate::tier::dispatch!($level, $s => $body),
        }
    };
}
pub(crate) use dispatch;

/// The same on tiers that are not compact; on the others, which [`is_compact`](Level::is_compact) says of, `$compact`.
/// By their names, so that nothing of `$body` is compiled for those.
macro_rules! dispatch_wide {
    ($level:expr, $s:ident => $body:expr, else $compact:expr) => {
        $crate::tier::dispatch_wide!($level, fast: false, $s => $body, else $compact)
    };
    ($level:expr, fast: $fast:expr, $s:ident => $body:expr, else $compact:expr) => {
        match $level.instructions {
            #[cfg(target_arch = "x86_64")]
            $crate::tier::Instructions::Avx2(s) if $fast && $level.is_fast() => {
                let $s = s.fast();
                $body
            }
            #[cfg(target_arch = "x86_64")]
            $crate::tier::Instructions::Avx512(s) if $fast && $level.is_fast() => {
                let $s = s.fast();
                $body
            }
            #[cfg(activ8_neon)]
            $crate::tier::Instructions::Neon(s) if $fast && $level.is_fast() => {
                let $s = s.fast();
                $body
            }
            #[cfg(target_arch = "x86_64")]
            $crate::tier::Instructions::Avx2($s) => $body,
            #[cfg(target_arch = "x86_64")]
            $crate::tier::Instructions::Avx512($s) => $body,
            #[cfg(activ8_neon)]
            $crate::tier::Instructions::Neon($s) => $body,
            _ => $compact,
        }
    };
}
pub(crate) use dispatch_wide;

/// The instructions that a call uses, and how exact it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Level {
    pub(crate) instructions: Instructions,
    accuracy: Accuracy,
}

/// A tier that the CPU was found to have, by the token that proves it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Instructions {
    Scalar(Scalar),
    Portable(Portable),
    #[cfg(target_arch = "x86_64")]
    Avx2(Avx2),
    #[cfg(target_arch = "x86_64")]
    Avx512(Avx512),
    #[cfg(activ8_neon)]
    Neon(Neon),
}

impl Instructions {
    /// Those of `tier`, where the CPU has them.
    fn detect(tier: Tier) -> Option<Self> {
        match tier {
            Tier::Scalar => Some(Self::Scalar(Scalar(()))),
            // Its rows are wrong on s390x, under QEMU 10, for a reason that is not known: `Scalar` is right there.
            Tier::Portable if cfg!(target_endian = "big") => None,
            Tier::Portable => Some(Self::Portable(Portable(()))),
            #[cfg(target_arch = "x86_64")]
            Tier::Avx2 => Avx2::detect().map(Self::Avx2),
            #[cfg(target_arch = "x86_64")]
            Tier::Avx512 => Avx512::detect().map(Self::Avx512),
            #[cfg(not(target_arch = "x86_64"))]
            Tier::Avx2 | Tier::Avx512 => None,
            #[cfg(activ8_neon)]
            Tier::Neon => Neon::detect().map(Self::Neon),
            #[cfg(not(activ8_neon))]
            Tier::Neon => None,
        }
    }
}

/// The process's level.
#[cfg(feature = "std")]
static ACTIVE: OnceLock<Result<Level>> = OnceLock::new();

impl Level {
    /// `tier`, where the CPU has it, at the accuracy `High`.
    pub(crate) fn detect(tier: Tier) -> Option<Self> {
        Instructions::detect(tier).map(|instructions| Self { instructions, accuracy: Accuracy::High })
    }

    /// The same, or an error that names `argument`.
    pub(crate) fn require(argument: &'static str, tier: Tier) -> Result<Self> {
        Self::detect(tier).ok_or(Error::UnavailableTier { argument, tier })
    }

    /// The process's level, once a call has found it. Without `std` it is known when the crate is compiled.
    #[inline(always)]
    pub(crate) fn found() -> Option<Self> {
        cfg_if::cfg_if! {
            if #[cfg(feature = "std")] {
                match ACTIVE.get() {
                    Some(Ok(level)) => Some(*level),
                    _ => None,
                }
            } else {
                Self::best()
            }
        }
    }

    /// The process's level: found at the first call and kept; or what is wrong.
    #[cold]
    pub(crate) fn active() -> Result<Self> {
        cfg_if::cfg_if! {
            if #[cfg(feature = "std")] {
                ACTIVE.get_or_init(|| Ok(Self::choose()?.at(Accuracy::active()?))).clone()
            } else {
                Self::best().map_or_else(|| Self::require("tier", Tier::Scalar), Ok)
            }
        }
    }

    /// The widest tier that there is.
    #[inline(always)]
    fn best() -> Option<Self> {
        Tier::ALL.into_iter().rev().find_map(Self::detect)
    }

    #[cfg(feature = "std")]
    fn choose() -> Result<Self> {
        match std::env::var_os(VARIABLE).filter(|name| !name.is_empty()) {
            Some(name) => {
                let name = name.to_string_lossy();
                let unknown = |_| Error::UnknownTier { argument: VARIABLE, value: name.clone().into_owned() };
                Self::require(VARIABLE, name.parse().map_err(unknown)?)
            }
            None => Self::best().map_or_else(|| Self::require(VARIABLE, Tier::Scalar), Ok),
        }
    }

    /// The same instructions at this accuracy.
    #[inline(always)]
    pub(crate) fn at(self, accuracy: Accuracy) -> Self {
        Self { accuracy, ..self }
    }

    #[inline(always)]
    pub(crate) fn accuracy(self) -> Accuracy {
        self.accuracy
    }

    /// Whether formulas may be the fast ones.
    #[inline(always)]
    pub(crate) fn is_fast(self) -> bool {
        matches!(self.accuracy, Accuracy::Fast)
    }

    /// [`Simd::COMPACT`] of the tier: each formula is compiled once, and what is made of it (with a bias, of halves, of
    /// packed gates) goes through blocks in memory. Few run these tiers, and all compile them.
    #[inline(always)]
    pub(crate) fn is_compact(self) -> bool {
        fn of<S: Simd>(_: S) -> bool {
            S::COMPACT
        }
        dispatch!(self, s => of(s))
    }

    fn tier(self) -> Tier {
        match self.instructions {
            Instructions::Scalar(_) => Tier::Scalar,
            Instructions::Portable(_) => Tier::Portable,
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx2(_) => Tier::Avx2,
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx512(_) => Tier::Avx512,
            #[cfg(activ8_neon)]
            Instructions::Neon(_) => Tier::Neon,
        }
    }
}
