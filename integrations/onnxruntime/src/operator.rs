//! A row of the table for one type of elements, as ONNX Runtime's interface has operators.

use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::ptr::{NonNull, null, null_mut};
use std::sync::atomic::{AtomicUsize, Ordering};

use activ8::Accuracy;
use ort_sys::{
    ONNXTensorElementDataType, OrtApi, OrtCustomOp, OrtCustomOpInputOutputCharacteristic, OrtKernelContext,
    OrtKernelInfo, OrtMemType, OrtShapeInferContext, OrtStatusPtr,
};

use crate::api::{Api, VERSION};
use crate::call::Call;
use crate::element::Element;
use crate::fail::status_of;
use crate::kernel::Kernel;
use crate::node::Node;
use crate::table::{Port, Row};

/// An operator. ONNX Runtime knows it by the pointer to its first field.
#[repr(C)]
pub(crate) struct Operator {
    base: OrtCustomOp,
    row: &'static Row,
    element: Element,
    classes: Element,
    accuracy: Option<Accuracy>,
    flattens: bool,
    since: c_int,
    name: CString,
    /// The functions that are used before there is a kernel.
    api: Api,
}

// SAFETY: nothing of it changes.
unsafe impl Sync for Operator {}
// SAFETY: as above.
unsafe impl Send for Operator {}

impl Operator {
    pub(crate) fn new(
        row: &'static Row,
        element: Element,
        classes: Element,
        accuracy: Option<Accuracy>,
        flattens: bool,
        api: Api,
    ) -> Self {
        let in_place = row.may_be_in_place(element);
        let base = OrtCustomOp {
            version: VERSION,
            CreateKernel: None,
            GetName: Some(name),
            GetExecutionProviderType: Some(provider),
            GetInputType: Some(input_type),
            GetInputTypeCount: Some(inputs),
            GetOutputType: Some(output_type),
            GetOutputTypeCount: Some(outputs),
            KernelCompute: None,
            KernelDestroy: Some(destroy),
            GetInputCharacteristic: Some(input_characteristic),
            GetOutputCharacteristic: Some(output_characteristic),
            GetInputMemoryType: Some(memory),
            GetVariadicInputMinArity: Some(no_arity),
            GetVariadicInputHomogeneity: Some(no_arity),
            GetVariadicOutputMinArity: Some(no_arity),
            GetVariadicOutputHomogeneity: Some(no_arity),
            CreateKernelV2: Some(create),
            KernelComputeV2: Some(compute),
            InferOutputShapeFn: row.is_shaped_as_input().then_some(infer_shape as _),
            GetStartVersion: Some(since),
            GetEndVersion: Some(until),
            GetMayInplace: in_place.then_some(may_in_place as _),
            ReleaseMayInplace: in_place.then_some(release_in_place as _),
            GetAliasMap: None,
            ReleaseAliasMap: None,
        };
        let name = CString::new(row.name).unwrap_or_default();
        let since = if flattens { 1 } else { row.since };
        Self { base, row, element, classes, accuracy, flattens, since, name, api }
    }

    /// What ONNX Runtime is given.
    pub(crate) fn as_base(&'static self) -> *const OrtCustomOp {
        (&raw const *self).cast()
    }
}

/// The operator of a call.
///
/// # Safety
/// It was given away by `as_base`.
unsafe fn of<'a>(base: *const OrtCustomOp) -> &'a Operator {
    // SAFETY: the caller's promise; it is as large, and never freed.
    unsafe { &*base.cast::<Operator>() }
}

unsafe extern "system" fn name(base: *const OrtCustomOp) -> *const c_char {
    // SAFETY: ONNX Runtime calls it with the operator it belongs to.
    unsafe { of(base) }.name.as_ptr()
}

unsafe extern "system" fn provider(_: *const OrtCustomOp) -> *const c_char {
    null()
}

unsafe extern "system" fn inputs(base: *const OrtCustomOp) -> usize {
    // SAFETY: ONNX Runtime calls it with the operator it belongs to.
    unsafe { of(base) }.row.inputs.len()
}

unsafe extern "system" fn outputs(base: *const OrtCustomOp) -> usize {
    // SAFETY: ONNX Runtime calls it with the operator it belongs to.
    unsafe { of(base) }.row.outputs.len()
}

unsafe extern "system" fn input_type(base: *const OrtCustomOp, index: usize) -> ONNXTensorElementDataType {
    // SAFETY: ONNX Runtime calls it with the operator it belongs to.
    let operator = unsafe { of(base) };
    match operator.row.inputs[index] {
        Port::Classes => operator.classes.onnx(),
        Port::Required | Port::Optional => operator.element.onnx(),
    }
}

unsafe extern "system" fn output_type(base: *const OrtCustomOp, _: usize) -> ONNXTensorElementDataType {
    // SAFETY: ONNX Runtime calls it with the operator it belongs to.
    unsafe { of(base) }.element.onnx()
}

unsafe extern "system" fn input_characteristic(
    base: *const OrtCustomOp,
    index: usize,
) -> OrtCustomOpInputOutputCharacteristic {
    // SAFETY: ONNX Runtime calls it with the operator it belongs to.
    unsafe { of(base) }.row.inputs[index].characteristic()
}

unsafe extern "system" fn output_characteristic(
    base: *const OrtCustomOp,
    index: usize,
) -> OrtCustomOpInputOutputCharacteristic {
    // SAFETY: ONNX Runtime calls it with the operator it belongs to.
    unsafe { of(base) }.row.outputs[index].characteristic()
}

