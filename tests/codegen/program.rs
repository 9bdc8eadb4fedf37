//! The functions of this very executable: their names, instructions and loops.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;

use iced_x86::{Decoder, DecoderOptions, FlowControl, Instruction, OpKind, Register};
use object::{Object, ObjectSection, ObjectSymbol, ObjectSymbolTable, RelocationTarget, SymbolKind};
use rustc_demangle::demangle;

/// A function: its demangled name and its instructions by address.
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) code: BTreeMap<u64, Instruction>,
}

/// The executable.
pub(crate) struct Program {
    /// Its functions by address.
    pub(crate) functions: BTreeMap<u64, Function>,
    /// Where its pointers point, by their address: a call across crates may go through one.
    pointers: BTreeMap<u64, u64>,
    /// The names of what is another library's, by the address of the pointer to it.
    imports: BTreeMap<u64, String>,
    /// The functions that call or jump to each address.
    callers: BTreeMap<u64, BTreeSet<u64>>,
}

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
            // Without the hash; both ways of mangling begin with the same path.
            .map(|symbol| (symbol.address(), format!("{:#}", demangle(symbol.name().unwrap_or_default()))))
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
        let functions: BTreeMap<_, _> = names.iter().zip(ends).map(function).collect();
        let (mut pointers, mut imports) = (BTreeMap::new(), BTreeMap::new());
        for (at, relocation) in file.dynamic_relocations().into_iter().flatten() {
            let symbol = match relocation.target() {
                RelocationTarget::Symbol(index) => {
                    file.dynamic_symbol_table().and_then(|table| table.symbol_by_index(index).ok())
                }
                _ => None,
            };
            match symbol.and_then(|symbol| symbol.name().ok().map(str::to_owned)) {
                Some(name) => drop(imports.insert(at, name)),
                None => drop(pointers.insert(at, relocation.addend() as u64)),
            }
        }
        let mut callers: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for (&caller, function) in &functions {
            for instruction in function.code.values().filter(|i| i.op0_kind() == OpKind::NearBranch64) {
                callers.entry(instruction.near_branch_target()).or_default().insert(caller);
            }
        }
        Self { functions, pointers, imports, callers }
    }

    /// The name of what `instruction` calls.
    pub(crate) fn callee(&self, instruction: &Instruction) -> &str {
        let pointer = instruction.memory_displacement64();
        let target = match instruction.op0_kind() {
            OpKind::Memory if self.imports.contains_key(&pointer) => return &self.imports[&pointer],
            OpKind::NearBranch64 => Some(instruction.near_branch_target()),
            OpKind::Memory => self.pointers.get(&pointer).copied(),
            _ => None,
        };
        let function = target.and_then(|target| self.functions.get(&target));
        function.map_or("a function pointer", |function| &function.name)
    }

    /// The verbs that lead to the function at `address`, as `Tanh::run_forward`: what a kernel is for.
    pub(crate) fn verbs(&self, address: u64) -> BTreeSet<String> {
        let (mut seen, mut verbs, mut work) = (BTreeSet::from([address]), BTreeSet::new(), vec![address]);
        while let Some(callers) = work.pop().map(|function| self.callers.get(&function)) {
            for &caller in callers.into_iter().flatten().filter(|caller| self.functions.contains_key(caller))
            {
                let name = &*self.functions[&caller].name;
                if let Some((ty, verb)) = name.split_once(" as activ8::").filter(|_| name.contains("::run_"))
                {
                    let [ty, verb] =
                        [ty, verb].map(|path| path.rsplit("::").find(|part| !part.starts_with('{')));
                    verbs.insert(format!("{}::{}", ty.unwrap_or_default(), verb.unwrap_or_default()));
                } else if seen.insert(caller) {
                    work.push(caller);
                }
            }
        }
        verbs
    }

    /// Whether `instruction` calls what ends in a panic, so that nothing after it is reached.
    pub(crate) fn diverges(&self, instruction: &Instruction) -> bool {
        let name = self.callee(instruction);
        name.starts_with("core::panicking") || name.ends_with("_fail") || name.ends_with("_failed")
    }

    /// The loops of `function`: those that lie in no other, and those that hold no other, each as the
    /// addresses of its instructions.
    pub(crate) fn loops(&self, function: &Function) -> [Vec<BTreeSet<u64>>; 2] {
        let edges: Edges = function.code.values().map(|i| (i.ip(), self.successors(function, i))).collect();
        let outermost = components(&edges, &edges.keys().copied().collect());
        let (mut work, mut innermost) = (outermost.clone(), Vec::new());
        while let Some(body) = work.pop() {
            // Without the instruction that it is entered by, a loop falls apart, but for those within it.
            let outside = edges.iter().filter(|(from, _)| !body.contains(from));
            let entered: BTreeSet<_> = outside.flat_map(|(_, to)| to).collect();
            let entry = body.iter().find(|at| entered.contains(at)).or(body.first()).copied();
            let rest = body.iter().copied().filter(|&at| Some(at) != entry).collect();
            match components(&edges, &rest) {
                inner if inner.is_empty() => innermost.push(body),
                inner => work.extend(inner),
            }
        }
        [outermost, innermost]
    }

    /// Where execution may go on within `function`.
    fn successors(&self, function: &Function, instruction: &Instruction) -> Vec<u64> {
        let (next, jump) = (Some(instruction.next_ip()), Some(instruction.near_branch_target()));
        let to = match instruction.flow_control() {
            FlowControl::Call | FlowControl::IndirectCall if self.diverges(instruction) => [None; 2],
            FlowControl::Next | FlowControl::Call | FlowControl::IndirectCall => [next, None],
            FlowControl::ConditionalBranch => [next, jump],
            FlowControl::UnconditionalBranch => [jump, None],
            _ => [None; 2],
        };
        to.into_iter().flatten().filter(|to| function.code.contains_key(to)).collect()
    }
}

/// The instructions that each may be followed by.
type Edges = BTreeMap<u64, Vec<u64>>;

/// The strongly connected components of `nodes` that have an edge, by Kosaraju's algorithm.
fn components(edges: &Edges, nodes: &BTreeSet<u64>) -> Vec<BTreeSet<u64>> {
    let mut back: Edges = BTreeMap::new();
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
