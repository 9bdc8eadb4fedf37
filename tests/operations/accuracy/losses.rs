//! The losses: of each element, and of all.

use activ8::{KlDivergence, Loss, Mse, Reduction};
use rayon::prelude::*;

use crate::accuracy::assert_within;
use crate::common::random::Random;
use crate::common::table::draws::usual;
use crate::common::table::losses::{Answer, Options, rows, wide};
use crate::common::table::totals::{MAX_ULP, ROW, Total, total, totals};
use crate::common::tally::{self, Tally};
use crate::common::ulp::{ulp_error, ulp_error_at};
use crate::common::{sparse, tiers};

/// The mean that each tier gives for `x` and `t`.
fn mean(of: Total, x: &[f32], t: &[f32]) -> Tally {
    let (tiers, [want, scale]) = (tiers(), of.mean(x, t));
    let outs = tally::on_each(&tiers, 1, |tier, out| {
        out[0] = of.forward(tier, x, t)?;
        Ok(())
    });
    let mut tally = Tally::new(&tiers);
    tally.judge(|_| None, &outs.expect("nothing to refuse"), |_, got| (ulp_error_at(got, want, scale), want));
    tally
}

#[test]
fn every_loss_of_many_elements_is_within_the_bound_on_every_tier() {
    totals().par_bridge().for_each(|of| {
        for (seed, rows) in [1, 2, 5, 33, 256].into_iter().enumerate() {
            let [x, t] = of.draw(&mut Random::new(seed as u64), rows * ROW);
            assert_within(&format!("{} of {rows} rows", of.name()), &mean(of, &x, &t), |_| MAX_ULP);
        }
    });
}

// 2^24 elements: their sum is the mean times a power of two, and so its error in ULP is the same.
#[test]
fn the_loss_of_sixteen_million_elements_is_within_the_bound_on_every_tier() {
    ["mse", "bce"].into_par_iter().map(|name| total(name).expect("a loss of the table")).for_each(|of| {
        let [x, t] = of.draw(&mut Random::new(8), (16 << 20) / sparse());
        assert_within(&format!("{} of 16 Mi", of.name()), &mean(of, &x, &t), |_| MAX_ULP);
    });
}

// Random terms have random errors, which cancel; those of equal terms add up.
#[test]
fn the_sum_of_equal_terms_is_within_the_bound_on_every_tier() {
    let tiers = tiers();
    let mut random = Random::new(5);
    let mut tally = Tally::new(&tiers);
    for _ in 0..300 {
        let len = 1 + random.index(20_000);
        let (x, t) = (random.uniform(0.5, 2.0), vec![0.0; len]);
        let want = len as f64 * f64::from(x) * f64::from(x);
        let outs = tally::on_each(&tiers, 1, |tier, out| {
            out[0] = Mse::default().reduction(Reduction::Sum).on(tier)?.forward(&vec![x; len], &t)?;
            Ok(())
        });
        let outs = outs.expect("nothing to refuse");
        tally.judge(|_| Some(x.to_bits()), &outs, |_, got| (ulp_error(got, want), want));
    }
    assert_within("the sum of equal squares", &tally, |_| MAX_ULP);
}

/// Elements of each loss.
const ELEMENTS: usize = 1 << 18;

#[test]
fn every_loss_of_an_element_is_within_its_bound_on_every_tier() {
    let tiers = tiers();
    let sets = rows().flat_map(|row| {
        let of_files = row.golden.iter().map(|golden| golden.1);
        let mut all: Vec<&[f32]> = row.sets.iter().map(|set| set.parameters).chain(of_files).collect();
        all.dedup();
        all.into_iter().map(move |parameters| (row, parameters))
    });
    sets.par_bridge().for_each(|(row, parameters)| {
        let mut random = Random::new(7);
        let pairs = (0..ELEMENTS / sparse()).map(|_| usual(&mut random, row.domains).into());
        let (x, t): (Vec<f32>, Vec<f32>) = pairs.unzip();
        let (options, of_formula) = (Options::of(parameters, Reduction::Mean), wide(parameters));
        let outs = tally::on_each(&tiers, x.len(), |tier, each| {
            row.write(&options, tier, Answer::Each, [&x, &t], each).map(drop)
        });
        let mut tally = Tally::new(&tiers);
        let error = |i: usize, got| {
            let [(want, scale), _] = (row.want)(&of_formula, x[i].into(), t[i].into());
            (ulp_error_at(got, want, scale), want)
        };
        tally.judge(|i| Some(x[i].to_bits()), &outs.expect("nothing to refuse"), error);
        let bounds =
            (row.bounds)(&of_formula).map(|bounds| bounds[0].min(row.usual_bound.unwrap_or(f64::MAX)));
        let what = format!("each {} of {parameters:?}", row.name());
        assert_within(&what, &tally, |tier| bounds[usize::from(!tier.is_fused())]);
    });
}

#[test]
fn a_distribution_does_not_diverge_from_itself() {
    let p = Random::new(9).fill(1 << 16, Random::unit);
    let outs = tally::on_each(&tiers(), p.len(), |tier, each| {
        KlDivergence::probabilities().on(tier)?.forward_each(&p, &p, each)
    });
    let mut tally = Tally::new(&tiers());
    let error = |_, got| (ulp_error(got, 0.0), 0.0);
    tally.judge(|i| Some(p[i].to_bits()), &outs.expect("nothing to refuse"), error);
    assert_within("each kl of equal probabilities", &tally, |_| 0.0);
}
