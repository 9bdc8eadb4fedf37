//! activ8's kernels in the registry of tract-linalg, with tract's own behind them.

mod float;
mod rows;

use std::fmt;
use std::sync::OnceLock;

use activ8::{Activation, AnyActivation, Erf, Exp, Gelu, Hardswish, LeakyRelu, Ln, Sigmoid, Silu, Tanh};
use tract_core::internal::*;
use tract_linalg::Func;
use tract_linalg::element_wise::ElementWise;
use tract_linalg::isa::{Arch, IsaReq, LEVEL_BOOST, MAX_LEVEL, native};
use tract_linalg::routines::{Routine, RoutineFactory, declared};

use crate::accuracy::{activation_at_accuracy, at_accuracy};
use crate::switch::is_enabled;
use float::Float;

/// More than any set of instructions is worth to tract; and what activ8's routines are known by.
const OURS: isize = (MAX_LEVEL as isize + 1) * LEVEL_BOOST;

/// The architecture as which a routine comes before those that tract has for all.
const ARCH: Option<Arch> = if cfg!(target_arch = "x86_64") {
    Some(Arch::X86_64)
} else if cfg!(target_arch = "aarch64") {
    Some(Arch::Aarch64)
} else if cfg!(target_arch = "arm") {
    Some(Arch::Arm)
} else if cfg!(target_arch = "riscv64") {
    Some(Arch::RiscV64)
} else if cfg!(all(target_arch = "wasm32", target_feature = "simd128")) {
    Some(Arch::Wasm32Simd128)
} else {
    None
};

/// A row of the registry that is activ8's.
struct Row {
    name: &'static str,
    func: Func,
    activation: AnyActivation,
    theirs: OnceLock<Option<&'static Routine>>,
}

impl Row {
    const fn new(name: &'static str, func: Func, activation: AnyActivation) -> Self {
        Self { name, func, activation, theirs: OnceLock::new() }
    }

    /// What tract itself has, for where activ8 is switched off.
    fn theirs<T: Float>(&self) -> TractResult<&'static Routine> {
        let found = *self.theirs.get_or_init(|| theirs(self.func, T::datum_type()));
        found.with_context(|| format!("tract has no kernel for {:?}", self.func))
    }
}

/// The best of tract's own, by its own order.
fn theirs(func: Func, dt: DatumType) -> Option<&'static Routine> {
    declared()
        .filter(|routine| routine.boost != OURS && routine.func == func && routine.dt() == dt)
        .filter(|routine| routine.runnable_on(&native()))
        .max_by_key(|routine| {
            let worth = routine.isa.level() as isize * LEVEL_BOOST + routine.boost;
            (routine.arch.is_some(), worth, routine.name())
        })
}

/// An activation as tract calls it.
#[derive(Clone)]
struct Kernel(&'static Row);

impl fmt::Debug for Kernel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name)
    }
}

impl<T: Float> ElementWise<T> for Kernel {
    fn name(&self) -> &'static str {
        self.0.name
    }

    fn run_with_params(&self, x: &mut [T], (): ()) -> TractResult<()> {
        if is_enabled() {
            Ok(activation_at_accuracy(self.0.activation).forward_in_place(x)?)
        } else {
            T::plain(self.0.theirs::<T>()?).context("tract's kernel has parameters")?.run(x)
        }
    }
}

/// Leaky relu, whose slope tract hands over with each call.
#[derive(Clone)]
struct Sloped(&'static Row);

impl fmt::Debug for Sloped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name)
    }
}

impl<T: Float> ElementWise<T, T> for Sloped {
    fn name(&self) -> &'static str {
        self.0.name
    }

    fn run_with_params(&self, x: &mut [T], slope: T) -> TractResult<()> {
        if is_enabled() {
            Ok(at_accuracy(LeakyRelu { negative_slope: slope.into_f32() }).forward_in_place(x)?)
        } else {
            let theirs = T::with_parameter(self.0.theirs::<T>()?);
            theirs.context("tract's kernel has no parameter")?.run_with_params(x, slope)
        }
    }
}

macro_rules! routines {
    ($($name:literal $factory:ident $kernel:ident $func:ident $activation:expr;)*) => {$(
        inventory::submit! {
            Routine {
                func: Func::$func,
                arch: ARCH,
                isa: IsaReq::ANY,
                boost: OURS,
                round_trip: false,
                factory: RoutineFactory::$factory(|| {
                    static ROW: Row = Row::new($name, Func::$func, $activation);
                    Box::new($kernel(&ROW))
                }),
            }
        }
    )*};
}

routines! {
    "activ8_erf_f32" F32 Kernel Erf AnyActivation::Erf(Erf);
    "activ8_exp_f32" F32 Kernel Exp AnyActivation::Exp(Exp);
    "activ8_gelu_f32" F32 Kernel Gelu AnyActivation::Gelu(Gelu::Tanh);
    "activ8_hardswish_f32" F32 Kernel Hardswish AnyActivation::Hardswish(Hardswish);
    "activ8_leaky_relu_f16" F16Param Sloped LeakyRelu AnyActivation::LeakyRelu(LeakyRelu { negative_slope: 0.01 });
    "activ8_ln_f32" F32 Kernel Ln AnyActivation::Ln(Ln);
    "activ8_sigmoid_f16" F16 Kernel Sigmoid AnyActivation::Sigmoid(Sigmoid);
    "activ8_sigmoid_f32" F32 Kernel Sigmoid AnyActivation::Sigmoid(Sigmoid);
    "activ8_silu_f16" F16 Kernel Silu AnyActivation::Silu(Silu);
    "activ8_silu_f32" F32 Kernel Silu AnyActivation::Silu(Silu);
    "activ8_tanh_f16" F16 Kernel Tanh AnyActivation::Tanh(Tanh);
    "activ8_tanh_f32" F32 Kernel Tanh AnyActivation::Tanh(Tanh);
}
