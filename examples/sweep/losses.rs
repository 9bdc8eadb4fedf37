//! The losses: one number over 16 Mi elements.

use activ8::{Result, Tier};
use rayon::prelude::*;

use crate::common::losses::{LOSSES, LossOfAll, MAX_ULP};
use crate::common::random::Random;
use crate::common::tally::Tally;
use crate::common::ulp::ulp_error;
use crate::report::Row;

const ELEMENTS: usize = 16 << 20;

pub(crate) fn measure(tiers: &[Tier], chosen: impl Fn(&str) -> bool) -> Result<Vec<Row>> {
    let losses: Vec<&LossOfAll> = LOSSES.iter().filter(|loss| chosen(loss.name)).collect();
    let rows = losses.into_par_iter().map(|loss| {
        let [x, t] = (loss.draw)(&mut Random::new(8), ELEMENTS);
        let want = (loss.mean)(&x, &t);
        let outs = tiers.iter().map(|&tier| Ok(vec![(loss.forward)(tier, &x, &t)?]));
        let outs = outs.collect::<Result<Vec<_>>>()?;
        let mut tally = Tally::new(tiers);
        tally.judge(|_| None, &outs, |_, got| (ulp_error(got, want), want));
        tally.inputs = x.len() as u64;
        Ok(Row::of_tally(loss.name, &tally, |_| MAX_ULP).collect::<Vec<_>>())
    });
    Ok(rows.collect::<Result<Vec<_>>>()?.concat())
}
