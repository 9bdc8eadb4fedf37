//! From LibTorch's stack of values to a function of tensors, and to torch's own kernel where ours does not do it.

use std::ffi::{CStr, CString, c_char};
use std::mem::ManuallyDrop;

use super::library::{Kernel, Value, last_error, library, numbers};
use super::tensor::Tensor;

/// What an argument is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A tensor.
    Tensor,
    /// A tensor or none. Where there is one, torch's own kernel does it.
    NoTensor,
    /// A string.
    Text,
    /// An integer, a float, a truth value.
    Number,
}

/// The arguments of a call.
pub(crate) struct Arguments<'a> {
    values: &'a [Value],
}

impl Arguments<'_> {
    /// A tensor, which stays the stack's.
    #[inline]
    pub(crate) fn tensor(&self, index: usize) -> ManuallyDrop<Tensor> {
        // SAFETY: the operator's list of arguments says that it is a tensor, and it is not given up here.
        ManuallyDrop::new(unsafe { Tensor::from_value(self.values[index]) })
    }

    /// An integer.
    #[inline]
    pub(crate) fn integer(&self, index: usize) -> i64 {
        self.values[index] as i64
    }

    /// A float.
    #[inline]
    pub(crate) fn float(&self, index: usize) -> f64 {
        f64::from_bits(self.values[index])
    }

    /// Whether there is nothing in place of a tensor.
    #[inline]
    pub(crate) fn is_none(&self, index: usize) -> bool {
        self.values[index] == 0
    }

    /// A truth value.
    #[inline]
    pub(crate) fn truth(&self, index: usize) -> bool {
        self.values[index] as u8 != 0
    }

    /// Whether a string is this one.
    #[inline]
    pub(crate) fn is_text(&self, index: usize, text: &str) -> bool {
        let torch = library();
        let (Some(length), Some(data)) = (torch.string_length, torch.string_data) else { return false };
        let handle = self.values[index] as usize as _;
        let mut len = 0;
        let mut start: *const c_char = std::ptr::null();
        // SAFETY: the operator's list of arguments says that it is a string, which lives as long as the stack has it.
        let status = unsafe { length(handle, &mut len) } | unsafe { data(handle, &mut start) };
        if status != 0 || len != text.len() {
            return false;
        }
        // SAFETY: the string has so many bytes.
        text.as_bytes() == unsafe { std::slice::from_raw_parts(start.cast::<u8>(), len) }
    }
}

/// What torch's own kernel writes to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Destination {
    /// A new tensor, which it makes as large as its result is.
    New,
    /// A new tensor, of the shape of the argument of this number: it does not ask for another.
    Shaped(usize),
    /// Its first argument.
    InPlace,
}

/// An operator of torch, with our kernel.
pub(crate) trait Operator {
    /// Its name.
    const NAME: &'static CStr;
    /// That of the overload which writes to given tensors, and which is torch's own.
    const ELSEWHERE: (&CStr, &CStr);
    /// What that writes to.
    const WRITES_TO: Destination = Destination::New;
    /// What it is called with.
    const ARGUMENTS: &'static [Kind];

    /// Ours; nothing where torch's own is to do it.
    fn run(arguments: &Arguments<'_>) -> Option<Tensor>;

    /// Torch's own, of the arguments as they are.
    fn elsewhere(stack: &mut Stack<'_>) -> Result<(), String> {
        elsewhere::<Self>(stack)
    }
}

/// The stack of a call, whose arguments are to be given up.
pub(crate) struct Stack<'a> {
    pub(crate) values: &'a mut [Value],
    kinds: &'static [Kind],
}

impl Stack<'_> {
    #[inline]
    pub(crate) fn arguments(&self) -> Arguments<'_> {
        Arguments { values: &self.values[..self.kinds.len()] }
    }

    /// Gives up the arguments and leaves the results in their place.
    #[inline]
    pub(crate) fn give(&mut self, output: Tensor) {
        for (&kind, &value) in self.kinds.iter().zip(&*self.values) {
            match kind {
                // SAFETY: the list of arguments says that it is a tensor, and the stack is read no more.
                Kind::Tensor => drop(unsafe { Tensor::from_value(value) }),
                Kind::Text => {
                    if let Some(delete) = library().delete_string {
                        // SAFETY: it is a string, and the stack is read no more.
                        unsafe { delete(value as usize as _) };
                    }
                }
                Kind::NoTensor | Kind::Number => {}
            }
        }
        self.values[0] = output.into_value();
    }
}

