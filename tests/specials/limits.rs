//! The limits of the activations, and of their derivatives.

#[path = "derivatives.rs"]
mod derivatives;
#[path = "values.rs"]
mod values;

use std::collections::BTreeSet;

use activ8::{AnyActivation, Tier};
use derivatives::DERIVATIVES;
use values::VALUES;

use super::support::compare::{same, show};
use super::support::data::NANS;
use super::support::table::{Args, Call, Output, verb};
use super::support::tiers::available;
use super::{INF, LEN};

/// An activation, what it is at the inputs of `ENDS`, other inputs, and what it is there: exactly.
type Row = (&'static str, [f32; 4], &'static [f32], &'static [f32]);

/// Stands for a value that is no limit, which other tiers round otherwise.
const NO_LIMIT: f32 = f32::from_bits(0x7fc5_a5a5);

fn is_limit(want: f32) -> bool {
    want.to_bits() != NO_LIMIT.to_bits()
}

const ENDS: [f32; 4] = [0.0, -0.0, INF, -INF];

/// Each row on each tier.
fn every_row(rows: &'static [Row]) -> impl Iterator<Item = (Tier, Row)> {
    available().into_iter().flat_map(move |tier| rows.iter().map(move |&row| (tier, row)))
}

/// `LEN` of a row's inputs and values, each NaN among them; again and again, at changing places.
fn cases((_, ends, inputs, values): Row) -> (Vec<f32>, Vec<f32>) {
    assert_eq!(inputs.len(), values.len(), "a table with a value for each input");
    let at = ENDS.iter().chain(inputs).chain(&NANS).copied();
    let want = ends.iter().chain(values).chain(&NANS).copied();
    at.zip(want).collect::<Vec<_>>().into_iter().cycle().take(LEN).unzip()
}

#[test]
fn values_have_their_limits() {
    let mut wrong = BTreeSet::new();
    for (tier, row) in every_row(VALUES) {
        let (x, want) = cases(row);
        for verb in ["forward", "forward_in_place"].map(|name| verb(row.0, name)) {
            let mut out = if verb.output == Output::InPlace { x.clone() } else { vec![7.0; LEN] };
            let done = (verb.run)(Call::on(tier, 1), Args { x: &x, ..Args::default() }, &mut out);
            assert_eq!(done, Ok(None), "{}.{} on {tier}", row.0, verb.verb);
            for i in (0..LEN).filter(|&i| is_limit(want[i]) && !same(out[i], want[i])) {
                let [at, got, want] = [x[i], out[i], want[i]].map(show);
                wrong.insert(format!("{}.{} on {tier}: f({at}) = {got}, want {want}", row.0, verb.verb));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn derivatives_have_their_limits() {
    let mut wrong = BTreeSet::new();
    for (tier, row) in every_row(DERIVATIVES) {
        let (x, want) = cases(row);
        for dy in [1.0, -2.0] {
            let mut dx = vec![7.0; LEN];
            let args = Args { x: &x, second: &[dy; LEN], ..Args::default() };
            let done = (verb(row.0, "backward").run)(Call::on(tier, 1), args, &mut dx);
            assert_eq!(done, Ok(None), "{}.backward on {tier}", row.0);
            for i in (0..LEN).filter(|&i| is_limit(want[i])) {
                let want = want[i] * dy;
                // Equal, so that the sign of a zero does not matter.
                let agree = dx[i] == want || dx[i].is_nan() && want.is_nan();
                if !agree {
                    let [at, got] = [x[i], dx[i]].map(show);
                    wrong.insert(format!("{}.backward on {tier}: dx({at}) = {got}, want {want}", row.0));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_activation_has_its_limits() {
    for rows in [VALUES, DERIVATIVES] {
        let names: Vec<_> = rows.iter().map(|row| row.0).collect();
        let all = AnyActivation::all().into_iter().map(|activation| activation.name());
        assert_eq!(names, all.collect::<Vec<_>>(), "the rows' names, in order");
    }
}
