//! The same bits on one thread and on many.

use activ8::Reduction;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::common::compare::{Lazy, assert_same, assert_same_value};
use crate::common::data::{Input, Mix};
use crate::common::tiers;
use crate::common::verbs::groups;
use crate::common::verbs::{Call, Verb, verbs};

fn pools() -> Vec<ThreadPool> {
    let pool = |threads| ThreadPoolBuilder::new().num_threads(threads).build();
    (1..=8).map(|threads| pool(threads).expect("threads can be had")).collect()
}

/// Compares all tiers with the first of their group on this thread, on a third of the pools: on others in each
/// `round`.
fn check(verb: Verb, rows: usize, row: usize, mix: Mix, pools: &[ThreadPool], round: usize) {
    let input = Input::new(verb, rows, row, mix);
    for group in groups() {
        let (out, value) = input.outcome(verb, Call::on(group[0], row));
        let same = |call: Call, threads: usize, got: &(Vec<f32>, Option<f32>)| {
            let what = Lazy(move || {
                format!("{}, {rows}×{row} of {mix:?}, {threads} threads, {call:?}", verb.name())
            });
            assert_same(&got.0, &out, what);
            assert_same_value(got.1, value, what);
        };
        for (i, &tier) in group.iter().enumerate() {
            let serial = Call::on(tier, row);
            if i > 0 {
                same(serial, 1, &input.outcome(verb, serial));
            }
            for pool in pools.iter().skip((round + i) % 3).step_by(3) {
                let call = Call { parallel: true, ..serial };
                let got = pool.install(|| input.outcome(verb, call));
                same(call, pool.current_num_threads(), &got);
            }
        }
    }
}

/// Around the sizes from which on work is split, and well beyond; rows of one element, of few, of
/// more than a piece has.
#[test]
fn threads_change_no_bits() {
    let pools = pools();
    for &verb in verbs() {
        if verb.rows {
            let shapes = [(140_001, 1), (13_107, 10), (13_109, 10), (301, 1000), (5, 40_003)];
            for (round, (rows, row)) in shapes.into_iter().enumerate() {
                check(verb, rows, row, Mix::Ends, &pools, round);
            }
        } else {
            for (round, len) in [131_071, 131_073, 300_007].into_iter().enumerate() {
                check(verb, len, 1, Mix::Finite, &pools, round);
            }
            check(verb, 150_001, 1, Mix::Specials, &pools, 0);
        }
    }
}

/// A million elements, on the best tier of each group.
#[test]
fn threads_change_no_bits_of_a_million() {
    let pools = pools();
    for &verb in verbs() {
        let (rows, row) = if verb.rows { (1049, 1000) } else { ((1 << 20) + 12_345, 1) };
        let input = Input::new(verb, rows, row, Mix::Finite);
        for tier in groups().into_iter().filter_map(|group| group.last().copied()) {
            let serial = Call { reduction: Reduction::Sum, ..Call::on(tier, row) };
            let (out, value) = input.outcome(verb, serial);
            for pool in [&pools[1], &pools[2], &pools[7]] {
                let got = pool.install(|| input.outcome(verb, Call { parallel: true, ..serial }));
                let threads = pool.current_num_threads();
                let what = format!("{}.{} on {tier}, {rows}×{row}, {threads} threads", verb.op, verb.verb);
                assert_same(&got.0, &out, &what);
                assert_same_value(got.1, value, &what);
            }
        }
    }
}

/// Which threads a parallel call uses is the caller's choice; which tier it has, too.
#[test]
fn the_default_tier_runs_in_parallel() {
    let pool = ThreadPoolBuilder::new().num_threads(3).build().expect("threads can be had");
    for &verb in verbs() {
        let input = Input::new(verb, 300, 1000, Mix::Finite);
        let serial = Call { tier: None, ..Call::on(tiers()[0], 1000) };
        let (out, value) = input.outcome(verb, serial);
        let got = pool.install(|| input.outcome(verb, Call { parallel: true, ..serial }));
        assert_same(&got.0, &out, format_args!("{}.{} in parallel", verb.op, verb.verb));
        assert_same_value(got.1, value, format_args!("{}.{} in parallel", verb.op, verb.verb));
    }
}
