//! The golden vectors of PyTorch, of every option, on every tier.

use activ8::Reduction;

use crate::common::golden::Golden;
use crate::common::table::joint::{Case, Each, Labels, Row, Target, rows};
use crate::common::tiers;
use crate::common::ulp::ulp_error_at;
use crate::joint::bounds;
use crate::joint::op::{At, run};

fn check(row: &'static Row) {
    let file = row.name;
    let golden = Golden::read(file);
    let case_of = golden.classes("case");
    let columns = |name: char| -> Vec<_> { (0..row.inputs).map(|i| format!("{name}{i}")).collect() };
    let x: Vec<_> = columns('x').iter().map(|name| golden.f32s(name)).collect();
    let g: Vec<_> = columns('g').iter().map(|name| golden.f64s(name)).collect();
    let cases = golden.count("cases");
    assert!(cases >= 3, "{file} has {cases} cases");
    let (mut worst, mut worst_gradient) = (0.0f64, 0.0f64);
    for case in 0..cases {
        let facts = |name: &str| golden.facts(&format!("{name}_{case}"));
        let op = made(row, &facts);
        let lines: Vec<usize> = (0..case_of.len()).filter(|&i| case_of[i] as usize == case).collect();
        let of_case: Vec<Vec<f32>> = x.iter().map(|x| lines.iter().map(|&i| x[i]).collect()).collect();
        let exact: Vec<Vec<f64>> =
            of_case.iter().map(|x| x.iter().map(|&x| f64::from(x)).collect()).collect();
        let (each, mean, sum) = (facts("each"), facts("mean")[0], facts("sum")[0]);
        // The sum over all paths of a sequence that long cannot be made: the file has it.
        let bounds = match row.each_of {
            Each::Sequence => each.iter().map(|&want| ((row.bounds)(&op.parameters)[0], want)).collect(),
            Each::Element | Each::Row | Each::RowOfBatch => bounds(&op, &exact),
        };
        for tier in tiers() {
            let what = format!("{file}, case {case} on {tier}");
            let of =
                |reduction| run(&op, At { tier, parallel: false }, reduction, &of_case).expect("good input");
            let [by_mean, by_sum] = [Reduction::Mean, Reduction::Sum].map(of);
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
                    let bound = (row.gradient_bound)(&op, &exact, input, i);
                    // The file's is the mean's; of the sum it is as many times that, but for CTC.
                    let (got, want) = (f64::from(by_mean.gradients[input][i]), g[line]);
                    let error = (got - want).abs() * count / bound;
                    worst_gradient = worst_gradient.max(error);
                    assert!(error <= 1.0, "{what}: gradient {input}, {i} is {got:e}, want {want:e}, {error}");
                    if row.each_of != Each::Sequence {
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

/// A case of the file: the parameters and the target under their names.
fn made(row: &'static Row, facts: &dyn Fn(&str) -> Vec<f64>) -> Case {
    let counts = |name: &str| facts(name).into_iter().map(|count| count as usize).collect::<Vec<_>>();
    let parameters = row.parameters.iter().map(|name| facts(name)[0] as f32).collect();
    let dim = match row.each_of {
        Each::Element => 1,
        Each::Sequence => counts("classes")[0],
        Each::Row | Each::RowOfBatch => counts("dim")[0],
    };
    let target = match row.target {
        Target::Signs | Target::Numbers => facts("target").into_iter().map(|x| x as f32).collect(),
        Target::Nothing | Target::Labels | Target::PaddedLabels => Vec::new(),
    };
    let labels = match row.target {
        Target::Labels | Target::PaddedLabels => Labels {
            target: counts("target"),
            input_lengths: counts("input_lengths"),
            target_lengths: counts("target_lengths"),
            padded: if row.target == Target::PaddedLabels { counts("padded")[0] } else { 0 },
        },
        _ => Labels::default(),
    };
    Case { row, parameters, dim, target, labels }
}

#[test]
fn losses_agree_with_pytorch() {
    let files = rows().filter(|row| row.golden).inspect(|row| check(row)).count();
    assert!(files >= 6, "{files} files");
}
