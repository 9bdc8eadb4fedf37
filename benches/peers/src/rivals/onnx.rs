//! ONNX Runtime, the shared library that `ORT_DYLIB_PATH` names: a model of one operator, whose input and output are
//! bound once.

mod model;

use std::cell::OnceCell;
use std::env;

use activ8::{AnyActivation, Gelu};
use ort::memory::Allocator;
use ort::session::Session;
use ort::value::{Tensor, TensorRef};

use self::model::{Attribute, model};
use crate::contender::{Call, Contender, Fault};
use crate::job::Job;
use crate::op::Op;

/// The environment variable that names the library.
const VARIABLE: &str = "ORT_DYLIB_PATH";

/// What to do where it is not set.
pub const INSTALL: &str =
    "pip install onnxruntime, and ORT_DYLIB_PATH=.../onnxruntime/capi/libonnxruntime.so.1.N";

pub fn is_here() -> bool {
    env::var_os(VARIABLE).is_some_and(|path| !path.is_empty())
}

pub fn enter(job: &Job) -> Result<Vec<Contender<'_>>, Fault> {
    let Some((operator, attributes)) = operator(job.op.formula()).filter(|_| is_here()) else {
        return Ok(Vec::new());
    };
    load()?;
    let shape = [job.rows(), job.cols()];
    let model = model(operator, attributes, shape);
    let fault = |error: ort::Error<_>| -> Fault { error.to_string().into() };
    let mut session = Session::builder()?.with_intra_threads(1).map_err(fault)?.commit_from_memory(&model)?;
    let mut binding = session.create_binding()?;
    let x = TensorRef::from_array_view((shape, job.x()))?;
    binding.bind_input("x", &x)?;
    binding.bind_output("y", Tensor::<f32>::new(&Allocator::default(), shape)?)?;
    let call = Call::fresh(move |y| {
        let outputs = session.run_binding(&binding)?;
        if let Some(y) = y {
            let (_, values) = outputs["y"].try_extract_tensor::<f32>()?;
            if values.len() != y.len() {
                return Err(format!("the result has {} elements", values.len()).into());
            }
            y.copy_from_slice(values);
        }
        Ok(())
    });
    Ok(vec![Contender::rival("ONNX Runtime", call).on("run time")])
}

/// Loads the library, once.
fn load() -> Result<(), Fault> {
    thread_local! {
        static LOADED: OnceCell<Result<(), String>> = const { OnceCell::new() };
    }
    let path = env::var(VARIABLE)?;
    let load = || ort::init_from(path).map(|ort| _ = ort.commit()).map_err(|error| error.to_string());
    LOADED.with(|loaded| loaded.get_or_init(load).clone()).map_err(Fault::from)
}

/// The operator of ONNX, with what is not its default.
fn operator(op: Op) -> Option<(&'static str, &'static [Attribute])> {
    use AnyActivation as A;
    Some(match op {
        Op::Forward(activation) => match activation {
            A::Elu(_) => ("Elu", &[]),
            A::Erf(_) => ("Erf", &[]),
            A::Exp(_) => ("Exp", &[]),
            A::Gelu(Gelu::Erf) => ("Gelu", &[]),
            A::Gelu(Gelu::Tanh) => ("Gelu", &[Attribute::Text("approximate", "tanh")]),
            A::Hardsigmoid(_) => ("HardSigmoid", &[Attribute::Float("alpha", 1.0 / 6.0)]),
            A::Hardswish(_) => ("HardSwish", &[]),
            A::Ln(_) => ("Log", &[]),
            A::Mish(_) => ("Mish", &[]),
            A::Relu(_) => ("Relu", &[]),
            A::Sigmoid(_) => ("Sigmoid", &[]),
            // Outside of ONNX: x · sigmoid(alpha · x).
            A::Silu(_) => ("com.microsoft.QuickGelu", &[Attribute::Float("alpha", 1.0)]),
            A::Softplus(_) => ("Softplus", &[]),
            A::Softsign(_) => ("Softsign", &[]),
            A::Tanh(_) => ("Tanh", &[]),
            _ => return None,
        },
        Op::Softmax => ("Softmax", &[]),
        Op::LogSoftmax => ("LogSoftmax", &[]),
        _ => return None,
    })
}
