//! The losses: of each element, and of all.

use activ8::{
    BinaryCrossEntropy, BinaryCrossEntropyWithLogits, FixedGaussianNll, Hinge, Huber, JensenShannon,
    KlDivergence, L1, LogCosh, Loss, Mse, PoissonNll, Quantile, Reduction, Result, SigmoidFocal, SmoothL1,
    SoftMargin, SquaredHinge, Tier,
};

use crate::assert_within;
use crate::common::losses::{LOSSES, LossOfAll, MAX_ULP, ROW};
use crate::common::oracle::loss;
use crate::common::random::Random;
use crate::common::tally::{self, Tally};
use crate::common::tiers;
use crate::common::ulp::{ulp_error, ulp_error_at};

/// The mean that each tier gives for `x` and `t`.
fn mean(of: &LossOfAll, x: &[f32], t: &[f32]) -> Tally {
    let (tiers, want) = (tiers(), (of.mean)(x, t));
    let outs = tally::on_each(&tiers, 1, |tier, out| {
        out[0] = (of.forward)(tier, x, t)?;
        Ok(())
    });
    let mut tally = Tally::new(&tiers);
    tally.judge(|_| None, &outs.expect("nothing to refuse"), |_, got| (ulp_error(got, want), want));
    tally
}

#[test]
fn every_loss_of_many_elements_is_within_the_bound_on_every_tier() {
    for of in LOSSES {
        for (seed, rows) in [1, 2, 5, 33, 256].into_iter().enumerate() {
            let [x, t] = (of.draw)(&mut Random::new(seed as u64), rows * ROW);
            assert_within(&format!("{} of {rows} rows", of.name), &mean(of, &x, &t), |_| MAX_ULP);
        }
    }
}

