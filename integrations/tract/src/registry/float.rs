//! The formats that tract has kernels for.

use activ8::Element;
use tract_core::internal::*;
use tract_linalg::element_wise::ElementWise;
use tract_linalg::routines::{Routine, RoutineFactory};

/// `f32` or `f16`.
pub(super) trait Float: Element + Datum + Copy + Default {
    fn into_f32(self) -> f32;

    /// The routine's kernel, where it is one of this format and without parameters.
    fn plain(routine: &Routine) -> Option<Box<dyn ElementWise<Self>>>;

    /// The same, with a parameter.
    fn with_parameter(routine: &Routine) -> Option<Box<dyn ElementWise<Self, Self>>>;
}

macro_rules! float {
    ($float:ident, $plain:ident, $with_parameter:ident) => {
        impl Float for $float {
            fn into_f32(self) -> f32 {
                self.into()
            }

            fn plain(routine: &Routine) -> Option<Box<dyn ElementWise<Self>>> {
                match routine.factory {
                    RoutineFactory::$plain(make) => Some(make()),
                    _ => None,
                }
            }

            fn with_parameter(routine: &Routine) -> Option<Box<dyn ElementWise<Self, Self>>> {
                match routine.factory {
                    RoutineFactory::$with_parameter(make) => Some(make()),
                    _ => None,
                }
            }
        }
    };
}

float!(f32, F32, F32Param);
float!(f16, F16, F16Param);
