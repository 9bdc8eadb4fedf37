//! The parameters of losses, and how a loss is made of them.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::entry::path;
use crate::params::{self, Member};
use crate::table::Field;
use crate::table::losses::{LOSSES, Loss, Make};

/// The structs of parameters.
pub(crate) fn params() -> impl Iterator<Item = TokenStream> {
    LOSSES.iter().filter(|loss| !matches!(loss.make, Make::Linear)).map(struct_of)
}

fn struct_of(loss: &Loss) -> TokenStream {
    let core = path(loss.operation);
    let members = loss.fields.iter().flat_map(|field| field.members(loss.operation));
    let members: Vec<Member> = params::reduction().into_iter().chain(members).collect();
    let default = match loss.make {
        Make::Row(function) => call(function, &quote!(1)),
        Make::Sequences => call("new", &quote!(1, &[], &[])),
        _ => new(&loss.make),
    };
    let has_default = loss.fields.iter().any(Field::is_of_core);
    let core = has_default.then(|| quote!(activ8::#core::#default));
    params::params(loss.name, &members, core, &method(loss))
}

/// The method that makes the loss of the parameters and what else it needs.
fn method(loss: &Loss) -> TokenStream {
    let (core, new) = (path(loss.operation), new(&loss.make));
    let arguments = match loss.make {
        Make::Row(_) => quote!(, row: usize),
        Make::Sequences => quote!(, classes: usize, input_lengths: &'a [usize], target_lengths: &'a [usize]),
        _ => quote!(),
    };
    let set = loss.fields.iter().map(|field| {
        let (name, value) = (format_ident!("{}", field.name()), field.value());
        quote!(loss.#name = #value;)
    });
    let floats = loss.fields.iter().filter(|field| field.is_borrowed());
    let floats = floats.map(|field| format_ident!("{}", field.name())).map(|name| quote!(kept(loss.#name)));
    let lists = match loss.make {
        Make::Sequences => vec![quote!(kept(Some(input_lengths))), quote!(kept(Some(target_lengths)))],
        _ => Vec::new(),
    };
    let borrowed: Vec<_> = floats.chain(lists).collect();
    let is_unsafe = loss.fields.iter().any(Field::is_borrowed).then(|| quote!(unsafe));
    let (number, lifetime) =
        (Literal::usize_unsuffixed(borrowed.len()), (!borrowed.is_empty()).then(|| quote!(<'a>)));
    quote! {
        /// The loss, and where what it borrows lies.
        #[inline(always)]
        pub(crate) #is_unsafe fn loss #lifetime(self #arguments) -> Done<(activ8::#core #lifetime, [Span; #number])> {
            let mut loss = activ8::#core::#new;
            loss.reduction = reduction(self.reduction, self.batch)?;
            #(#set)*
            Ok((loss, [#(#borrowed),*]))
        }
    }
}

/// The call that makes the loss, with its defaults.
fn new(make: &Make) -> TokenStream {
    match make {
        Make::Default => call("default", &quote!()),
        Make::Of(function, number) => call(function, &quote!(#number)),
        Make::Row(function) => call(function, &quote!(row)),
        Make::Sequences => call("new", &quote!(classes, input_lengths, target_lengths)),
        Make::Linear => unreachable!("it has the parameters of another"),
    }
}

fn call(function: &str, arguments: &TokenStream) -> TokenStream {
    let function = format_ident!("{function}");
    quote!(#function(#arguments))
}
