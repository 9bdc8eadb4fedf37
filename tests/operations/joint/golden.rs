//! The golden vectors of PyTorch, of every option, on every tier.

use activ8::Reduction;

use crate::common::golden::Golden;
use crate::common::tiers;
use crate::common::ulp::ulp_error_at;
use crate::joint::formulas;
use crate::joint::op::{At, OfSteps, Op};

/// The bound of a gradient's element, in the same call's terms.
fn gradient_bound(op: &Op, inputs: &[Vec<f64>], of: usize, i: usize) -> f64 {
    let length = |x: &[f64]| (x.iter().map(|x| x * x).sum::<f64>() + 1e-12).sqrt();
    let ulp = f64::from(f32::EPSILON);
    match *op {
        Op::MarginRanking { .. } => ulp,
        Op::CosineEmbedding { dim, .. } => {
            let row = i / dim * dim..i / dim * dim + dim;
            let [mine, others] =
                [&inputs[of], &inputs[1 - of]].map(|x| (x[i].abs(), length(&x[row.clone()])));
            8.0 * ulp / mine.1 * (mine.0 / mine.1).max(others.0 / others.1)
        }
        Op::TripletMargin { .. } => 4.0 * ulp,
        Op::InfoNce { dim, temperature, normalize, .. } => {
            let lengths = |x: &[f64]| x.chunks_exact(dim).map(length).fold(0.0, f64::max);
            let t = f64::from(temperature);
            let (greatest, size) = if normalize {
                (1.0 / t / length(&inputs[of][i / dim * dim..][..dim]), 1.0 / t)
            } else {
                let [mine, others] = [lengths(&inputs[of]), lengths(&inputs[1 - of])];
                (others / t, mine * others / t)
            };
            8.0 * ulp * (1.0 + size) * greatest
        }
        Op::Ctc(_) => 2.0 * ulp,
    }
}

fn check(file: &'static str, inputs: usize, op: impl Fn(&dyn Fn(&str) -> Vec<f64>) -> Op) {
    let golden = Golden::read(file);
    let case_of = golden.classes("case");
    let columns = |name: char| -> Vec<_> { (0..inputs).map(|i| format!("{name}{i}")).collect() };
    let x: Vec<_> = columns('x').iter().map(|name| golden.f32s(name)).collect();
    let g: Vec<_> = columns('g').iter().map(|name| golden.f64s(name)).collect();
    let cases = golden.count("cases");
    assert!(cases >= 3, "{file} has {cases} cases");
    let (mut worst, mut worst_gradient) = (0.0f64, 0.0f64);
    for case in 0..cases {
        let facts = |name: &str| golden.facts(&format!("{name}_{case}"));
        let op = op(&facts);
        let lines: Vec<usize> = (0..case_of.len()).filter(|&i| case_of[i] as usize == case).collect();
        let of_case: Vec<Vec<f32>> = x.iter().map(|x| lines.iter().map(|&i| x[i]).collect()).collect();
        let exact: Vec<Vec<f64>> =
            of_case.iter().map(|x| x.iter().map(|&x| f64::from(x)).collect()).collect();
        let (each, mean, sum) = (facts("each"), facts("mean")[0], facts("sum")[0]);
        let bounds = formulas::bounds(&op, &exact, &each);
        for tier in tiers() {
            let what = format!("{file}, case {case} on {tier}");
            let run =
                |reduction| op.run(At { tier, parallel: false }, reduction, &of_case).expect("good input");
            let [by_mean, by_sum] = [Reduction::Mean, Reduction::Sum].map(run);
            assert_eq!(by_mean.each.len(), each.len(), "{what}");
            for (i, (&want, (bound, scale))) in each.iter().zip(&bounds).enumerate() {
                let error = ulp_error_at(by_mean.each[i], want, *scale);
                worst = worst.max(error / bound);
                assert!(error <= *bound, "{what}: each {i} is {}, want {want}, {error} ULP", by_mean.each[i]);
            }
            let scale =
                bounds.iter().map(|(_, scale)| *scale).filter(|scale| scale.is_finite()).fold(0.0, f64::max);
            let count = each.len() as f64;
            for (got, want, scale) in [(by_mean.value, mean, scale), (by_sum.value, sum, scale * count)] {
                let error = ulp_error_at(got, want, want.abs().max(scale));
                assert!(error <= bounds[0].0, "{what}: {got}, want {want}, {error} ULP");
            }
            for (input, g) in g.iter().enumerate() {
                for (i, &line) in lines.iter().enumerate() {
                    let bound = gradient_bound(&op, &exact, input, i);
                    // The file's is the mean's; of the sum it is as many times that, but for CTC.
                    let (got, want) = (f64::from(by_mean.gradients[input][i]), g[line]);
                    let error = (got - want).abs() * count / bound;
                    worst_gradient = worst_gradient.max(error);
                    assert!(error <= 1.0, "{what}: gradient {input}, {i} is {got:e}, want {want:e}, {error}");
                    if !matches!(op, Op::Ctc(_)) {
                        let got = f64::from(by_sum.gradients[input][i]);
                        let error = (got - want * count).abs() / bound;
                        assert!(error <= 1.0, "{what}: gradient of the sum {input}, {i} is {got:e}, {error}");
                    }
                }
            }
        }
    }
    println!("{file}: {worst:.3} of the bound, gradients {worst_gradient:.3}");
}

#[test]
fn margin_ranking_agrees_with_pytorch() {
    check("margin_ranking", 2, |facts| Op::MarginRanking {
        margin: facts("margin")[0] as f32,
        target: floats(facts("target")),
    });
}

#[test]
fn cosine_embedding_agrees_with_pytorch() {
    check("cosine_embedding", 2, |facts| Op::CosineEmbedding {
        dim: facts("dim")[0] as usize,
        margin: facts("margin")[0] as f32,
        target: floats(facts("target")),
    });
}

#[test]
fn triplet_margin_agrees_with_pytorch() {
    check("triplet_margin", 3, |facts| Op::TripletMargin {
        dim: facts("dim")[0] as usize,
        margin: facts("margin")[0] as f32,
        p: facts("p")[0] as f32,
        eps: facts("eps")[0] as f32,
        swap: facts("swap")[0] > 0.0,
    });
}

#[test]
fn info_nce_agrees_with_pytorch() {
    check("info_nce", 2, |facts| Op::InfoNce {
        dim: facts("dim")[0] as usize,
        temperature: facts("temperature")[0] as f32,
        symmetric: facts("symmetric")[0] > 0.0,
        normalize: facts("normalize")[0] > 0.0,
    });
}

#[test]
fn ctc_agrees_with_pytorch() {
    let counts = |list: Vec<f64>| list.into_iter().map(|count| count as usize).collect::<Vec<_>>();
    for file in ["ctc", "ctc_padded"] {
        check(file, 1, |facts| {
            Op::Ctc(OfSteps {
                classes: facts("classes")[0] as usize,
                blank: facts("blank")[0] as usize,
                zero_infinity: facts("zero_infinity")[0] > 0.0,
                target: counts(facts("target")),
                input_lengths: counts(facts("input_lengths")),
                target_lengths: counts(facts("target_lengths")),
                padded: if file == "ctc" { 0 } else { facts("padded")[0] as usize },
            })
        });
    }
}

fn floats(list: Vec<f64>) -> Vec<f32> {
    list.into_iter().map(|x| x as f32).collect()
}
