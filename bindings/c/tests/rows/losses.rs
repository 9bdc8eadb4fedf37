//! Losses as C has them: the entry points of each, by its type in the core.

use std::any::type_name;

use activ8::{JointLoss, Loss, Reduction, Target, TargetType, Targets, bf16, f16};
use activ8_c::activ8_status::{self, ACTIV8_OK};
use activ8_c::api::*;

use crate::exact::table::totals::ROW;
use crate::{Real, bits, rounded};

/// What a loss is given: inputs and a target, and all lengths that an entry point may ask for by name.
pub(crate) struct Given<'a, T, U, const N: usize> {
    inputs: [&'a [T]; N],
    t: &'a [U],
    n: usize,
    rows: usize,
    row: usize,
}

/// What it is asked for, and where that goes.
pub(crate) enum Asked<'a, T, const N: usize> {
    Total(&'a mut f32),
    Each(&'a mut [T]),
    Gradients([&'a mut [T]; N]),
    /// Those of each loss times a number of its own.
    GradientsOfEach(&'a [T], [&'a mut [T]; N]),
    Both(&'a mut f32, [&'a mut [T]; N]),
}

/// A loss of `N` inputs of `T` against targets of `U` that C has.
pub(crate) trait InC<T, U, const N: usize>: Copy {
    fn call(self, given: &Given<'_, T, U, N>, asked: Asked<'_, T, N>) -> activ8_status;

    /// How many losses there are.
    fn losses(given: &Given<'_, T, U, N>) -> usize;
}

/// A loss for elements of each type.
macro_rules! loss {
    (
        $type:ty: $loss:ident => $params:expr; $x:tt $t:tt $lengths:tt $dx:tt;
        $($element:ident $target:ty: $total:ident $each:ident $backward:ident $of_each:ident $both:ident;)+
    ) => {$(
        of_element! {
            $type: $loss => $params; $x $t $lengths $dx; $element $target: $total $each $backward $of_each $both
        }
    )+};
}

macro_rules! of_element {
    (
        $type:ty: $loss:ident => $params:expr;
        [$($x:ident)+] [$($t:ident)?] [$($length:ident)+] [$($dx:ident)+];
        $element:ident $target:ty: $total:ident $each:ident $backward:ident $of_each:ident $both:ident
    ) => {
        impl InC<$element, $target, { [$(stringify!($x)),+].len() }> for $type {
            fn call(
                self,
                given: &Given<'_, $element, $target, { [$(stringify!($x)),+].len() }>,
                asked: Asked<'_, $element, { [$(stringify!($x)),+].len() }>,
            ) -> activ8_status {
                let $loss = self;
                let params = $params;
                let [$($x),+] = given.inputs.map(<[$element]>::as_ptr);
                $(let $t = given.t.as_ptr();)?
                match asked {
                    // SAFETY: the pointers are to slices, which are as long as is said, and to parameters.
                    Asked::Total(value) => unsafe {
                        $total($($x,)+ $($t,)? $(given.$length,)+ &params, value)
                    },
                    // SAFETY: as above.
                    Asked::Each(each) => unsafe {
                        $each($($x,)+ $($t,)? $(given.$length,)+ &params, each.as_mut_ptr())
                    },
                    Asked::Gradients(gradients) => {
                        let [$($dx),+] = gradients.map(|dx| dx.as_mut_ptr());
                        // SAFETY: as above.
                        unsafe { $backward($($x,)+ $($t,)? $(given.$length,)+ &params, $($dx),+) }
                    }
                    Asked::GradientsOfEach(dy, gradients) => {
                        let [$($dx),+] = gradients.map(|dx| dx.as_mut_ptr());
                        let dy = dy.as_ptr();
                        // SAFETY: as above.
                        unsafe { $of_each($($x,)+ $($t,)? dy, $(given.$length,)+ &params, $($dx),+) }
                    }
                    Asked::Both(value, gradients) => {
                        let [$($dx),+] = gradients.map(|dx| dx.as_mut_ptr());
                        // SAFETY: as above.
                        unsafe { $both($($x,)+ $($t,)? $(given.$length,)+ &params, value, $($dx),+) }
                    }
                }
            }

            fn losses(given: &Given<'_, $element, $target, { [$(stringify!($x)),+].len() }>) -> usize {
                [$(given.$length),+][0]
            }
        }
    };
}

#[rustfmt::skip]
#[path = "../generated/losses.rs"]
mod generated;

/// The number of a reduction, and the rows of its batch.
fn reduction(reduction: Reduction) -> (i32, usize) {
    match reduction {
        Reduction::Mean => (0, 0),
        Reduction::Sum => (1, 0),
        Reduction::BatchMean(rows) => (2, rows),
        other => unreachable!("C has no {other:?}"),
    }
}

/// A list that may be none.
fn pointer(list: Option<&[f32]>) -> *const f32 {
    list.map_or(std::ptr::null(), <[f32]>::as_ptr)
}

/// A number for each loss.
fn upstream<T: Real>(losses: usize) -> Vec<T> {
    (0..losses).map(|i| T::of([0.75, -1.5, 0.0, 2.0][i % 4])).collect()
}

/// Fails where an entry point gives other bits than the core's verb.
pub(crate) fn compared<T, U, L, V>(loss: L, x: &[T], t: &[U])
where
    T: Real,
    U: Target<V>,
    V: TargetType,
    L: Loss<V> + InC<T, U, 1>,
{
    let what = format!("{} of {}", type_name::<L>(), type_name::<T>());
    let row = if x.len().is_multiple_of(ROW) { ROW } else { x.len() };
    let given = Given { inputs: [x], t, n: x.len(), rows: x.len() / row, row };
    let fresh = |len| [vec![T::of(7.0); len], vec![T::of(7.0); len]];
    let [mut found, mut with] = [7.0f32; 2];
    let [mut each, mut expected] = fresh(L::losses(&given));
    let [mut dx, mut both] = fresh(x.len());
    let done = [
        loss.call(&given, Asked::Total(&mut found)),
        loss.call(&given, Asked::Each(&mut each)),
        loss.call(&given, Asked::Gradients([&mut dx])),
        loss.call(&given, Asked::Both(&mut with, [&mut both])),
    ];
    assert_eq!(done, [ACTIV8_OK; 4], "{what}");
    let mut gradient = vec![T::of(7.0); x.len()];
    let value = loss.forward_backward(x, t, &mut gradient).expect("good input");
    loss.forward_each(x, t, &mut expected).expect("good input");
    assert_eq!([found, with].map(f32::to_bits), [value.to_bits(); 2], "{what}");
    assert_eq!(bits(&[&each]), bits(&[&expected]), "{what}: each");
    assert_eq!(bits(&[&dx, &both]), bits(&[&gradient, &gradient]), "{what}: the gradient");
    let dy = upstream(each.len());
    assert_eq!(loss.call(&given, Asked::GradientsOfEach(&dy, [&mut dx])), ACTIV8_OK, "{what}");
    loss.backward_each(x, t, &dy, &mut gradient).expect("good input");
    assert_eq!(bits(&[&dx]), bits(&[&gradient]), "{what}: the gradient of each");
}

/// The same of a loss of several inputs, against `U`s, which the core takes as `V`.
pub(crate) fn several<T, U, V, L, const N: usize>(
    loss: L,
    inputs: &[Vec<f32>],
    (t, target): (&[U], &V),
    row: usize,
) where
    T: Real,
    V: Targets<L::Target> + ?Sized,
    L: JointLoss<N> + InC<T, U, N>,
{
    let what = format!("{} of {}", type_name::<L>(), type_name::<T>());
    let inputs: [Vec<T>; N] = std::array::from_fn(|i| rounded(&inputs[i]));
    let (inputs, n) = (inputs.each_ref().map(|x| &x[..]), inputs[0].len());
    let given = Given { inputs, t, n, rows: n / row, row };
    let mut outs = [(); 5].map(|()| [(); N].map(|()| vec![T::of(7.0); n]));
    let [mut found, mut with] = [7.0f32; 2];
    let [mut each, mut expected] = [(); 2].map(|()| vec![T::of(7.0); L::losses(&given)]);
    let dy = upstream(each.len());
    let [dx, both, gradients, dx_of_each, of_each] =
        outs.each_mut().map(|out| out.each_mut().map(|out| &mut out[..]));
    let done = [
        loss.call(&given, Asked::Total(&mut found)),
        loss.call(&given, Asked::Each(&mut each)),
        loss.call(&given, Asked::Gradients(dx)),
        loss.call(&given, Asked::Both(&mut with, both)),
        loss.call(&given, Asked::GradientsOfEach(&dy, dx_of_each)),
    ];
    assert_eq!(done, [ACTIV8_OK; 5], "{what}");
    let value = loss.forward_backward(inputs, target, gradients).expect("good input");
    loss.backward_each(inputs, target, &dy, of_each).expect("good input");
    loss.forward_each(inputs, target, &mut expected).expect("good input");
    assert_eq!([found, with].map(f32::to_bits), [value.to_bits(); 2], "{what}");
    assert_eq!(bits(&[&each]), bits(&[&expected]), "{what}: each");
    let outs = outs.map(|out| bits(&out.each_ref().map(|out| &out[..])));
    let [dx, both, gradients, dx_of_each, of_each] = outs;
    assert_eq!((&dx, &both), (&gradients, &gradients), "{what}: the gradients");
    assert_eq!(dx_of_each, of_each, "{what}: the gradients of each");
}
