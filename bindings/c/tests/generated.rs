//! The committed entry points are those that the tables make, and the header is what cbindgen makes of them.

use activ8_c_generate::{File, header, sources};

#[track_caller]
fn is_committed(file: &File) {
    let same = file.committed() == file.text;
    assert!(same, "{}: `cargo run -p activ8-c-generate` writes it anew", file.path.display());
}

#[test]
fn entry_points() {
    sources().iter().for_each(is_committed);
}

#[test]
fn the_header() {
    is_committed(&header());
}
