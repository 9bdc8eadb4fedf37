//! A number for each row of a group.

use core::ops::{Add, Div, Index, IndexMut, Mul, Sub};

use crate::rows::MAX_GROUP_ROWS;

/// Rows of a group.
pub(super) const ROWS: usize = MAX_GROUP_ROWS;
/// A float for each row.
pub(super) type Floats = [f32; ROWS];

/// A number for each row. Each operation is a loop over them without a branch, which the compiler turns into instructions
/// on vectors of `f64`.
#[derive(Clone, Copy, Default, PartialEq)]
#[repr(align(64))]
pub(super) struct Numbers([f64; ROWS]);

impl Numbers {
    /// The same for all rows.
    #[inline(always)]
    pub(super) fn of(number: f64) -> Self {
        Self([number; ROWS])
    }

    #[inline(always)]
    fn each(number: impl Fn(usize) -> f64) -> Self {
        let mut numbers = [0.0; ROWS];
        for i in 0..ROWS {
            numbers[i] = number(i);
        }
        Self(numbers)
    }

    #[inline(always)]
    pub(super) fn from_floats(floats: &Floats) -> Self {
        Self::each(
            #[inline(always)]
            |i| f64::from(floats[i]),
        )
    }

    /// Rounded.
    #[inline(always)]
    pub(super) fn to_floats(self) -> Floats {
        let mut floats = [0.0; ROWS];
        for i in 0..ROWS {
            floats[i] = self.0[i] as f32;
        }
        floats
    }

    #[inline(always)]
    pub(super) fn array(&self) -> &[f64; ROWS] {
        &self.0
    }

    #[inline(always)]
    pub(super) fn abs(self) -> Self {
        Self::each(
            #[inline(always)]
            |i| self.0[i].abs(),
        )
    }

    /// These where a = b, else the others.
    #[inline(always)]
    pub(super) fn where_equal(self, a: Self, b: Self, others: Self) -> Self {
        Self::each(
            #[inline(always)]
            |i| if a.0[i] == b.0[i] { self.0[i] } else { others.0[i] },
        )
    }

    /// These where a < b, else the others.
    #[inline(always)]
    pub(super) fn where_less(self, a: Self, b: Self, others: Self) -> Self {
        Self::each(
            #[inline(always)]
            |i| if a.0[i] < b.0[i] { self.0[i] } else { others.0[i] },
        )
    }

    /// 0 where a is 0, whatever these are there.
    #[inline(always)]
    pub(super) fn zero_with(self, a: Self) -> Self {
        let zero = Self::of(0.0);
        zero.where_equal(a, zero, self)
    }
}

impl Index<usize> for Numbers {
    type Output = f64;

    #[inline(always)]
    fn index(&self, row: usize) -> &f64 {
        &self.0[row]
    }
}

impl IndexMut<usize> for Numbers {
    #[inline(always)]
    fn index_mut(&mut self, row: usize) -> &mut f64 {
        &mut self.0[row]
    }
}

/// Operators, a row each: trait, method, operation.
macro_rules! operators {
    ($($op:ident $method:ident $operation:tt)*) => {$(
        impl $op for Numbers {
            type Output = Self;

            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                Self::each(
                    #[inline(always)]
                    |i| self.0[i] $operation other.0[i],
                )
            }
        }
    )*};
}

operators! {
    Add add +
    Sub sub -
    Mul mul *
    Div div /
}
