//! Against PyTorch's golden vectors, and against f64 where there are many blocks.

use activ8::{CrossEntropy, Reduction};

use crate::common::golden::Golden;
use crate::common::random::Random;
use crate::common::tiers;
use crate::{Inputs, Outcome};

/// Within this part of the sum of the sizes of a number's terms.
const CLOSE: f64 = 2e-6;

#[track_caller]
fn assert_close(got: &[f32], want: &[f64], size: f64, what: &str) {
    assert_eq!(got.len(), want.len(), "{what}");
    for (i, (&got, &want)) in got.iter().zip(want).enumerate() {
        let off = (f64::from(got) - want).abs();
        assert!(off <= CLOSE * size.max(want.abs()), "{what} [{i}]: {got:e}, want {want:e}");
    }
}

#[test]
fn linear_cross_entropy_agrees_with_pytorch() {
    let golden = Golden::read("linear_cross_entropy");
    let cases = golden.count("cases");
    assert!(cases >= 8, "{cases} cases");
    for case in 0..cases {
        let list = |name: &str| golden.facts_or_none(&format!("{name}_{case}"));
        let floats = |name: &str| list(name).into_iter().map(|x| x as f32).collect::<Vec<_>>();
        let inputs = Inputs {
            dim: list("dim")[0] as usize,
            hidden: floats("hidden"),
            weight: floats("linear"),
            bias: floats("bias"),
            target: list("target").into_iter().map(|class| class as i64).collect(),
        };
        let (weight, cap) = (floats("weight"), floats("soft_cap")[0]);
        let loss = CrossEntropy {
            weight: Some(&weight[..]).filter(|weight| !weight.is_empty()),
            label_smoothing: floats("label_smoothing")[0],
            z_loss: floats("z_loss")[0],
            soft_cap: Some(cap).filter(|&cap| cap > 0.0),
            ..CrossEntropy::rows_of(list("classes")[0] as usize)
        };
        for tier in tiers() {
            let what = format!("case {case} on {tier}");
            let got = inputs.run(loss, tier, false).expect("good input");
            assert_close(&got.each, &list("each"), 1.0, &format!("{what}: each"));
            assert_close(&[got.value], &list("mean"), 1.0, &format!("{what}: mean"));
            for (gradient, name) in got.gradients.iter().zip(["g0", "g1", "g2"]) {
                assert_close(gradient, &list(name), 1.0, &format!("{what}: {name}"));
            }
            let sum = inputs.run(loss.reduction(Reduction::Sum), tier, false).expect("good input").value;
            assert_close(&[sum], &list("sum"), 1.0, &format!("{what}: sum"));
        }
    }
}

/// Inputs of so many rows and classes, some rows ignored.
pub(crate) fn draw(rows: usize, dim: usize, classes: usize, bias: bool) -> Inputs {
    let mut random = Random::new((rows * classes) as u64);
    let mut fill = |len, deviation| random.fill(len, |random| random.normal(deviation));
    let hidden = fill(rows * dim, 1.0);
    let weight = fill(classes * dim, 1.0);
    let bias = fill(if bias { classes } else { 0 }, 1.0);
    let class = |i: usize| if i % 11 == 3 { -100 } else { (i * 7919 % classes) as i64 };
    Inputs { dim, hidden, weight, bias, target: (0..rows).map(class).collect() }
}

