//! The gradient for the target of the Kullback-Leibler divergence: bounds, limits, halves, threads and errors.

use activ8::{Error, KlDivergence, On, Reduction, bf16};

use crate::common::random::Random;
use crate::common::table::draws::{logarithm, logarithms, probability};
use crate::common::tiers;
use crate::common::ulp::ulp_error_at;

const INF: f32 = f32::INFINITY;

/// All four forms, with the bound of each.
const FORMS: [(KlDivergence, f64); 4] = [
    (KlDivergence::probabilities(), 2.5),
    (KlDivergence::log_probabilities(), 2.5),
    (KlDivergence::probabilities().log_target(true), 5.0),
    (KlDivergence::log_probabilities().log_target(true), 5.0),
];

fn is_of_probabilities(kl: KlDivergence) -> bool {
    kl.input == KlDivergence::probabilities().input
}

/// An input and a target.
fn draw(kl: KlDivergence, random: &mut Random, len: usize) -> [Vec<f32>; 2] {
    let [x, y] = logarithms(random, len);
    let x = if is_of_probabilities(kl) { random.fill(len, probability) } else { x };
    let t =
        if kl.log_target { y.iter().map(|y| y.max(-80.0)).collect() } else { random.fill(len, probability) };
    [x, t]
}

fn gradients(on: On<KlDivergence>, x: &[f32], t: &[f32], dy: &[f32]) -> [Vec<f32>; 2] {
    let [mut all, mut each] = [(); 2].map(|()| vec![7.0; x.len()]);
    on.backward_target(x, t, &mut all).expect("good input");
    on.backward_target_each(x, t, dy, &mut each).expect("good input");
    [all, each]
}

#[test]
fn gradients_for_the_target_are_within_the_bounds() {
    let mut random = Random::new(21);
    for (kl, bound) in FORMS {
        let [x, t] = draw(kl, &mut random, 20_000);
        let dy = random.fill(x.len(), |random| random.normal(2.0));
        for tier in tiers() {
            let on = kl.reduction(Reduction::BatchMean(8)).on(tier).expect("available");
            let [all, each] = gradients(on, &x, &t, &dy);
            let mut worst = [0.0f64; 2];
            for i in 0..x.len() {
                let [x, t] = [x[i], t[i]].map(f64::from);
                let x = if is_of_probabilities(kl) { x.ln() } else { x };
                let (logarithm, factor) = if kl.log_target { (t, t.exp()) } else { (t.ln(), 1.0) };
                let want = factor * (logarithm - x + 1.0);
                let size = factor * logarithm.abs().max(x.abs()).max(1.0);
                if want.is_infinite() || want.is_nan() {
                    let got = f64::from(all[i]);
                    assert!(got == want || got.is_nan() && want.is_nan(), "{kl:?} on {tier}: {got} {want}");
                    continue;
                }
                let error = ulp_error_at(all[i], want / 8.0, size / 8.0);
                let of_each = ulp_error_at(each[i], want * f64::from(dy[i]), size * f64::from(dy[i]));
                worst = [worst[0].max(error), worst[1].max(of_each)];
                assert!(
                    error <= bound && of_each <= bound + 1.5,
                    "{kl:?} on {tier} at {x}, {t}: {error} and {of_each} ULP"
                );
            }
            println!("{kl:?} on {tier}: {worst:?}");
        }
    }
}

