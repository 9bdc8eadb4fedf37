//! Signatures as Python writes them, `x: A, alpha: float = 1.0, *, out: A | None = None`, and their parts.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyString;

/// The parameters of a function.
pub(crate) struct Signature {
    pub(crate) parameters: Vec<Parameter>,
    /// How many may be given by their place.
    pub(crate) positional: usize,
}

pub(crate) struct Parameter {
    pub(crate) name: &'static str,
    /// Its type, as in the stubs.
    pub(crate) annotation: &'static str,
    /// As Python writes it; one without a default must be given.
    pub(crate) default: Option<&'static str>,
    /// The default as a number, so that no call parses it.
    pub(crate) number: f64,
    /// What it may be, where it is one of some words.
    pub(crate) choices: Vec<&'static str>,
    /// The name as the object that it mostly is in a call, so that a pointer finds it.
    interned: PyOnceLock<Py<PyString>>,
}

impl Signature {
    pub(crate) fn of(text: &str) -> Self {
        // Kept as long as the functions are.
        let text: &'static str = text.to_owned().leak();
        let mut signature = Self { parameters: Vec::new(), positional: usize::MAX };
        for part in split(text) {
            match part {
                "*" => signature.positional = signature.parameters.len(),
                _ => signature.parameters.push(Parameter::of(part)),
            }
        }
        signature.positional = signature.positional.min(signature.parameters.len());
        signature
    }

    pub(crate) fn intern(&self, py: Python<'_>) {
        for parameter in &self.parameters {
            parameter.interned.get_or_init(py, || PyString::intern(py, parameter.name).unbind());
        }
    }

    /// The number of the parameter of a name that a call has.
    pub(crate) fn find(&self, py: Python<'_>, name: Borrowed<'_, '_, PyAny>) -> Option<usize> {
        let same =
            |p: &Parameter| p.interned.get(py).is_some_and(|interned| interned.as_ptr() == name.as_ptr());
        self.parameters.iter().position(same).or_else(|| {
            let name = name.cast::<PyString>().ok()?;
            let name = name.to_cow().ok()?;
            self.parameters.iter().position(|parameter| parameter.name == name)
        })
    }

    /// Without types, as `inspect` reads it.
    pub(crate) fn text(&self) -> String {
        self.write(|parameter| match parameter.default {
            Some(default) => format!("{}={default}", parameter.name),
            None => parameter.name.to_owned(),
        })
    }

    /// With types.
    pub(crate) fn stub(&self) -> String {
        self.write(|parameter| match parameter.default {
            Some(default) => format!("{}: {} = {default}", parameter.name, parameter.annotation),
            None => format!("{}: {}", parameter.name, parameter.annotation),
        })
    }

    fn write(&self, one: impl Fn(&Parameter) -> String) -> String {
        let mut parts: Vec<_> = self.parameters.iter().map(one).collect();
        if self.positional < parts.len() {
            parts.insert(self.positional, "*".to_owned());
        }
        parts.join(", ")
    }
}

impl Parameter {
    fn of(text: &'static str) -> Self {
        let (declared, default) = match text.split_once(" = ") {
            Some((declared, default)) => (declared, Some(default)),
            None => (text, None),
        };
        let (name, annotation) = declared.split_once(": ").expect("each parameter has a type");
        let number = default.and_then(|default| default.parse().ok()).unwrap_or(f64::NAN);
        let words = annotation.split_once("Literal[").and_then(|(_, rest)| rest.split_once(']'));
        let words = words.into_iter().flat_map(|(words, _)| words.split(", "));
        let choices = words.map(|word| word.trim_matches('"')).collect();
        Self { name, annotation, default, number, choices, interned: PyOnceLock::new() }
    }
}

/// The parts between commas that are in no brackets.
fn split(text: &'static str) -> impl Iterator<Item = &'static str> {
    let mut depth = 0;
    text.split(move |c| {
        depth += i32::from(c == '[') - i32::from(c == ']');
        c == ',' && depth == 0
    })
    .map(str::trim)
    .filter(|part| !part.is_empty())
}
