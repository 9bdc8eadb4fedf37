//! Functions that are another polynomial in each of eight intervals: a table for each coefficient, which
//! every vector tier reads in one instruction.

use crate::simd::{F32s, I32s, Simd, Table};

/// Floats from their bits.
pub(super) const fn tables<const N: usize>(bits: [[u32; 8]; N]) -> [Table; N] {
    let mut tables = [[0.0; 8]; N];
    let mut i = 0;
    while i < 8 * N {
        tables[i / 8][i % 8] = f32::from_bits(bits[i / 8][i % 8]);
        i += 1;
    }
    tables
}

/// The sum of `c[i][j]·dⁱ`, by Horner's rule.
#[inline(always)]
pub(super) fn polynomial<S: Simd, const N: usize>(d: F32s<S>, j: I32s<S>, c: &[Table; N]) -> F32s<S> {
    let mut sum = j.lookup(&c[N - 1]);
    for i in (0..N - 1).rev() {
        sum = sum.mul_add(d, j.lookup(&c[i]));
    }
    sum
}
