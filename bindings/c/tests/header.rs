//! The committed header is what cbindgen makes of the entry points.

use std::path::Path;

#[test]
fn is_up_to_date() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = cbindgen::Config::from_file(package.join("cbindgen.toml")).expect("cbindgen.toml");
    let written = ["call", "softmax", "attention", "router", "streaming"]
        .map(|name| package.join(format!("src/{name}.rs")));
    let made = Path::new(env!("OUT_DIR")).join("api.rs");
    let builder = cbindgen::Builder::new().with_config(config);
    let bindings = written
        .into_iter()
        .chain([made])
        .fold(builder, |builder, source| builder.with_src(source))
        .generate()
        .expect("entry points that cbindgen reads");
    let mut made = Vec::new();
    bindings.write(&mut made);
    let made = String::from_utf8(made).expect("a text");
    let header = package.join("include/activ8.h");
    if std::env::var_os("ACTIV8_WRITE_HEADER").is_some() {
        std::fs::write(&header, &made).expect("include/activ8.h");
    }
    let committed = std::fs::read_to_string(&header).unwrap_or_default();
    assert!(committed == made, "ACTIV8_WRITE_HEADER=1 cargo test -p activ8-c --test header writes it anew");
}
