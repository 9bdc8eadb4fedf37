//! States of streams: pieces in any order are the whole.

use activ8::{On, SoftmaxState};

use super::{INF, book};
use crate::common::random::Random;
use crate::common::tiers;

fn of(x: &[f32]) -> SoftmaxState {
    let mut state = SoftmaxState::default();
    state.update(x).expect("a tier");
    state
}

#[test]
fn pieces_are_the_whole() {
    for offset in [0.0, 400.0, -1e4] {
        let x = Random::new(2).fill(1000, |random| offset + random.normal(10.0));
        let (p, max, log_sum) = book(&x);
        let mut pieces = SoftmaxState::default();
        x.chunks(77).for_each(|piece| pieces.update(piece).expect("a tier"));
        for tier in tiers() {
            let mut on = On::new(SoftmaxState::default()).on(tier).expect("available");
            x.chunks(77).for_each(|piece| on.update(piece).expect("valid"));
            assert_eq!(on.state().max, pieces.max);
            assert!((on.state().sum / pieces.sum - 1.0).abs() < 1e-7, "{tier}: {on:?}");
        }
        for state in [of(&x), pieces, of(&x[600..]).merge(of(&x[..600]))] {
            assert_eq!(f64::from(state.max), max);
            assert!((f64::from(state.log_sum_exp()) / (max + log_sum) - 1.0).abs() < 1e-7, "{state:?}");
            for (x, p) in x.iter().zip(&p) {
                assert!(
                    (f64::from(state.probability(*x)) - p).abs() <= 1.3e-7 * p + 1e-45,
                    "{state:?} of {x}"
                );
            }
        }
    }
}

#[test]
fn nothing_is_no_nan() {
    let none = SoftmaxState::default();
    assert_eq!(none.log_sum_exp(), -INF);
    assert_eq!(none.merge(none), none);
    assert_eq!(of(&[-INF, -INF]), none);
    assert_eq!(of(&[]).probability(1.0), 0.0);
    assert_eq!(none.merge(of(&[2.0])).log_sum_exp(), 2.0);
    assert_eq!(of(&[2.0]).merge(none).log_sum_exp(), 2.0);
    assert_eq!(of(&[INF, 1.0]).merge(of(&[3.0])).log_sum_exp(), INF);
    for x in [[f32::NAN, -INF], [1.0, f32::NAN], [INF, f32::NAN]] {
        assert!(of(&x).merge(of(&[3.0])).log_sum_exp().is_nan(), "{x:?}");
    }
}

#[test]
fn attention_in_blocks_is_attention() {
    let mut random = Random::new(8);
    let (keys, dim) = (150, 9);
    let scores = random.fill(keys, |random| if random.unit() < 0.3 { -INF } else { random.normal(12.0) });
    let values = random.fill(keys * dim, |random| random.normal(1.0));
    let p = book(&scores).0;
    for (tier, block) in tiers().into_iter().flat_map(|tier| [1, 7, 64, 150].map(|block| (tier, block))) {
        // A block of nothing first.
        let mut state = On::new(SoftmaxState::default()).on(tier).expect("available");
        let mut out = vec![0.0; dim];
        state.attend(&mut [-INF; 5], &mut out).expect("a tier");
        for (scores, values) in scores.chunks(block).zip(values.chunks(block * dim)) {
            let mut weights = scores.to_vec();
            state.attend(&mut weights, &mut out).expect("a tier");
            for (weight, value) in weights.iter().zip(values.chunks(dim)) {
                out.iter_mut().zip(value).for_each(|(out, value)| *out += weight * value);
            }
        }
        state.finish(&mut out).expect("a tier");
        for (d, &out) in out.iter().enumerate() {
            let want: f64 = (0..keys).map(|j| p[j] * f64::from(values[j * dim + d])).sum();
            assert!(
                (f64::from(out) - want).abs() < 2e-6,
                "[{d}] in blocks of {block} on {tier}: {out} {want}"
            );
        }
    }
    let (mut state, mut out) = (SoftmaxState::default(), vec![0.0; dim]);
    let mut nothing = [-INF; 3];
    state.attend(&mut nothing, &mut out).expect("a tier");
    state.finish(&mut out).expect("a tier");
    assert!(nothing == [0.0; 3] && out == vec![0.0; dim], "{nothing:?} {out:?}");
}

#[test]
fn an_accumulator_may_be_of_any_size() {
    let mut state = SoftmaxState::default();
    state.attend(&mut [0.0; 4], &mut []).expect("a tier");
    let mut out = [3e38, -1e36, 1e-36, 0.0, INF, -INF];
    let want = out.map(|x| x / 4.0);
    state.finish(&mut out).expect("a tier");
    assert_eq!(out, want);
    let mut nan = [f32::NAN];
    state.finish(&mut nan).expect("a tier");
    assert!(nan[0].is_nan(), "a NaN stays one");
}
