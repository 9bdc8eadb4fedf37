//! The entry points of losses.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::entry::{entry, path};
use crate::table::Argument::{Lengths, Read, Write};
use crate::table::losses::{LOSSES, Loss, Make};
use crate::table::{Argument, Of, read, write};

/// A verb of losses: what C calls it after the loss's name, the function that does it, what its documentation says for
/// one input and for several, and what it reads beside them and writes.
struct Verb {
    name: &'static str,
    function: &'static str,
    docs: [&'static str; 2],
    /// Whether it takes the gradient of each loss.
    upstream: bool,
    outputs: &'static [Output],
}

enum Output {
    Value,
    Each,
    /// One for each input.
    Gradients,
}

const VERBS: [Verb; 5] = [
    Verb {
        name: "",
        function: "forward",
        docs: ["The loss, reduced as the parameters say, into `*value`."; 2],
        upstream: false,
        outputs: &[Output::Value],
    },
    Verb {
        name: "_each",
        function: "forward_each",
        docs: ["Each loss, not reduced."; 2],
        upstream: false,
        outputs: &[Output::Each],
    },
    Verb {
        name: "_backward",
        function: "backward",
        docs: [
            "The gradient of the reduced loss for x.",
            "The gradients of the reduced loss for each input.",
        ],
        upstream: false,
        outputs: &[Output::Gradients],
    },
    Verb {
        name: "_backward_each",
        function: "backward_each",
        docs: [
            "The gradient of each loss for x, not reduced, times its element of dy.",
            "The gradients of each loss for each input, not reduced, times its element of dy.",
        ],
        upstream: true,
        outputs: &[Output::Gradients],
    },
    Verb {
        name: "_forward_backward",
        function: "forward_backward",
        docs: [
            "The loss and its gradient for x, from one pass.",
            "The loss and its gradients for each input, from one pass.",
        ],
        upstream: false,
        outputs: &[Output::Value, Output::Gradients],
    },
];

/// The entry points for elements of one type.
pub(crate) fn entries(element: &Ident) -> impl Iterator<Item = TokenStream> {
    LOSSES.iter().flat_map(move |loss| VERBS.iter().map(move |verb| one(loss, verb, element)))
}

fn one(loss: &Loss, verb: &Verb, element: &Ident) -> TokenStream {
    let Loss { name, make, shape, inputs, .. } = loss;
    let gradients: Vec<String> = inputs.iter().map(|name| format!("d{name}")).collect();
    let params = if matches!(make, Make::Linear) { "cross_entropy" } else { name };

    let mut arguments: Vec<Argument<'_>> = inputs.iter().map(|name| read(name)).collect();
    arguments.extend(shape.target.map(|of| Read("t", of)));
    arguments.extend(verb.upstream.then(|| read("dy")));
    arguments.push(Lengths(shape.lengths));
    arguments.extend(shape.others);
    arguments.push(crate::table::params(params));
    for output in verb.outputs {
        match output {
            Output::Value => arguments.push(Write("value", Of::Float)),
            Output::Each => arguments.push(write("each")),
            Output::Gradients => arguments.extend(gradients.iter().map(|name| write(name))),
        }
    }

    let (module, function, made, given) = (path(shape.module), path(verb.function), made(loss), given(loss));
    let outputs = verb.outputs.iter().map(|output| match output {
        Output::Value => quote!(value),
        Output::Each => quote!(each),
        Output::Gradients => {
            let names: Vec<_> = gradients.iter().map(|name| path(name)).collect();
            if names.len() == 1 { quote!(#(#names)*) } else { quote!([#(#names),*]) }
        }
    });
    let doc = verb.docs[usize::from(inputs.len() > 1)];
    let dy = verb.upstream.then(|| quote!(dy,));
    let work = quote!(#module::#function(#made, #given, #dy #(#outputs),*));
    entry(&format!("{name}{}_{element}", verb.name), doc, &arguments, element, &work)
}

/// The loss, and where what it borrows lies.
fn made(loss: &Loss) -> TokenStream {
    match loss.make {
        Make::Default | Make::Of(..) => quote!(get(params)?.loss()?),
        Make::Row(_) => quote!(get(params)?.loss(row)?),
        Make::Sequences => quote!(get(params)?.loss(
            classes,
            optional("input_lengths", input_lengths, sequences)?.unwrap_or_default(),
            optional("target_lengths", target_lengths, sequences)?.unwrap_or_default()
        )?),
        Make::Linear => quote!(joint::linear_cross_entropy(dim, get(params)?.loss(classes)?)),
    }
}

/// Inputs and targets with their lengths; several inputs have their names.
fn given(loss: &Loss) -> TokenStream {
    let (module, function) = (path(loss.shape.module), path(loss.shape.function));
    let inputs: Vec<_> = loss.inputs.iter().map(|name| path(name)).collect();
    let inputs = match &inputs[..] {
        [one] => quote!(#one),
        _ => {
            let names = loss.inputs;
            quote!([#((#names, #inputs)),*])
        }
    };
    let target = loss.shape.target.map(|_| format_ident!("t")).into_iter();
    let lengths = Lengths(loss.shape.lengths).pass();
    quote!(#module::#function(#inputs, #(#target,)* #lengths)?)
}
