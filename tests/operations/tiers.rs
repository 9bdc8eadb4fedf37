//! The same bits: on tiers of equal `is_fused`, at every length, offset and position, in place and out
//! of place, on any number of threads, and from whichever verb of a loss; and `ACTIV8_TIER`.

mod bits;
mod environment;
mod losses;
mod nans;
mod streaming;
#[cfg(feature = "rayon")]
mod threads;

use crate::common::compare::{Lazy, assert_same, assert_same_value};
use crate::common::data::{Input, MIXES, Mix, SENTINEL};
use crate::common::verbs::groups;
use crate::common::verbs::{Args, Call, Output, Verb, verb as verb_of, verbs};
use crate::common::{sparse, tiers};
use activ8::{Error, Reduction, Relu, Tier};
use rayon::prelude::*;

/// Four of the widest vectors in a block, four blocks, and one element more; then lengths on both
/// sides of a sum's short run and of its block.
fn lengths() -> impl Iterator<Item = usize> {
    let long = [511, 512, 513, 1000, 4099, 16_383, 16_384, 16_385, 40_007];
    short(4 * 64 + 1).chain(long.into_iter().take_while(|&len| len < 200_000 / sparse()))
}

/// Every length up to `most`; where tests are sparse, those of which few would show what many do.
fn short(most: usize) -> impl Iterator<Item = usize> {
    let by = sparse();
    (0..=most).filter(move |&len| len <= 17 || len % by == len / by % by)
}

/// Inputs of about `len` elements: a single row of that length, or a few rows.
fn inputs(verb: Verb, len: usize, mix: Mix) -> Vec<Input> {
    match (verb.rows, len) {
        (false, _) => vec![Input::new(verb, len, 1, mix)],
        (true, 0) => vec![Input::new(verb, 0, 3, mix)],
        (true, 1..=64) => vec![Input::new(verb, 1, len, mix), Input::new(verb, 3, len, mix)],
        (true, _) => vec![Input::new(verb, 1, len, mix), Input::new(verb, len.div_ceil(10), 10, mix)],
    }
}

#[test]
fn the_crate_finds_the_tiers_that_the_cpu_has() {
    #[cfg(target_arch = "x86_64")]
    let [avx2, avx512] = [
        is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("fma")
            && is_x86_feature_detected!("f16c"),
        is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512bw")
            && is_x86_feature_detected!("avx512dq")
            && is_x86_feature_detected!("avx512vl"),
    ];
    #[cfg(not(target_arch = "x86_64"))]
    let [avx2, avx512] = [false; 2];
    // Little-endian aarch64 always has it, but on targets without registers of floats.
    let neon = cfg!(all(target_arch = "aarch64", target_endian = "little", target_feature = "neon"));
    for (tier, has) in Tier::ALL.into_iter().zip([true, true, avx2, avx512, neon]) {
        assert_eq!(tier.is_available(), has, "{tier} on this CPU");
        let placed = Relu.on(tier).map(|_| ());
        let want = if has { Ok(()) } else { Err(Error::UnavailableTier { argument: "tier", tier }) };
        assert_eq!(placed, want, "Relu.on({tier})");
    }
    assert_eq!(Tier::Scalar.is_fused(), Tier::Portable.is_fused(), "a fact of the build");
    assert!(
        [Tier::Avx2, Tier::Avx512, Tier::Neon].iter().all(|tier| tier.is_fused()),
        "tiers of instructions of a CPU's own fuse"
    );
}

#[test]
fn tiers_of_equal_fusion_give_the_same_bits_at_every_length() {
    let groups = groups();
    verbs().par_iter().for_each(|&verb| {
        for input in lengths().flat_map(|len| MIXES.into_iter().flat_map(move |mix| inputs(verb, len, mix))) {
            for group in &groups {
                let (out, value) = input.outcome(verb, Call::on(group[0], input.row));
                for &tier in &group[1..] {
                    let what = || format!("{}, {}, {tier} beside {}", verb.name(), input.shape(), group[0]);
                    let got = input.outcome(verb, Call::on(tier, input.row));
                    assert_same(&got.0, &out, Lazy(what));
                    assert_same_value(got.1, value, Lazy(what));
                }
            }
        }
    });
}

