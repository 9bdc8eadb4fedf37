//! What the memory allows, whatever is computed: a copy for an operation that writes as much as it
//! reads, and a plain sum of its streams for a loss, with the widest loads that the CPU has.

use crate::contender::{Call, Contender, Fault};
use crate::job::Job;
use crate::op::Op;

/// A copy of the one slice to the other, of the same length.
type Copy = fn(&[f32], &mut [f32]);

/// What cheap operations take at most, beside a plain copy.
const COPY_BAR: f64 = 1.15;

/// What losses of a few instructions an element take at most, beside reading their inputs.
const READ_BAR: f64 = 1.15;

/// A copy reads an element, and writes one whose line it reads before.
const COPY_BYTES: usize = 12;

pub fn enter(job: &Job) -> Result<Vec<Contender<'_>>, Fault> {
    let (x, t) = (job.x(), job.t());
    let copy = |library, copy: Copy| {
        let call = Call::write(move |y| {
            copy(x, &mut y[..x.len()]);
            Ok(())
        });
        Contender::yardstick(library, call).moving(COPY_BYTES)
    };
    let bar = job.op.is_cheap().then_some(COPY_BAR);
    let plain = copy("copy", |x, y| y.copy_from_slice(x)).bar(bar);
    // The library's copy may use other instructions than a loop of loads and stores, which is
    // what an operation is: where a copy is what matters, both are shown.
    let vector = || vector_copy(false).map(|f| copy("copy (vector loop)", f));
    let streaming = || vector_copy(true).map(|f| copy("copy (streaming)", f));
    let read = |call| Contender::yardstick("read", call);
    Ok(match job.op {
        Op::Copy => {
            let one = read(Call::total(move || Ok(sum::<1, 8>([x]))));
            [Some(plain), vector(), streaming(), Some(one)].into_iter().flatten().collect()
        }
        // It reads one element of a row.
        Op::Nll => Vec::new(),
        Op::CrossEntropy => vec![read(Call::total(move || Ok(sum::<1, 8>([x]))))],
        op if op.is_loss() => {
            let bar = op.is_read().then_some(READ_BAR);
            vec![read(Call::total(move || Ok(sum::<2, 4>([x, t])))).bar(bar)]
        }
        op if op.is_cheap() => [Some(plain), vector(), streaming()].into_iter().flatten().collect(),
        _ => vec![plain],
    })
}

/// The sum of `STREAMS` slices of one length, with `SUMS` running vectors for each.
fn sum<const STREAMS: usize, const SUMS: usize>(streams: [&[f32]; STREAMS]) -> f32 {
    #[cfg(target_arch = "x86_64")]
    {
        if is_x86_feature_detected!("avx512f") {
            // SAFETY: the CPU was just found to have AVX-512F.
            return unsafe { x86::sum_avx512::<STREAMS, SUMS>(streams) };
        }
        if is_x86_feature_detected!("avx") {
            // SAFETY: the CPU was just found to have AVX.
            return unsafe { x86::sum_avx::<STREAMS, SUMS>(streams) };
        }
    }
    streams.iter().map(|stream| stream.iter().sum::<f32>()).sum()
}

