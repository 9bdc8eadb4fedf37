//! The entry points of `bindings/c`, written from tables of operations.
//!
//! `table` holds what there is: a row for each operation, with its parameters, and the verbs that a family of
//! operations has, with their arguments. `entry` writes a verb of an operation as a function of C, `params` a
//! struct of parameters with its initialiser, and `list` what tests find the entry points of an operation by. The
//! functions check nothing and compute nothing themselves: each calls one of the package's, which a verb names.

mod activations;
mod entry;
mod list;
mod loss_params;
mod losses;
mod params;
mod table;

use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// A file that is committed.
#[derive(Debug)]
pub struct File {
    /// Where it is.
    pub path: PathBuf,
    /// What must be in it.
    pub text: String,
}

impl File {
    /// What is in it; nothing where there is no such file.
    pub fn committed(&self) -> String {
        std::fs::read_to_string(&self.path).unwrap_or_default()
    }
}

/// The types of elements: each has a file of entry points, whose names end with it.
const ELEMENTS: [&str; 3] = ["f32", "f16", "bf16"];

/// The files of Rust.
pub fn sources() -> Vec<File> {
    let params = activations::params().chain(loss_params::params());
    let mut files =
        vec![rust("src/generated/params.rs", "The structs of parameters.", quote!(super::uses), params)];
    for element in ELEMENTS {
        let (path, what) = (
            format!("src/generated/of_{element}.rs"),
            format!("The entry points for elements of {element}."),
        );
        let element = format_ident!("{element}");
        let entries = activations::entries(&element).chain(losses::entries(&element));
        files.push(rust(&path, &what, quote!(super::uses), entries));
    }
    let lists = ELEMENTS.map(|element| list::activations(&format_ident!("{element}")));
    files.push(rust("tests/generated/elementwise.rs", "The elementwise activations.", quote!(super), lists));
    files.push(rust("tests/generated/gates.rs", "The gated activations.", quote!(super), list::gates()));
    files.push(rust("tests/generated/losses.rs", "The losses.", quote!(super), list::losses()));
    files
}

/// A file of items with an empty line between them, which use what the module `uses` has.
fn rust(path: &str, what: &str, uses: TokenStream, items: impl IntoIterator<Item = TokenStream>) -> File {
    let command =
        "`cargo run -p activ8-c-generate` writes this file from the tables of `bindings/c/generate`";
    let mut text = format!("//! {what}\n//!\n//! {command}; do not edit it.\n");
    for items in std::iter::once(quote!(use #uses::*;)).chain(items) {
        let file: syn::File = syn::parse2(items).expect("items of Rust");
        for item in file.items {
            text += "\n";
            text +=
                &prettyplease::unparse(&syn::File { shebang: None, attrs: Vec::new(), items: vec![item] });
        }
    }
    File { path: package().join(path), text }
}

/// The directory of `activ8-c`.
fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("bindings/c")
}

/// The header, as cbindgen makes it of the files of Rust that are there.
pub fn header() -> File {
    let config = cbindgen::Config::from_file(package().join("cbindgen.toml")).expect("cbindgen.toml");
    let mut sources =
        ["call", "place", "gumbel_softmax", "attention", "router", "streaming", "generated/params"]
            .map(str::to_owned)
            .to_vec();
    sources.extend(ELEMENTS.map(|element| format!("generated/of_{element}")));
    let builder = sources.iter().fold(cbindgen::Builder::new().with_config(config), |builder, source| {
        builder.with_src(package().join(format!("src/{source}.rs")))
    });
    let mut text = Vec::new();
    builder.generate().expect("entry points that cbindgen reads").write(&mut text);
    File { path: package().join("include/activ8.h"), text: String::from_utf8(text).expect("a text") }
}