/// The outcome where the inputs and the output begin at other addresses, each at its own.
fn outcome_at(verb: Verb, call: Call, input: &Input, offset: usize) -> (Vec<f32>, Option<f32>) {
    let shifted = |slice: &[f32], by: usize| [&vec![SENTINEL; by][..], slice].concat();
    let starts = [1, 3, 7, 5, 9].map(|factor| (factor * offset + factor / 3) % 16);
    let inputs = [&input.x, &input.second, &input.bias, &input.dy];
    let [x, second, bias, dy] = [0, 1, 2, 4].map(|i: usize| shifted(inputs[i.min(3)], starts[i]));
    let mut out = shifted(&input.output(verb), starts[3]);
    let args = Args {
        x: &x[starts[0]..],
        second: &second[starts[1]..],
        bias: &bias[starts[2]..],
        classes: &input.classes,
        dy: &dy[starts[4]..],
    };
    let value = (verb.run)(call, args, &mut out[starts[3]..]);
    (out.split_off(starts[3]), value.expect("the inputs are valid"))
}

#[test]
fn an_offset_changes_no_bits() {
    verbs().par_iter().for_each(|&verb| {
        let lengths = short(4 * 16 + 1).chain([300, 1100]);
        for input in lengths.flat_map(|len| MIXES.into_iter().flat_map(move |mix| inputs(verb, len, mix))) {
            for tier in tiers() {
                let call = Call::on(tier, input.row);
                let (out, value) = input.outcome(verb, call);
                for offset in 0..16 {
                    let what = || format!("{} on {tier}, {} at {offset}", verb.name(), input.shape());
                    let got = outcome_at(verb, call, &input, offset);
                    assert_same(&got.0, &out, Lazy(what));
                    assert_same_value(got.1, value, Lazy(what));
                }
            }
        }
    });
}

/// Elements, and rows, alone and in company. The mean's gradient depends on the company: here the sum.
#[test]
fn a_position_changes_no_bits() {
    verbs().par_iter().filter(|verb| verb.output != Output::Nothing).for_each(|&verb| {
        let shapes =
            if verb.rows { vec![(70, 1), (70, 3), (33, 10), (9, 67)] } else { vec![(4 * 64 + 31, 1)] };
        for ((rows, row), mix) in shapes.into_iter().flat_map(|shape| MIXES.map(|mix| (shape, mix))) {
            let input = Input::new(verb, rows, row, mix);
            for tier in tiers() {
                let call = Call { reduction: Reduction::Sum, ..Call::on(tier, row) };
                let (out, _) = input.outcome(verb, call);
                let unit = out.len() / rows;
                for i in 0..rows {
                    let part = |slice: &[f32]| slice.get(i * row..(i + 1) * row).unwrap_or_default().to_vec();
                    let classes = input.classes.get(i..=i).unwrap_or_default().to_vec();
                    let (x, second) = (part(&input.x), part(&input.second));
                    let dy = input.dy.get(i..=i).unwrap_or_default().to_vec();
                    let alone = Input { row, x, bias: input.bias.clone(), second, classes, dy };
                    let what = Lazy(|| format!("{} on {tier}: unit {i} of {}", verb.name(), input.shape()));
                    assert_same(&alone.outcome(verb, call).0, &out[i * unit..(i + 1) * unit], what);
                }
            }
        }
    });
}

#[test]
fn in_place_gives_the_bits_of_out_of_place() {
    verbs().par_iter().filter(|verb| verb.output == Output::InPlace).for_each(|&verb| {
        let out_of_place = verb_of(verb.op, &verb.verb.replace("_in_place", ""));
        for input in lengths().flat_map(|len| MIXES.into_iter().flat_map(move |mix| inputs(verb, len, mix))) {
            for tier in tiers() {
                let call = Call::on(tier, input.row);
                let (want, _) = input.outcome(out_of_place, call);
                let what = Lazy(|| format!("{} on {tier}, {}", verb.name(), input.shape()));
                assert_same(&input.outcome(verb, call).0, &want, what);
            }
        }
    });
}
