//! The losses: one number over 16 Mi elements.

use activ8::{Result, Tier};
use rayon::prelude::*;

use crate::common::random::Random;
use crate::common::table::totals::{MAX_ULP, Total, totals};
use crate::common::tally::Tally;
use crate::common::ulp::ulp_error_at;
use crate::report::Row;

const ELEMENTS: usize = 16 << 20;

pub(crate) fn measure(tiers: &[Tier], chosen: impl Fn(&str) -> bool) -> Result<Vec<Row>> {
    let losses: Vec<Total> = totals().filter(|loss| chosen(loss.name())).collect();
    let rows = losses.into_par_iter().map(|loss| {
        let [x, t] = loss.draw(&mut Random::new(8), ELEMENTS);
        let [want, scale] = loss.mean(&x, &t);
        let outs = tiers.iter().map(|&tier| Ok(vec![loss.forward(tier, &x, &t)?]));
        let outs = outs.collect::<Result<Vec<_>>>()?;
        let mut tally = Tally::new(tiers);
        tally.judge(|_| None, &outs, |_, got| (ulp_error_at(got, want, scale), want));
        tally.inputs = x.len() as u64;
        Ok(Row::of_tally(loss.name(), &tally, |_| MAX_ULP).collect::<Vec<_>>())
    });
    Ok(rows.collect::<Result<Vec<_>>>()?.concat())
}
