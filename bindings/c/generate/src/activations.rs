//! The parameters and entry points of activations.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::entry::{entry, path};
use crate::params;
use crate::table::activations::{FAMILIES, Family, Make, Operation, Verb};
use crate::table::functions::{FUNCTIONS, Function};

/// The structs of parameters.
pub(crate) fn params() -> impl Iterator<Item = TokenStream> {
    let operations = FAMILIES.iter().flat_map(|family| &family.operations).copied().flatten();
    operations.filter(|operation| !operation.fields.is_empty()).map(struct_of)
}

fn struct_of(Operation { name, operation, fields, .. }: &Operation) -> TokenStream {
    let core = path(operation);
    let members: Vec<_> = fields.iter().flat_map(|field| field.members(operation)).collect();
    let set = fields.iter().map(|field| {
        let (name, value) = (format_ident!("{}", field.name()), field.value());
        quote!(#name: #value)
    });
    let method = quote! {
        pub(crate) fn operation(self) -> activ8::#core {
            activ8::#core { #(#set),* }
        }
    };
    params::params(name, &members, Some(quote!(activ8::#core::default())), &method)
}

/// The entry points for elements of one type.
pub(crate) fn entries(element: &Ident) -> impl Iterator<Item = TokenStream> {
    let families = FAMILIES.iter().flat_map(|family| {
        let operations = family.operations.iter().copied().flatten();
        operations.flat_map(move |operation| family.verbs.iter().map(move |verb| (family, operation, verb)))
    });
    let families = families.map(move |(family, operation, verb)| of_family(family, operation, verb, element));
    families.chain(FUNCTIONS.iter().map(move |function| alone(function, element)))
}

fn of_family(family: &Family, operation: &Operation, verb: &Verb, element: &Ident) -> TokenStream {
    let Operation { name, operation, fields, is_safe } = operation;
    let (mut arguments, core) = (verb.arguments.to_vec(), path(operation));
    let operation = match family.make {
        Make::Params if fields.is_empty() => quote!(activ8::#core),
        Make::Params => quote!(get(params)?.operation()),
        Make::RowsOf => quote!(activ8::#core::rows_of(n)),
        Make::Along => quote!(activ8::#core::along(axis, inner)),
    };
    let choice = is_safe.then(|| quote!(.fully_masked(activ8::FullyMasked::Zeros)));
    let (function, passed) = (path(verb.function), arguments.iter().map(|argument| argument.pass()));
    let work = quote!(#function(#operation #choice, #(#passed),*));
    if !fields.is_empty() {
        arguments.push(crate::table::params(name));
    }
    let mut doc = verb.doc.replace("{}", name);
    if *is_safe {
        doc += " Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.";
    }
    let name = format!("{name}{}_{element}", verb.name);
    entry(&name, &doc, &arguments, element, &work)
}

fn alone(Function { name, doc, function, arguments }: &Function, element: &Ident) -> TokenStream {
    let (function, passed) = (path(function), arguments.iter().map(|argument| argument.pass()));
    entry(&format!("{name}_{element}"), doc, arguments, element, &quote!(#function(#(#passed),*)))
}
