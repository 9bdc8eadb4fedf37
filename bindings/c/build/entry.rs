//! An entry point, and a struct of parameters with its initialiser.

use std::fmt::Write as _;

/// An entry point: `make` is statements, each with its end of line, and `body` a helper's call.
pub(crate) fn entry(api: &mut String, doc: &str, name: &str, arguments: &str, make: &str, body: &str) {
    write!(
        api,
        "/// {doc}\n#[unsafe(no_mangle)]\npub unsafe extern \"C\" fn activ8_{name}({arguments}) -> activ8_status {{\n    \
         call(|| {{\n{make}        // SAFETY: the caller's promise.\n        unsafe {{ {body} }}\n    }})\n}}\n\n",
    )
    .expect("a string");
}

/// A statement that gets the parameters.
pub(crate) const GET: &str =
    "        // SAFETY: the caller's promise.\n        let params = unsafe { get(params) }?;\n";

/// The parameters of `name`, whose fields are `declared`, and the function that sets them to `defaults`.
pub(crate) fn parameters(api: &mut String, name: &str, declared: &str, make: &str, defaults: &str) {
    write!(
        api,
        "/// The parameters of {name}.\n#[repr(C)]\n#[derive(Clone, Copy, Debug)]\npub struct activ8_{name}_params {{\n{declared}}}\n\n",
    )
    .expect("a string");
    let truths: String = declared
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub ")?.strip_suffix(": bool,"))
        .map(|truth| format!(" {truth}"))
        .collect();
    writeln!(api, "params! {{ activ8_{name}_params:{truths} }}\n").expect("a string");
    let make = format!("{make}        let defaults = activ8_{name}_params {{ {defaults}}};\n");
    let arguments = format!("params: *mut activ8_{name}_params");
    entry(
        api,
        "Sets the defaults.",
        &format!("{name}_params_init"),
        &arguments,
        &make,
        "set(params, defaults)",
    );
}
