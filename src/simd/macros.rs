//! The macros of the tiers; one of them holds the only `unsafe` of the primitives.

/// Whether the CPU has these features: asked when the program runs; without `std`, whether the compiler's target has it.
#[cfg(all(target_arch = "x86_64", feature = "std"))]
macro_rules! has {
    ($($feature:tt),*) => {
        true $(&& is_x86_feature_detected!($feature))*
    };
}
#[cfg(all(target_arch = "x86_64", not(feature = "std")))]
macro_rules! has {
    ($($feature:tt),*) => {
        cfg!(all($(target_feature = $feature),*))
    };
}

/// Methods of a tier, each compiled for `$features` and safe to call because the token is proof.
macro_rules! ops {
    ($features:literal $(
        $(#[$attribute:meta])*
        $vis:vis fn $name:ident $(<const $n:ident: i32>)? ($($arg:ident: $ty:ty),*) -> $ret:ty $body:block
    )*) => {$(
        $(#[$attribute])*
        #[inline(always)]
        $vis fn $name $(<const $n: i32>)? (self, $($arg: $ty),*) -> $ret {
            #[inline]
            #[target_feature(enable = $features)]
            fn op $(<const $n: i32>)? ($($arg: $ty),*) -> $ret $body
            // SAFETY: the token `self` exists only where detection found these features.
            unsafe { op $(::<$n>)? ($($arg),*) }
        }
    )*};
}

/// [`Simd::vectorize`](super::Simd::vectorize) for a tier of `$features`.
macro_rules! vectorize {
    ($features:literal) => {
        #[inline(always)]
        fn vectorize<R>(self, f: impl FnOnce() -> R) -> R {
            #[inline]
            #[target_feature(enable = $features)]
            fn run<R>(f: impl FnOnce() -> R) -> R {
                f()
            }
            // SAFETY: the token `self` exists only where detection found these features.
            unsafe { run(f) }
        }
    };
}

/// The block of a tier that is a single vector: where others would not fit into the registers, and where the
/// build is not optimised, so that each value of a block has a place of its own on the stack.
macro_rules! single_block {
    ($vector:ty) => {
        type Block = Self;
        type Registers = [$vector; 1];
        type Two = Self;
        type Four = Self;

        #[inline(always)]
        fn two(self) -> Self {
            self
        }

        #[inline(always)]
        fn four(self) -> Self {
            self
        }

        #[inline(always)]
        fn block(self) -> Self {
            self
        }

        #[inline(always)]
        fn registers(self, v: $vector) -> [$vector; 1] {
            [v]
        }
    };
}

/// A block of several vectors in lockstep: see [`pair`](super::pair).
#[cfg(not(activ8_unoptimised))]
macro_rules! lockstep {
    ($block:ty, $token:expr, [$vector:ty; $count:literal], $vectors:pat => $registers:expr) => {
        type Block = $block;
        type Registers = [$vector; $count];
        type Two = super::Pair<Self>;
        type Four = super::Pair<super::Pair<Self>>;

        #[inline(always)]
        fn two(self) -> Self::Two {
            super::Pair(self)
        }

        #[inline(always)]
        fn four(self) -> Self::Four {
            super::Pair(super::Pair(self))
        }

        #[inline(always)]
        fn block(self) -> $block {
            $token(self)
        }

        #[inline(always)]
        fn registers(self, $vectors: <$block as Simd>::F32) -> [$vector; $count] {
            $registers
        }
    };
}

/// Tails of an eight-lane tier without masked instructions: four, two and one elements at a time.
macro_rules! up_to_eight {
    () => {
        #[inline(always)]
        unsafe fn load_up_to(self, from: *const f32, n: usize) -> Self::F32 {
            if n == 8 {
                // SAFETY: the caller lets us read eight elements.
                return unsafe { self.load(from) };
            }
            // SAFETY: the caller lets us read `n` elements.
            let lanes = unsafe { $crate::simd::fallback::load_partial(from, n) };
            // SAFETY: `lanes` holds eight elements.
            unsafe { self.load(lanes.as_ptr()) }
        }

        #[inline(always)]
        unsafe fn store_up_to(self, to: *mut f32, n: usize, v: Self::F32) {
            if n == 8 {
                // SAFETY: the caller lets us write eight elements.
                return unsafe { self.store(to, v) };
            }
            let mut lanes = [0.0f32; 8];
            // SAFETY: `lanes` holds eight elements.
            unsafe { self.store(lanes.as_mut_ptr(), v) };
            // SAFETY: the caller lets us write `n` elements, and `lanes` holds more.
            unsafe { $crate::simd::fallback::store_partial(&lanes, to, n) };
        }
    };
}
