//! The loops of each tier use its registers and call nothing: one forgotten `#[inline(always)]` turns
//! each primitive into a call through memory, which no other test would notice but a stopwatch.

#![cfg(all(target_arch = "x86_64", not(windows)))]

mod common;
#[path = "codegen/program.rs"]
mod program;

use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;

use activ8::Tier;
use common::data::{Input, Mix};
use common::gated::others;
use common::subject;
use common::verbs::every_verb;
use common::verbs::{Call, verbs};
use iced_x86::{FlowControl, Instruction, Mnemonic, OpKind};
use program::{Function, Program, width};

/// A tier, what its kernels' names begin with, whichever way they were mangled, and its registers' bits.
const TIERS: [(Tier, &str, u32); 2] =
    [(Tier::Avx2, "<activ8::simd::avx2::Avx2<", 256), (Tier::Avx512, "<activ8::simd::avx512::Avx512<", 512)];

/// Kernels that each tier has at least: one for each of the table's verbs, but that in place a bias is added by the
/// kernel for elsewhere, that most gradients are with a bias as without, and that some are the same of the output as of the
/// input. The compiler may merge equal ones, as many gradients are: a tenth.
fn least_kernels() -> usize {
    verbs()
        .iter()
        .filter(|verb| {
            !matches!(verb.verb, "forward_biased_in_place" | "backward_biased" | "backward_from_output")
        })
        .count()
        * 9
        / 10
}

/// This executable, with every kernel in it, since every verb is called; nothing in a debug build.
fn program() -> Option<Program> {
    if cfg!(debug_assertions) {
        eprintln!("NOT TESTED: a debug build inlines nothing, so its loops say nothing");
        return None;
    }
    every_verb(|tier, verb| {
        black_box(Input::new(verb, 4, 40, Mix::Finite).outcome(verb, Call::on(tier, 40)));
    });
    black_box(others().count());
    Some(Program::of_this_test())
}

/// Calls `check` with each kernel, its description and the width of its tier's registers.
fn every_kernel(program: &Program, mut check: impl FnMut(&Function, &str, u32)) {
    for (tier, prefix, bits) in TIERS {
        let is_kernel = |name: &str| name.starts_with(prefix) && name.contains(">::vectorize::run");
        let kernels: Vec<_> =
            { program.functions.iter() }.filter(|(_, function)| is_kernel(&function.name)).collect();
        println!("{tier}: {} kernels", kernels.len());
        let least = least_kernels();
        assert!(kernels.len() >= least, "{} functions {prefix}, want at least {least}", kernels.len());
        for (&address, function) in kernels {
            check(function, &format!("{tier}, {:?} at {address:x}", program.verbs(address)), bits);
        }
    }
}

fn is_call(instruction: &Instruction) -> bool {
    matches!(instruction.flow_control(), FlowControl::Call | FlowControl::IndirectCall)
}

/// What proves that the tests below see what they look for: two loops, the inner one with a call.
#[inline(never)]
fn specimen(x: &[f32]) -> f32 {
    #[inline(never)]
    fn called(x: f32) -> f32 {
        black_box(x) + 1.0
    }
    let mut sum = 0.0;
    for i in 0..black_box(3) {
        for &x in x {
            sum += called(x);
        }
        sum *= black_box(i as f32);
    }
    sum
}

#[test]
fn the_instrument_sees_loops_and_calls() {
    let Some(program) = program() else { return };
    assert_eq!(specimen(black_box(&[1.0, 2.0][..])), 20.0, "the specimen is run, so that it is there");
    let found: Vec<_> = program.functions.values().filter(|f| f.name.ends_with("::specimen")).collect();
    assert_eq!(found.len(), 1, "functions named specimen");
    let [outermost, innermost] = program.loops(found[0]);
    let calls = |body: &BTreeSet<u64>| {
        let calls = body.iter().map(|at| &found[0].code[at]).filter(|i| is_call(i));
        calls.map(|call| program.callee(call).ends_with("called")).collect::<Vec<_>>()
    };
    // The compiler may have parted it in two, for an empty slice and for others.
    let inner: Vec<_> = innermost.iter().filter(|body| !calls(body).is_empty()).collect();
    assert_eq!(inner.len(), 1, "loops of the specimen that call, of {}", innermost.len());
    assert!(calls(inner[0]).iter().all(|&named| named), "the call is named");
    let within = |outer: &BTreeSet<u64>| inner[0].is_subset(outer) && inner[0].len() < outer.len();
    assert!(outermost.iter().any(within), "one loop lies within the other");
}

