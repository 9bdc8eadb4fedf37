//! The entry points for tests: how the tests of the core's table find those of an operation that a row makes.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::ELEMENTS;
use crate::entry::{params_name, path};
use crate::table::activations::{GATED, Operation, elementwise, from_output};
use crate::table::losses::{LOSSES, Loss, Make};
use crate::table::{Field, Of};

/// The elementwise activations of elements of one type, each an `entry!` of its name, its entry points, and its
/// parameters.
pub(crate) fn activations(element: &Ident) -> TokenStream {
    let name = format_ident!("{}", element.to_string().to_uppercase());
    let entries = elementwise().iter().map(|operation| {
        let Operation { name, fields, .. } = operation;
        let verbs = verbs(name, &["", "_backward", "_biased", "_biased_backward"], element);
        let params = params(operation).into_iter();
        let fields = fields.iter().map(|field| format_ident!("{}", field.name()));
        let fields = quote!({ #(#fields),* });
        let has_it = from_output().iter().any(|operation| operation.name == *name);
        let from_output = has_it.then(|| self::verbs(name, &["_backward_from_output"], element)).into_iter();
        quote!(entry!(#name, #verbs [#(#from_output)*] #(, #params #fields)*))
    });
    quote! {
        pub(crate) const #name: &[Entry<#element>] = &[#(#entries),*];
    }
}

/// The gated activations: a `gate!` of each of the core's types, with a pattern of each operation that it is, its
/// parameters, and its entry points.
pub(crate) fn gates() -> impl Iterator<Item = TokenStream> {
    let of = |operation: &Operation| operation.operation.split("::").next().unwrap_or_default();
    let mut types: Vec<_> = GATED.iter().map(of).collect();
    types.dedup();
    types.into_iter().flat_map(move |name| {
        ELEMENTS.map(|element| {
            let (element, name_of_type) = (format_ident!("{element}"), format_ident!("{name}"));
            let arms = GATED.iter().filter(|operation| of(operation) == name).map(|operation| {
                let core = path(operation.operation);
                let fields: Vec<_> =
                    operation.fields.iter().map(|field| format_ident!("{}", field.name())).collect();
                let params = params(operation).map(|params| quote!(#params { #(#fields),* }));
                let verbs = ["", "_backward", "_packed", "_packed_backward", "_along", "_along_backward"];
                let verbs = self::verbs(operation.name, &verbs, &element);
                quote!(activ8::#core { #(#fields),* } => (#params) #verbs)
            });
            quote!(gate! { #name_of_type: #element, #(#arms),* })
        })
    })
}

/// The losses but those that the core's table has no rows of: a `loss!` of each, with its parameters, its arguments, and
/// for each type of elements that of its targets and its entry points.
pub(crate) fn losses() -> impl Iterator<Item = TokenStream> {
    let losses = LOSSES.iter().filter(|loss| !matches!(loss.make, Make::Sequences | Make::Linear));
    losses.map(|loss| {
        let Loss { name, operation, inputs, fields, shape, .. } = loss;
        let (core, params) = (path(operation), params_name(name));
        let lifetime = fields.iter().any(Field::is_borrowed).then(|| quote!(<'static>));
        let members = fields.iter().map(Field::of_core);
        let idents = |names: &[&str]| names.iter().map(|name| format_ident!("{name}")).collect::<Vec<_>>();
        let (x, lengths) = (idents(inputs), idents(shape.lengths));
        let dx: Vec<_> = inputs.iter().map(|name| format_ident!("d{name}")).collect();
        let t = shape.target.map(|_| format_ident!("t")).into_iter();
        let elements = ELEMENTS.map(|element| {
            let element = format_ident!("{element}");
            let target = match shape.target {
                Some(Of::Class) => quote!(i64),
                Some(_) => quote!(#element),
                None => quote!(()),
            };
            let verbs =
                verbs(name, &["", "_each", "_backward", "_backward_each", "_forward_backward"], &element);
            quote!(#element #target: #verbs;)
        });
        quote! {
            loss! {
                activ8::#core #lifetime: loss => #params {
                    reduction: reduction(loss.reduction).0, batch: reduction(loss.reduction).1, #(#members),*
                };
                [#(#x)*] [#(#t)*] [#(#lengths)*] [#(#dx)*];
                #(#elements)*
            }
        }
    })
}

/// The names of entry points.
fn verbs(operation: &str, verbs: &[&str], element: &Ident) -> TokenStream {
    let names = verbs.iter().map(|verb| format_ident!("activ8_{operation}{verb}_{element}"));
    quote!(#(#names)*)
}

fn params(Operation { name, fields, .. }: &Operation) -> Option<Ident> {
    (!fields.is_empty()).then(|| params_name(name))
}

impl Field {
    /// The members of the struct of parameters as those of the core's `loss`.
    fn of_core(&self) -> TokenStream {
        let (name, field) = (self.name(), format_ident!("{}", self.name()));
        match self {
            Self::Plain(..) => quote!(#field: loss.#field),
            Self::Maybe(_) => {
                let has = format_ident!("has_{name}");
                quote!(#has: loss.#field.is_some(), #field: loss.#field.unwrap_or_default())
            }
            Self::Floats(_) => {
                let len = format_ident!("{name}_len");
                quote!(#field: pointer(loss.#field), #len: loss.#field.map_or(0, <[f32]>::len))
            }
            Self::Choice(..) => quote!(#field: loss.#field as i32),
        }
    }
}
