//! A run of a kernel: its tensors, and the threads that pieces of them go to.

use std::cell::Cell;
use std::ffi::c_void;
use std::marker::PhantomData;
use std::ops::Range;
use std::ptr::{null, null_mut};
use std::sync::OnceLock;

use ort_sys::{OrtKernelContext, OrtValue};

use crate::api::Api;
use crate::fail::Result;

/// From how many elements on a second thread is worth its cost.
const GRAIN: usize = 32768;
/// Pieces begin at whole lines of the cache.
const ALIGNED: usize = 64;

/// A run of a kernel.
#[derive(Clone, Copy)]
pub(crate) struct Call<'a> {
    api: Api,
    context: *mut OrtKernelContext,
    lifetime: PhantomData<&'a OrtKernelContext>,
}

impl<'a> Call<'a> {
    /// # Safety
    /// The context is that of a run, which lasts for `'a`.
    #[inline(always)]
    pub(crate) unsafe fn new(api: Api, context: *mut OrtKernelContext) -> Self {
        Self { api, context, lifetime: PhantomData }
    }

    #[inline(always)]
    pub(crate) fn context(self) -> *const OrtKernelContext {
        self.context
    }

    /// How many inputs the node has, those left out between others too.
    pub(crate) fn inputs(self) -> Result<usize> {
        let mut count = 0;
        // SAFETY: the context is that of a run.
        let status = unsafe { (self.api.functions().KernelContext_GetInputCount)(self.context, &mut count) };
        self.api.check(status)?;
        Ok(count)
    }

    /// How many outputs it has.
    pub(crate) fn outputs(self) -> Result<usize> {
        let mut count = 0;
        // SAFETY: the context is that of a run.
        self.api.check(unsafe {
            (self.api.functions().KernelContext_GetOutputCount)(self.context, &mut count)
        })?;
        Ok(count)
    }

    /// An input; nothing where it is left out.
    #[inline(always)]
    pub(crate) fn value(self, index: usize) -> Result<Option<&'a OrtValue>> {
        let mut value: *const OrtValue = null();
        // SAFETY: the context is that of a run, and the index that of an input.
        self.api.check(unsafe {
            (self.api.functions().KernelContext_GetInput)(self.context, index, &mut value)
        })?;
        // SAFETY: it lives as long as the run.
        Ok(unsafe { value.as_ref() })
    }

    /// An input that may be left out.
    ///
    /// # Safety
    /// `E` is the type that the operator declares for it.
    pub(crate) unsafe fn maybe_input<E>(self, index: usize) -> Result<Option<Tensor<'a, E>>> {
        if index >= self.inputs()? {
            return Ok(None);
        }
        let Some(value) = self.value(index)? else { return Ok(None) };
        // SAFETY: the caller's promise.
        unsafe { self.tensor(value) }.map(Some)
    }

    /// An input.
    ///
    /// # Safety
    /// `E` is the type that the operator declares for it.
    #[inline(always)]
    pub(crate) unsafe fn input<E>(self, index: usize) -> Result<Tensor<'a, E>> {
        match self.value(index)? {
            // SAFETY: the caller's promise.
            Some(value) => unsafe { self.tensor(value) },
            None => Err(format!("input {index} is missing").into()),
        }
    }

    #[inline(always)]
    unsafe fn tensor<E>(self, value: &'a OrtValue) -> Result<Tensor<'a, E>> {
        let functions = self.api.functions();
        // The type is read as an integer: there are more of them than the enumeration has.
        let (mut element, mut dims, mut rank) = (0i32, null(), 0);
        // SAFETY: the value is a tensor, since the operator declares it as one.
        self.api.check(unsafe {
            (functions.GetTensorElementTypeAndShapeDataReference)(
                value,
                (&raw mut element).cast(),
                &mut dims,
                &mut rank,
            )
        })?;
        let mut data = null();
        // SAFETY: as above.
        self.api.check(unsafe { (functions.GetTensorData)(value, &mut data) })?;
        // SAFETY: so many dimensions, which live as long as the value; of none there may be no pointer.
        let dims = if rank == 0 { &[] } else { unsafe { std::slice::from_raw_parts(dims, rank) } };
        Ok(Tensor { data: data.cast(), len: len_of(dims), dims, lifetime: PhantomData })
    }

    /// An output of these dimensions.
    #[inline(always)]
    pub(crate) fn output_value(self, index: usize, dims: &[i64]) -> Result<*mut OrtValue> {
        let mut value: *mut OrtValue = null_mut();
        // SAFETY: the context is that of a run, and the index that of an output.
        self.api.check(unsafe {
            (self.api.functions().KernelContext_GetOutput)(
                self.context,
                index,
                dims.as_ptr(),
                dims.len(),
                &mut value,
            )
        })?;
        Ok(value)
    }

    /// An output of these dimensions, to be written.
    ///
    /// # Safety
    /// `E` is the type that the operator declares for it.
    #[inline(always)]
    pub(crate) unsafe fn output<E>(self, index: usize, dims: &[i64]) -> Result<Out<'a, E>> {
        let value = self.output_value(index, dims)?;
        if value.is_null() {
            return Err(format!("output {index} is missing").into());
        }
        let mut data = null_mut();
        // SAFETY: the value is a tensor, since the operator declares it as one.
        self.api.check(unsafe { (self.api.functions().GetTensorMutableData)(value, &mut data) })?;
        Ok(Out { data: data.cast(), len: len_of(dims), lifetime: PhantomData })
    }

    /// Does work for all ranges of `units` of `unit` elements each, on ONNX Runtime's threads where there is enough.
    #[inline(always)]
    pub(crate) fn in_pieces(
        self,
        units: usize,
        unit: usize,
        work: impl Fn(Range<usize>) -> activ8::Result<()> + Sync,
    ) -> Result<()> {
        let pieces = (units * unit).div_ceil(GRAIN).min(units);
        if pieces <= 1 {
            return Ok(work(0..units)?);
        }
        let step = if unit == 1 { ALIGNED } else { 1 };
        let border = |piece| if piece == pieces { units } else { units * piece / pieces / step * step };
        self.in_parallel(pieces, &|piece| work(border(piece)..border(piece + 1)))
    }

    /// Does the pieces' work on ONNX Runtime's threads.
    fn in_parallel(self, pieces: usize, work: &(dyn Fn(usize) -> activ8::Result<()> + Sync)) -> Result<()> {
        let all = Pieces { work, error: OnceLock::new() };
        // SAFETY: the pieces live until the call returns, which is when all are done.
        self.api.check(unsafe {
            (self.api.functions().KernelContext_ParallelFor)(
                self.context,
                run_piece,
                pieces,
                0,
                (&raw const all).cast_mut().cast(),
            )
        })?;
        all.error.into_inner().map_or(Ok(()), |error| Err(error.into()))
    }
}

