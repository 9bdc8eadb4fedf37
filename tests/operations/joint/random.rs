//! Losses with inputs of any size, drawn from a seed.

use crate::common::random::Random;
use crate::joint::op::{OfSteps, Op};

pub(crate) const KINDS: usize = 10;

fn signs(random: &mut Random, n: usize) -> Vec<f32> {
    random.fill(n, |random| if random.index(2) == 0 { 1.0 } else { -1.0 })
}

/// The loss number `kind`, with `rows` rows of `dim` elements, or for CTC steps and classes.
pub(crate) fn draw(kind: usize, rows: usize, dim: usize, seed: u64) -> (Op, Vec<Vec<f32>>) {
    let mut random = Random::new(seed);
    let n = rows * dim;
    let op = match kind {
        0 => Op::MarginRanking { margin: 0.25, target: signs(&mut random, n) },
        1 => Op::CosineEmbedding { dim, margin: 0.1, target: signs(&mut random, rows) },
        2..=5 => {
            let p = [2.0, 1.0, f32::INFINITY, 2.5][kind - 2];
            Op::TripletMargin { dim, margin: 1.5, p, eps: 1e-6, swap: kind.is_multiple_of(2) }
        }
        6 => Op::InfoNce { dim, temperature: 0.07, symmetric: false, normalize: true },
        7 => Op::InfoNce { dim, temperature: 0.2, symmetric: true, normalize: true },
        8 => Op::InfoNce { dim, temperature: 1.0, symmetric: true, normalize: false },
        _ => return ctc(&mut random, rows, dim + 1),
    };
    let count = if (2..=5).contains(&kind) { 3 } else { 2 };
    (op, (0..count).map(|_| random.fill(n, |random| random.normal(1.0))).collect())
}

/// Two sequences of so many steps, the second shorter where it can be.
fn ctc(random: &mut Random, steps: usize, classes: usize) -> (Op, Vec<Vec<f32>>) {
    let (input_lengths, target_lengths) =
        (vec![steps, steps.div_ceil(2)], vec![steps.div_ceil(3), steps / 4]);
    let count = target_lengths.iter().sum();
    let blank = random.index(classes);
    // Neighbours differ where there are labels enough, so that targets fit their steps.
    let target = (0..count).map(|i| (blank + 1 + i % (classes - 1)) % classes).collect();
    let zero_infinity = false;
    let mut of = OfSteps { classes, blank, zero_infinity, target, input_lengths, target_lengths, padded: 0 };
    if steps % 2 == 1 {
        // Rows with room for one label more, padded with blanks.
        let longest = of.target_lengths[0];
        of.target.splice(longest..longest, [blank]);
        of.target.resize(2 * (longest + 1), blank);
        of.padded = longest + 1;
    }
    let logits = random.fill(steps * 2 * classes, |random| random.normal(2.0));
    (Op::Ctc(of), vec![logits.chunks_exact(classes).flat_map(log_softmax).collect()])
}

fn log_softmax(x: &[f32]) -> Vec<f32> {
    let total = x.iter().map(|&x| f64::from(x).exp()).sum::<f64>().ln();
    x.iter().map(|&x| (f64::from(x) - total) as f32).collect()
}