#[test]
fn limits() {
    let [of_p, of_x, of_p_log, of_x_log] = FORMS.map(|(kl, _)| kl.reduction(Reduction::Sum));
    for (kl, x, t, want) in [
        (of_x, -1.0, 0.0, -INF),
        (of_x, -INF, 0.5, INF),
        (of_x, -0.0, 1.0, 1.0),
        (of_x, f32::NAN, 0.5, f32::NAN),
        (of_x, -INF, -0.0, f32::NAN),
        (of_p, 0.5, 0.0, -INF),
        (of_p, -0.0, 0.5, INF),
        (of_p, 1.0, 1.0, 1.0),
        (of_p, 0.0, 0.0, f32::NAN),
        (of_x_log, -1.0, -INF, 0.0),
        (of_x_log, -INF, -INF, 0.0),
        (of_x_log, f32::NAN, -INF, 0.0),
        (of_x_log, -INF, -1.0, INF),
        (of_x_log, -2.0, f32::NAN, f32::NAN),
        (of_p_log, 0.0, -INF, 0.0),
        (of_p_log, 0.0, -1.0, INF),
        (of_p_log, 1.0, 0.0, 1.0),
    ] {
        for tier in tiers() {
            for len in [1, 40] {
                let (x, t) = (vec![x; len], vec![t; len]);
                let [all, each] = gradients(kl.on(tier).expect("available"), &x, &t, &vec![2.0; len]);
                for (got, want) in
                    all.iter().map(|&got| (got, want)).chain(each.iter().map(|&got| (got, 2.0 * want)))
                {
                    let same = got == want || got.is_nan() && want.is_nan();
                    assert!(same, "{kl:?} on {tier} at {}, {}: {got}, not {want}", x[0], t[0]);
                }
                let [_, nothing] = gradients(kl.on(tier).expect("available"), &x, &t, &vec![0.0; len]);
                assert!(nothing.iter().all(|&got| got == 0.0), "{kl:?} on {tier}: a dy of 0");
            }
        }
    }
}

#[test]
fn halves_and_threads_give_the_bits_of_floats() {
    let mut random = Random::new(22);
    for (kl, _) in FORMS {
        let [x, t] = draw(kl, &mut random, 100_000);
        let dy = random.fill(x.len(), logarithm);
        let [x, t, dy] = [x, t, dy].map(|x| x.into_iter().map(bf16::from_f32).collect::<Vec<_>>());
        let [wide_x, wide_t, wide_dy] =
            [&x, &t, &dy].map(|x| x.iter().map(|x| x.to_f32()).collect::<Vec<_>>());
        let want = gradients(On::new(kl), &wide_x, &wide_t, &wide_dy);
        let [mut all, mut each] = [(); 2].map(|()| vec![7.0; x.len()]);
        kl.backward_target(&x, &t, &mut all).expect("good input");
        kl.backward_target_each(&x, &t, &dy, &mut each).expect("good input");
        let bits = |values: &[Vec<f32>; 2]| values.concat().iter().map(|x| x.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&[all, each]), bits(&want), "{kl:?} of halves");
        #[cfg(feature = "rayon")]
        assert_eq!(
            bits(&gradients(kl.parallel(), &wide_x, &wide_t, &wide_dy)),
            bits(&want),
            "{kl:?}, threads"
        );
    }
}

#[test]
fn what_does_not_fit_is_refused_and_nothing_written() {
    let (kl, mut gradient) = (KlDivergence::probabilities(), [7.0; 3]);
    let length = |argument, expected, found| Err(Error::Length { argument, expected, found });
    let improbable = |argument, index, value| Err(Error::Probability { argument, index, value });
    let half = [0.5; 3];
    assert_eq!(kl.backward_target(&half, &half[..2], &mut gradient), length("target", 3, 2));
    assert_eq!(kl.backward_target(&half, &half, &mut gradient[..2]), length("gradient", 3, 2));
    assert_eq!(kl.backward_target_each(&half, &half, &[1.0], &mut gradient), length("dy", 3, 1));
    assert_eq!(kl.backward_target(&[0.5, 1.5, 0.5], &half, &mut gradient), improbable("input", 1, 1.5));
    assert_eq!(kl.backward_target(&half, &[0.5, 0.5, -1.0], &mut gradient), improbable("target", 2, -1.0));
    let none = kl.reduction(Reduction::BatchMean(0)).backward_target(&half, &half, &mut gradient);
    assert_eq!(none, Err(Error::Batch { argument: "reduction", value: 0 }));
    assert_eq!(gradient, [7.0; 3], "untouched");
}
