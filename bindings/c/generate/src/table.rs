//! What there is: operations, their parameters, and their verbs.

pub(crate) mod activations;
pub(crate) mod functions;
pub(crate) mod losses;

/// What a pointer points to.
#[derive(Clone, Copy)]
pub(crate) enum Of {
    /// The elements that an entry point is for.
    Element,
    /// An `f32`, whatever the elements are.
    Float,
    /// A class, an `i64`.
    Class,
    /// An index that is written, a `u32`.
    Index,
    /// A length of a list of lengths.
    Size,
    /// The state of a streamed softmax.
    State,
    /// The parameters of the operation of this name.
    Params(&'static str),
}

/// An argument of an entry point, or two that belong together.
#[derive(Clone, Copy)]
pub(crate) enum Argument<'a> {
    /// A pointer to what is read.
    Read(&'a str, Of),
    /// A pointer to what is written.
    Write(&'a str, Of),
    /// Rows that are read, and how many elements apart they begin.
    ReadRows(&'a str),
    /// Rows that are written, and how many elements apart they begin.
    WriteRows(&'a str),
    /// Lengths, of which there is one at least.
    Lengths(&'a [&'a str]),
    /// Where gates and values lie.
    Layout,
}

/// Elements that are read.
pub(crate) const fn read(name: &str) -> Argument<'_> {
    Argument::Read(name, Of::Element)
}

/// Elements that are written.
pub(crate) const fn write(name: &str) -> Argument<'_> {
    Argument::Write(name, Of::Element)
}

/// Parameters.
pub(crate) const fn params(of: &'static str) -> Argument<'static> {
    Argument::Read("params", Of::Params(of))
}

/// A parameter of an operation. Its default is the core's.
pub(crate) enum Field {
    /// A number or a truth value.
    Plain(&'static str, Type),
    /// A float that may be none.
    Maybe(&'static str),
    /// Floats that may be none, and are none by default.
    Floats(&'static str),
    /// An enum, by the function that makes it of a number, and the default's number.
    Choice(&'static str, &'static str, i32),
}

/// The type of a parameter.
pub(crate) enum Type {
    F32,
    Bool,
    I64,
    U8,
    Usize,
}

/// A parameter that is a float.
pub(crate) const fn float(name: &'static str) -> Field {
    Field::Plain(name, Type::F32)
}

/// A parameter that is a truth value.
pub(crate) const fn flag(name: &'static str) -> Field {
    Field::Plain(name, Type::Bool)
}
