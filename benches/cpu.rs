//! The name of the processor, which stands above all that was measured.

use activ8::Tier;

/// What this machine's processor calls itself, with its class of instructions. A virtual machine may hide the model, so
/// that the family is named too.
pub(crate) fn name() -> String {
    let text = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    named(&text, class())
}

/// The best tier that the processor has.
fn class() -> &'static str {
    let tiers = [Tier::Avx512, Tier::Avx2, Tier::Neon];
    tiers.into_iter().find(|tier| tier.is_available()).unwrap_or(Tier::Portable).name()
}

/// By what Linux says of a processor.
pub(crate) fn named(text: &str, class: &str) -> String {
    let field = |name: &str| {
        let line = text.lines().find(|line| line.split(':').next().is_some_and(|key| key.trim() == name))?;
        Some(line.split_once(':')?.1.trim())
    };
    let model = field("model name").unwrap_or(std::env::consts::ARCH);
    match (field("cpu family"), field("model")) {
        (Some(family), Some(number)) => format!("{model} (family {family}, model {number}), {class}"),
        _ => format!("{model}, {class}"),
    }
}
