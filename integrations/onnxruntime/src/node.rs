//! A node of a model: its attributes, read once, when its kernel is made.

use std::ffi::{CStr, c_char};

use activ8::{Accuracy, On};
use ort_sys::OrtKernelInfo;

use crate::api::Api;
use crate::element::Element;
use crate::fail::Result;

/// What a kernel is made of.
pub(crate) struct Node<'a> {
    pub(crate) api: Api,
    pub(crate) info: &'a OrtKernelInfo,
    /// The type of its elements.
    pub(crate) element: Element,
    /// The type of its classes, of a loss.
    pub(crate) classes: Element,
    /// How exact it is to be; nothing where nobody asked.
    pub(crate) accuracy: Option<Accuracy>,
    /// Whether its rows are those of versions before 13: an axis and all that follow it.
    pub(crate) flattens: bool,
}

impl Node<'_> {
    /// An operation at the accuracy that was asked for.
    pub(crate) fn at_accuracy<O>(&self, operation: O) -> On<O> {
        at_accuracy(self.accuracy, operation)
    }

    /// An attribute, where the node has it.
    pub(crate) fn maybe_float(&self, name: &CStr) -> Option<f32> {
        let mut value = 0.0;
        // SAFETY: the name ends with 0, and the value is written where the status is none.
        let status = unsafe {
            (self.api.functions().KernelInfoGetAttribute_float)(self.info, name.as_ptr(), &mut value)
        };
        self.api.is_ok(status).then_some(value)
    }

    pub(crate) fn float(&self, name: &CStr, default: f32) -> f32 {
        self.maybe_float(name).unwrap_or(default)
    }

    pub(crate) fn maybe_integer(&self, name: &CStr) -> Option<i64> {
        let mut value = 0;
        // SAFETY: the name ends with 0, and the value is written where the status is none.
        let status = unsafe {
            (self.api.functions().KernelInfoGetAttribute_int64)(self.info, name.as_ptr(), &mut value)
        };
        self.api.is_ok(status).then_some(value)
    }

    pub(crate) fn integer(&self, name: &CStr, default: i64) -> i64 {
        self.maybe_integer(name).unwrap_or(default)
    }

    /// One of a few words; the first where there is none.
    pub(crate) fn word(&self, name: &CStr, words: &[&'static str]) -> Result<&'static str> {
        let mut text = [0u8; 32];
        let mut size = text.len();
        // SAFETY: the name ends with 0, and the buffer has so many bytes.
        let status = unsafe {
            (self.api.functions().KernelInfoGetAttribute_string)(
                self.info,
                name.as_ptr(),
                text.as_mut_ptr().cast::<c_char>(),
                &mut size,
            )
        };
        if !self.api.is_ok(status) {
            return Ok(words[0]);
        }
        let text = CStr::from_bytes_until_nul(&text).unwrap_or_default().to_string_lossy();
        let known = words.iter().find(|word| **word == text);
        known.copied().ok_or_else(|| {
            let name = name.to_string_lossy();
            format!("the attribute {name} is {text:?}, which is none of {words:?}").into()
        })
    }
}

/// An operation at an accuracy; at that of the process where none is named.
pub(crate) fn at_accuracy<O>(accuracy: Option<Accuracy>, operation: O) -> On<O> {
    match accuracy {
        Some(accuracy) => On::new(operation).accuracy(accuracy),
        None => On::new(operation),
    }
}
