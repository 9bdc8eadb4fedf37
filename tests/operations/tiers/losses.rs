//! The verbs of a loss among each other.

use activ8::{Reduction, Tier};
use rayon::prelude::*;

use super::inputs;
use crate::common::compare::{assert_close, assert_same, assert_same_value};
use crate::common::data::{Input, MIXES, Mix};
use crate::common::verbs::{Call, Verb, verb, verbs};
use crate::common::{sparse, tiers};

/// A loss by itself is the one that comes with the gradient, and so are the gradients; the losses of
/// the elements or rows add up to it.
#[test]
fn the_verbs_of_a_loss_agree() {
    verbs().par_iter().filter(|verb| verb.verb == "forward_backward").for_each(|both| {
        let cases = MIXES.into_iter().flat_map(|mix| [1, 7, 100, 40_007].map(|len| (mix, len)));
        for (mix, len) in cases {
            for input in inputs(*both, len, mix) {
                let reductions = [Reduction::Mean, Reduction::Sum, Reduction::BatchMean(7)];
                tiers().into_iter().for_each(|tier| agree(*both, &input, tier, &reductions));
            }
        }
        for input in inputs(*both, (1 << 20) / sparse(), Mix::Finite) {
            tiers().into_iter().for_each(|tier| agree(*both, &input, tier, &[Reduction::Mean]));
        }
    });
}

fn agree(both: Verb, input: &Input, tier: Tier, reductions: &[Reduction]) {
    let [forward, each, backward] = ["forward", "forward_each", "backward"].map(|name| verb(both.op, name));
    let rows = input.x.len() / input.row;
    let each = input.outcome(each, Call::on(tier, input.row)).0;
    let sum: f64 = each.into_iter().map(f64::from).sum();
    for &reduction in reductions {
        let call = Call { reduction, ..Call::on(tier, input.row) };
        let what = format!("{} on {tier}, {rows} rows of {}, {reduction:?}", both.op, input.row);
        let (gradient, value) = input.outcome(both, call);
        assert_same(&input.outcome(backward, call).0, &gradient, format_args!("{what}: backward"));
        assert_same_value(input.outcome(forward, call).1, value, format_args!("{what}: forward"));
        let by = match reduction {
            Reduction::Mean if both.rows => rows,
            Reduction::Mean => input.x.len(),
            Reduction::BatchMean(rows) => rows,
            _ => 1,
        };
        let value = value.expect("a loss has a value");
        assert_close(value, sum / by as f64, 4.0, format_args!("{what}: sum of each"));
    }
}
