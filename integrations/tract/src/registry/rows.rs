//! Softmax over all rows of a buffer, which tract asks for where a row has a multiple of four elements.

use std::sync::OnceLock;

use activ8::{Activation, Softmax};
use tract_core::internal::*;
use tract_linalg::Func;
use tract_linalg::isa::IsaReq;
use tract_linalg::routines::{Routine, RoutineFactory, SoftmaxRowsF32};

use super::{ARCH, OURS, theirs};
use crate::accuracy::at_accuracy;
use crate::switch::is_enabled;

inventory::submit! {
    Routine {
        func: Func::SoftmaxRows,
        arch: ARCH,
        isa: IsaReq::ANY,
        boost: OURS,
        round_trip: false,
        factory: RoutineFactory::SoftmaxRowsF32 { name: "activ8_softmax_rows_f32", run: softmax_rows },
    }
}

/// What tract calls has no errors; that the buffer is whole rows is its promise.
fn softmax_rows(x: &mut [f32], row: usize) {
    let done = if is_enabled() {
        at_accuracy(Softmax::rows_of(row)).forward_in_place(x).map_err(Into::into)
    } else {
        as_tract_does(x, row)
    };
    if let Err(error) = done {
        panic!("softmax of rows of {row}: {error}");
    }
}

/// The same by tract's own: its kernel for all rows, or where it has none, its three for each row.
fn as_tract_does(x: &mut [f32], row: usize) -> TractResult<()> {
    static THEIRS: OnceLock<Option<SoftmaxRowsF32>> = OnceLock::new();
    let of_all = THEIRS.get_or_init(|| match theirs(Func::SoftmaxRows, DatumType::F32)?.factory {
        RoutineFactory::SoftmaxRowsF32 { run, .. } => Some(run),
        _ => None,
    });
    if let Some(of_all) = of_all {
        of_all(x, row);
        return Ok(());
    }
    let greatest = Func::ReduceMax.reduce_f32()?;
    let exponentials = Func::Softmax2.map_reduce_f32()?;
    let scale = Func::MulByScalar.ew_f32_param()?;
    for row in x.chunks_mut(row) {
        let greatest = greatest.run(row)?;
        let sum = exponentials.run_with_params(row, greatest)?;
        scale.run_with_params(row, sum.recip())?;
    }
    Ok(())
}
