//! Losses of elements on random inputs, with random parameters, weights and sizes, on every tier: against f64, in
//! ULP, each against the bound that its documentation states; and their halves, bit by bit.
//!
//! `ACTIV8_SEARCH=100 cargo test --release --test operations losses` draws a hundred times as many cases, others than those of
//! every run.

mod along;
mod draws;
mod elements;
mod halves;
mod repeated;
mod rows;
mod several;
mod target;
mod values;
mod vectors;

use crate::common::random::Random;

/// Calls `test` with so many generators, or with more where a search is asked for.
fn search(cases: u64, mut test: impl FnMut(&mut Random)) {
    let more = std::env::var("ACTIV8_SEARCH").ok().map(|times| times.parse::<u64>().expect("a number"));
    let seeds = more.map_or(0..cases, |times| cases..cases * (times + 1));
    seeds.for_each(|seed| test(&mut Random::new(seed)));
}
