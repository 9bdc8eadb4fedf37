//! 16-bit floats: conversions by all tiers, every verb against that of `f32`, bit for bit, and the error of
//! every activation over all inputs.

mod activations;
mod conversions;
mod exhaustive;
mod gated;
mod joint;
mod kin;
mod losses;

use std::mem::MaybeUninit;

use activ8::{Element, bf16, f16};

/// What the tests need of an element.
pub(crate) trait Real: Element + PartialEq + std::fmt::Debug {
    const NAME: &'static str;
    /// Digits of the significand, and the exponent of the least normal number.
    const DIGITS: i32;
    const LEAST: i32;
    fn of(x: f32) -> Self;
    fn f32(self) -> f32;
    fn bits(self) -> u32;
    fn from_bits(bits: u16) -> Self;
}

macro_rules! real {
    ($($real:ty, $digits:literal, $least:literal, $of:expr, $f32:expr, $from:expr;)*) => {$(
        impl Real for $real {
            const NAME: &'static str = stringify!($real);
            const DIGITS: i32 = $digits;
            const LEAST: i32 = $least;
            fn of(x: f32) -> Self {
                $of(x)
            }
            fn f32(self) -> f32 {
                $f32(self)
            }
            fn bits(self) -> u32 {
                self.to_bits().into()
            }
            fn from_bits(bits: u16) -> Self {
                $from(bits)
            }
        }
    )*};
}

real! {
    f32, 24, -126, |x| x, |x| x, |bits| f32::from_bits(u32::from(bits) << 16);
    f16, 11, -14, f16::from_f32, f16::to_f32, f16::from_bits;
    bf16, 8, -126, bf16::from_f32, bf16::to_f32, bf16::from_bits;
}

/// Whether both are NaN, or the same bits.
pub(crate) fn same<T: Real>(a: T, b: T) -> bool {
    (a.f32().is_nan() && b.f32().is_nan()) || a.bits() == b.bits()
}

#[track_caller]
pub(crate) fn assert_same<T: Real>(got: &[T], want: &[f32], what: &str) {
    assert_eq!(got.len(), want.len(), "{what}");
    for (i, (&got, &want)) in got.iter().zip(want).enumerate() {
        assert!(same(got, T::of(want)), "{what}: [{i}] is {got:?}, want {want:e} rounded");
    }
}

pub(crate) fn widened<T: Real>(x: &[T]) -> Vec<f32> {
    x.iter().map(|x| x.f32()).collect()
}

pub(crate) fn rounded<T: Real>(x: &[f32]) -> Vec<T> {
    x.iter().map(|&x| T::of(x)).collect()
}

/// The vector that a verb makes of room for `n` elements.
pub(crate) fn fresh<T>(n: usize, verb: impl FnOnce(&mut [MaybeUninit<T>]) -> activ8::Result<()>) -> Vec<T> {
    let mut made = Vec::with_capacity(n);
    verb(&mut made.spare_capacity_mut()[..n]).expect("nothing to refuse");
    // SAFETY: the verb has written all.
    unsafe { made.set_len(n) };
    made
}
