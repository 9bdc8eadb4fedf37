//! The elementwise activations for tests: each is an `entry!` of its name, its entry points, and its parameters.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::entry::params_name;
use crate::table::activations::{Operation, elementwise, from_output};

/// The list for elements of one type.
pub(crate) fn list(element: &Ident) -> TokenStream {
    let name = format_ident!("{}", element.to_string().to_uppercase());
    let entries = elementwise().iter().map(|operation| entry(operation, element));
    quote! {
        pub(crate) const #name: &[Entry<#element>] = &[#(#entries),*];
    }
}

fn entry(Operation { name, fields, .. }: &Operation, element: &Ident) -> TokenStream {
    let forward = format_ident!("activ8_{name}_{element}");
    let backward = format_ident!("activ8_{name}_backward_{element}");
    let params = (!fields.is_empty()).then(|| params_name(name)).into_iter();
    let has_it = from_output().iter().any(|operation| operation.name == *name);
    let from_output =
        has_it.then(|| format_ident!("activ8_{name}_backward_from_output_{element}")).into_iter();
    quote!(entry!(#name, #forward, #backward, [#(#from_output)*] #(, #params)*))
}
