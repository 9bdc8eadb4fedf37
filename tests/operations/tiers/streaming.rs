//! The same bits by streaming stores: by name, and of outputs so large that they are streamed unasked.

use activ8::{
    Activation, Elementwise, GateLayout, GatedActivation, LeakyRelu, PRelu, Relu, Silu, Softmax, SwiGlu, bf16,
};
use rayon::prelude::*;

use super::outcome_at;
use crate::common::compare::{Lazy, assert_same};
use crate::common::data::{Input, MIXES, Mix, SENTINEL, values};
use crate::common::table::Domain;
use crate::common::tiers;
use crate::common::verbs::{Call, Output, verbs};

/// Around a line of the cache, around the blocks, and some of them.
const LENGTHS: [usize; 10] = [0, 1, 15, 16, 33, 1023, 1024, 1025, 2047, 3500];

/// Every verb that has an output of its own, at every place of it within a line.
#[test]
fn streaming_changes_no_bits() {
    verbs().par_iter().filter(|verb| verb.output == Output::Elements && !verb.of_loss()).for_each(|&verb| {
        for (len, tier) in
            LENGTHS.into_iter().flat_map(|len| tiers().into_iter().map(move |tier| (len, tier)))
        {
            // Rows that fit a block many times, and rows that do not.
            let rows = if verb.rows { &[7, 300, 1100][..] } else { &[1] };
            for &row in rows {
                let input = Input::new(verb, len / row, row, MIXES[len % MIXES.len()]);
                let call = Call { streaming: true, ..Call::on(tier, row) };
                let (want, _) = input.outcome(verb, Call::on(tier, row));
                for offset in 0..16 {
                    let what = Lazy(|| format!("{} on {tier}, {} at {offset}", verb.name(), input.shape()));
                    assert_same(&outcome_at(verb, call, &input, offset).0, &want, what);
                }
            }
        }
    });
}

fn draw(len: usize) -> Vec<f32> {
    values(Domain::Real, len, Mix::Finite, len as u64)
}

/// Of gates, whose gradients are two outputs, or one that is packed; of slopes; of halves and mixed slices.
#[test]
fn streaming_changes_no_bits_of_gates_slopes_and_halves() {
    for (tier, n) in tiers().into_iter().flat_map(|tier| [4, 1024, 2052].map(|n| (tier, n))) {
        let (gate, value, dy) = (draw(2 * n), &draw(2 * n)[..n], &draw(3 * n)[..n]);
        let half: Vec<bf16> = gate.iter().copied().map(bf16::from_f32).collect();
        let outcome = |streaming: bool| {
            let on = SwiGlu::default().on(tier).expect("a tier of this CPU");
            let on = if streaming { on.streaming() } else { on };
            let mut outs = [(); 8].map(|()| vec![SENTINEL; n]);
            let [y, dgate, dvalue, packed, pairs, mixed, sloped, wide] = &mut outs;
            on.forward(&gate[..n], value, y).expect("of one length");
            on.backward(&gate[..n], value, dy, dgate, dvalue).expect("of one length");
            on.forward_packed(GateLayout::GatesFirst(4), &gate, packed).expect("whole rows");
            on.forward_packed(GateLayout::Interleaved, &gate, pairs).expect("whole pairs");
            on.forward(&half[..n], value, mixed).expect("of one length");
            let prelu = PRelu { weight: &[0.5, -0.25], inner: 2 }.on(tier).expect("a tier of this CPU");
            let prelu = if streaming { prelu.streaming() } else { prelu };
            prelu.forward(&gate[..n], sloped).expect("whole channels");
            let silu = Silu.on(tier).expect("a tier of this CPU");
            let silu = if streaming { silu.streaming() } else { silu };
            silu.forward(&half[..n], wide).expect("of one length");
            outs
        };
        for (i, (got, want)) in outcome(true).iter().zip(&outcome(false)).enumerate() {
            assert_same(got, want, format_args!("output {i} of {n} on {tier}"));
        }
    }
}

/// What is not initialised is written, in place nothing is streamed, and errors are those of other calls.
#[test]
fn streaming_writes_what_is_not_initialised() -> activ8::Result<()> {
    for tier in tiers() {
        let x = draw(2500);
        let mut want = vec![0.0; x.len()];
        LeakyRelu::default().forward(&x, &mut want)?;
        let mut y = Vec::with_capacity(x.len());
        let on = LeakyRelu::default().on(tier)?.streaming();
        on.forward(&x, &mut y.spare_capacity_mut()[..x.len()])?;
        // SAFETY: the verb has written each element.
        #[allow(unsafe_code, reason = "the length of a vector that has been written")]
        unsafe {
            y.set_len(x.len());
        }
        assert_same(&y, &want, format_args!("not initialised, on {tier}"));
        let mut y = x.clone();
        on.forward_in_place(&mut y)?;
        assert_same(&y, &want, format_args!("in place, on {tier}"));
        assert!(on.forward(&x, &mut y[1..]).is_err(), "another length");
        assert_same(&y, &want, format_args!("after an error, on {tier}"));
    }
    Ok(())
}

/// Just below and just above the length from which on outputs are streamed unasked, on one thread and on several.
#[test]
fn large_outputs_have_the_same_bits() -> activ8::Result<()> {
    const STREAMED: usize = 8 << 20;
    let part = draw(65_536 - 7);
    let x: Vec<f32> = part.iter().copied().cycle().take(STREAMED + 5).collect();
    let bias = draw(1000);
    let mut want = vec![0.0; part.len()];
    Relu.forward(&part, &mut want)?;
    let mut biased = vec![0.0; 100_000];
    Relu.forward_biased(&x[..100_000], &bias, &mut biased)?;
    let mut y = vec![SENTINEL; x.len()];
    for len in [STREAMED - 1, STREAMED, STREAMED + 5] {
        y.fill(SENTINEL);
        Relu.forward(&x[..len], &mut y[..len])?;
        for (i, (got, want)) in y[..len].chunks(want.len()).map(|got| (got, &want[..got.len()])).enumerate() {
            assert_same(got, want, format_args!("part {i} of {len}"));
        }
        assert!(y[len..].iter().all(|y| y.to_bits() == SENTINEL.to_bits()), "{len}: what lies behind");
    }
    #[cfg(feature = "rayon")]
    {
        let whole = y.clone();
        y.fill(SENTINEL);
        Relu.parallel().forward(&x, &mut y)?;
        assert_same(&y, &whole, "on several threads");
    }
    let len = STREAMED / 1000 * 1000 + 1000;
    let more = [&x[..], &part[..1000]].concat();
    let mut y = vec![SENTINEL; len];
    Relu.forward_biased(&more[..len], &bias, &mut y)?;
    assert_same(&y[..biased.len()], &biased, "with a bias");
    Softmax::rows_of(1000).forward(&more[..len], &mut y)?;
    let mut rows = vec![0.0; 5000];
    Softmax::rows_of(1000).forward(&more[len - 5000..len], &mut rows)?;
    assert_same(&y[len - 5000..], &rows, "the last rows");
    Ok(())
}

/// Outputs of halves are as they are without.
#[test]
fn halves_are_as_without() -> activ8::Result<()> {
    let x: Vec<bf16> = draw(3000).into_iter().map(bf16::from_f32).collect();
    let (mut y, mut want) = (vec![bf16::ZERO; x.len()], vec![bf16::ZERO; x.len()]);
    Silu.streaming().forward(&x, &mut y)?;
    Silu.forward(&x, &mut want)?;
    assert_eq!(y, want, "of bf16");
    Ok(())
}