/// The same by plain loops in f64, with the options that matter to blocks.
fn exact(inputs: &Inputs, loss: CrossEntropy<'_>) -> (f64, Vec<f64>, [Vec<f64>; 3]) {
    let (dim, classes) = (inputs.dim, loss.row);
    let smoothing = f64::from(loss.label_smoothing);
    let weight = |class: usize| loss.weight.map_or(1.0, |weight| f64::from(weight[class]));
    let kept = |class: i64| if class == -100 { 0.0 } else { weight(class as usize) };
    let total: f64 = inputs.target.iter().map(|&class| kept(class)).sum();
    let (mut each, mut of_hidden) = (Vec::new(), vec![0.0; inputs.hidden.len()]);
    let (mut of_weight, mut of_bias) = (vec![0.0; inputs.weight.len()], vec![0.0; inputs.bias.len()]);
    for (i, &class) in inputs.target.iter().enumerate() {
        let h: Vec<f64> = inputs.hidden[i * dim..(i + 1) * dim].iter().map(|&h| f64::from(h)).collect();
        let x: Vec<f64> = (0..classes)
            .map(|c| {
                let row = inputs.weight[c * dim..(c + 1) * dim].iter().zip(&h);
                row.map(|(&w, h)| f64::from(w) * h).sum::<f64>()
                    + inputs.bias.get(c).map_or(0.0, |&b| f64::from(b))
            })
            .collect();
        if class == -100 {
            each.push(0.0);
            continue;
        }
        let cap = loss.soft_cap.map(f64::from);
        let z: Vec<f64> = x.iter().map(|x| cap.map_or(*x, |cap| cap * (x / cap).tanh())).collect();
        let log = {
            let max = z.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            max + z.iter().map(|z| (z - max).exp()).sum::<f64>().ln()
        };
        let share = |c: usize| {
            let own = if c == class as usize { 1.0 - smoothing } else { 0.0 };
            weight(c) * (own + smoothing / classes as f64)
        };
        let (mut sum, mut shares) = (0.0, 0.0);
        for c in 0..classes {
            shares += share(c);
            sum += share(c) * (log - z[c]);
        }
        let z_loss = f64::from(loss.z_loss) * kept(class);
        each.push(sum + z_loss * log * log);
        for c in 0..classes {
            let p = (z[c] - log).exp();
            let slope = cap.map_or(1.0, |cap| 1.0 - (z[c] / cap).powi(2));
            let g = (p * (shares + 2.0 * z_loss * log) - share(c)) * slope / total;
            for k in 0..dim {
                of_hidden[i * dim + k] += g * f64::from(inputs.weight[c * dim + k]);
                of_weight[c * dim + k] += g * h[k];
            }
            if let Some(of_bias) = of_bias.get_mut(c) {
                *of_bias += g;
            }
        }
    }
    (each.iter().sum::<f64>() / total, each, [of_hidden, of_weight, of_bias])
}

#[test]
fn many_blocks_are_one() {
    let weights = |classes: usize| (0..classes).map(|c| 0.5 + (c % 5) as f32 * 0.25).collect::<Vec<_>>();
    for (rows, dim, classes) in [(1, 1, 1), (3, 5, 1024), (7, 3, 1025), (40, 9, 2500), (530, 4, 1500)] {
        let weight = weights(classes);
        let plain = CrossEntropy::rows_of(classes);
        let options = [
            plain,
            plain.weight(&weight).label_smoothing(0.25),
            plain.soft_cap(3.0).z_loss(0.0625).weight(&weight),
        ];
        for (loss, bias) in options.into_iter().zip([true, false, true]) {
            let inputs = draw(rows, dim, classes, bias);
            let (value, each, gradients) = exact(&inputs, loss);
            let mut seen: [Option<Outcome>; 2] = [None, None];
            for tier in tiers() {
                let what = format!("{rows}×{dim}×{classes} on {tier}");
                let got = inputs.run(loss, tier, false).expect("good input");
                assert_close(&[got.value], &[value], 1.0, &what);
                assert_close(&got.each, &each, 4.0, &what);
                for (got, want) in got.gradients.iter().zip(&gradients) {
                    assert_close(got, want, 4.0 / rows as f64, &what);
                }
                let known = &mut seen[usize::from(tier.is_fused())];
                let first = known.get_or_insert_with(|| got.clone());
                assert!(first.bits() == got.bits(), "{what}: other bits than on another tier");
            }
        }
    }
}

#[cfg(feature = "rayon")]
#[test]
fn threads_change_no_bits() {
    for (rows, dim, classes) in [(300, 7, 1030), (1100, 16, 2100)] {
        let inputs = draw(rows, dim, classes, true);
        let loss = CrossEntropy::rows_of(classes).label_smoothing(0.125);
        let tier = activ8::Tier::active().expect("a tier");
        let want = inputs.run(loss, tier, false).expect("good input").bits();
        for threads in [1, 2, 3, 8] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            let got = pool.install(|| inputs.run(loss, tier, true)).expect("good input").bits();
            assert!(got == want, "{rows}×{dim}×{classes} on {threads} threads");
        }
    }
}
