//! The rows of which tables of operators are made.

/// Operators, and the list of their functions by name. A row is: a name here; torch's; the overload by which torch's own
/// kernel is reached, since that one is not replaced; the arguments; and what is done with them.
macro_rules! operators {
    ($($name:ident $operator:literal ($base:literal, $overload:literal) $(<$outputs:ident $(($index:literal))?>)? [$($kind:ident),*] |$a:ident| $body:expr;)*) => {
        $(
            #[allow(non_camel_case_types, reason = "torch's names")]
            struct $name;

            impl super::kernel::Operator for $name {
                const NAME: &'static std::ffi::CStr = super::operators::c_str(concat!($operator, "\0"));
                const ELSEWHERE: (&std::ffi::CStr, &std::ffi::CStr) = (
                    super::operators::c_str(concat!($base, "\0")),
                    super::operators::c_str(concat!($overload, "\0")),
                );
                $(const WRITES_TO: super::kernel::Destination = super::kernel::Destination::$outputs $(($index))?;)?
                const ARGUMENTS: &'static [super::kernel::Kind] = &[$($kind),*];

                fn run($a: &Arguments<'_>) -> Option<Tensor> {
                    $body
                }
            }
        )*

        /// The kernels.
        pub(super) const KERNELS: &[super::kernel::Row] = &[$(super::kernel::Row::of::<$name>()),*];
    };
}
pub(super) use operators;

pub(super) const fn c_str(text: &'static str) -> &'static std::ffi::CStr {
    match std::ffi::CStr::from_bytes_with_nul(text.as_bytes()) {
        Ok(text) => text,
        Err(_) => panic!("a text that ends with 0"),
    }
}
