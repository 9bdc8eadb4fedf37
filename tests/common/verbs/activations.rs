//! The verbs of the activations.

use activ8::{Activation, AnyActivation, Elementwise, LogSoftmax, Softmax};

use super::super::table::Domain;
use super::{Output, Verb, leak};

/// The verbs that all activations have.
macro_rules! verbs {
    ($op:expr, $rows:literal, $call:ident => $made:expr) => {{
        let forward = Verb {
            op: $op,
            verb: "forward",
            rows: $rows,
            biased: false,
            names: ["x", "", "y"],
            domains: [Domain::Real, Domain::Nothing],
            output: Output::Elements,
            run: leak(move |$call, a, y| $call.place($made)?.forward(a.x, y).map(|()| None)),
        };
        let forward_in_place = Verb {
            verb: "forward_in_place",
            names: ["x", "", "x"],
            output: Output::InPlace,
            run: leak(move |$call, _, x| $call.place($made)?.forward_in_place(x).map(|()| None)),
            ..forward
        };
        let backward = Verb {
            verb: "backward",
            names: ["x", "dy", "dx"],
            domains: [Domain::Real; 2],
            run: leak(move |$call, a, dx| $call.place($made)?.backward(a.x, a.second, dx).map(|()| None)),
            ..forward
        };
        [forward, forward_in_place, backward]
    }};
}

/// The verbs of an elementwise activation: those of all, and the biased ones.
fn elementwise(activation: AnyActivation) -> Vec<Verb> {
    let plain = verbs!(activation.name(), false, call => activation);
    let [forward, forward_in_place, backward] = plain.map(|verb| Verb { rows: true, biased: true, ..verb });
    let biased = [
        Verb {
            verb: "forward_biased",
            run: leak(move |call, a, y| {
                call.place(activation)?.forward_biased(a.x, a.bias, y).map(|()| None)
            }),
            ..forward
        },
        Verb {
            verb: "forward_biased_in_place",
            run: leak(move |call, a, x| {
                call.place(activation)?.forward_biased_in_place(x, a.bias).map(|()| None)
            }),
            ..forward_in_place
        },
        Verb {
            verb: "backward_biased",
            run: leak(move |call, a, dx| {
                call.place(activation)?.backward_biased(a.x, a.bias, a.second, dx).map(|()| None)
            }),
            ..backward
        },
    ];
    plain.into_iter().chain(biased).collect()
}

/// Every verb of every activation.
pub(super) fn all() -> impl Iterator<Item = Verb> {
    let rowwise = [
        verbs!("softmax", true, call => Softmax::rows_of(call.row)),
        verbs!("log_softmax", true, call => LogSoftmax::rows_of(call.row)),
    ];
    AnyActivation::all().into_iter().flat_map(elementwise).chain(rowwise.into_iter().flatten())
}
