//! The names of the tiers.

use core::fmt;

use super::{Portable, Scalar, Simd};

/// A set of instructions that every kernel is compiled for.
///
/// The best one that the CPU has is found once and used by default. Another may be named for one
/// call with [`.on(tier)`](crate::On::on), or for the process with the environment
/// variable `ACTIV8_TIER`, read at the first call, where an empty one is as none. A name that is no tier,
/// or a tier that the CPU lacks, makes every call without a tier of its own an [`Error`](crate::Error).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Tier {
    /// One float at a time, on every CPU.
    Scalar,
    /// Eight floats of the crate `wide`, on every CPU that is little-endian: what the compiler's target has. On
    /// s390x its rows are wrong, so that there is [`Scalar`](Self::Scalar) alone.
    Portable,
    /// Eight floats of x86-64's AVX2 with FMA and F16C.
    Avx2,
    /// Sixteen floats of x86-64's AVX-512 (F, BW, DQ and VL).
    Avx512,
    /// Four floats of aarch64's NEON.
    Neon,
}

impl Tier {
    /// Every tier: those of every CPU, then x86-64's, then aarch64's, each from the plainest to the widest.
    pub const ALL: [Self; 5] = [Self::Scalar, Self::Portable, Self::Avx2, Self::Avx512, Self::Neon];

    /// The name that `ACTIV8_TIER` knows it by.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Scalar => "scalar",
            Self::Portable => "portable",
            Self::Avx2 => "avx2",
            Self::Avx512 => "avx512",
            Self::Neon => "neon",
        }
    }

    /// Whether the tier has formulas of its own for [`Accuracy::Fast`](crate::Accuracy::Fast): those of a CPU's own
    /// instructions have.
    pub const fn has_fast(self) -> bool {
        !matches!(self, Self::Scalar | Self::Portable)
    }

    /// Whether the tier's multiply-add rounds once. Tiers that agree in this give the same bits.
    ///
    /// For [`Scalar`](Self::Scalar) and [`Portable`](Self::Portable) it is a fact of the build:
    /// false on x86-64's baseline, true with `-C target-feature=+fma` and on aarch64.
    pub const fn is_fused(self) -> bool {
        match self {
            Self::Scalar => Scalar::FUSED,
            Self::Portable => Portable::FUSED,
            Self::Avx2 | Self::Avx512 | Self::Neon => true,
        }
    }
}

impl fmt::Display for Tier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
