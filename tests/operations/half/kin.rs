//! Operations that are no `Activation`: rows that become a number, what is drawn, streams, routers and the gradients
//! of what is learned.

use std::mem::MaybeUninit;

use activ8::{
    AttentionSoftmax, Error, GumbelSoftmax, LogSumExp, On, Output, PRelu, RRelu, Router, Scoring,
    SoftmaxState, Tier, bf16, f16,
};

use crate::common::random::Random;
use crate::common::tiers;
use crate::half::{Real, assert_same, fresh, rounded, widened};

/// Rows around blocks, up to what the stack holds and beyond.
const SHAPES: [(usize, usize); 6] = [(1, 3000), (7, 700), (300, 20), (2049, 3), (9000, 2), (20_000, 2)];

fn draw<T: Real>(seed: usize, n: usize) -> Vec<T> {
    rounded(&Random::new(seed as u64).fill(n, |random| random.normal(2.0)))
}

/// Numbers from one seed, one after the other.
fn numbers() -> impl FnMut() -> f32 {
    let mut random = Random::new(9);
    move || random.unit()
}

fn log_sum_exp<X: Real, G: Real, Y: Real>(tier: Tier, row: usize, rows: usize)
where
    MaybeUninit<Y>: Output,
{
    let on = LogSumExp::rows_of(row).on(tier).expect("available");
    #[cfg(feature = "rayon")]
    let on = if row == 300 { on.parallel() } else { on };
    let (x, dy): (Vec<X>, Vec<G>) = (draw(row, row * rows), draw(rows, rows));
    let (mut want, mut want_dx) = (vec![0.0; rows], vec![0.0; x.len()]);
    on.forward(&widened(&x), &mut want).expect("whole rows");
    on.backward(&widened(&x), &widened(&dy), &mut want_dx).expect("whole rows");
    let (mut y, mut dx) = (vec![Y::of(7.0); rows], vec![Y::of(7.0); x.len()]);
    on.forward(&x, &mut y).expect("whole rows");
    on.backward(&x, &dy, &mut dx).expect("whole rows");
    let what = format!("{rows} rows of {row} {} to {} on {tier}", X::NAME, Y::NAME);
    assert_same(&y, &want, &what);
    assert_same(&dx, &want_dx, &what);
    let new: Vec<Y> = fresh(rows, |y| on.forward(&x, y));
    assert_same(&new, &want, &what);
}

/// The same of columns.
fn log_sum_exp_along<X: Real, G: Real, Y: Real>(tier: Tier, axis: usize, outer: usize) {
    const INNER: usize = 5;
    let on = LogSumExp::along(axis, INNER).on(tier).expect("available");
    let columns = outer * INNER;
    let (x, dy): (Vec<X>, Vec<G>) = (draw(axis, axis * columns), draw(outer, columns));
    let (mut want, mut want_dx) = (vec![0.0; columns], vec![0.0; x.len()]);
    on.forward(&widened(&x), &mut want).expect("whole matrices");
    on.backward(&widened(&x), &widened(&dy), &mut want_dx).expect("whole matrices");
    let (mut y, mut dx) = (vec![Y::of(7.0); columns], vec![Y::of(7.0); x.len()]);
    on.forward(&x, &mut y).expect("whole matrices");
    on.backward(&x, &dy, &mut dx).expect("whole matrices");
    let what = format!("{outer} × {axis} × {INNER} {} to {} on {tier}", X::NAME, Y::NAME);
    assert_same(&y, &want, &what);
    assert_same(&dx, &want_dx, &what);
}

fn gumbel<X: Real, G: Real, Y: Real>(tier: Tier, row: usize, rows: usize) {
    let on = GumbelSoftmax::rows_of(row).temperature(0.5).on(tier).expect("available");
    let (x, dy): (Vec<X>, Vec<G>) = (draw(row, row * rows), draw(rows, row * rows));
    let (mut want, mut y) = (vec![0.0; x.len()], vec![Y::of(7.0); x.len()]);
    on.forward(&widened(&x), numbers(), &mut want).expect("whole rows");
    on.forward(&x, numbers(), &mut y).expect("whole rows");
    let what = format!("{rows} rows of {row} {} to {} on {tier}", X::NAME, Y::NAME);
    assert_same(&y, &want, &what);
    let mut dx = vec![Y::of(7.0); x.len()];
    on.backward(&widened(&y), &widened(&dy), &mut want).expect("whole rows");
    on.backward(&y, &dy, &mut dx).expect("whole rows");
    assert_same(&dx, &want, &what);
    let gumbel = GumbelSoftmax::rows_of(row);
    gumbel.harden(&widened(&y), &mut want).expect("whole rows");
    gumbel.harden(&y, &mut dx).expect("whole rows");
    assert_same(&dx, &want, &what);
}

