//! The verbs of the activations.

use activ8::{Activation, AnyActivation, Elementwise, LogSoftmax, Softmax, Tier};

use super::super::table::Domain;
use super::{Call, Output, Verb, leak};

/// The verbs that all activations have.
fn verbs<A: Activation>(
    op: &'static str,
    rows: bool,
    make: impl Fn(Call) -> A + Copy + Send + Sync + 'static,
) -> Vec<Verb> {
    let forward = Verb {
        op,
        verb: "forward",
        rows,
        biased: false,
        names: ["x", "", "y"],
        domains: [Domain::Real, Domain::Nothing],
        output: Output::Elements,
        run: leak(move |call, a, y| call.place(make(call))?.forward(a.x, y).map(|()| None)),
    };
    let forward_in_place = Verb {
        verb: "forward_in_place",
        names: ["x", "", "x"],
        output: Output::InPlace,
        run: leak(move |call, _, x| call.place(make(call))?.forward_in_place(x).map(|()| None)),
        ..forward
    };
    let backward = Verb {
        verb: "backward",
        names: ["x", "dy", "dx"],
        domains: [Domain::Real; 2],
        run: leak(move |call, a, dx| call.place(make(call))?.backward(a.x, a.second, dx).map(|()| None)),
        ..forward
    };
    let backward_from_output = Verb {
        verb: "backward_from_output",
        names: ["y", "dy", "dx"],
        run: leak(move |call, a, dx| {
            let on = call.place(make(call))?;
            on.output_gradient().expect("it has one").backward(a.x, a.second, dx).map(|()| None)
        }),
        ..backward
    };
    let has_it = make(Call::on(Tier::Scalar, 1)).output_gradient().is_some();
    [forward, forward_in_place, backward].into_iter().chain(has_it.then_some(backward_from_output)).collect()
}

/// The verbs of an elementwise activation: those of all, and the biased ones.
fn elementwise(activation: AnyActivation) -> Vec<Verb> {
    let plain = verbs(activation.name(), false, move |_| activation);
    let [forward, forward_in_place, backward] =
        [0, 1, 2].map(|i| Verb { rows: true, biased: true, ..plain[i] });
    let on = move |call: Call| call.place(activation);
    let biased = [
        Verb {
            verb: "forward_biased",
            run: leak(move |call, a, y| on(call)?.forward_biased(a.x, a.bias, y).map(|()| None)),
            ..forward
        },
        Verb {
            verb: "forward_biased_in_place",
            run: leak(move |call, a, x| on(call)?.forward_biased_in_place(x, a.bias).map(|()| None)),
            ..forward_in_place
        },
        Verb {
            verb: "backward_biased",
            run: leak(move |call, a, dx| on(call)?.backward_biased(a.x, a.bias, a.second, dx).map(|()| None)),
            ..backward
        },
    ];
    plain.into_iter().chain(biased).collect()
}

/// Every verb of every activation.
pub(super) fn all() -> impl Iterator<Item = Verb> {
    let rowwise = [
        verbs("softmax", true, |call| Softmax::rows_of(call.row)),
        verbs("log_softmax", true, |call| LogSoftmax::rows_of(call.row)),
    ];
    AnyActivation::all().into_iter().flat_map(elementwise).chain(rowwise.into_iter().flatten())
}
