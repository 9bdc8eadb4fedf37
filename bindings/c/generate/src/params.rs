//! A struct of parameters, its defaults, and the function of C that sets them.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::entry::{entry, params_name};
use crate::table::Argument::Write;
use crate::table::{Field, Of, Type};

/// A member of the struct.
pub(crate) struct Member {
    doc: String,
    name: Ident,
    of: TokenStream,
    default: TokenStream,
}

impl Member {
    fn new(doc: &str, name: &str, of: TokenStream, default: TokenStream) -> Self {
        Self { doc: format!(" {doc}"), name: format_ident!("{name}"), of, default }
    }
}

/// The parameters of `name` in C: their struct of `members`, its defaults, which are those of `core`, a value of the
/// operation, its initialiser, and the method that makes the operation.
pub(crate) fn params(
    name: &'static str,
    members: &[Member],
    core: Option<TokenStream>,
    method: &TokenStream,
) -> TokenStream {
    let (of, doc) = (params_name(name), format!(" The parameters of {name}."));
    let declared = members.iter().map(|Member { doc, name, of, .. }| quote!(#[doc = #doc] pub #name: #of));
    let defaults = members.iter().map(|Member { name, default, .. }| quote!(#name: #default));
    let truths =
        members.iter().filter(|member| member.of.to_string() == "bool").map(|Member { name, .. }| {
            let text = name.to_string();
            quote!((#text, std::mem::offset_of!(Self, #name)))
        });
    let truths: Vec<_> = truths.collect();
    let truths = (!truths.is_empty())
        .then(|| quote!(const TRUTHS: &'static [(&'static str, usize)] = &[#(#truths),*];));
    let (init, arguments) = (format!("{name}_params_init"), [Write("params", Of::Params(name))]);
    let init = entry(&init, "Sets the defaults.", &arguments, &format_ident!("f32"), &quote!(init(params)));
    let core = core.map(|core| quote!(let core = #core;));
    quote! {
        #[doc = #doc]
        #[repr(C)]
        #[derive(Clone, Copy, Debug)]
        pub struct #of { #(#declared),* }

        impl Params for #of { #truths }

        impl Default for #of {
            fn default() -> Self {
                #core
                Self { #(#defaults),* }
            }
        }

        impl #of { #method }

        #init
    }
}

/// The members that every loss has.
pub(crate) fn reduction() -> [Member; 2] {
    let batch = "The rows of a batch, for ACTIV8_BATCH_MEAN.";
    [
        Member::new("An activ8_reduction.", "reduction", quote!(i32), quote!(0)),
        Member::new(batch, "batch", quote!(usize), quote!(0)),
    ]
}

impl Field {
    /// The members that it has in the struct. Its default is that of `core`, which is an `operation` of the core.
    pub(crate) fn members(&self, operation: &str) -> Vec<Member> {
        let name = self.name();
        let (field, doc) = (format_ident!("{name}"), format!("{name} of `{operation}`"));
        match self {
            Self::Plain(_, of) => vec![Member::new(&doc, name, of.rust(), quote!(core.#field))],
            Self::Maybe(_) => vec![
                Member::new(
                    &format!("Whether there is {name}."),
                    &format!("has_{name}"),
                    quote!(bool),
                    quote!(core.#field.is_some()),
                ),
                Member::new(&doc, name, quote!(f32), quote!(core.#field.unwrap_or_default())),
            ],
            Self::Floats(_) => vec![
                Member::new(&format!("{doc}, or null."), name, quote!(*const f32), quote!(std::ptr::null())),
                Member::new("Their number.", &format!("{name}_len"), quote!(usize), quote!(0)),
            ],
            Self::Choice(_, of, default) => {
                vec![Member::new(&format!("An activ8_{of}."), name, quote!(i32), quote!(#default))]
            }
        }
    }

    /// The value for the core's field, of the struct `self`.
    pub(crate) fn value(&self) -> TokenStream {
        let (name, field) = (self.name(), format_ident!("{}", self.name()));
        match self {
            Self::Plain(..) => quote!(self.#field),
            Self::Maybe(_) => {
                let has = format_ident!("has_{name}");
                quote!(self.#has.then_some(self.#field))
            }
            Self::Floats(_) => {
                let len = format_ident!("{name}_len");
                quote!(unsafe { optional(#name, self.#field, self.#len) }?)
            }
            Self::Choice(_, of, _) => {
                let of = format_ident!("{of}");
                quote!(#of(self.#field)?)
            }
        }
    }

    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Plain(name, _) | Self::Maybe(name) | Self::Floats(name) | Self::Choice(name, ..) => name,
        }
    }

    /// Whether the operation borrows it.
    pub(crate) fn is_borrowed(&self) -> bool {
        matches!(self, Self::Floats(_))
    }

    /// Whether the core has the default.
    pub(crate) fn is_of_core(&self) -> bool {
        matches!(self, Self::Plain(..) | Self::Maybe(_))
    }
}

impl Type {
    fn rust(&self) -> TokenStream {
        match self {
            Self::F32 => quote!(f32),
            Self::Bool => quote!(bool),
            Self::I64 => quote!(i64),
            Self::U8 => quote!(u8),
            Self::Usize => quote!(usize),
        }
    }
}
