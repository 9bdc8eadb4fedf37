//! PyTorch's answers: `tests/golden/make_softmax.py` and `make_axes.py`.

use activ8::{
    Activation, AttentionSoftmax, FullyMasked, GateLayout, GatedActivation, Glu, GumbelSoftmax, Hardmax,
    LogSumExp, Softmax, Softmin,
};

use crate::common::golden::Golden;
use crate::common::tiers;
use crate::common::ulp::{ulp_error, ulp_error_at};

#[test]
fn softmax_and_its_kin_agree_with_pytorch() {
    let golden = Golden::read("softmax_kin");
    let [x, noise, mask] = ["x", "noise", "mask"].map(|column| golden.f32s(column));
    let [heads, queries, keys] = ["heads", "queries", "keys"].map(|key| golden.count(key));
    let attention = AttentionSoftmax::rows_of(keys).queries(queries).scale(0.25);
    for tier in tiers() {
        let on = |softmax: AttentionSoftmax<'_>| {
            let mut y = vec![7.0; x.len()];
            softmax.on(tier).expect("available").forward(&x, &mut y).expect("whole heads");
            y
        };
        let mut gumbel = vec![7.0; x.len()];
        let mut given = noise.iter().copied();
        let sampler = GumbelSoftmax::rows_of(keys).temperature(0.5).on(tier).expect("available");
        sampler.forward(&x, || given.next().expect("one for each"), &mut gumbel).expect("whole rows");
        let mut logs = vec![7.0; heads * queries];
        LogSumExp::rows_of(keys).on(tier).expect("available").forward(&x, &mut logs).expect("whole rows");
        let mut of = [(); 3].map(|()| x.clone());
        Softmin::rows_of(keys).on(tier).expect("available").forward_in_place(&mut of[0]).expect("whole rows");
        Hardmax::rows_of(keys).on(tier).expect("available").forward_in_place(&mut of[1]).expect("whole rows");
        Softmax::along(queries, keys)
            .on(tier)
            .expect("available")
            .forward_in_place(&mut of[2])
            .expect("whole");
        let [softmin, hardmax, middle] = of;
        let answers = [
            ("masked", on(attention.mask(&mask[..queries * keys]))),
            ("causal", on(attention.causal(4))),
            ("softmin", softmin),
            ("hardmax", hardmax),
            ("gumbel", gumbel),
            ("middle", middle),
            ("log_sum_exp", logs.into_iter().flat_map(|log| vec![log; keys]).collect()),
        ];
        for (name, answer) in answers {
            for (i, (got, want)) in answer.into_iter().zip(golden.f64s(name)).enumerate() {
                assert!(ulp_error(got, want) <= 2.5, "{name}[{i}] on {tier}: {got}, want {want}");
            }
        }
    }
}

/// Along a middle axis. Of numbers for each column, or for half of one, the file has several copies.
#[test]
fn axes_agree_with_pytorch() {
    let golden = Golden::read("axes");
    let [x, finite, dy] = ["x", "finite", "dy"].map(|column| golden.f32s(column));
    let [outer, axis, inner] = ["outer", "axis", "inner"].map(|key| golden.count(key));
    let (matrix, n, half) = (axis * inner, x.len(), axis / 2 * inner);
    // The first `each` of every matrix, and the matrices of copies of them.
    let first =
        |of: &[f32], each: usize| of.chunks(matrix).flat_map(|of| of[..each].to_vec()).collect::<Vec<f32>>();
    let copied = |of: Vec<f32>, each: usize| {
        of.chunks(each).flat_map(|of| of.repeat(matrix / each)).collect::<Vec<f32>>()
    };
    let layout = GateLayout::ValuesFirstAlong { axis, inner };
    let (sum_dy, half_dy) = (first(&dy, inner), first(&dy, half));
    for tier in tiers() {
        let new = |len: usize| vec![7.0; len];
        let softmin = Softmin::along(axis, inner).on(tier).expect("available");
        let [mut of_softmin, mut softmin_dx] = [new(n), new(n)];
        softmin.forward(&finite, &mut of_softmin).expect("whole matrices");
        softmin.backward(&finite, &dy, &mut softmin_dx).expect("whole matrices");
        let mut hardmax = x.clone();
        Hardmax::along(axis, inner)
            .on(tier)
            .expect("available")
            .forward_in_place(&mut hardmax)
            .expect("whole");
        let sums = LogSumExp::along(axis, inner).on(tier).expect("available");
        let [mut of_sums, mut sums_dx] = [new(outer * inner), new(n)];
        sums.forward(&x, &mut of_sums).expect("whole matrices");
        sums.backward(&x, &sum_dy, &mut sums_dx).expect("whole matrices");
        let glu = Glu.on(tier).expect("available");
        let [mut of_glu, mut glu_dx] = [new(n / 2), new(n)];
        glu.forward_packed(layout, &finite, &mut of_glu).expect("whole matrices");
        glu.backward_packed(layout, &finite, &half_dy, &mut glu_dx).expect("whole matrices");
        let softmax = Softmax::along(axis, inner);
        let safe = softmax.fully_masked(FullyMasked::Zeros).on(tier).expect("available");
        let [mut of_softmax, mut of_safe, mut safe_dx] = [new(n), new(n), new(n)];
        softmax.on(tier).expect("available").forward(&x, &mut of_softmax).expect("whole matrices");
        safe.forward(&x, &mut of_safe).expect("whole matrices");
        safe.backward(&x, &dy, &mut safe_dx).expect("whole matrices");
        // A hardmax has nothing to be greatest in a column of nothing but −∞, where PyTorch's argmax is 0.
        let nothing = |i: usize| golden.f64s("log_sum_exp")[i] == f64::NEG_INFINITY;
        let hardmax = hardmax.into_iter().enumerate();
        let hardmax =
            hardmax.map(|(i, y)| if nothing(i) && y.is_nan() { f32::from(i / inner % axis == 0) } else { y });
        // Gradients of softmax are differences, of terms up to 3.
        let answers = [
            ("softmin", of_softmin, 2.0, 0.0),
            ("softmin_gradient", softmin_dx, 8.0, 1.0),
            ("hardmax", hardmax.collect(), 0.0, 0.0),
            ("log_sum_exp", copied(of_sums, inner), 2.0, 0.0),
            ("log_sum_exp_gradient", sums_dx, 2.0, 0.0),
            ("glu", copied(of_glu, half), 3.8, 0.0),
            ("glu_gradient", glu_dx, 4.5, 0.0),
            ("softmax", of_softmax, 2.0, 0.0),
            ("safe_softmax", of_safe, 2.0, 0.0),
            ("safe_softmax_gradient", safe_dx, 8.0, 1.0),
        ];
        for (name, answer, bound, size) in answers {
            let wants = golden.f64s(name);
            assert_eq!(answer.len(), wants.len(), "{name}");
            for (i, (got, want)) in answer.into_iter().zip(wants).enumerate() {
                let error = ulp_error_at(got, want, want.abs().max(size));
                assert!(error <= bound, "{name}[{i}] on {tier}: {got}, want {want}");
            }
        }
    }
}
