//! The losses: one number over 16 Mi elements.

use activ8::{Result, Tier};
use rayon::prelude::*;

use crate::common::random::Random;
use crate::common::table::totals::{MAX_ULP, Total, totals};
use crate::common::tally::Tally;
use crate::common::ulp::ulp_error_at;
use crate::report::{Outcome, Report, Row};

const ELEMENTS: usize = 16 << 20;

pub(crate) fn measure(report: &mut Report, tiers: &[Tier], chosen: impl Fn(&str) -> bool) -> Outcome {
    let chosen = totals().filter(|loss| chosen(loss.name()));
    let losses: Vec<Total> = chosen.filter(|loss| !report.has(loss.name(), tiers, ELEMENTS as u64)).collect();
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
    let rows: Result<Vec<_>> = rows.collect();
    Ok(report.add(rows?.concat())?)
}
