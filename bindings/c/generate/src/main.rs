//! Writes the generated files of `bindings/c`, and then the header that cbindgen makes of them:
//!
//! ```sh
//! cargo run -p activ8-c-generate
//! ```

use activ8_c_generate::{File, header, sources};

fn main() -> std::io::Result<()> {
    sources().iter().try_for_each(write)?;
    write(&header())
}

/// Leaves a file alone that is as it should be.
fn write(file: &File) -> std::io::Result<()> {
    if file.committed() != file.text {
        println!("{}", file.path.display());
        std::fs::write(&file.path, &file.text)?;
    }
    Ok(())
}
