//! ONNX Runtime's own kernel, for types of elements that the core does not have.

use std::ffi::{CStr, CString, c_int, c_void};
use std::ptr::{null, null_mut};

use ort_sys::{OrtOp, OrtOpAttr, OrtOpAttrType};

use super::Kernel;
use crate::api::Api;
use crate::call::Call;
use crate::fail::Result;
use crate::node::Node;

/// An attribute that is handed on.
#[derive(Clone, Copy)]
pub(crate) enum Attribute {
    Float(&'static CStr, f32),
    Integer(&'static CStr, i64),
}

/// ONNX Runtime's own kernel of an operator.
pub(crate) struct BuiltIn {
    api: Api,
    operator: *mut OrtOp,
}

// SAFETY: ONNX Runtime's kernels may run on any thread, several at once.
unsafe impl Send for BuiltIn {}
// SAFETY: as above.
unsafe impl Sync for BuiltIn {}

/// As many inputs as any operator here has.
const MOST: usize = 3;

impl BuiltIn {
    /// That of the standard operator of this name and version.
    pub(crate) fn new(
        node: &Node<'_>,
        name: &str,
        version: c_int,
        inputs: usize,
        attributes: &[Attribute],
    ) -> Result<Self> {
        let (api, functions) = (node.api, node.api.functions());
        let name = CString::new(name).unwrap_or_default();
        let mut given = Attributes { api, all: Vec::new() };
        for attribute in attributes {
            given.add(node, *attribute)?;
        }
        let (mut constraint, element) = (c"T".as_ptr(), node.element.onnx());
        let mut operator = null_mut();
        // SAFETY: names end with 0, and counts are those of the arrays, which are read before the call returns.
        api.check(unsafe {
            (functions.CreateOp)(
                node.info,
                name.as_ptr(),
                c"".as_ptr(),
                version,
                &mut constraint,
                &element,
                1,
                given.all.as_ptr().cast(),
                given.all.len() as c_int,
                inputs as c_int,
                1,
                &mut operator,
            )
        })?;
        Ok(Self { api, operator })
    }
}

impl Kernel for BuiltIn {
    fn compute(&self, call: Call<'_>) -> Result<()> {
        let count = call.inputs()?;
        let mut inputs = [null(); MOST];
        for (index, input) in inputs.iter_mut().enumerate().take(count) {
            *input = call.value(index)?.map_or(null(), |value| &raw const *value);
        }
        // SAFETY: the dimensions alone are asked for, whatever the elements are.
        let dims = unsafe { call.input::<u8>(0) }?.dims;
        let output = call.output_value(0, dims)?;
        // SAFETY: the context is that of the run, and counts are those of the arrays.
        self.api.check(unsafe {
            (self.api.functions().InvokeOp)(
                call.context(),
                self.operator,
                inputs.as_ptr(),
                count.min(MOST) as c_int,
                &output,
                1,
            )
        })
    }
}

impl Drop for BuiltIn {
    fn drop(&mut self) {
        // SAFETY: it is ours, and used no more.
        unsafe { (self.api.functions().ReleaseOp)(self.operator) };
    }
}

/// Attributes, to be released.
struct Attributes {
    api: Api,
    all: Vec<*mut OrtOpAttr>,
}

impl Attributes {
    fn add(&mut self, node: &Node<'_>, attribute: Attribute) -> Result<()> {
        match attribute {
            Attribute::Float(name, default) => {
                self.create(name, &node.float(name, default), OrtOpAttrType::ORT_OP_ATTR_FLOAT)
            }
            Attribute::Integer(name, default) => {
                self.create(name, &node.integer(name, default), OrtOpAttrType::ORT_OP_ATTR_INT)
            }
        }
    }

    fn create<T>(&mut self, name: &CStr, value: &T, kind: OrtOpAttrType) -> Result<()> {
        let mut attribute = null_mut();
        let value: *const c_void = (&raw const *value).cast();
        // SAFETY: the name ends with 0, and the value is one of the type that is named.
        let status =
            unsafe { (self.api.functions().CreateOpAttr)(name.as_ptr(), value, 1, kind, &mut attribute) };
        self.api.check(status)?;
        self.all.push(attribute);
        Ok(())
    }
}

impl Drop for Attributes {
    fn drop(&mut self) {
        for attribute in &self.all {
            // SAFETY: it is ours, and used no more.
            unsafe { (self.api.functions().ReleaseOpAttr)(*attribute) };
        }
    }
}
