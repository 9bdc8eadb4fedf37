//! The functions of this very executable: their names, instructions and loops.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;

use iced_x86::{Decoder, DecoderOptions, FlowControl, Instruction, OpKind, Register};
use object::{Object, ObjectSection, ObjectSymbol, SymbolKind};

/// A function: its demangled name and its instructions by address.
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) code: BTreeMap<u64, Instruction>,
}

/// All functions of the executable by address.
pub(crate) struct Program(pub(crate) BTreeMap<u64, Function>);

impl Program {
    pub(crate) fn of_this_test() -> Self {
        let file = fs::read(env::current_exe().expect("a test knows itself")).expect("and can read itself");
        let file = object::File::parse(&*file).expect("the executable has a known format");
        let text = file.section_by_name(".text").or_else(|| file.section_by_name("__text"));
        let text = text.expect("the executable has code");
        let (base, bytes) = (text.address(), text.data().expect("the code can be read"));
        let end = base + bytes.len() as u64;
        // Not every format knows the sizes of functions: each goes as far as the next one.
        let symbols = file.symbols().filter(|symbol| symbol.kind() == SymbolKind::Text);
        let names: BTreeMap<u64, String> = symbols
            .filter(|symbol| (base..end).contains(&symbol.address()))
            .map(|symbol| (symbol.address(), name(symbol.name().unwrap_or_default())))
            .collect();
        let ends = names.keys().copied().skip(1).chain([end]);
        let function = |((&start, name), end): ((&u64, &String), u64)| {
            let bytes = &bytes[(start - base) as usize..(end - base) as usize];
            let code = Decoder::with_ip(64, bytes, start, DecoderOptions::NONE).into_iter();
            (
                start,
                Function {
                    name: name.clone(),
                    code: code.map(|instruction| (instruction.ip(), instruction)).collect(),
                },
            )
        };
        Self(names.iter().zip(ends).map(function).collect())
    }

    /// The name of what `instruction` calls.
    pub(crate) fn callee(&self, instruction: &Instruction) -> &str {
        let direct = instruction.op0_kind() == OpKind::NearBranch64;
        let function = if direct { self.0.get(&instruction.near_branch_target()) } else { None };
        function.map_or("a function pointer", |function| &function.name)
    }

    /// Whether `instruction` ends in a panic, so that nothing after it is reached.
    fn diverges(&self, instruction: &Instruction) -> bool {
        let name = self.callee(instruction);
        name.starts_with("core::panicking") || name.contains("fail") || name.contains("unwrap_failed")
    }

    /// The loops of `function`, innermost ones only: the addresses of their instructions.
    pub(crate) fn innermost_loops(&self, function: &Function) -> Vec<BTreeSet<u64>> {
        let edges: BTreeMap<u64, Vec<u64>> =
            function.code.values().map(|i| (i.ip(), self.successors(function, i))).collect();
        let mut found = Vec::new();
        let mut work = components(&edges, &edges.keys().copied().collect());
        while let Some(body) = work.pop() {
            // Without its first instruction a loop falls apart, but for the loops within it.
            let mut rest = body.clone();
            rest.pop_first();
            match components(&edges, &rest) {
                inner if inner.is_empty() => found.push(body),
                inner => work.extend(inner),
            }
        }
        found
    }

    /// All instructions that lie in some loop of `function`.
    pub(crate) fn in_loops(&self, function: &Function) -> BTreeSet<u64> {
        let edges: BTreeMap<u64, Vec<u64>> =
            function.code.values().map(|i| (i.ip(), self.successors(function, i))).collect();
        components(&edges, &edges.keys().copied().collect()).into_iter().flatten().collect()
    }

    /// Where execution may go on within `function`.
    fn successors(&self, function: &Function, instruction: &Instruction) -> Vec<u64> {
        let (next, jump) = (Some(instruction.next_ip()), Some(instruction.near_branch_target()));
        let to = match instruction.flow_control() {
            FlowControl::Next | FlowControl::IndirectCall => [next, None],
            FlowControl::Call if self.diverges(instruction) => [None; 2],
            FlowControl::Call => [next, None],
            FlowControl::ConditionalBranch => [next, jump],
            FlowControl::UnconditionalBranch => [jump, None],
            _ => [None; 2],
        };
        to.into_iter().flatten().filter(|to| function.code.contains_key(to)).collect()
    }
}

/// The path of a function, whichever way it was mangled: without hash, and without its types.
fn name(mangled: &str) -> String {
    format!("{:#}", rustc_demangle::demangle(mangled))
}

/// The strongly connected components of `nodes` that have an edge, by Kosaraju's algorithm.
fn components(edges: &BTreeMap<u64, Vec<u64>>, nodes: &BTreeSet<u64>) -> Vec<BTreeSet<u64>> {
    let mut back: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
    for (&from, to) in edges.iter().filter(|(from, _)| nodes.contains(from)) {
        for &to in to.iter().filter(|to| nodes.contains(to)) {
            back.entry(to).or_default().push(from);
        }
    }
    let none = Vec::new();
    let mut seen = BTreeSet::new();
    let mut order = Vec::new();
    for &root in nodes {
        let mut stack = vec![(root, 0)];
        while let Some((node, i)) = stack.pop() {
            if i == 0 && !seen.insert(node) {
                continue;
            }
            match edges.get(&node).unwrap_or(&none).get(i) {
                Some(&to) => {
                    stack.push((node, i + 1));
                    if nodes.contains(&to) && !seen.contains(&to) {
                        stack.push((to, 0));
                    }
                }
                None => order.push(node),
            }
        }
    }
    let mut left = nodes.clone();
    let mut found = Vec::new();
    for root in order.into_iter().rev() {
        let mut component = BTreeSet::new();
        let mut stack = vec![root];
        while let Some(node) = stack.pop() {
            if left.remove(&node) {
                component.insert(node);
                stack.extend(back.get(&node).unwrap_or(&none));
            }
        }
        let cyclic = component.len() > 1
            || component.iter().any(|node| edges.get(node).is_some_and(|to| to.contains(node)));
        if cyclic {
            found.push(component);
        }
    }
    found
}

/// The widest vector register that `instruction` names, in bits.
pub(crate) fn width(instruction: &Instruction) -> u32 {
    let registers = (0..instruction.op_count()).map(|i| instruction.op_register(i));
    let width = |register: Register| match register {
        register if register.is_zmm() => 512,
        register if register.is_ymm() => 256,
        register if register.is_xmm() => 128,
        _ => 0,
    };
    registers.map(width).max().unwrap_or(0)
}
