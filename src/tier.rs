//! Which instructions a call uses: the [`Tier`] that is asked for, and the proof that the CPU has it.

use std::str::FromStr;
use std::sync::OnceLock;

use crate::error::{Error, Result};
pub use crate::simd::Tier;
#[cfg(target_arch = "x86_64")]
use crate::simd::{Avx2, Avx512};
use crate::simd::{Portable, Scalar};

/// The environment variable that names a tier for the whole process.
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

impl FromStr for Tier {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|tier| tier.name() == name)
            .ok_or_else(|| Error::UnknownTier { argument: "tier", value: name.to_owned() })
    }
}

/// A tier that the CPU was found to have, with the token that proves it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Level {
    Scalar(Scalar),
    Portable(Portable),
    #[cfg(target_arch = "x86_64")]
    Avx2(Avx2),
    #[cfg(target_arch = "x86_64")]
    Avx512(Avx512),
}

impl Level {
    /// `tier`, where the CPU has it.
    pub(crate) fn detect(tier: Tier) -> Option<Self> {
        match tier {
            Tier::Scalar => Some(Self::Scalar(Scalar(()))),
            Tier::Portable => Some(Self::Portable(Portable(()))),
            #[cfg(target_arch = "x86_64")]
            Tier::Avx2 => Avx2::detect().map(Self::Avx2),
            #[cfg(target_arch = "x86_64")]
            Tier::Avx512 => Avx512::detect().map(Self::Avx512),
            #[cfg(not(target_arch = "x86_64"))]
            Tier::Avx2 | Tier::Avx512 => None,
        }
    }

    /// `tier`, or an error that names `argument`.
    pub(crate) fn require(argument: &'static str, tier: Tier) -> Result<Self> {
        Self::detect(tier).ok_or(Error::UnavailableTier { argument, tier })
    }

    /// The process's level: found at the first call and kept.
    #[inline(always)]
    pub(crate) fn active() -> Result<Self> {
        static ACTIVE: OnceLock<Result<Level>> = OnceLock::new();
        match ACTIVE.get() {
            Some(Ok(level)) => Ok(*level),
            _ => Self::first(&ACTIVE),
        }
    }

    /// What the first call finds, or every call what is wrong.
    #[cold]
    fn first(active: &OnceLock<Result<Self>>) -> Result<Self> {
        active.get_or_init(Self::choose).clone()
    }

    fn choose() -> Result<Self> {
        match std::env::var_os(VARIABLE).filter(|name| !name.is_empty()) {
            Some(name) => {
                let name = name.to_string_lossy();
                let unknown = |_| Error::UnknownTier { argument: VARIABLE, value: name.clone().into_owned() };
                Self::require(VARIABLE, name.parse().map_err(unknown)?)
            }
            None => {
                Ok(Tier::ALL.into_iter().rev().find_map(Self::detect).unwrap_or(Self::Scalar(Scalar(()))))
            }
        }
    }

    /// Whether kernels are compiled small: each formula once, and what is made of it (with a bias, of halves, of
    /// packed gates) through blocks in memory. Few run these tiers, and all compile them.
    #[inline(always)]
    pub(crate) fn is_compact(self) -> bool {
        matches!(self, Self::Scalar(_) | Self::Portable(_))
    }

    fn tier(self) -> Tier {
        match self {
            Self::Scalar(_) => Tier::Scalar,
            Self::Portable(_) => Tier::Portable,
            #[cfg(target_arch = "x86_64")]
            Self::Avx2(_) => Tier::Avx2,
            #[cfg(target_arch = "x86_64")]
            Self::Avx512(_) => Tier::Avx512,
        }
    }
}

/// Runs `$body` with `$s` bound to the token of `$level`.
macro_rules! dispatch {
    ($level:expr, $s:ident => $body:expr) => {
        match $level {
            $crate::tier::Level::Scalar($s) => $body,
            $crate::tier::Level::Portable($s) => $body,
            #[cfg(target_arch = "x86_64")]
            $crate::tier::Level::Avx2($s) => $body,
            #[cfg(target_arch = "x86_64")]
            $crate::tier::Level::Avx512($s) => $body,
        }
    };
}
pub(crate) use dispatch;

/// The same on tiers of wide vectors, by hand for a CPU; on the others [`is_compact`](Level::is_compact) says why
/// `$compact` is done.
macro_rules! dispatch_wide {
    ($level:expr, $s:ident => $body:expr, else $compact:expr) => {
        match $level {
            $crate::tier::Level::Scalar(_) | $crate::tier::Level::Portable(_) => $compact,
            #[cfg(target_arch = "x86_64")]
            $crate::tier::Level::Avx2($s) => $body,
            #[cfg(target_arch = "x86_64")]
            $crate::tier::Level::Avx512($s) => $body,
        }
    };
}
pub(crate) use dispatch_wide;
