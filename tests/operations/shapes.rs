//! An operation of each shape of loop, on the tiers that need no instructions of a CPU's own, at lengths below, at and
//! beyond vectors, blocks and pieces: so few that an interpreter can look at each access of memory (`ci/miri`).

use std::mem::MaybeUninit;

use activ8::*;

use crate::common::compare::assert_same;
use crate::common::data::{Input, Mix, values};
use crate::common::gated::others;
use crate::common::table::Domain;
use crate::common::verbs::{Call, verbs};

const TIERS: [Tier; 2] = [Tier::Scalar, Tier::Portable];
const LENGTHS: [usize; 5] = [0, 1, 8, 17, 35];
/// Of maps, with and without a bias; of rows; of sums, with and without a factor for each; of classes.
const OPERATIONS: [&str; 12] = [
    "tanh",
    "relu",
    "mish",
    "softmax",
    "log_softmax",
    "mse",
    "kl_div",
    "cross_entropy",
    "cross_entropy_smoothed",
    "multi_margin",
    "dice",
    "nll",
];

fn floats(len: usize, seed: u64) -> Vec<f32> {
    values(Domain::Real, len, Mix::Finite, seed)
}

/// Fails where the tiers give different bits.
fn on_both(what: &str, call: impl Fn(Tier) -> Vec<f32>) {
    let [scalar, portable] = TIERS.map(call);
    assert_same(&portable, &scalar, what);
}

/// An output that is not initialised, all of which a call writes.
fn fresh(len: usize, call: impl FnOnce(&mut [MaybeUninit<f32>]) -> Result<()>) -> Vec<f32> {
    let mut y: Vec<f32> = Vec::with_capacity(len);
    call(&mut y.spare_capacity_mut()[..len]).expect("a valid call");
    #[allow(unsafe_code, reason = "what an output that is not initialised is for")]
    // SAFETY: the call has written all of it; the interpreter would see if not.
    unsafe {
        y.set_len(len);
    }
    y
}

#[test]
fn shapes_of_the_table() {
    let chosen: Vec<_> = verbs().iter().filter(|verb| OPERATIONS.contains(&verb.op)).collect();
    assert!(OPERATIONS.iter().all(|name| chosen.iter().any(|verb| verb.op == *name)), "all are in the table");
    for &&verb in &chosen {
        for len in LENGTHS {
            let (rows, row) = if verb.rows { (2, len.max(1)) } else { (len, 1) };
            let input = Input::new(verb, rows, row, Mix::Finite);
            on_both(&verb.name(), |tier| {
                let (out, value) = input.outcome(verb, Call::on(tier, row));
                out.into_iter().chain(value).collect()
            });
        }
    }
}

#[test]
fn shapes_of_gates_and_slopes() {
    for other in others()
        .filter(|other| ["swiglu.", "geglu_tanh.", "PRelu"].iter().any(|name| other.name.starts_with(name)))
    {
        for n in [4, 8, 36] {
            let inputs = other.draw(n, Mix::Finite);
            let slices: Vec<&[f32]> = inputs.iter().map(Vec::as_slice).collect();
            on_both(&other.name, |tier| {
                let mut outs: Vec<Vec<f32>> =
                    (other.outputs)(n).into_iter().map(|len| vec![7.0; len]).collect();
                let mut slots: Vec<&mut [f32]> = outs.iter_mut().map(Vec::as_mut_slice).collect();
                (other.run)(tier, &slices, &mut slots).expect("a valid call");
                outs.concat()
            });
        }
    }
}

#[test]
fn shapes_of_rows_and_columns() {
    let (x, dy, mask) = (floats(6 * 35, 1), floats(6 * 35, 2), floats(35, 3));
    for row in [1, 5, 7, 35] {
        let len = 6 * row;
        let (x, dy) = (&x[..len], &dy[..len]);
        on_both("columns", |tier| {
            let softmax = Softmax::along(row, 3).on(tier).expect("always there");
            let forward = fresh(len, |y| softmax.forward(x, y));
            let backward = fresh(len, |dx| softmax.backward(x, dy, dx));
            let sums = fresh(6, |y| LogSumExp::rows_of(row).on(tier)?.forward(x, y));
            [forward, backward, sums].concat()
        });
        let softmax = AttentionSoftmax::rows_of(row).queries(3).scale(0.5).causal(1).mask(&mask[..row]);
        on_both("attention", |tier| {
            let on = softmax.slopes(&[0.1, 0.2]).sinks(&[1.0, 2.0]).on(tier).expect("always there");
            let [forward, backward] =
                [fresh(len, |y| on.forward(x, y)), fresh(len, |dx| on.backward(x, dy, dx))];
            let mut dsinks = vec![7.0; 2];
            on.backward_sinks(x, dy, &mut dsinks).expect("a valid call");
            [forward, backward, dsinks].concat()
        });
        on_both("routers", |tier| {
            let (mut indices, mut weights) = (vec![7; 6], vec![7.0; 6]);
            let router = Router::top(1).of(row).scoring(Scoring::Sigmoid).on(tier).expect("always there");
            router.route(x, &mut indices, &mut weights).expect("a valid call");
            let dx = fresh(len, |dx| router.backward(x, &indices, &dy[..6], dx));
            [weights, dx, indices.into_iter().map(|index| index as f32).collect()].concat()
        });
    }
}