#[test]
fn rows() {
    for tier in tiers() {
        for (row, rows) in SHAPES {
            log_sum_exp::<bf16, bf16, bf16>(tier, row, rows);
            log_sum_exp::<f16, f32, f32>(tier, row, rows);
            log_sum_exp::<f32, f32, f16>(tier, row, rows);
            log_sum_exp::<f32, bf16, f32>(tier, row, rows);
            log_sum_exp_along::<bf16, bf16, bf16>(tier, row, rows);
            log_sum_exp_along::<f16, f32, f32>(tier, row, rows);
            log_sum_exp_along::<f32, bf16, f16>(tier, row, rows);
            gumbel::<bf16, bf16, bf16>(tier, row, rows);
            gumbel::<f16, f32, f32>(tier, row, rows);
            gumbel::<f32, f32, f16>(tier, row, rows);
            gumbel::<f32, f16, f32>(tier, row, rows);
        }
    }
}

fn routed<X: Real, W: Real>(router: Router<'_>, tier: Tier) {
    let on = router.on(tier).expect("available");
    let rows = 70;
    let x: Vec<X> = draw(3, router.experts * rows);
    let n = router.k * rows;
    let (mut want, mut weights, mut chosen) = (vec![0.0; n], vec![W::of(7.0); n], [vec![0; n], vec![0; n]]);
    on.route(&widened(&x), &mut chosen[0], &mut want).expect("whole rows");
    on.route(&x, &mut chosen[1], &mut weights).expect("whole rows");
    assert_eq!(chosen[0], chosen[1], "{router:?} on {tier}");
    assert_same(&weights, &want, &format!("{router:?} on {tier}"));
}

#[test]
fn routers() {
    let plain = Router::top(4).of(64);
    for tier in tiers() {
        for router in [
            plain,
            plain.scoring(Scoring::Sigmoid).groups(8, 4),
            Router::top(3).of(3000),
            Router::top(5).of(5),
        ] {
            routed::<bf16, bf16>(router, tier);
            routed::<f16, f32>(router, tier);
            routed::<f32, f16>(router, tier);
            routed::<f32, f32>(router, tier);
        }
    }
}

fn streamed<X: Real>(n: usize, tier: Tier) {
    let (mut x, first): (Vec<X>, _) = (draw(n, n), SoftmaxState { max: 0.5, sum: 1.5 });
    let on = On::new(first).on(tier).expect("available");
    let (mut wide, [mut want, mut state]) = (widened(&x), [on; 2]);
    want.update(&wide).expect("available");
    state.update(&x).expect("available");
    assert_eq!(state.state(), want.state(), "{n} {} on {tier}", X::NAME);
    let (mut wants, mut accumulator) = (vec![1.0; 9], vec![1.0; 9]);
    want.attend(&mut wide, &mut wants).expect("available");
    state.attend(&mut x, &mut accumulator).expect("available");
    assert_eq!((state.state(), accumulator), (want.state(), wants), "{n} {} on {tier}", X::NAME);
    assert_same(&x, &wide, "scores");
}

#[test]
fn streams() {
    for (tier, n) in tiers().into_iter().flat_map(|tier| [0, 1, 100, 2048, 2049, 20_000].map(|n| (tier, n))) {
        streamed::<bf16>(n, tier);
        streamed::<f16>(n, tier);
        streamed::<f32>(n, tier);
    }
}

fn drawn<X: Real, Y: Real>(tier: Tier, n: usize) {
    let on = RRelu::default().on(tier).expect("available");
    let (x, dy): (Vec<X>, Vec<X>) = (draw(n, n), draw(n + 1, n));
    let [mut want, mut want_slopes] = [(); 2].map(|()| vec![0.0; n]);
    let [mut y, mut slopes] = [(); 2].map(|()| vec![Y::of(7.0); n]);
    on.forward_training(&widened(&x), &mut want, &mut want_slopes, numbers()).expect("one length");
    on.forward_training(&x, &mut y, &mut slopes, numbers()).expect("one length");
    let what = format!("{n} {} to {} on {tier}", X::NAME, Y::NAME);
    assert_same(&y, &want, &what);
    assert_same(&slopes, &want_slopes, &what);
    on.backward_training(&widened(&x), &widened(&slopes), &widened(&dy), &mut want).expect("one length");
    on.backward_training(&x, &slopes, &dy, &mut y).expect("one length");
    assert_same(&y, &want, &what);
}

