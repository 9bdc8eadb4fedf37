//! PyTorch's answers: `tests/golden/make_softmax.py`.

use activ8::{Activation, AttentionSoftmax, GumbelSoftmax, Hardmax, LogSumExp, Softmax, Softmin};

use crate::common::golden::Golden;
use crate::common::tiers;
use crate::common::ulp::ulp_error;

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