// 2^24 elements: their sum is the mean times a power of two, and so its error in ULP is the same.
#[test]
fn the_loss_of_sixteen_million_elements_is_within_the_bound_on_every_tier() {
    for of in LOSSES.iter().filter(|of| ["mse", "bce"].contains(&of.name)) {
        let [x, t] = (of.draw)(&mut Random::new(8), 16 << 20);
        assert_within(&format!("{} of 16 Mi", of.name), &mean(of, &x, &t), |_| MAX_ULP);
    }
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

/// A loss of elements with reduction "none".
struct LossOfEach {
    name: &'static str,
    draw: fn(&mut Random) -> [f32; 2],
    forward_each: fn(Tier, &[f32], &[f32], &mut [f32]) -> Result<()>,
    /// The right answer, and the number in whose ULP its error is stated: the loss itself, but for a
    /// difference of terms.
    want: fn(f64, f64) -> (f64, f64),
    bound: f64,
}

fn itself(value: f64) -> (f64, f64) {
    (value, value)
}

const EACH: [LossOfEach; 20] = [
    LossOfEach {
        name: "mse",
        draw: |random| [random.normal(3.0), random.normal(3.0)],
        forward_each: |tier, x, t, each| Mse::default().on(tier)?.forward_each(x, t, each),
        want: |x, t| itself(loss::mse(x, t)),
        bound: 2.5,
    },
    LossOfEach {
        name: "bce",
        draw: |random| [1.0 / (1.0 + random.normal(20.0).exp()), random.unit()],
        forward_each: |tier, x, t, each| BinaryCrossEntropy::default().on(tier)?.forward_each(x, t, each),
        want: |p, t| itself(loss::bce(p, t)),
        bound: 2.6,
    },
    LossOfEach {
        name: "bce_with_logits",
        draw: |random| [random.normal(40.0), random.unit()],
        forward_each: |tier, x, t, each| {
            BinaryCrossEntropyWithLogits::default().on(tier)?.forward_each(x, t, each)
        },
        want: |x, t| itself(loss::bce_with_logits(x, t)),
        bound: 2.0,
    },
    // Every other pair is close, where the logarithm of the quotient is near 0.
    LossOfEach {
        name: "kl",
        draw: |random| {
            let (p, other) = (random.unit(), random.unit());
            let close = p * (1.0 + 1e-3 * random.normal(1.0));
            [p, if close != p && random.index(2) == 0 { close.min(1.0) } else { other }]
        },
        forward_each: |tier, x, t, each| KlDivergence::probabilities().on(tier)?.forward_each(x, t, each),
        want: |p, t| itself(loss::kl(p, t)),
        bound: 2.8,
    },
    LossOfEach {
        name: "kl_div",
        draw: |random| [random.unit().ln(), random.unit()],
        forward_each: |tier, x, t, each| KlDivergence::log_probabilities().on(tier)?.forward_each(x, t, each),
        want: |x, t| (loss::kl_div(x, t), t * t.ln().abs().max(x.abs())),
        bound: 2.3,
    },
    LossOfEach {
        name: "jensen_shannon",
        draw: logarithms,
        forward_each: |tier, x, t, each| JensenShannon::default().on(tier)?.forward_each(x, t, each),
        want: |x, t| itself(loss::jensen_shannon(x, t, 0.5)),
        bound: 6.0,
    },
    LossOfEach {
        name: "jensen_shannon(beta=0.9375)",
        draw: logarithms,
        forward_each: |tier, x, t, each| JensenShannon::beta(0.9375).on(tier)?.forward_each(x, t, each),
        want: |x, t| itself(loss::jensen_shannon(x, t, 0.9375)),
        bound: 7.0,
    },
    LossOfEach {
        name: "jensen_shannon(beta=2^-12)",
        draw: logarithms,
        forward_each: |tier, x, t, each| JensenShannon::beta(1.0 / 4096.0).on(tier)?.forward_each(x, t, each),
        want: |x, t| itself(loss::jensen_shannon(x, t, 1.0 / 4096.0)),
        bound: 9.0,
    },
    LossOfEach {
        name: "kl_log_target",
        draw: logarithms,
        forward_each: |tier, x, t, each| {
            KlDivergence::default().log_target(true).on(tier)?.forward_each(x, t, each)
        },
        want: |x, t| (t.exp() * (t - x), t.exp() * x.abs().max(t.abs())),
        bound: 4.0,
    },
    LossOfEach {
        name: "l1",
        draw: close,
        forward_each: |tier, x, t, each| L1::default().on(tier)?.forward_each(x, t, each),
        want: |x, t| itself((x - t).abs()),
        bound: 0.5,
    },
    LossOfEach {
        name: "smooth_l1",
        draw: close,
        forward_each: |tier, x, t, each| {
            SmoothL1 { beta: 0.3, ..SmoothL1::default() }.on(tier)?.forward_each(x, t, each)
        },
        want: |x, t| itself(loss::huber(x, t, f64::from(0.3f32)) / f64::from(0.3f32)),
        bound: 3.5,
    },
    LossOfEach {
        name: "huber",
        draw: close,
        forward_each: |tier, x, t, each| Huber::default().on(tier)?.forward_each(x, t, each),
        want: |x, t| itself(loss::huber(x, t, 1.0)),
        bound: 3.5,
    },
    LossOfEach {
        name: "hinge",
        draw: score,
        forward_each: |tier, x, y, each| Hinge::default().on(tier)?.forward_each(x, y, each),
        want: |x, y| itself(loss::hinge(x, y)),
        bound: 0.5,
    },
    LossOfEach {
        name: "squared_hinge",
        draw: score,
        forward_each: |tier, x, y, each| SquaredHinge::default().on(tier)?.forward_each(x, y, each),
        want: |x, y| itself(loss::hinge(x, y).powi(2)),
        bound: 2.0,
    },
    LossOfEach {
        name: "soft_margin",
        draw: score,
        forward_each: |tier, x, y, each| SoftMargin::default().on(tier)?.forward_each(x, y, each),
        want: |x, y| itself(loss::soft_margin(x, y)),
        bound: 2.1,
    },
    LossOfEach {
        name: "sigmoid_focal",
        draw: |random| {
            let [x, y] = score(random);
            [x, y.max(0.0)]
        },
        forward_each: |tier, x, t, each| SigmoidFocal::default().on(tier)?.forward_each(x, t, each),
        want: |x, t| {
            // Where it is subnormal its factors have lost digits.
            let loss = loss::focal(x, t, 0.25, 2.0);
            (loss, loss.max(1e-36))
        },
        bound: 3.8,
    },
    LossOfEach {
        name: "log_cosh",
        draw: close,
        forward_each: |tier, x, t, each| LogCosh::default().on(tier)?.forward_each(x, t, each),
        want: |x, t| itself(loss::log_cosh(x, t)),
        bound: 5.0,
    },
    LossOfEach {
        name: "quantile",
        draw: close,
        forward_each: |tier, x, t, each| Quantile::of(0.8).on(tier)?.forward_each(x, t, each),
        want: |x, t| itself(loss::quantile(x, t, f64::from(0.8f32))),
        bound: 2.5,
    },
    LossOfEach {
        name: "poisson_nll",
        draw: |random| [random.normal(4.0), (random.unit() * 20.0).floor()],
        forward_each: |tier, x, t, each| PoissonNll::default().on(tier)?.forward_each(x, t, each),
        want: |x, t| (x.exp() - t * x, x.exp().max((t * x).abs())),
        bound: 3.5,
    },
    LossOfEach {
        name: "fixed_gaussian_nll",
        draw: close,
        forward_each: |tier, x, t, each| {
            FixedGaussianNll::of_variance(2.5).on(tier)?.forward_each(x, t, each)
        },
        want: |x, t| itself(0.5 * (2.5f64.ln() + (x - t).powi(2) / 2.5)),
        bound: 4.0,
    },
];

/// Of probabilities, every other one near the other and of each distance.
fn logarithms(random: &mut Random) -> [f32; 2] {
    let x = random.unit().ln() * 8.0;
    let near = x * (1.0 + random.normal(1.0) * (-20.0 * random.unit()).exp2());
    [x, if random.index(2) == 0 { near } else { random.unit().ln() * 8.0 }]
}

/// A prediction and its target, every other one near it.
fn close(random: &mut Random) -> [f32; 2] {
    let x = random.normal(3.0);
    [x, if random.index(2) == 0 { x + random.normal(0.01) } else { random.normal(3.0) }]
}

/// A score and its sign.
fn score(random: &mut Random) -> [f32; 2] {
    [random.normal(20.0), if random.index(2) == 0 { 1.0 } else { -1.0 }]
}

#[test]
fn every_loss_of_an_element_is_within_its_bound_on_every_tier() {
    let tiers = tiers();
    for of in EACH {
        let mut random = Random::new(7);
        let (x, t): (Vec<f32>, Vec<f32>) = (0..1 << 19).map(|_| (of.draw)(&mut random).into()).unzip();
        let outs = tally::on_each(&tiers, x.len(), |tier, each| (of.forward_each)(tier, &x, &t, each));
        let mut tally = Tally::new(&tiers);
        let error = |i: usize, got| {
            let (want, scale) = (of.want)(f64::from(x[i]), f64::from(t[i]));
            (ulp_error_at(got, want, scale), want)
        };
        tally.judge(|i| Some(x[i].to_bits()), &outs.expect("nothing to refuse"), error);
        assert_within(&format!("each {}", of.name), &tally, |_| of.bound);
    }
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
