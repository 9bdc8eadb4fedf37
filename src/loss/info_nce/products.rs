//! Products of matrices, a block of rows at a time.

use crate::shape::{Kernel, Out, Source, Terms, map, sum};
use crate::simd::{F32s, Simd};

/// Rows of the right matrix that are taken together for a product with one row of the left.
const DOTS: usize = 4;
/// Rows that are added at once.
const ADDED: usize = 8;

/// Row `i` of `rows` of `dim` elements.
#[inline(always)]
fn row(rows: Source<'_>, dim: usize, i: usize) -> Source<'_> {
    rows.slice(i * dim..(i + 1) * dim)
}

/// `out[i·n + j] = scale · x[i]·y[j]`, over rows of `dim` elements.
#[inline(always)]
pub(super) fn products<S: Simd>(s: S, dim: usize, scale: f64, x: Source<'_>, y: Source<'_>, out: &mut [f32]) {
    let n = y.len() / dim;
    // Some rows of y stay in the first-level cache for all of x.
    for j in (0..n).step_by(DOTS) {
        // Behind the last row, that one again.
        let at = |k: usize| row(y, dim, (j + k).min(n - 1));
        let group = [at(0), at(1), at(2), at(3)];
        for i in 0..x.len() / dim {
            let [a, b, c, d] = group;
            let dots = sum(s, Dots, [row(x, dim, i), a, b, c, d], [], 1.0);
            for (out, dot) in out[i * n + j..(i + 1) * n].iter_mut().zip(dots) {
                *out = (dot * scale) as f32;
            }
        }
    }
}

/// `out[i] = Σⱼ factors[i·n + j]·y[j]`, over rows of `dim` elements.
#[inline(always)]
pub(super) fn combine<S: Simd>(s: S, dim: usize, factors: &[f32], y: Source<'_>, out: Out<'_>) {
    let n = y.len() / dim;
    out.iter().for_each(|out| out.set(0.0));
    for j in (0..n).step_by(ADDED) {
        let at = |k: usize| row(y, dim, (j + k).min(n - 1));
        let [a, b, c, d] = [at(0), at(1), at(2), at(3)];
        let [e, f, g, h] = [at(4), at(5), at(6), at(7)];
        for (i, out) in out.chunks_exact(dim).enumerate() {
            let mut add = Add([0.0; ADDED]);
            let factors = &factors[i * n + j..(i + 1) * n];
            for (to, factor) in add.0.iter_mut().zip(factors) {
                *to = *factor;
            }
            map(s, add, [out.into(), a, b, c, d, e, f, g, h], [out]);
        }
    }
}

/// Of the first with each other.
#[derive(Clone, Copy)]
struct Dots;

impl Terms<{ 1 + DOTS }, DOTS, 0> for Dots {
    #[inline(always)]
    fn eval<S: Simd>(self, [x, a, b, c, d]: [F32s<S>; 5]) -> ([F32s<S>; DOTS], [F32s<S>; 0]) {
        ([x * a, x * b, x * c, x * d], [])
    }
}

/// Multiples of rows, added to a row.
#[derive(Clone, Copy)]
struct Add([f32; ADDED]);

impl Kernel<{ 1 + ADDED }> for Add {
    #[inline(always)]
    fn eval<S: Simd>(self, of: [F32s<S>; 1 + ADDED]) -> [F32s<S>; 1] {
        // Two chains, which a core adds side by side; the sum so far comes last, as the greatest.
        let mut sums = [of[1] * of[0].of(self.0[0]), of[2] * of[0].of(self.0[1])];
        for k in 2..ADDED {
            sums[k % 2] = of[k + 1].mul_add(of[0].of(self.0[k]), sums[k % 2]);
        }
        [of[0] + (sums[0] + sums[1])]
    }
}
