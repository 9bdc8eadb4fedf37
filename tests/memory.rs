//! No verb reads or writes outside of its slices: pages that may not be touched lie on both sides.

#![cfg(any(unix, windows))]
#![allow(unsafe_code, reason = "memory with guard pages")]

mod common;

use std::slice;

use common::compare::{assert_same, assert_same_value};
use common::data::{Input, Mix, SENTINEL};
use common::gated::others;
use common::subject;
use common::tiers;
use common::verbs::{Args, Call, Verb, verbs};
use rayon::prelude::*;
use region::{Allocation, Protection, alloc, page, protect};

/// Pages of floats between two pages that may not be touched. All floats but those in use are sentinels.
struct Guarded {
    map: Allocation,
    page: usize,
    len: usize,
}

impl Guarded {
    /// Room for `floats`, in whole pages.
    fn new(floats: usize) -> Self {
        let page = page::size();
        let len = (4 * floats).next_multiple_of(page);
        let mut map = alloc(len + 2 * page, Protection::NONE).expect("memory");
        let inside = map.as_mut_ptr::<u8>().wrapping_add(page);
        // SAFETY: the pages between the first and the last one belong to the mapping, which nothing else has.
        unsafe { protect(inside, len, Protection::READ_WRITE) }.expect("protected pages");
        let mut guarded = Self { map, page, len };
        guarded.place(len / 4, false).fill(SENTINEL);
        guarded
    }

    /// The first `len` floats, flush to the lower guard, or the last ones, flush to the upper one.
    fn place(&mut self, len: usize, upper: bool) -> &mut [f32] {
        assert!(4 * len <= self.len, "{len} floats do not fit");
        let start = self.page + if upper { self.len - 4 * len } else { 0 };
        // SAFETY: the floats lie in the pages that may be touched, which live as long as `self`; the
        // address is a multiple of four, and any bits are a float.
        unsafe { slice::from_raw_parts_mut(self.map.as_mut_ptr::<u8>().wrapping_add(start).cast(), len) }
    }

    /// `values` at that place.
    fn with(&mut self, values: &[f32], upper: bool) -> &mut [f32] {
        let place = self.place(values.len(), upper);
        place.copy_from_slice(values);
        place
    }

    /// Takes the `len` floats at that place out of use.
    fn release(&mut self, len: usize, upper: bool) {
        self.place(len, upper).fill(SENTINEL);
    }

    /// Fails if a float is no sentinel, nothing being in use.
    fn assert_untouched(&mut self, what: &str) {
        let other = self.place(self.len / 4, false).iter().position(|x| x.to_bits() != SENTINEL.to_bits());
        assert_eq!(other, None, "{what}: wrote outside of its slice, at this one");
    }
}

/// Runs `verb` with each slice flush to a guard, and compares with the same in ordinary memory. A
/// fault ends the process at once: `--nocapture` shows which verbs were at it.
fn check(verb: Verb, call: Call, input: &Input, memory: &mut [Guarded; 5], what: &str) {
    let (want, value) = input.outcome(verb, call);
    let output = input.output(verb);
    for upper in [false, true] {
        let [x, second, bias, out, dy] = memory.each_mut();
        let args = Args {
            x: x.with(&input.x, upper),
            bias: bias.with(&input.bias, upper),
            second: second.with(&input.second, upper),
            classes: &input.classes,
            dy: dy.with(&input.dy, upper),
        };
        let out_place = out.with(&output, upper);
        let got = (verb.run)(call, args, out_place).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_same(out_place, &want, format_args!("{what}, upper: {upper}"));
        assert_same_value(got, value, format_args!("{what}, upper: {upper}"));
        for (at, slice) in memory.iter_mut().zip([&input.x, &input.second, &input.bias, &output, &input.dy]) {
            at.release(slice.len(), upper);
        }
        memory[3].assert_untouched(what);
    }
}

/// Checks every verb on every tier, on every shape of so many elements.
fn check_all(lengths: &[usize], row: usize, mixes: &[Mix], [parallel, streaming]: [bool; 2]) {
    let greatest = lengths.iter().copied().max().unwrap_or_default();
    verbs().par_iter().for_each(|&verb| {
        println!("{}.{}", verb.op, verb.verb);
        // Each of a verb's slices has its own pages.
        let mut memory = [(); 5].map(|()| Guarded::new(greatest));
        for (&len, &mix) in lengths.iter().flat_map(|len| mixes.iter().map(move |mix| (len, mix))) {
            // One row of that length, and short ones, whose ends lie everywhere in a vector.
            let shapes = if verb.rows { vec![(1, len.max(1)), (len / row, row)] } else { vec![(len, 1)] };
            for (rows, row) in shapes {
                let input = Input::new(verb, rows, row, mix);
                for tier in tiers() {
                    let what = format!("{}.{} on {tier}, {rows}×{row} of {mix:?}", verb.op, verb.verb);
                    check(
                        verb,
                        Call { parallel, streaming, ..Call::on(tier, row) },
                        &input,
                        &mut memory,
                        &what,
                    );
                }
            }
        }
    });
}

#[test]
fn nothing_is_touched_outside_of_the_slices() {
    check_all(&(0..=130).collect::<Vec<_>>(), 3, &[Mix::Finite, Mix::Specials], [false; 2]);
}

/// Lengths at the borders of the runs and blocks of a sum, and of the pieces of a parallel call.
#[test]
fn nothing_is_touched_outside_of_long_slices() {
    let parallel = cfg!(feature = "rayon");
    check_all(&[255, 257, 511, 513], 7, &[Mix::Finite], [parallel, false]);
    check_all(&[16_383, 16_385, 131_103], 7, &[Mix::Finite], [parallel, false]);
}

/// Lengths at the borders of lines, and of the blocks in which outputs are streamed.
#[test]
fn nothing_is_touched_outside_of_slices_that_are_streamed() {
    check_all(&[0, 1, 15, 16, 17, 100, 1023, 1024, 1025, 2100], 7, &[Mix::Finite], [false, true]);
}

/// Gates and slopes, whose verbs have other slices.
#[test]
fn gates_and_slopes_touch_nothing_outside_of_their_slices() {
    let mut inputs_at = [(); 3].map(|()| Guarded::new(1000));
    let mut outs_at = [(); 2].map(|()| Guarded::new(1000));
    for (tier, other) in tiers().into_iter().flat_map(|tier| others().map(move |other| (tier, other))) {
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
                let slices = inputs_at.iter_mut().zip(&drawn).chain(outs_at.iter_mut().zip(&want));
                slices.for_each(|(at, slice)| at.release(slice.len(), upper));
                outs_at.iter_mut().for_each(|at| at.assert_untouched(&what));
            }
        }
    }
}
