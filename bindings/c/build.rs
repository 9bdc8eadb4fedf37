//! Writes the entry points from the tables of operations: into a file, since cbindgen reads no macros.

#[path = "build/activations.rs"]
mod activations;
#[path = "build/entry.rs"]
mod entry;
#[path = "build/joint.rs"]
mod joint;
#[path = "build/kin.rs"]
mod kin;
#[path = "build/losses.rs"]
mod losses;
#[path = "build/table.rs"]
mod table;

use std::path::{Path, PathBuf};

/// Types of elements: the suffix of the names, which is also the type's.
const TYPES: [&str; 3] = ["f32", "f16", "bf16"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    let directory = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
    let mut api = String::new();
    activations::parameters(&mut api);
    losses::parameters(&mut api);
    joint::parameters(&mut api);
    for of in TYPES {
        let list = activations::write(&mut api, of);
        kin::write(&mut api, of);
        losses::write(&mut api, of);
        joint::write(&mut api, of);
        save(&directory, &format!("list_{of}.rs"), &list);
    }
    save(&directory, "api.rs", &api);
}

fn save(directory: &Path, name: &str, text: &str) {
    std::fs::write(directory.join(name), text).expect("cargo's own directory");
}
