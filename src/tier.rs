//! Which instructions a call uses: the public [`Tier`], and the private proof that the CPU has it.

use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use crate::error::{Error, Result};
#[cfg(target_arch = "x86_64")]
use crate::simd::{Avx2, Avx512};
use crate::simd::{Portable, Scalar, Simd};

/// The environment variable that names a tier for the whole process.
const VARIABLE: &str = "ACTIV8_TIER";

/// A set of instructions that every kernel is compiled for.
///
/// The best one that the CPU has is found once and used by default. Another may be named for one
/// call with [`.on(tier)`](crate::On::on), or for the process with the environment
/// variable `ACTIV8_TIER`, read at the first call, where an empty one is as none. A name that is no tier,
/// or a tier that the CPU lacks, makes every call without a tier of its own an [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Tier {
    /// One float at a time, on every CPU.
    Scalar,
    /// Eight floats of the crate `wide`, on every CPU: what the compiler's target has.
    Portable,
    /// Eight floats of x86-64's AVX2 with FMA and F16C.
    Avx2,
    /// Sixteen floats of x86-64's AVX-512 (F, BW, DQ and VL).
    Avx512,
}

impl Tier {
    /// Every tier, from the plainest to the widest.
    pub const ALL: [Self; 4] = [Self::Scalar, Self::Portable, Self::Avx2, Self::Avx512];

    /// The name that `ACTIV8_TIER` knows it by.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Scalar => "scalar",
            Self::Portable => "portable",
            Self::Avx2 => "avx2",
            Self::Avx512 => "avx512",
        }
    }

    /// Whether this CPU has the tier.
    pub fn is_available(self) -> bool {
        Level::detect(self).is_some()
    }

    /// Whether the tier's multiply-add rounds once. Tiers that agree in this give the same bits.
    ///
    /// For [`Scalar`](Self::Scalar) and [`Portable`](Self::Portable) it is a fact of the build:
    /// false on x86-64's baseline, true with `-C target-feature=+fma` and on aarch64.
    pub const fn is_fused(self) -> bool {
        match self {
            Self::Scalar => Scalar::FUSED,
            Self::Portable => Portable::FUSED,
            Self::Avx2 | Self::Avx512 => true,
        }
    }

    /// The tier of a call that names none: the environment's, or else the best one.
    pub fn active() -> Result<Self> {
        Level::active().map(Level::tier)
    }
}

impl fmt::Display for Tier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
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

    /// Whether kernels are compiled small: see [`Simd::COMPACT`].
    pub(crate) fn is_compact(self) -> bool {
        fn of<S: Simd>(_: S) -> bool {
            S::COMPACT
        }
        dispatch!(self, s => of(s))
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
