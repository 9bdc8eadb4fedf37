//! The state that the processor is put into before it is measured.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// How long a processor that idled is given to reach the speed that it can keep.
const WARM_UP: Duration = Duration::from_millis(1500);

/// Works for nothing until the processor has left its idle speed, which the first benchmark would
/// be measured at otherwise.
pub fn warm_up() {
    let begin = Instant::now();
    let mut x = [1.0_f32; 64];
    while begin.elapsed() < WARM_UP {
        for _ in 0..1000 {
            black_box(&mut x).iter_mut().for_each(|x| *x = *x * 0.999 + 0.001);
        }
    }
}

/// Clears what a library may have left in the upper halves of the vector registers. Code compiled
/// for SSE, such as the C library's `tanhf`, runs about four times slower until someone does, and
/// should not pay for whoever went before it (tract-linalg 0.23 leaves them dirty).
pub fn clear_upper_halves() {
    #[cfg(target_arch = "x86_64")]
    {
        #[target_feature(enable = "avx")]
        fn clear() {
            std::arch::x86_64::_mm256_zeroupper();
        }
        if is_x86_feature_detected!("avx") {
            // SAFETY: the CPU was just found to have AVX.
            unsafe { clear() };
        }
    }
}
