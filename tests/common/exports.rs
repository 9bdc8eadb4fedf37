//! What the library exports, as its sources say: who has a list of all operations compares it with these.

/// The names that `src/activation.rs` exports.
pub(crate) fn activations() -> Vec<&'static str> {
    names(include_str!("../../src/activation.rs"))
}

/// The names that `src/loss.rs` exports.
pub(crate) fn losses() -> Vec<&'static str> {
    names(include_str!("../../src/loss.rs"))
}

/// `A`, `B`, `C` and `D` of `pub use a::A;`, `pub use b::{B, C};` and `pub trait D: E {`.
fn names(source: &'static str) -> Vec<&'static str> {
    let exports = source.split("\npub use ").skip(1).filter_map(|export| export.split_once(';'));
    let lists = exports.filter_map(|(export, _)| export.rsplit_once("::"));
    let names = lists.flat_map(|(_, list)| list.trim_matches(['{', '}']).split(',').map(str::trim));
    let traits = source.split("\npub trait ").skip(1).filter_map(|rest| rest.split([':', '<', ' ']).next());
    names.filter(|name| !name.is_empty()).chain(traits).collect()
}
