//! activ8's kernels in the place of ONNX Runtime's own.
//!
//! A library that ONNX Runtime loads. It exports `RegisterCustomOps`, which hands over operators of the standard domain
//! with their standard names: ONNX Runtime takes them for the nodes of a model that is not changed.
//!
//! From a call of ONNX Runtime to a kernel of the core:
//!
//! 1. `RegisterCustomOps` reads what the session asks for (`choice.rs`) and adds the rows of `table.rs` that it names.
//! 2. A row is a `OrtCustomOp` for each type of its elements: `operator.rs`.
//! 3. For each node of a model that operator makes a kernel of the node's attributes: `node.rs`, `kernel.rs`.
//! 4. Each run calls the kernel with tensors, pieces of which go to ONNX Runtime's threads: `call.rs`.

mod api;
mod call;
mod choice;
mod element;
mod fail;
mod kernel;
mod node;
mod operator;
mod register;
mod table;