/// Every loop that holds no other works with whole registers; in one of a kernel they do
/// most of the work, what is left being a few single lanes.
#[test]
fn loops_use_the_registers_of_their_tier() {
    let Some(program) = program() else { return };
    let mut failures = Vec::new();
    every_kernel(&program, |function, what, bits| {
        if let Some(wider) = function.code.values().find(|i| width(i) > bits) {
            failures.push(format!(
                "{what}: {:?} at {:x} is wider than {bits} bits",
                wider.code(),
                wider.ip()
            ));
        }
        let [outermost, innermost] = program.loops(function);
        // A loop that touches no memory does nothing: the identity's, in place; and one only asks for it ahead.
        let touches = |at: &u64| {
            let code = &function.code[at];
            let names = matches!(code.mnemonic(), Mnemonic::Lea | Mnemonic::Prefetcht0);
            !names && code.op_kinds().any(|kind| kind == OpKind::Memory)
        };
        // A loop over the sums of rows, single doubles, has no elements.
        let of_sums = |at: &u64| {
            use Mnemonic::{Vaddsd, Vmovsd, Vmulsd, Vsubsd};
            matches!(function.code[at].mnemonic(), Vaddsd | Vmovsd | Vmulsd | Vsubsd)
        };
        // Nor has one that only looks for what a column's target is, a lane after the other.
        let computes = |at: &u64| {
            use Mnemonic::{Vmovaps, Vmovss, Vmovups, Vucomiss, Vxorps};
            let code = &function.code[at];
            let moves = matches!(code.mnemonic(), Vmovaps | Vmovss | Vmovups | Vucomiss | Vxorps);
            width(code) > 0 && !moves
        };
        let of_elements = |body: &&BTreeSet<u64>| {
            body.iter().any(touches) && !body.iter().any(of_sums) && body.iter().any(computes)
        };
        for body in innermost.iter().filter(of_elements) {
            if !body.iter().any(|at| width(&function.code[at]) == bits) {
                let (first, last) = (body.first().expect("not empty"), body.last().expect("not empty"));
                failures.push(format!("{what}: the loop {first:x}..={last:x} has no {bits}-bit register"));
            }
        }
        let vectors = |body: &BTreeSet<u64>| {
            let widths = body.iter().map(|at| width(&function.code[at])).filter(|&width| width > 0);
            widths.collect::<Vec<_>>()
        };
        // The tail is a loop too, and copies what is less than a register. A loop by single vectors may be one with that
        // over the periods of what repeats.
        let counts = innermost.iter().chain(&outermost).map(vectors).map(|widths| {
            let whole = widths.iter().filter(|&&width| width == bits).count();
            (whole, widths.len() - whole)
        });
        let counts: Vec<_> = counts.collect();
        // The numbers of a group of rows are one register each, without a loop.
        if !counts.is_empty() && !counts.iter().any(|&(whole, parts)| whole > 1 && whole >= 2 * parts) {
            failures.push(format!("{what}: in its loops of {bits} bits and of fewer {counts:?}"));
        }
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What is called is compiled without the tier's instructions, and takes its vectors through memory: no kernel calls
/// anything but a panic; and, outside of the loops over elements, what writes zeros or copies what belongs to a block of
/// columns; and, for several rows or columns at a time, the function that makes losses of their sums.
#[test]
fn kernels_call_nothing() {
    let Some(program) = program() else { return };
    let (mut failures, mut allowed) = (BTreeMap::new(), BTreeMap::new());
    every_kernel(&program, |function, what, _| {
        const OF_BLOCKS: [&str; 3] = ["memset", "memcpy", "a function pointer"];
        let [outermost, innermost] = program.loops(function);
        for call in function.code.values().filter(|i| is_call(i)) {
            let callee = program.callee(call);
            let within = |loops: &[BTreeSet<u64>]| loops.iter().any(|body| body.contains(&call.ip()));
            let place = match (within(&innermost), within(&outermost)) {
                (true, _) => "in a loop",
                (false, true) => "between loops",
                (false, false) => "once",
            };
            let is_rare = callee.ends_with("::Group::finish") || callee.ends_with("::has_negative");
            let is_of_blocks = OF_BLOCKS.contains(&callee) && place == "between loops";
            let is_once = (program.diverges(call) || callee == "memset") && place == "once";
            if is_once || is_of_blocks || is_rare {
                *allowed.entry(callee.to_owned()).or_insert(0) += 1;
            } else {
                *failures.entry(format!("{what} calls {callee} {place}")).or_insert(0) += 1;
            }
        }
    });
    for (callee, count) in allowed {
        println!("allowed: {count} calls of {callee}, outside of loops over elements");
    }
    let failures: Vec<_> =
        failures.into_iter().map(|(failure, count)| format!("{failure}, {count} times")).collect();
    assert!(failures.is_empty(), "{} kernels call others:\n{}", failures.len(), failures.join("\n"));
}