#[test]
fn shapes_of_halves() {
    for len in [0, 1, 9, 35] {
        let halves: Vec<bf16> = floats(len, 4).into_iter().map(bf16::from_f32).collect();
        let others: Vec<f16> = floats(len, 5).into_iter().map(f16::from_f32).collect();
        let row = len.max(1);
        on_both("halves", |tier| {
            let tanh = Tanh.on(tier).expect("always there");
            let mut y = others.clone();
            tanh.forward_in_place(&mut y).expect("a valid call");
            let dx = fresh(len, |dx| tanh.backward(&halves, &others, dx));
            let biased = fresh(len, |y| tanh.forward_biased(&halves, &others, y));
            let gated = fresh(len, |y| SwiGlu::default().on(tier)?.forward(&halves, &others, y));
            let p = fresh(len, |y| Softmax::rows_of(row).on(tier)?.forward(&halves, y));
            let mut g = halves.clone();
            let loss = Mse::default().on(tier).and_then(|on| on.forward_backward(&halves, &others, &mut g));
            let classes = vec![0u8; len / row];
            let logits = CrossEntropy::rows_of(row).on(tier).expect("always there");
            let dlogits = fresh(len, |g| logits.backward(&others, &classes, g));
            let y = y.into_iter().map(f16::to_f32).chain(g.into_iter().map(bf16::to_f32));
            [y.collect(), dx, biased, gated, p, dlogits, vec![loss.expect("a valid call")]].concat()
        });
    }
}

/// Sums of several pieces, and weights of rows that repeat in them.
#[test]
fn shapes_of_parts() {
    let (x, t) = (floats(2100, 6), floats(2100, 7));
    let weights = [0.5; 21];
    on_both("parts", |tier| {
        let loss = Mse { weight: Some(&weights), ..Mse::default() }.on(tier).expect("always there");
        let mut gradient = vec![7.0; 2100];
        let value = loss.forward_backward(&x, &t, &mut gradient).expect("a valid call");
        gradient.push(value);
        gradient
    });
    let half: Vec<bf16> = x.iter().copied().map(bf16::from_f32).collect();
    on_both("parts of halves", |tier| {
        fresh(2100, |each| HingeEmbedding::default().on(tier)?.forward_each(&half, &[1.0; 2100], each))
    });
}

/// Losses of several inputs, of rows that are pieced together, and of sequences.
#[test]
fn shapes_of_joint_losses() {
    let (x, y) = (floats(5 * 9, 8), floats(5 * 9, 9));
    on_both("of several inputs", |tier| {
        let mut dx = [vec![7.0; 45], vec![7.0; 45]];
        let [first, second] = &mut dx;
        let loss = InfoNce::dim(9).on(tier).expect("always there");
        let value = loss.forward_backward([&x, &y], &(), [first, second]).expect("a valid call");
        let loss = CosineEmbedding::dim(9).on(tier).expect("always there");
        let mut each = vec![7.0; 5];
        loss.forward_each([&x, &y], &[1.0, -1.0, 1.0, -1.0, 1.0], &mut each).expect("a valid call");
        [dx.concat(), each, vec![value]].concat()
    });
    on_both("of sequences", |tier| {
        let log: Vec<f32> = x.iter().map(|x| -x.abs()).collect();
        let ctc = Ctc::new(9, &[5], &[2]).on(tier).expect("always there");
        let mut gradient = vec![7.0; 45];
        let value = ctc.forward_backward(&log, &[3u8, 4], &mut gradient).expect("a valid call");
        gradient.push(value);
        gradient
    });
    on_both("columns of classes", |tier| {
        let loss = CrossEntropy::along(5, 3).label_smoothing(0.1).on(tier).expect("always there");
        fresh(45, |g| loss.backward(&x, &[0i64, 1, 2, 3, 4, 0, 1, 2, 3], g))
    });
}
