//! burn's modules and their configurations, by name and field.

/// A module without fields. Where there is a function after the arrow, `forward` is that.
macro_rules! module {
    ($(#[$doc:meta])* $module:ident $(=> $function:path)?) => {
        $(#[$doc])*
        #[derive(::burn::module::Module, Debug, Default)]
        pub struct $module;

        impl $module {
            /// A new one.
            pub fn new() -> Self {
                Self
            }

            $(/// Its values.
            pub fn forward<const D: usize>(
                &self,
                input: ::burn::tensor::Tensor<D>,
            ) -> ::burn::tensor::Tensor<D> {
                $function(input)
            })?
        }
    };
}
pub(crate) use module;

/// A module and its configuration, which burn's of this path checks. Each field may have a default. With a function
/// after the arrow, `forward` is that of the input and the fields.
macro_rules! configured {
    ($(#[$doc:meta])* $module:ident, $config:ident of $theirs:path {
        $($(#[$field_doc:meta])* $field:ident: $type:ident $(= $default:literal)?),*
    } => $function:path) => {
        $crate::module::configured! {
            $(#[$doc])* $module, $config of $theirs { $($(#[$field_doc])* $field: $type $(= $default)?),* }
        }

        impl $module {
            /// Its values.
            pub fn forward<const D: usize>(
                &self,
                input: ::burn::tensor::Tensor<D>,
            ) -> ::burn::tensor::Tensor<D> {
                $function(input $(, self.$field)*)
            }
        }
    };
    ($(#[$doc:meta])* $module:ident, $config:ident of $theirs:path {
        $($(#[$field_doc:meta])* $field:ident: $type:ident $(= $default:literal)?),*
    }) => {
        $(#[$doc])*
        #[derive(::burn::module::Module, Debug)]
        #[module(custom_display)]
        pub struct $module {
            $($(#[$field_doc])* pub $field: $type,)*
        }

        #[doc = concat!("The configuration of [`", stringify!($module), "`].")]
        #[derive(::burn::config::Config, Debug)]
        pub struct $config {
            $($(#[$field_doc])* $(#[config(default = $default)])? pub $field: $type,)*
        }

        impl $config {
            /// The module.
            ///
            /// # Panics
            /// For a field that burn refuses.
            pub fn init(&self) -> $module {
                use $theirs as Theirs;
                let _checked = Theirs { $($field: self.$field),* }.init();
                $module { $($field: self.$field),* }
            }
        }

        $crate::module::displayed! { $module { $($field),* } }
    };
}
pub(crate) use configured;

/// Shows a module with its fields on one line, as burn's are shown.
macro_rules! displayed {
    ($module:ident { $($field:ident),* }) => {
        impl ::burn::module::ModuleDisplay for $module {
            fn custom_settings(&self) -> Option<::burn::module::DisplaySettings> {
                ::burn::module::DisplaySettings::new().with_new_line_after_attribute(false).optional()
            }

            fn custom_content(&self, content: ::burn::module::Content) -> Option<::burn::module::Content> {
                content$(.add(stringify!($field), &self.$field))*.optional()
            }
        }
    };
}
pub(crate) use displayed;