unsafe extern "system" fn memory(_: *const OrtCustomOp, _: usize) -> OrtMemType {
    OrtMemType::OrtMemTypeDefault
}

unsafe extern "system" fn no_arity(_: *const OrtCustomOp) -> c_int {
    0
}

unsafe extern "system" fn since(base: *const OrtCustomOp) -> c_int {
    // SAFETY: ONNX Runtime calls it with the operator it belongs to.
    unsafe { of(base) }.since
}

unsafe extern "system" fn until(_: *const OrtCustomOp) -> c_int {
    c_int::MAX
}

unsafe extern "system" fn may_in_place(inputs: *mut *mut c_int, outputs: *mut *mut c_int) -> usize {
    static FIRST: c_int = 0;
    // SAFETY: ONNX Runtime reads from both pointers, and gives them back to `release_in_place`.
    unsafe { *inputs = (&raw const FIRST).cast_mut() };
    // SAFETY: as above.
    unsafe { *outputs = (&raw const FIRST).cast_mut() };
    1
}

unsafe extern "system" fn release_in_place(_: *mut c_int, _: *mut c_int) {}

/// The first output has the first input's shape.
unsafe extern "system" fn infer_shape(
    base: *const OrtCustomOp,
    context: *mut OrtShapeInferContext,
) -> OrtStatusPtr {
    // SAFETY: ONNX Runtime calls it with the operator it belongs to.
    let api = unsafe { of(base) }.api;
    let functions = api.functions();
    status_of(api, || {
        let mut shape = null_mut();
        // SAFETY: the context is that of the call.
        api.check(unsafe { (functions.ShapeInferContext_GetInputTypeShape)(context, 0, &mut shape) })?;
        let mut rank = 0;
        // SAFETY: the shape lives as long as the context.
        api.check(unsafe { (functions.GetDimensionsCount)(shape, &mut rank) })?;
        let (mut dims, mut names) = (vec![-1; rank], vec![null(); rank]);
        // SAFETY: both arrays have so many elements.
        api.check(unsafe { (functions.GetDimensions)(shape, dims.as_mut_ptr(), rank) })?;
        // SAFETY: as above, and the names live as long as the shape.
        api.check(unsafe { (functions.GetSymbolicDimensions)(shape, names.as_mut_ptr(), rank) })?;
        // A tensor whose shape is not known looks like one of no dimensions: nothing is told of either.
        if rank == 0 {
            return Ok(());
        }
        // A dimension that is not known would be told as −1. By a name of its own it is one that is equal to no other.
        let names = dims.iter().zip(names).map(|(dim, name)| {
            // SAFETY: a name ends with 0.
            let name = if name.is_null() { c"" } else { unsafe { CStr::from_ptr(name) } };
            let is_unknown = *dim < 0 && name.is_empty();
            if is_unknown { unique_name() } else { name.to_owned() }
        });
        let names: Vec<CString> = names.collect();
        let mut pointers: Vec<_> = names.iter().map(|name| name.as_ptr()).collect();
        // SAFETY: so many names, which are copied.
        api.check(unsafe { (functions.SetSymbolicDimensions)(shape, pointers.as_mut_ptr(), rank) })?;
        // SAFETY: as above.
        api.check(unsafe { (functions.ShapeInferContext_SetOutputTypeShape)(context, 0, shape) })
    })
}

fn unique_name() -> CString {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    CString::new(format!("activ8_{}", COUNT.fetch_add(1, Ordering::Relaxed))).unwrap_or_default()
}

/// A kernel, and the functions that its runs call.
struct State {
    api: Api,
    kernel: Box<dyn Kernel>,
}

unsafe extern "system" fn create(
    base: *const OrtCustomOp,
    functions: *const OrtApi,
    info: *const OrtKernelInfo,
    kernel: *mut *mut c_void,
) -> OrtStatusPtr {
    // SAFETY: ONNX Runtime calls it with the operator it belongs to.
    let operator = unsafe { of(base) };
    // SAFETY: the table is ONNX Runtime's, of the version of the operator.
    let api = unsafe { Api::of_functions(functions) };
    status_of(api, || {
        let node = Node {
            api,
            // SAFETY: it lives as long as the call.
            info: unsafe { &*info },
            element: operator.element,
            classes: operator.classes,
            accuracy: operator.accuracy,
            flattens: operator.flattens,
        };
        let state = State { api, kernel: operator.row.kernel(&node)? };
        // SAFETY: the place of the result. `destroy` frees it.
        unsafe { *kernel = Box::into_raw(Box::new(state)).cast() };
        Ok(())
    })
}

unsafe extern "system" fn compute(kernel: *mut c_void, context: *mut OrtKernelContext) -> OrtStatusPtr {
    // SAFETY: it is what `create` has made, and lives until `destroy`.
    let state = unsafe { &*kernel.cast::<State>() };
    // SAFETY: the context is that of the run.
    match state.kernel.compute(unsafe { Call::new(state.api, context) }) {
        Ok(()) => OrtStatusPtr::default(),
        Err(fail) => fail.into_status(state.api),
    }
}

unsafe extern "system" fn destroy(kernel: *mut c_void) {
    let Some(kernel) = NonNull::new(kernel) else { return };
    // SAFETY: it is what `create` has made, and used no more.
    drop(unsafe { Box::from_raw(kernel.cast::<State>().as_ptr()) });
}
