//! An entry point: a function of C that hands its arguments to a function of the package.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::table::{Argument, Of};

/// The function `activ8_NAME`, which does `work`, an expression with the arguments' names.
pub(crate) fn entry(
    name: &str,
    doc: &str,
    arguments: &[Argument<'_>],
    element: &Ident,
    work: &TokenStream,
) -> TokenStream {
    let name = format_ident!("activ8_{name}");
    let doc = format!(" {doc}");
    let arguments = arguments.iter().flat_map(|argument| argument.declare(element));
    quote! {
        #[doc = #doc]
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn #name(#(#arguments),*) -> activ8_status {
            call(|| unsafe { #work })
        }
    }
}

/// A path of the names between `::`.
pub(crate) fn path(path: &str) -> TokenStream {
    let names = path.split("::").map(|name| format_ident!("{name}"));
    quote!(#(#names)::*)
}

/// The struct of parameters of an operation.
pub(crate) fn params_name(operation: &str) -> Ident {
    format_ident!("activ8_{operation}_params")
}

impl Argument<'_> {
    /// As C has it: names and types.
    fn declare(&self, element: &Ident) -> Vec<TokenStream> {
        let pointer = |name: &str, kind: TokenStream, of: &Of| {
            let (name, of) = (format_ident!("{name}"), of.declare(element));
            quote!(#name: *#kind #of)
        };
        let size = |name: &str| {
            let name = format_ident!("{name}");
            quote!(#name: usize)
        };
        match self {
            Self::Read(name, of) => vec![pointer(name, quote!(const), of)],
            Self::Write(name, of) => vec![pointer(name, quote!(mut), of)],
            Self::ReadRows(name) => {
                vec![pointer(name, quote!(const), &Of::Element), size(&format!("{name}_stride"))]
            }
            Self::WriteRows(name) => {
                vec![pointer(name, quote!(mut), &Of::Element), size(&format!("{name}_stride"))]
            }
            Self::Lengths(names) => names.iter().map(|name| size(name)).collect(),
            Self::Layout => vec![quote!(layout: i32)],
        }
    }

    /// As the package's functions take it: rows with their stride, and several lengths as one array.
    pub(crate) fn pass(&self) -> TokenStream {
        match self {
            Self::Read(name, _) | Self::Write(name, _) => path(name),
            Self::ReadRows(name) | Self::WriteRows(name) => {
                let (rows, stride) = (path(name), format_ident!("{name}_stride"));
                quote!((#rows, #stride))
            }
            Self::Lengths(names) => {
                let lengths: Vec<_> = names.iter().map(|name| path(name)).collect();
                if lengths.len() == 1 { quote!(#(#lengths)*) } else { quote!([#(#lengths),*]) }
            }
            Self::Layout => quote!(layout),
        }
    }
}

impl Of {
    fn declare(&self, element: &Ident) -> TokenStream {
        match self {
            Self::Element => quote!(#element),
            Self::Float => quote!(f32),
            Self::Class => quote!(i64),
            Self::Index => quote!(u32),
            Self::Size => quote!(usize),
            Self::State => quote!(activ8_softmax_state),
            Self::Params(operation) => {
                let name = params_name(operation);
                quote!(#name)
            }
        }
    }
}
