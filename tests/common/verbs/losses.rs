//! The verbs of the losses of one input.

use super::super::table::losses::{self, Answer, Ask, Options};
use super::super::table::{Domain, classes};
use super::{Args, Call, Output, Verb, leak};

/// The verbs of a loss, each as `ask` answers it.
fn verbs(
    op: &'static str,
    domains: [Domain; 2],
    rows: bool,
    ask: impl Fn(Call, Ask<'_>) -> activ8::Result<Option<f32>> + Copy + Send + Sync + 'static,
) -> [Verb; 5] {
    let run = |answer| {
        leak(move |call: Call, a: Args<'_>, out: &mut [f32]| {
            let Call { tier, parallel, .. } = call;
            let Args { x: input, second: target, classes, dy, .. } = a;
            ask(call, Ask { tier, parallel, answer, input, target, classes, dy, out })
        })
    };
    let forward = Verb {
        op,
        verb: "forward",
        rows,
        biased: false,
        names: ["input", "target", ""],
        domains,
        output: Output::Nothing,
        run: run(Answer::Total),
    };
    let forward_each = Verb {
        verb: "forward_each",
        names: ["input", "target", "each"],
        output: if rows { Output::Rows } else { Output::Elements },
        run: run(Answer::Each),
        ..forward
    };
    let backward = Verb {
        verb: "backward",
        names: ["input", "target", "gradient"],
        output: Output::Elements,
        run: run(Answer::Gradient),
        ..forward
    };
    let forward_backward = Verb { verb: "forward_backward", run: run(Answer::Both), ..backward };
    let backward_each = Verb { verb: "backward_each", run: run(Answer::GradientOfEach), ..backward };
    [forward, forward_each, backward, forward_backward, backward_each]
}

/// Every verb of every loss.
pub(super) fn all() -> impl Iterator<Item = Verb> {
    let of_elements = losses::sets().map(|(row, set)| {
        verbs(set.name, row.domains, false, move |call, ask| {
            (row.run)(&Options::of(set.parameters, call.reduction), ask)
        })
    });
    let of_rows = classes::ROWS.iter().map(|row| {
        verbs(row.name, row.domains, true, move |call, ask| (row.run)(call.row, call.reduction, ask))
    });
    of_elements.chain(of_rows).flatten()
}