#[test]
fn slopes_that_are_drawn() {
    for (tier, n) in tiers().into_iter().flat_map(|tier| [0, 1, 100, 2049, 9000].map(|n| (tier, n))) {
        drawn::<bf16, bf16>(tier, n);
        drawn::<f16, f32>(tier, n);
        drawn::<f32, f16>(tier, n);
        drawn::<f32, f32>(tier, n);
    }
}

fn learned<X: Real, G: Real>(tier: Tier) {
    let (x, dy): (Vec<X>, Vec<G>) = (draw(1, 12_000), draw(2, 12_000));
    let (wide, wide_dy, slopes) = (widened(&x), widened(&dy), [0.5; 6]);
    for n in [0, 120, 12_000] {
        let (x, dy, wide, wide_dy) = (&x[..n], &dy[..n], &wide[..n], &wide_dy[..n]);
        let (mut want, mut got) = ([7.0; 6], [7.0; 6]);
        let prelu = PRelu { weight: &slopes, inner: 10 }.on(tier).expect("available");
        prelu.backward_weight(wide, wide_dy, &mut want).expect("whole samples");
        prelu.backward_weight(x, dy, &mut got).expect("whole samples");
        assert_eq!(got, want, "slopes of {n} {} on {tier}", X::NAME);
        let attention = AttentionSoftmax::rows_of(20).sinks(&slopes).on(tier).expect("available");
        attention.backward_sinks(wide, wide_dy, &mut want).expect("whole heads");
        attention.backward_sinks(x, dy, &mut got).expect("whole heads");
        assert_eq!(got, want, "sinks of {n} {} on {tier}", X::NAME);
    }
}

#[test]
fn gradients_of_what_is_learned() {
    for tier in tiers() {
        learned::<bf16, bf16>(tier);
        learned::<f16, f32>(tier);
        learned::<f32, f16>(tier);
    }
}

#[test]
fn bad_input_is_refused_and_outputs_stay() {
    let (x, mut y, mut z) = ([bf16::ONE; 4], [f16::ONE; 3], [f16::ONE; 4]);
    let length = |argument, expected, found| Err(Error::Length { argument, expected, found });
    let rows = |argument| Err(Error::Rows { argument, row: 3, found: 4 });
    let pairs = LogSumExp::rows_of(2);
    assert_eq!(pairs.forward(&x, &mut y), length("y", 2, 3));
    assert_eq!(pairs.backward(&x, &x, &mut z), length("dy", 2, 4));
    assert_eq!(pairs.backward(&x, &x[..2], &mut y), length("dx", 4, 3));
    assert_eq!(LogSumExp::rows_of(3).forward(&x, &mut y), rows("x"));
    assert!(matches!(LogSumExp::rows_of(0).forward(&x[..0], &mut y[..0]), Err(Error::Rows { .. })));
    let gumbel = GumbelSoftmax::rows_of(2);
    let never = || -> f32 { panic!("nothing is drawn") };
    assert_eq!(gumbel.forward(&x, never, &mut y), length("y", 4, 3));
    assert_eq!(GumbelSoftmax::rows_of(3).forward(&x, never, &mut z), rows("x"));
    assert_eq!(GumbelSoftmax::rows_of(3).backward(&x, &x, &mut z), rows("y"));
    assert_eq!(gumbel.backward(&x, &x[..3], &mut z), length("dy", 4, 3));
    assert!(matches!(gumbel.temperature(0.0).forward(&x, never, &mut z), Err(Error::Parameter { .. })));
    assert_eq!(RRelu::default().forward_training(&x, &mut z, &mut y, never), length("slopes", 4, 3));
    assert_eq!(RRelu::default().backward_training(&x, &x, &x[..3], &mut z), length("dy", 4, 3));
    let (mut indices, router) = ([7; 2], Router::top(1).of(2));
    assert_eq!(router.route(&x, &mut indices, &mut y), length("weights", 2, 3));
    assert_eq!(Router::top(1).of(3).route(&x, &mut indices, &mut y[..2]), rows("logits"));
    let prelu = PRelu { weight: &[0.5; 2], inner: 1 };
    let mut dweight = [7.0; 2];
    assert_eq!(prelu.backward_weight(&x, &x[..3], &mut dweight), length("dy", 4, 3));
    let attention = AttentionSoftmax::rows_of(2).sinks(&[0.5, 0.25]);
    assert_eq!(attention.backward_sinks(&x, &x[..3], &mut dweight), length("dy", 4, 3));
    assert_eq!((y, z, indices, dweight), ([f16::ONE; 3], [f16::ONE; 4], [7; 2], [7.0; 2]));
}
