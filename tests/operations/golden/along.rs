//! The losses along any axis: the file of `make_along.py`, a tensor (N, C, d1, ..) a case.

use activ8::{CrossEntropy, Loss, Nll, Reduction, Result, Target, TargetType};

use super::{Judge, Place};
use crate::common::golden::Golden;
use crate::common::tiers;

/// The bounds of the documentation: of values and gradients, the latter with the soft cap's.
const BOUNDS: [f64; 2] = [4.0, 5.0];
const OF_CAP: f64 = 3.5;

/// A case: its inputs, and what is right.
struct Case {
    name: String,
    x: Vec<f32>,
    gradient: Vec<[f64; 2]>,
    each: Vec<[f64; 2]>,
    mean: f64,
    sum: f64,
    gradient_bound: f64,
}

impl Case {
    fn check<T: TargetType + Target<T>, L: Loss<T>>(
        &self,
        judge: &mut Judge,
        make: impl Fn(Reduction) -> L,
        target: &[T],
    ) -> Result<()> {
        let scale: f64 = self.each.iter().map(|[_, scale]| scale).sum();
        for tier in tiers() {
            let of = |reduction| activ8::On::new(make(reduction)).on(tier);
            let place = |column, i: usize| Place { tier, column, inputs: [self.x[i], i as f32] };
            let (mut each, mut gradient) = (vec![7.0; self.each.len()], vec![7.0; self.x.len()]);
            of(Reduction::Mean)?.forward_each(&self.x, target, &mut each)?;
            of(Reduction::Mean)?.backward(&self.x, target, &mut gradient)?;
            for (i, (&got, &want)) in each.iter().zip(&self.each).enumerate() {
                judge.difference_of_terms(place("each", i), got, want, BOUNDS[0]);
            }
            for (i, (&got, &want)) in gradient.iter().zip(&self.gradient).enumerate() {
                judge.difference_of_terms(place("grad", i), got, want, self.gradient_bound);
            }
            let [mean, sum] = [Reduction::Mean, Reduction::Sum].map(|by| of(by)?.forward(&self.x, target));
            let of_mean = [self.mean, scale * (self.mean / self.sum).abs()];
            judge.difference_of_terms(place("mean", 0), mean?, of_mean, BOUNDS[0]);
            judge.difference_of_terms(place("sum", 0), sum?, [self.sum, scale], BOUNDS[0]);
        }
        println!("{}: compared", self.name);
        Ok(())
    }
}

#[test]
fn losses_along_an_axis_agree_with_pytorch() {
    let (golden, mut judge) = (Golden::read("along"), Judge::of("along"));
    let numbers = golden.classes("case");
    let (x, gradient, terms) = (golden.f32s("x0"), golden.f64s("g0"), golden.f64s("s0"));
    for case in 0..golden.count("cases") {
        let facts = |name: &str| golden.facts_or_none(&format!("{name}_{case}"));
        let fact = |name: &str| facts(name)[0];
        let shape: Vec<usize> = facts("shape").into_iter().map(|n| n as usize).collect();
        let (classes, inner) = (shape[1], shape[2..].iter().product());
        let lines: Vec<usize> = (0..x.len()).filter(|&i| numbers[i] as usize == case).collect();
        let soft_cap = Some(fact("soft_cap") as f32).filter(|&cap| cap != 0.0);
        let of = Case {
            name: format!("case {case}, {shape:?}"),
            x: lines.iter().map(|&i| x[i]).collect(),
            gradient: lines.iter().map(|&i| [gradient[i], terms[i].abs()]).collect(),
            each: facts("each").into_iter().zip(facts("each_scale")).map(|(x, s)| [x, s.abs()]).collect(),
            mean: fact("mean"),
            sum: fact("sum"),
            gradient_bound: BOUNDS[1] + if soft_cap.is_some() { OF_CAP } else { 0.0 },
        };
        let weight: Vec<f32> = facts("weight").into_iter().map(|w| w as f32).collect();
        let weight = (!weight.is_empty()).then_some(&weight[..]);
        let ignore_index = fact("ignore_index") as i64;
        let cross_entropy = |reduction| {
            CrossEntropy { weight, soft_cap, reduction, ..CrossEntropy::along(classes, inner) }
                .ignore_index(ignore_index)
                .label_smoothing(fact("label_smoothing") as f32)
                .z_loss(fact("z_loss") as f32)
        };
        let indices: Vec<i64> = facts("target").into_iter().map(|class| class as i64).collect();
        let probabilities: Vec<f32> = facts("target").into_iter().map(|t| t as f32).collect();
        let done = match (fact("nll") > 0.0, fact("soft") > 0.0) {
            (true, _) => {
                let nll = |reduction| Nll { weight, reduction, ..Nll::along(classes, inner) };
                of.check(&mut judge, |reduction| nll(reduction).ignore_index(ignore_index), &indices)
            }
            (_, true) => of.check(&mut judge, cross_entropy, &probabilities),
            _ => of.check(&mut judge, cross_entropy, &indices),
        };
        assert_eq!(done, Ok(()), "{}", of.name);
    }
    judge.finish();
}
