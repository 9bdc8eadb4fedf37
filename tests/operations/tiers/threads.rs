//! The same bits on one thread and on many.

use activ8::Reduction;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::common::compare::{assert_same, assert_same_value};
use crate::common::data::{Input, Mix};
use crate::common::tiers;
use crate::common::verbs::groups;
use crate::common::verbs::{Call, Verb, verbs};

fn pools() -> Vec<ThreadPool> {
    let pool = |threads| ThreadPoolBuilder::new().num_threads(threads).build();
    (1..=8).map(|threads| pool(threads).expect("threads can be had")).collect()
}

/// Compares all tiers and all pools with the first tier of its group on this thread.
fn check(verb: Verb, rows: usize, row: usize, mix: Mix, pools: &[ThreadPool]) {
    let input = Input::new(verb, rows, row, mix);
    for group in groups() {
        let (out, value) = input.outcome(verb, Call::on(group[0], row));
        for tier in group {
            let serial = Call::on(tier, row);
            for (pool, parallel) in pools.iter().flat_map(|pool| [(pool, false), (pool, true)]) {
                let threads = pool.current_num_threads();
                if !parallel && threads > 1 {
                    continue;
                }
                let got = pool.install(|| input.outcome(verb, Call { parallel, ..serial }));
                let what = format!(
                    "{}.{} on {tier}, {rows}×{row} of {mix:?}, {threads} threads, parallel: {parallel}",
                    verb.op, verb.verb
                );
                assert_same(&got.0, &out, &what);
                assert_same_value(got.1, value, &what);
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
            for (rows, row) in [(140_001, 1), (13_107, 10), (13_109, 10), (301, 1000), (5, 40_003)] {
                check(verb, rows, row, Mix::Ends, &pools);
            }
        } else {
            for len in [131_071, 131_073, 300_007] {
                check(verb, len, 1, Mix::Finite, &pools);
            }
            check(verb, 150_001, 1, Mix::Specials, &pools);
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
            for pool in &pools {
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
