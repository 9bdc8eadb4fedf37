//! No verb reads or writes outside of its slices: pages that may not be touched lie on both sides.

#![cfg(unix)]
#![allow(unsafe_code, reason = "memory with guard pages")]

mod support;

use std::ptr::null_mut;
use std::slice;

use support::compare::{assert_same, assert_same_value};
use support::data::{Input, Mix, SENTINEL};
use support::others::others;
use support::table::{Args, Call, Verb};
use support::tiers::{available, every_verb};

/// Pages of floats between two pages that may not be touched.
struct Guarded {
    map: *mut u8,
    page: usize,
    len: usize,
}

impl Guarded {
    /// Room for `floats`, in whole pages.
    fn new(floats: usize) -> Self {
        // SAFETY: the call has no preconditions.
        let page = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
        let page = usize::try_from(page).expect("pages have a size");
        let len = (4 * floats).next_multiple_of(page);
        let flags = libc::MAP_PRIVATE | libc::MAP_ANON;
        // SAFETY: a new mapping, at an address that the system chooses, touches no other memory.
        let map = unsafe { libc::mmap(null_mut(), len + 2 * page, libc::PROT_NONE, flags, -1, 0) };
        assert_ne!(map, libc::MAP_FAILED, "mmap of {len} bytes");
        let map = map.cast::<u8>();
        // SAFETY: the pages between the first and the last one belong to the mapping.
        let done =
            unsafe { libc::mprotect(map.wrapping_add(page).cast(), len, libc::PROT_READ | libc::PROT_WRITE) };
        assert_eq!(done, 0, "mprotect");
        Self { map, page, len }
    }

    /// The first `len` floats, flush to the lower guard, or the last ones, flush to the upper one.
    fn place(&mut self, len: usize, upper: bool) -> &mut [f32] {
        assert!(4 * len <= self.len, "{len} floats do not fit");
        let start = self.page + if upper { self.len - 4 * len } else { 0 };
        // SAFETY: the floats lie in the pages that may be touched, which live as long as `self`; the
        // address is a multiple of four, and any bits are a float.
        unsafe { slice::from_raw_parts_mut(self.map.wrapping_add(start).cast(), len) }
    }

    /// `values` at that place; sentinels in all other floats.
    fn with(&mut self, values: &[f32], upper: bool) -> &mut [f32] {
        self.place(self.len / 4, false).fill(SENTINEL);
        let place = self.place(values.len(), upper);
        place.copy_from_slice(values);
        place
    }

    /// Fails if a float outside of that place is no sentinel.
    fn assert_untouched(&mut self, len: usize, upper: bool, what: &str) {
        let all = self.place(self.len / 4, false);
        let others = if upper { 0..all.len() - len } else { len..all.len() };
        for i in others {
            assert_eq!(all[i].to_bits(), SENTINEL.to_bits(), "{what}: wrote at {i}, outside of its output");
        }
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        // SAFETY: the mapping is this one's, and no slice of it outlives `self`.
        unsafe { libc::munmap(self.map.cast(), self.len + 2 * self.page) };
    }
}

/// Runs `verb` with each slice flush to a guard, and compares with the same in ordinary memory. A
/// fault ends the process at once: `--nocapture` shows which verb it was.
fn check(verb: Verb, call: Call, input: &Input, memory: &mut [Guarded; 4], what: &str) {
    let (want, value) = input.outcome(verb, call);
    let output = input.output(verb);
    for upper in [false, true] {
        let [x, second, bias, out] = memory.each_mut();
        let args = Args {
            x: x.with(&input.x, upper),
            bias: bias.with(&input.bias, upper),
            second: second.with(&input.second, upper),
            classes: &input.classes,
        };
        let out_place = out.with(&output, upper);
        let got = (verb.run)(call, args, out_place).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_same(out_place, &want, format_args!("{what}, upper: {upper}"));
        assert_same_value(got, value, format_args!("{what}, upper: {upper}"));
        out.assert_untouched(output.len(), upper, what);
    }
}

#[test]
fn nothing_is_touched_outside_of_the_slices() {
    let mut memory = [(); 4].map(|()| Guarded::new(1000));
    every_verb(|tier, verb| {
        println!("{}.{} on {tier}", verb.op, verb.verb);
        for len in 0..=130 {
            // One row of that length, and rows of three: their ends lie everywhere in a vector.
            let shapes = if verb.rows { vec![(1, len.max(1)), (len / 3, 3)] } else { vec![(len, 1)] };
            for (rows, row) in shapes {
                for mix in [Mix::Finite, Mix::Specials] {
                    let input = Input::new(verb, rows, row, mix);
                    let what = format!("{}.{} on {tier}, {rows}×{row} of {mix:?}", verb.op, verb.verb);
                    check(verb, Call::on(tier, row), &input, &mut memory, &what);
                }
            }
        }
    });
}

/// Lengths at the borders of the runs and blocks of a sum, and of the pieces of a parallel call.
#[test]
fn nothing_is_touched_outside_of_long_slices() {
    let mut memory = [(); 4].map(|()| Guarded::new(150_000));
    every_verb(|tier, verb| {
        println!("{}.{} on {tier}", verb.op, verb.verb);
        for len in [255, 257, 511, 513, 16_383, 16_385, 131_072, 131_103] {
            for (rows, row) in if verb.rows { vec![(1, len), (len / 7, 7)] } else { vec![(len, 1)] } {
                let input = Input::new(verb, rows, row, Mix::Finite);
                let call = Call { parallel: cfg!(feature = "rayon"), ..Call::on(tier, row) };
                let what = format!("{}.{} on {tier}, {rows}×{row}", verb.op, verb.verb);
                check(verb, call, &input, &mut memory, &what);
            }
        }
    });
}

/// Gates and slopes, whose verbs have other slices.
#[test]
fn gates_and_slopes_touch_nothing_outside_of_their_slices() {
    let mut inputs_at = [(); 3].map(|()| Guarded::new(1000));
    let mut outs_at = [(); 2].map(|()| Guarded::new(1000));
    for (tier, other) in available().into_iter().flat_map(|tier| others().map(move |other| (tier, other))) {
        println!("{} on {tier}", other.name);
        for n in (0..=130).step_by(4) {
            let drawn = other.draw(n, Mix::Specials);
            let mut want: Vec<Vec<f32>> =
                (other.outputs)(n).into_iter().map(|len| vec![SENTINEL; len]).collect();
            let inputs: Vec<&[f32]> = drawn.iter().map(Vec::as_slice).collect();
            let mut outs: Vec<&mut [f32]> = want.iter_mut().map(Vec::as_mut_slice).collect();
            (other.run)(tier, &inputs, &mut outs).unwrap_or_else(|error| panic!("{}: {error}", other.name));
            for upper in [false, true] {
                let inputs: Vec<&[f32]> =
                    inputs_at.iter_mut().zip(&drawn).map(|(at, values)| &*at.with(values, upper)).collect();
                let mut outs: Vec<&mut [f32]> = outs_at
                    .iter_mut()
                    .zip(&want)
                    .map(|(at, out)| at.with(&vec![SENTINEL; out.len()], upper))
                    .collect();
                let what = format!("{} on {tier}, {n} elements, upper: {upper}", other.name);
                assert_eq!((other.run)(tier, &inputs, &mut outs), Ok(()), "{what}");
                for (got, want) in outs.iter().zip(&want) {
                    assert_same(got, want, &what);
                }
                for (at, out) in outs_at.iter_mut().zip(&want) {
                    at.assert_untouched(out.len(), upper, &what);
                }
            }
        }
    }
}
