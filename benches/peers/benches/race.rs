//! `cargo bench --manifest-path benches/peers/Cargo.toml`: the program itself.

use std::process::ExitCode;

fn main() -> ExitCode {
    peers::main()
}
