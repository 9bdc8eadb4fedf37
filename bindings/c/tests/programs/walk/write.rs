//! The header's functions as tables of C, each with a call that takes its arguments as numbers.

use std::fmt::{self, Write};

use super::header::{Function, Header, Struct, Variable};
use super::lengths::length;

/// `programs/walk/table.h` says what is in it.
pub(crate) fn tables(header: &Header) -> Result<String, fmt::Error> {
    let mut text = String::from("#include \"table.h\"\n");
    for record in &header.structs {
        write_record(&mut text, record)?;
    }
    for (i, function) in header.functions.iter().enumerate() {
        write_function(&mut text, i, function, &header.structs)?;
    }
    writeln!(text, "const struct function functions[] = {{")?;
    for (i, Function { name, docs, arguments, .. }) in header.functions.iter().enumerate() {
        let (n, in_place) = (arguments.len(), docs.contains("y may be x"));
        let params =
            arguments.iter().find(|it| it.name == "params").filter(|it| it.kind.starts_with("const "));
        let params = params.map_or("NULL".to_owned(), |params| format!("&of_{}", element(&params.kind)));
        writeln!(text, "    {{\"{name}\", {in_place}, {n}, slots_{i}, {params}, call_{i}, lengths_{i}}},")?;
    }
    writeln!(text, "}};\nconst size_t function_count = {};", header.functions.len())?;
    Ok(text)
}

/// A struct with its members and its initialiser.
fn write_record(text: &mut String, Struct { name, members }: &Struct) -> fmt::Result {
    writeln!(text, "static int init_{name}(void *at) {{ return (int){name}_init(({name} *)at); }}")?;
    writeln!(text, "static const struct slot members_{name}[] = {{")?;
    for (i, member) in members.iter().enumerate() {
        let is_count = i > 0 && member.name == format!("{}_len", members[i - 1].name);
        let role = if is_count { "COUNT" } else { role(&member.kind, "NUMBER") };
        let kind = kind(&member.kind, "");
        writeln!(text, "    {{\"{0}\", {role}, {kind}, NULL, offsetof({name}, {0})}},", member.name)?;
    }
    let n = members.len();
    writeln!(
        text,
        "}};\nstatic const struct record of_{name} = {{sizeof({name}), _Alignof({name}), init_{name}, {n}, members_{name}}};"
    )
}

fn write_function(text: &mut String, i: usize, function: &Function, structs: &[Struct]) -> fmt::Result {
    let Function { returns, name, arguments, .. } = function;
    writeln!(text, "static const struct slot slots_{i}[] = {{")?;
    for argument in arguments {
        let (role, kind) = (role(&argument.kind, "LENGTH"), kind(&argument.kind, name));
        let record =
            if kind == "RECORD" { format!("&of_{}", element(&argument.kind)) } else { "NULL".into() };
        writeln!(text, "    {{\"{}\", {role}, {kind}, {record}, 0}},", argument.name)?;
    }
    writeln!(text, "    {{NULL, NUMBER, I32, NULL, 0}}}};")?;

    let passed: Vec<String> = arguments.iter().enumerate().map(|(j, it)| pass(&it.kind, j)).collect();
    let called = format!("{name}({})", passed.join(", "));
    let result = match &returns[..] {
        "void" => format!("{called}; return 0"),
        "const char *" => format!("return !{called}"),
        "activ8_status" => format!("return (int){called}"),
        _ => format!("return {called} < 0"),
    };
    writeln!(text, "static int call_{i}(const uint64_t *a) {{ (void)a; {result}; }}")?;

    writeln!(text, "static void lengths_{i}(const uint64_t *a, const void *p, size_t *out) {{")?;
    for (j, Variable { name, .. }) in arguments.iter().enumerate().filter(|(_, it)| it.kind == "size_t") {
        writeln!(text, "    const size_t {name} = (size_t)a[{j}]; (void){name};")?;
    }
    let record = arguments.iter().find(|it| it.name == "params" && it.kind.starts_with("const "));
    let record = record.and_then(|it| structs.iter().find(|record| record.name == element(&it.kind)));
    if let Some(Struct { name, .. }) = record {
        writeln!(text, "    const {name} *params = p; (void)params;")?;
    }
    let members = record.iter().flat_map(|record| &record.members);
    let members = members.map(|it| Variable { kind: it.kind.clone(), name: format!("params->{}", it.name) });
    let arguments = arguments.iter().map(|it| Variable { kind: it.kind.clone(), name: it.name.clone() });
    for (j, variable) in arguments.chain(members).enumerate().filter(|(_, it)| it.kind.ends_with('*')) {
        writeln!(text, "    out[{j}] = {};", length(function, &variable))?;
    }
    writeln!(text, "    (void)a; (void)p; (void)out;\n}}")
}

/// What a pointer is to.
fn element(kind: &str) -> &str {
    kind.trim_start_matches("const ").trim_end_matches([' ', '*'])
}

/// What a function does with it, `size` being what a `size_t` is.
fn role<'a>(kind: &str, size: &'a str) -> &'a str {
    match kind {
        "size_t" => size,
        _ if !kind.ends_with('*') => "NUMBER",
        _ if kind.starts_with("const ") => "READ",
        _ => "WRITE",
    }
}

/// The type of a number, or of what a pointer is to, in a function of this name.
fn kind(kind: &str, function: &str) -> &'static str {
    match element(kind) {
        "float" => "F32",
        "double" => "F64",
        "uint16_t" if function.ends_with("_f16") => "F16",
        "uint16_t" if function.ends_with("_bf16") => "BF16",
        "int64_t" => "I64",
        "int32_t" => "I32",
        "uint32_t" => "U32",
        "size_t" => "SIZE",
        "ptrdiff_t" => "DIFFERENCE",
        "uint8_t" => "BYTE",
        "bool" => "BOOL",
        other if other.starts_with("activ8_") => "RECORD",
        other => panic!("a type of its own for {other}"),
    }
}

/// Argument `j` of its type.
fn pass(kind: &str, j: usize) -> String {
    match kind {
        "bool" => format!("truth(a[{j}])"),
        _ if kind.ends_with('*') => format!("({kind})(uintptr_t)a[{j}]"),
        _ => format!("({kind})a[{j}]"),
    }
}
