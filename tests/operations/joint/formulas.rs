//! The losses in f64, as plainly as can be: CTC is the sum over all paths.

use activ8::Reduction;

use crate::joint::op::{OfSteps, Op};

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// ‖x − y + eps‖ₚ.
pub(crate) fn distance(x: &[f64], y: &[f64], p: f64, eps: f64) -> f64 {
    let sizes = x.iter().zip(y).map(|(x, y)| (x - y + eps).abs());
    if p.is_infinite() {
        sizes.fold(0.0, f64::max)
    } else {
        sizes.map(|e| e.powf(p)).sum::<f64>().powf(1.0 / p)
    }
}

/// The loss of each.
pub(crate) fn each(op: &Op, inputs: &[Vec<f64>]) -> Vec<f64> {
    let rows = |dim: usize| {
        (0..inputs[0].len() / dim)
            .map(move |i| inputs.iter().map(|x| &x[i * dim..(i + 1) * dim]).collect::<Vec<_>>())
    };
    match op {
        Op::MarginRanking { margin, target } => {
            let lack =
                |(i, &y): (usize, &f32)| f64::from(*margin) - f64::from(y) * (inputs[0][i] - inputs[1][i]);
            target.iter().enumerate().map(lack).map(|lack| lack.max(0.0)).collect()
        }
        Op::CosineEmbedding { dim, margin, target } => {
            let loss = |(row, &y): (Vec<&[f64]>, &f32)| {
                let (a, b) = (row[0], row[1]);
                let cos = dot(a, b) / ((dot(a, a) + 1e-12) * (dot(b, b) + 1e-12)).sqrt();
                if y > 0.0 { 1.0 - cos } else { (cos - f64::from(*margin)).max(0.0) }
            };
            rows(*dim).zip(target).map(loss).collect()
        }
        &Op::TripletMargin { dim, margin, p, eps, swap } => {
            let d = |x: &[f64], y: &[f64]| distance(x, y, f64::from(p), f64::from(eps));
            let loss = |row: Vec<&[f64]>| {
                let (near, far) = (d(row[0], row[1]), d(row[0], row[2]));
                let far = if swap { far.min(d(row[1], row[2])) } else { far };
                (near - far + f64::from(margin)).max(0.0)
            };
            rows(dim).map(loss).collect()
        }
        &Op::InfoNce { dim, temperature, symmetric, normalize } => {
            let unit = |x: &[f64]| {
                let length = if normalize { dot(x, x).sqrt().max(1e-12) } else { 1.0 };
                x.iter().map(|x| x / length).collect::<Vec<_>>()
            };
            let [q, k] = [0, 1].map(|i: usize| inputs[i].chunks_exact(dim).map(unit).collect::<Vec<_>>());
            let one_way = |q: &[Vec<f64>], k: &[Vec<f64>], i: usize| {
                let logits = k.iter().map(|k| dot(&q[i], k) / f64::from(temperature)).collect::<Vec<_>>();
                let others = logits.iter().enumerate().filter(|&(j, _)| j != i);
                others.map(|(_, logit)| (logit - logits[i]).exp()).sum::<f64>().ln_1p()
            };
            let both = |i| {
                if symmetric { (one_way(&q, &k, i) + one_way(&k, &q, i)) / 2.0 } else { one_way(&q, &k, i) }
            };
            (0..q.len()).map(both).collect()
        }
        Op::Ctc(of) => (0..of.input_lengths.len()).map(|i| over_all_paths(of, &inputs[0], i)).collect(),
    }
}

/// Minus the logarithm of the sum over all paths of sequence `i` that spell its target.
fn over_all_paths(of: &OfSteps, x: &[f64], i: usize) -> f64 {
    let (steps, row) = (of.input_lengths[i], of.input_lengths.len() * of.classes);
    let first = if of.padded > 0 { i * of.padded } else { of.target_lengths[..i].iter().sum() };
    let target = &of.target[first..first + of.target_lengths[i]];
    let mut total = 0.0;
    for path in 0..of.classes.pow(steps as u32) {
        let class = |t: usize| path / of.classes.pow(t as u32) % of.classes;
        let spelt = (0..steps).filter(|&t| class(t) != of.blank && (t == 0 || class(t) != class(t - 1)));
        if spelt.map(class).eq(target.iter().copied()) {
            total += (0..steps).map(|t| x[t * row + i * of.classes + class(t)]).sum::<f64>().exp();
        }
    }
    0.0 - f64::ln(total)
}

/// The reduced loss.
pub(crate) fn reduced(op: &Op, reduction: Reduction, inputs: &[Vec<f64>]) -> f64 {
    let mut each = each(op, inputs);
    let count = each.len() as f64;
    if let (Op::Ctc(of), Reduction::Mean) = (op, reduction) {
        each.iter_mut().zip(&of.target_lengths).for_each(|(loss, &length)| *loss /= length.max(1) as f64);
    }
    each.iter().sum::<f64>() / divisor(reduction, count)
}

pub(crate) fn divisor(reduction: Reduction, count: f64) -> f64 {
    match reduction {
        Reduction::Mean => count,
        Reduction::BatchMean(rows) => rows as f64,
        _ => 1.0,
    }
}

/// By how much each loss may be off, as documented: in ULP of which number.
pub(crate) fn bounds(op: &Op, inputs: &[Vec<f64>], losses: &[f64]) -> Vec<(f64, f64)> {
    let rows = |input: usize, dim: usize| inputs[input].chunks_exact(dim);
    let length = |x: &[f64]| dot(x, x).sqrt();
    match op {
        Op::MarginRanking { margin, .. } => {
            let differences = inputs[0].iter().zip(&inputs[1]).map(|(a, b)| (a - b).abs());
            differences.map(|d| (1.5, d.max(f64::from(margin.abs())))).collect()
        }
        Op::CosineEmbedding { .. } => vec![(4.0, 1.0); losses.len()],
        &Op::TripletMargin { dim, margin, p, eps, .. } => {
            let d = |x: &[f64], y: &[f64]| distance(x, y, f64::from(p), f64::from(eps));
            let of = |((a, b), c): ((&[f64], &[f64]), &[f64])| d(a, b).max(d(a, c)).max(f64::from(margin));
            rows(0, dim).zip(rows(1, dim)).zip(rows(2, dim)).map(of).map(|d| (4.0, d)).collect()
        }
        &Op::InfoNce { dim, temperature, normalize, .. } => {
            let greatest = |i| rows(i, dim).map(length).fold(0.0, f64::max);
            let size = if normalize { 1.0 } else { greatest(0) * greatest(1) } / f64::from(temperature);
            losses.iter().map(|loss| (16.0, size.max(loss.abs()))).collect()
        }
        Op::Ctc(_) => losses.iter().map(|&loss| (1.0, loss)).collect(),
    }
}
