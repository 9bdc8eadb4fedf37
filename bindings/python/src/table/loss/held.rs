//! Losses and what they are held against, behind one pointer for all of them and for inputs of any type.

use activ8::{JointLoss, Loss};

use crate::array::{Element, Slice, SliceMut, Typed, of_type};

/// A loss and what it is held against.
pub(super) trait Verbs: Sync {
    fn value(&self, x: &[Slice<'_>]) -> activ8::Result<f32>;
    fn each(&self, x: &[Slice<'_>], each: SliceMut<'_>) -> activ8::Result<()>;
    fn gradients(&self, x: &[Slice<'_>], dx: Vec<SliceMut<'_>>) -> activ8::Result<()>;
    fn gradients_of_each(&self, x: &[Slice<'_>], dy: Slice<'_>, dx: Vec<SliceMut<'_>>) -> activ8::Result<()>;
    fn both(&self, x: &[Slice<'_>], dx: Vec<SliceMut<'_>>) -> activ8::Result<f32>;
}

/// A loss of one input and its target, floats or classes.
pub(super) struct Held<L, U> {
    pub(super) element: Element,
    pub(super) loss: L,
    pub(super) target: U,
}

/// A loss of several inputs and its target, if it has any.
pub(super) struct Joint<L, U, const N: usize> {
    pub(super) element: Element,
    pub(super) loss: L,
    pub(super) target: U,
}

fn one<'a, T: Typed>(x: &[Slice<'a>]) -> &'a [T] {
    T::read(x[0])
}

fn one_mut<T: Typed>(dx: Vec<SliceMut<'_>>) -> &mut [T] {
    T::write(dx.into_iter().next().expect("there is one gradient"))
}

fn several<'a, T: Typed, const N: usize>(x: &[Slice<'a>]) -> [&'a [T]; N] {
    std::array::from_fn(|i| T::read(x[i]))
}

fn several_mut<T: Typed, const N: usize>(dx: Vec<SliceMut<'_>>) -> [&mut [T]; N] {
    let mut dx = dx.into_iter();
    std::array::from_fn(|_| T::write(dx.next().expect("there is a gradient for each input")))
}

/// The verbs of losses of a trait, for elements of a type `T`: how inputs are read and gradients written, and what
/// they are held against.
macro_rules! verbs_of {
    ($([$($generic:tt)*] $held:ty: $trait:ident<$kind:ty>, $T:ident: $read:expr, $write:expr, |$target:ident| $against:expr;)*) => {$(
        impl<$($generic)*> Verbs for $held {
            fn value(&self, x: &[Slice<'_>]) -> activ8::Result<f32> {
                let $target = &self.target;
                of_type!(self.element, $T => $trait::<$kind>::forward(&self.loss, $read(x), $against))
            }

            fn each(&self, x: &[Slice<'_>], each: SliceMut<'_>) -> activ8::Result<()> {
                let $target = &self.target;
                of_type!(self.element, $T => {
                    $trait::<$kind>::forward_each(&self.loss, $read(x), $against, $T::write(each))
                })
            }

            fn gradients(&self, x: &[Slice<'_>], dx: Vec<SliceMut<'_>>) -> activ8::Result<()> {
                let $target = &self.target;
                of_type!(self.element, $T => {
                    $trait::<$kind>::backward(&self.loss, $read(x), $against, $write(dx))
                })
            }

            fn gradients_of_each(&self, x: &[Slice<'_>], dy: Slice<'_>, dx: Vec<SliceMut<'_>>) -> activ8::Result<()> {
                let $target = &self.target;
                of_type!(self.element, $T => {
                    $trait::<$kind>::backward_each(&self.loss, $read(x), $against, $T::read(dy), $write(dx))
                })
            }

            fn both(&self, x: &[Slice<'_>], dx: Vec<SliceMut<'_>>) -> activ8::Result<f32> {
                let $target = &self.target;
                of_type!(self.element, $T => {
                    $trait::<$kind>::forward_backward(&self.loss, $read(x), $against, $write(dx))
                })
            }
        }
    )*};
}

verbs_of! {
    [L: Loss<f32>] Held<L, Slice<'_>>: Loss<f32>, T: one::<T>, one_mut::<T>, |target| T::read(*target);
    [L: Loss<i64>] Held<L, &[i64]>: Loss<i64>, T: one::<T>, one_mut::<T>, |target| *target;
}

/// The same of several inputs.
macro_rules! joint_verbs_of {
    ($([$($generic:tt)*] $held:ty, $T:ident: |$target:ident| $against:expr;)*) => {$(
        impl<$($generic)*> Verbs for $held {
            fn value(&self, x: &[Slice<'_>]) -> activ8::Result<f32> {
                let $target = &self.target;
                of_type!(self.element, $T => self.loss.forward(several::<$T, N>(x), $against))
            }

            fn each(&self, x: &[Slice<'_>], each: SliceMut<'_>) -> activ8::Result<()> {
                let $target = &self.target;
                of_type!(self.element, $T => {
                    self.loss.forward_each(several::<$T, N>(x), $against, $T::write(each))
                })
            }

            fn gradients(&self, x: &[Slice<'_>], dx: Vec<SliceMut<'_>>) -> activ8::Result<()> {
                let $target = &self.target;
                of_type!(self.element, $T => {
                    self.loss.backward(several::<$T, N>(x), $against, several_mut::<$T, N>(dx))
                })
            }

            fn gradients_of_each(&self, x: &[Slice<'_>], dy: Slice<'_>, dx: Vec<SliceMut<'_>>) -> activ8::Result<()> {
                let $target = &self.target;
                of_type!(self.element, $T => {
                    let dx = several_mut::<$T, N>(dx);
                    self.loss.backward_each(several::<$T, N>(x), $against, $T::read(dy), dx)
                })
            }

            fn both(&self, x: &[Slice<'_>], dx: Vec<SliceMut<'_>>) -> activ8::Result<f32> {
                let $target = &self.target;
                of_type!(self.element, $T => {
                    self.loss.forward_backward(several::<$T, N>(x), $against, several_mut::<$T, N>(dx))
                })
            }
        }
    )*};
}

joint_verbs_of! {
    [L: JointLoss<N, Target = [f32]>, const N: usize] Joint<L, Slice<'_>, N>, T: |target| T::read(*target);
    [L: JointLoss<N, Target = [i64]>, const N: usize] Joint<L, &[i64], N>, T: |target| *target;
    [L: JointLoss<N, Target = ()>, const N: usize] Joint<L, (), N>, T: |target| target;
}
