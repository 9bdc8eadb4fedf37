#![cfg(target_arch = "x86_64")]
//! x
#[path = "codegen/program.rs"]
mod program;
mod support;
use program::*;
use support::data::{Input, Mix};
use support::table::Call;
use support::tiers::every_verb;
#[test]
fn dump() {
    every_verb(|tier, verb| {
        let i = Input::new(verb, 4, 40, Mix::Finite);
        i.outcome(verb, Call::on(tier, 40));
    });
    let p = Program::of_this_test();
    println!("{}", p.0.len());
    for (a, f) in &p.0 {
        if !f.name.contains("vectorize::run") {
            continue;
        }
        println!("{a:x} {} {}", f.name, f.code.len());
        let inl = p.in_loops(f);
        for i in f.code.values() {
            if matches!(i.flow_control(), iced_x86::FlowControl::Call | iced_x86::FlowControl::IndirectCall) {
                println!("   call {} {:x} inloop {}", p.callee(i), i.ip(), inl.contains(&i.ip()));
            }
        }
        for l in p.innermost_loops(f) {
            let w: Vec<_> = [512, 256, 128, 0]
                .iter()
                .map(|w| l.iter().filter(|i| width(&f.code[i]) == *w).count())
                .collect();
            println!("   loop {:x}..{:x} n={} {:?}", l.first().unwrap(), l.last().unwrap(), l.len(), w);
        }
    }
}
