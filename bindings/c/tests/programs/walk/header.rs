//! The functions and structs that a header declares. What is misread does not compile: C's compiler sees each call beside
//! the header.

/// A type and a name: an argument of a function, or a member of a struct.
pub(crate) struct Variable {
    pub(crate) kind: String,
    pub(crate) name: String,
}

pub(crate) struct Function {
    pub(crate) docs: String,
    pub(crate) returns: String,
    pub(crate) name: String,
    pub(crate) arguments: Vec<Variable>,
}

pub(crate) struct Struct {
    pub(crate) name: String,
    pub(crate) members: Vec<Variable>,
}

pub(crate) struct Header {
    pub(crate) functions: Vec<Function>,
    pub(crate) structs: Vec<Struct>,
}

impl Header {
    pub(crate) fn parse(text: &str) -> Self {
        let (mut functions, mut structs) = (Vec::new(), Vec::new());
        let (mut docs, mut item) = (String::new(), String::new());
        for line in text.lines().map(str::trim) {
            if line.starts_with('#') || line.starts_with("extern") {
                continue;
            } else if let Some(comment) = line.strip_prefix("//") {
                // What stands before a member of a struct is no function's.
                docs = if item.is_empty() { format!("{docs}{comment}\n") } else { docs };
                continue;
            } else if line.is_empty() {
                docs.clear();
                continue;
            }
            item = format!("{item} {line}").trim_start().to_owned();
            if !line.ends_with(';') || item.matches('{').count() != item.matches('}').count() {
                continue;
            }
            if let Some((members, name)) =
                item.strip_prefix("typedef struct {").and_then(|s| s.split_once('}'))
            {
                let members =
                    members.split_terminator(';').map(str::trim).filter(|member| !member.is_empty());
                let name = name.trim_matches([' ', ';']).to_owned();
                structs.push(Struct { name, members: members.map(Variable::parse).collect() });
            } else if let Some((head, arguments)) = item.split_once('(') {
                let Variable { kind: returns, name } = Variable::parse(head);
                let arguments =
                    arguments.trim_end_matches([';', ')']).split(',').filter(|word| *word != "void");
                let arguments = arguments.map(Variable::parse).collect();
                functions.push(Function { docs: std::mem::take(&mut docs), returns, name, arguments });
            }
            item.clear();
        }
        Self { functions, structs }
    }
}

impl Variable {
    fn parse(text: &str) -> Self {
        let text = text.trim();
        let start = text.rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |end| end + 1);
        Self { kind: text[..start].trim().to_owned(), name: text[start..].to_owned() }
    }
}
