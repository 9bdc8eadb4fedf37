//! The bits that every machine must give: a hash of what each verb writes, as recorded on one of them.
//!
//! `ACTIV8_RECORD_BITS=1` on a machine with fused and other tiers writes the record anew, after a change of a formula.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use activ8::{Activation, Elementwise as _, LogSoftmax, Softmax, Tier, bf16, f16};
use rayon::prelude::*;

use crate::common::data::{Input, MIXES};
use crate::common::table::elementwise::{ELEMENTWISE, Elementwise};
use crate::common::tiers;
use crate::common::verbs::{Call, Verb, verbs};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/bits.csv");
/// Whether the tier fuses multiply-add, in the order of the record's columns.
const CLASSES: [bool; 2] = [true, false];

/// FNV-1a over 32 bits at a time, any NaN being the same as any other.
struct Hash(u64);

impl Hash {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, value: f32) {
        let bits = if value.is_nan() { 0x7fc0_0000 } else { value.to_bits() };
        self.0 = (self.0 ^ u64::from(bits)).wrapping_mul(0x0100_0000_01b3);
        self.0 ^= self.0 >> 32;
    }

    fn add_all(mut self, values: &[f32]) -> Self {
        values.iter().for_each(|&value| self.add(value));
        self
    }
}

/// What a verb gives of rows short and long.
fn verb(verb: Verb, tier: Tier) -> u64 {
    let shapes: &[(usize, usize)] = if verb.rows {
        &[(5, 1), (9, 7), (7, 16), (3, 67), (2, 1100)]
    } else {
        &[(1, 1), (1, 67), (1, 4099)]
    };
    let mut hash = Hash::new();
    for &(rows, row) in shapes {
        for mix in MIXES {
            let (out, value) = Input::new(verb, rows, row, mix).outcome(verb, Call::on(tier, row));
            hash = hash.add_all(&out);
            value.into_iter().for_each(|value| hash.add(value));
        }
    }
    hash.0
}

/// Every 2^18th float and a bit more, of both signs and all sizes.
fn floats() -> Vec<f32> {
    (0..1u32 << 14).map(|i| f32::from_bits(i.wrapping_mul(0x0004_0001))).collect()
}

/// What an activation and its gradient give at `Fast`.
fn fast(op: &Elementwise, tier: Tier) -> u64 {
    let x = floats();
    let (mut y, mut dx) = (vec![0.0; x.len()], vec![0.0; x.len()]);
    let on = op.activation().on(tier).expect("available").fast();
    on.forward(&x, &mut y).expect("equal lengths");
    on.backward(&x, &vec![1.5; x.len()], &mut dx).expect("equal lengths");
    Hash::new().add_all(&y).add_all(&dx).0
}

/// What rows of probabilities, and their logarithms, are at `Fast`.
fn fast_rows(tier: Tier) -> u64 {
    let mut hash = Hash::new();
    for row in [3, 16, 100, 1024] {
        let x: Vec<f32> = (0..4 * row).map(|i| ((i * 7919) % 10_007) as f32 / 256.0 - 20.0).collect();
        let mut y = vec![0.0; x.len()];
        Softmax::rows_of(row).on(tier).expect("available").fast().forward(&x, &mut y).expect("whole rows");
        hash = hash.add_all(&y);
        LogSoftmax::rows_of(row).on(tier).expect("available").fast().forward(&x, &mut y).expect("whole rows");
        hash = hash.add_all(&y);
    }
    hash.0
}

/// What an activation gives of every 16-bit float.
fn halves(op: &Elementwise, tier: Tier) -> u64 {
    let on = op.activation().on(tier).expect("available");
    let half: Vec<f16> = (0..=u16::MAX).map(f16::from_bits).collect();
    let brain: Vec<bf16> = (0..=u16::MAX).map(bf16::from_bits).collect();
    let (mut y, mut z) = (vec![f16::ZERO; half.len()], vec![bf16::ZERO; brain.len()]);
    on.forward(&half, &mut y).expect("equal lengths");
    on.forward(&brain, &mut z).expect("equal lengths");
    let widened: Vec<f32> = y.iter().map(|y| y.to_f32()).chain(z.iter().map(|z| z.to_f32())).collect();
    Hash::new().add_all(&widened).0
}

/// Each thing that is hashed, by its name.
fn hashes(tier: Tier) -> BTreeMap<String, u64> {
    let of_verbs = verbs().par_iter().map(|&entry| (entry.name(), verb(entry, tier)));
    let mut hashes: BTreeMap<String, u64> = of_verbs.collect();
    let has_fast = tier.has_fast();
    for op in ELEMENTWISE.iter() {
        hashes.insert(format!("{}, halves", op.name), halves(op, tier));
        if has_fast && op.activation().is_faster() {
            hashes.insert(format!("{}, fast", op.name), fast(op, tier));
        }
    }
    if has_fast {
        hashes.insert("softmax and its logarithm, fast".to_owned(), fast_rows(tier));
    }
    hashes
}

/// The record: a hash for each class, or none where no tier of the class has it.
fn record() -> BTreeMap<String, [Option<u64>; 2]> {
    let text = std::fs::read_to_string(PATH).expect("the record is part of the sources");
    let hash = |text: &str| u64::from_str_radix(text, 16).ok();
    let line = |line: &str| {
        let mut fields = line.rsplitn(3, ';');
        let [unfused, fused] = [(); 2].map(|()| hash(fields.next().unwrap_or_default()));
        (fields.next().unwrap_or_default().to_owned(), [fused, unfused])
    };
    text.lines().skip(1).map(line).collect()
}

#[test]
fn every_machine_gives_the_recorded_bits() {
    let of_tiers: Vec<(Tier, BTreeMap<String, u64>)> =
        tiers().into_iter().map(|tier| (tier, hashes(tier))).collect();
    if std::env::var_os("ACTIV8_RECORD_BITS").is_some() {
        let first = |fused: bool, name: &str| {
            let mut found = of_tiers.iter().rev().filter(|(tier, _)| tier.is_fused() == fused);
            found
                .find_map(|(_, hashes)| hashes.get(name))
                .map_or(String::new(), |hash| format!("{hash:016x}"))
        };
        let names: BTreeSet<&String> = of_tiers.iter().flat_map(|(_, hashes)| hashes.keys()).collect();
        let mut text = String::from("what;fused;unfused\n");
        for name in names {
            let [fused, unfused] = CLASSES.map(|class| first(class, name));
            writeln!(text, "{name};{fused};{unfused}").expect("a string takes all");
        }
        std::fs::write(PATH, text).expect("the sources may be written");
    }
    let record = record();
    let mut different = Vec::new();
    for (tier, hashes) in &of_tiers {
        let class = usize::from(!tier.is_fused());
        println!("{tier}: {} hashes", hashes.len());
        assert!(hashes.len() > ELEMENTWISE.len(), "{tier}: {} hashes", hashes.len());
        different.extend(hashes.iter().filter_map(|(name, &hash)| {
            let want = record.get(name).and_then(|hashes| hashes[class]);
            (want != Some(hash)).then(|| format!("{name} on {tier}: {hash:016x}, want {want:016x?}"))
        }));
    }
    assert!(different.is_empty(), "{} differ from {PATH}:\n{}", different.len(), different.join("\n"));
}
