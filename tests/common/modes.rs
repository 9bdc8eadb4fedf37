//! What a caller may have set in x86-64's MXCSR: other roundings, subnormals that are flushed or taken as zeros.

#![allow(unsafe_code, reason = "the register of the modes")]

use std::arch::asm;
use std::hint::black_box;

const DOWN: u32 = 1 << 13;
const UP: u32 = 2 << 13;
const TO_ZERO: u32 = 3 << 13;
/// Flush to zero, and denormals are zeros.
pub(crate) const NO_SUBNORMALS: u32 = 1 << 15 | 1 << 6;
pub(crate) const MODES: [(&str, u32); 7] = [
    ("down", DOWN),
    ("up", UP),
    ("to zero", TO_ZERO),
    ("no subnormals", NO_SUBNORMALS),
    ("no subnormals, down", NO_SUBNORMALS | DOWN),
    ("no subnormals, up", NO_SUBNORMALS | UP),
    ("no subnormals, to zero", NO_SUBNORMALS | TO_ZERO),
];

fn set(bits: u32) {
    // SAFETY: the register is read from four bytes of ours, and has no reserved bit set.
    unsafe { asm!("ldmxcsr [{}]", in(reg) &raw const bits, options(nostack, readonly)) };
}

fn get() -> u32 {
    let mut bits = 0;
    // SAFETY: the register is written to four bytes of ours.
    unsafe { asm!("stmxcsr [{}]", in(reg) &raw mut bits, options(nostack)) };
    bits
}

/// Runs `f` with `mode` besides what is set, which it sets again.
pub(crate) fn with<T>(mode: u32, f: impl FnOnce() -> T) -> T {
    let before = get();
    set(before | mode);
    // Before the mode is set again, whatever the compiler may do with arithmetic.
    let result = black_box(f());
    set(before);
    result
}

/// Fails where a mode has no effect.
pub(crate) fn check() {
    let third = |mode| with(mode, || black_box(1.0f32) / black_box(3.0f32));
    assert!(third(DOWN) < third(UP), "roundings differ");
    let least = with(NO_SUBNORMALS, || black_box(f32::MIN_POSITIVE) * black_box(0.5));
    assert_eq!(least, 0.0, "subnormals are flushed");
    assert_eq!(get() & (TO_ZERO | NO_SUBNORMALS), 0, "and it is as it was");
}
