//! Setters of an operation's options.

/// Setters, a row each.
macro_rules! setters {
    ($($(#[$doc:meta])* fn $name:ident($($argument:ident: $ty:ty),*) { $($field:ident = $value:expr),* })*) => {$(
        $(#[$doc])*
        #[must_use]
        pub const fn $name(mut self, $($argument: $ty),*) -> Self {
            $(self.$field = $value;)*
            self
        }
    )*};
}
pub(crate) use setters;