struct Pieces<'a> {
    work: &'a (dyn Fn(usize) -> activ8::Result<()> + Sync),
    error: OnceLock<activ8::Error>,
}

unsafe extern "C" fn run_piece(pieces: *mut c_void, piece: usize) {
    // SAFETY: it is what `in_pieces` has handed over, and lives until all are done.
    let pieces = unsafe { &*pieces.cast::<Pieces<'_>>() };
    if let Err(error) = (pieces.work)(piece) {
        // The first one is told.
        let _ = pieces.error.set(error);
    }
}

/// As a loop, which is inlined where an iterator is not.
#[inline(always)]
fn len_of(dims: &[i64]) -> usize {
    let mut len = 1;
    for dim in dims {
        len *= *dim as usize;
    }
    len
}

/// A tensor to read. Its memory may be that of an output, too.
#[derive(Clone, Copy)]
pub(crate) struct Tensor<'a, E> {
    data: *const E,
    pub(crate) dims: &'a [i64],
    pub(crate) len: usize,
    lifetime: PhantomData<Cell<&'a E>>,
}

// SAFETY: it is read alone.
unsafe impl<E: Sync> Sync for Tensor<'_, E> {}

impl<'a, E> Tensor<'a, E> {
    /// Some of its elements.
    ///
    /// # Safety
    /// Nobody writes to them meanwhile.
    #[inline(always)]
    pub(crate) unsafe fn part(&self, range: Range<usize>) -> &'a [E] {
        assert!(range.start <= range.end && range.end <= self.len, "a piece of the tensor");
        if range.is_empty() {
            return &[];
        }
        // SAFETY: elements of the tensor, and nobody writes to them.
        unsafe { std::slice::from_raw_parts(self.data.add(range.start), range.len()) }
    }

    /// All of them.
    ///
    /// # Safety
    /// Nobody writes to them meanwhile.
    #[inline(always)]
    pub(crate) unsafe fn all(&self) -> &'a [E] {
        // SAFETY: the caller's promise.
        unsafe { self.part(0..self.len) }
    }

    /// Whether an output has its memory.
    #[inline(always)]
    pub(crate) fn is(&self, out: &Out<'_, E>) -> bool {
        std::ptr::eq(self.data, out.data)
    }
}

/// A tensor to write.
pub(crate) struct Out<'a, E> {
    data: *mut E,
    len: usize,
    lifetime: PhantomData<&'a mut E>,
}

// SAFETY: threads write to parts that do not overlap.
unsafe impl<E: Send> Sync for Out<'_, E> {}

impl<'a, E> Out<'a, E> {
    /// Some of its elements.
    ///
    /// # Safety
    /// They are nobody else's.
    #[inline(always)]
    pub(crate) unsafe fn part(&self, range: Range<usize>) -> &'a mut [E] {
        assert!(range.start <= range.end && range.end <= self.len, "a piece of the tensor");
        if range.is_empty() {
            return &mut [];
        }
        // SAFETY: elements of the tensor, and nobody else's.
        unsafe { std::slice::from_raw_parts_mut(self.data.add(range.start), range.len()) }
    }

    /// All of them.
    pub(crate) fn all(&mut self) -> &'a mut [E] {
        // SAFETY: it is borrowed alone.
        unsafe { self.part(0..self.len) }
    }
}