/// Calls an operator through torch's dispatcher, which gives up the arguments and leaves results in their place.
pub(crate) fn call(name: &CStr, overload: &CStr, stack: &mut [Value]) -> Result<(), String> {
    // SAFETY: names end with 0, and the stack has room for arguments and results.
    match unsafe { (library().call)(name.as_ptr(), overload.as_ptr(), stack.as_mut_ptr()) } {
        0 => Ok(()),
        _ => Err(last_error()),
    }
}

/// Torch's own kernel, by the overload that writes to given tensors: new ones, or the first argument.
fn elsewhere<O: Operator + ?Sized>(stack: &mut Stack<'_>) -> Result<(), String> {
    const MOST: usize = 12;
    let given = O::ARGUMENTS.len();
    let mut values = [0; MOST];
    values[..given].copy_from_slice(&stack.values[..given]);
    let arguments = stack.arguments();
    let destination = match O::WRITES_TO {
        Destination::New => Some(of_result_type(O::ARGUMENTS, &arguments)?),
        Destination::Shaped(index) => arguments.tensor(index).new_contiguous(),
        Destination::InPlace => arguments.tensor(0).again(),
    };
    values[given] = destination.ok_or_else(last_error)?.into_value();
    call(O::ELSEWHERE.0, O::ELSEWHERE.1, &mut values)?;
    stack.values[0] = values[0];
    Ok(())
}

/// A tensor of no elements, of the type that torch's rules of promotion give the result: floats of integers, the wider one
/// of two. Torch's own kernel makes it as large as the result is.
fn of_result_type(kinds: &[Kind], arguments: &Arguments<'_>) -> Result<Tensor, String> {
    let tensors = (0..kinds.len()).filter(|index| kinds[*index] == Kind::Tensor);
    let mut empty = tensors.map(|index| arguments.tensor(index).of_no_elements().ok_or_else(last_error));
    let mut result = empty.next().expect("a tensor among the arguments")?;
    for other in empty {
        let other = other?;
        if other.dtype() != result.dtype() {
            result = call_for_tensor(c"aten::maximum", &mut [result.into_value(), other.into_value()])?;
        }
    }
    if result.element().is_some() || result.dtype() == numbers().float64 {
        return Ok(result);
    }
    // An operator that is not replaced, whose type is that of all functions here.
    call_for_tensor(c"aten::sqrt", &mut [result.into_value()])
}

/// The tensor that an operator gives.
pub(crate) fn call_for_tensor(name: &CStr, stack: &mut [Value]) -> Result<Tensor, String> {
    call(name, c"", stack)?;
    // SAFETY: the result is a tensor, and now ours.
    Ok(unsafe { Tensor::from_value(stack[0]) })
}

/// An operator, and the function that is registered for it.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    pub(crate) name: &'static CStr,
    pub(crate) kernel: Kernel,
    arguments: &'static [Kind],
}

impl Row {
    pub(crate) const fn of<O: Operator>() -> Self {
        Self { name: O::NAME, kernel: enter::<O>, arguments: O::ARGUMENTS }
    }

    /// Whether this LibTorch hands over such arguments: strings are not in 2.9.
    pub(crate) fn is_possible(&self) -> bool {
        !self.arguments.contains(&Kind::Text) || library().string_length.is_some()
    }
}

unsafe extern "C-unwind" fn enter<O: Operator>(values: *mut Value, arguments: u64, results: u64) {
    let len = arguments.max(results) as usize;
    // SAFETY: LibTorch's stack has room for arguments and results.
    let values = unsafe { std::slice::from_raw_parts_mut(values, len) };
    if arguments as usize != O::ARGUMENTS.len() || results != 1 {
        throw(O::NAME, "this version of torch has it with other arguments: activ8.torch.uninstall()");
    }
    let mut stack = Stack { values, kinds: O::ARGUMENTS };
    match O::run(&stack.arguments()) {
        Some(output) => stack.give(output),
        None => {
            if let Err(message) = O::elsewhere(&mut stack) {
                throw(O::NAME, &message);
            }
        }
    }
}

/// Raises torch's exception, which Python gets as a RuntimeError.
fn throw(name: &CStr, message: &str) {
    let message = CString::new(message.replace('\0', " ")).unwrap_or_default();
    // SAFETY: strings end with 0. What it throws goes through frames that let it pass and have nothing left to drop
    // but this string, which is torch's to show.
    unsafe { (library().throw)(false, name.as_ptr(), c"activ8".as_ptr(), 0, message.as_ptr()) };
}