/// A copy by the widest vectors, past the caches or through them, where the CPU has any.
fn vector_copy(streaming: bool) -> Option<Copy> {
    #[cfg(target_arch = "x86_64")]
    {
        if is_x86_feature_detected!("avx512f") {
            // SAFETY: the CPU was just found to have AVX-512F.
            let streamed: Copy = |x, y| unsafe { x86::copy_avx512::<true>(x, y) };
            // SAFETY: as above.
            let cached: Copy = |x, y| unsafe { x86::copy_avx512::<false>(x, y) };
            return Some(if streaming { streamed } else { cached });
        }
        if is_x86_feature_detected!("avx") {
            // SAFETY: the CPU was just found to have AVX.
            let streamed: Copy = |x, y| unsafe { x86::copy_avx::<true>(x, y) };
            // SAFETY: as above.
            let cached: Copy = |x, y| unsafe { x86::copy_avx::<false>(x, y) };
            return Some(if streaming { streamed } else { cached });
        }
    }
    let _ = streaming;
    None
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::*;

    /// The two loops for one instruction set; the formula is the same, the registers are not.
    macro_rules! loops {
        ($feature:literal, $lanes:literal, $sum:ident, $copy:ident,
         $zero:ident, $load:ident, $add:ident, $store:ident, $stream:ident) => {
            #[target_feature(enable = $feature)]
            pub(super) fn $sum<const STREAMS: usize, const SUMS: usize>(streams: [&[f32]; STREAMS]) -> f32 {
                let len = streams.iter().map(|stream| stream.len()).min().unwrap_or(0);
                let mut sums = [[$zero(); SUMS]; STREAMS];
                let body = len - len % ($lanes * SUMS);
                for i in (0..body).step_by($lanes * SUMS) {
                    for (stream, sums) in streams.iter().zip(&mut sums) {
                        for (k, sum) in sums.iter_mut().enumerate() {
                            // SAFETY: `i + lanes * SUMS <= body`, which no stream is shorter than.
                            let loaded = unsafe { $load(stream.as_ptr().add(i + $lanes * k)) };
                            *sum = $add(*sum, loaded);
                        }
                    }
                }
                let mut total = $zero();
                for sum in sums.as_flattened() {
                    total = $add(total, *sum);
                }
                let mut lanes = [0.0_f32; $lanes];
                // SAFETY: `lanes` has room for one register.
                unsafe { $store(lanes.as_mut_ptr(), total) };
                let tail = streams.iter().map(|stream| stream[body..].iter().sum::<f32>());
                lanes.iter().sum::<f32>() + tail.sum::<f32>()
            }

            #[target_feature(enable = $feature)]
            pub(super) fn $copy<const STREAMING: bool>(x: &[f32], y: &mut [f32]) {
                let len = x.len().min(y.len());
                // A streaming store wants an address that its register divides.
                let head = match y.as_ptr().align_offset($lanes * size_of::<f32>()) {
                    head if head <= len => head,
                    _ => len,
                };
                let body = head + (len - head) / $lanes * $lanes;
                y[..head].copy_from_slice(&x[..head]);
                y[body..len].copy_from_slice(&x[body..len]);
                let (from, to) = (x.as_ptr(), y.as_mut_ptr());
                for i in (head..body).step_by($lanes) {
                    // SAFETY: `i + lanes <= body`, which neither slice is shorter than, and
                    // `to + head` is aligned to the register, whose length `i - head` is a
                    // multiple of.
                    unsafe {
                        let loaded = $load(from.add(i));
                        if STREAMING { $stream(to.add(i), loaded) } else { $store(to.add(i), loaded) }
                    }
                }
                if STREAMING {
                    // Streaming stores are not ordered with others until a fence.
                    _mm_sfence();
                }
            }
        };
    }

    loops!(
        "avx",
        8,
        sum_avx,
        copy_avx,
        _mm256_setzero_ps,
        _mm256_loadu_ps,
        _mm256_add_ps,
        _mm256_storeu_ps,
        _mm256_stream_ps
    );
    loops!(
        "avx512f",
        16,
        sum_avx512,
        copy_avx512,
        _mm512_setzero_ps,
        _mm512_loadu_ps,
        _mm512_add_ps,
        _mm512_storeu_ps,
        _mm512_stream_ps
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_take_every_element_of_every_stream() {
        for len in [0, 1, 15, 16, 17, 127, 128, 129, 1000] {
            let x: Vec<f32> = (0..len).map(|i| i as f32).collect();
            let t = vec![0.5; len];
            let (x_sum, t_sum) = ((len * len.saturating_sub(1) / 2) as f32, 0.5 * len as f32);
            assert_eq!(sum::<1, 8>([&x]), x_sum, "{len}");
            assert_eq!(sum::<2, 4>([&x, &t]), x_sum + t_sum, "{len}");
        }
    }

    #[test]
    fn copies_copy_from_any_address() {
        let x: Vec<f32> = (0..200).map(|i| i as f32).collect();
        for copy in [vector_copy(false), vector_copy(true)].into_iter().flatten() {
            for (start, len) in [(0, 0), (0, 1), (1, 5), (3, 64), (5, 129), (16, 160)] {
                let mut y = vec![-1.0; 200];
                copy(&x[start..start + len], &mut y[start..start + len]);
                assert_eq!(y[start..start + len], x[start..start + len], "{start} {len}");
                assert!(y[..start].iter().chain(&y[start + len..]).all(|&y| y == -1.0), "{start} {len}");
            }
        }
    }
}
