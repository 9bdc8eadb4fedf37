//! Activations of single elements: `x` to `y`, and the gradients from `x` and from `y`.

use std::mem::discriminant;

use activ8::*;
use pyo3::prelude::*;

use super::{OUT, PLACE, Row, row};
use crate::array::{Array, Typed, of_type};
use crate::call::{Call, refused};
use crate::docs;
use crate::run::{alike, misshapen, run_into, same_type};

/// A function of Python, the operation of the core, and its parameters: Python's name and default of each.
struct Unary {
    name: &'static str,
    operation: &'static str,
    parameters: &'static str,
    with_defaults: AnyActivation,
    make: fn(&Call<'_, '_>) -> PyResult<AnyActivation>,
}

macro_rules! activations {
    ($($name:literal $operation:ident $({ $($field:ident: $parameter:ident $(= $default:literal)?),* })?;)*) => {
        vec![$(Unary {
            name: $name,
            operation: stringify!($operation),
            parameters: concat!($($(", ", stringify!($parameter), ": float", $(" = ", stringify!($default),)?)*)?),
            with_defaults: $operation::default().into(),
            make: |_call| Ok($operation { $($($field: _call.float(stringify!($parameter))?),*)? }.into()),
        }),*]
    };
}

fn list() -> Vec<Unary> {
    let mut list = activations! {
        "celu" Celu { alpha: alpha = 1.0 };
        "clipped_gelu" ClippedGelu { min: min_val = -10.0, max: max_val = 10.0 };
        "elu" Elu { alpha: alpha = 1.0 };
        "erf" Erf;
        "exp" Exp;
        "expm1" ExpM1;
        "hardshrink" Hardshrink { lambda: lambd = 0.5 };
        "hardsigmoid" Hardsigmoid;
        "hardswish" Hardswish;
        "hardtanh" Hardtanh { min: min_val = -1.0, max: max_val = 1.0 };
        "identity" Identity;
        "laplace" Laplace { mu: mu = 0.707107, sigma: sigma = 0.282095 };
        "leaky_relu" LeakyRelu { negative_slope: negative_slope = 0.01 };
        "linear_hardsigmoid" LinearHardsigmoid { alpha: alpha = 0.2, beta: beta = 0.5 };
        "log" Ln;
        "log1p" Ln1p;
        "logsigmoid" LogSigmoid;
        "mish" Mish;
        "relu" Relu;
        "relu6" Relu6;
        "rrelu" RRelu { lower: lower = 0.125, upper: upper = 0.3333333333333333 };
        "scaled_tanh" ScaledTanh { alpha: alpha = 1.0, beta: beta = 1.0 };
        "selu" Selu;
        "shrink" Shrink { lambda: lambd = 0.5, bias: shift = 0.0 };
        "sigmoid" Sigmoid;
        "silu" Silu;
        "soft_cap" SoftCap { cap: cap = 30.0 };
        "softplus" Softplus { beta: beta = 1.0, threshold: threshold = 20.0 };
        "softshrink" Softshrink { lambda: lambd = 0.5 };
        "softsign" Softsign;
        "sparse_plus" SparsePlus;
        "squared_relu" SquaredRelu;
        "squareplus" Squareplus { b: b = 4.0 };
        "swish" Swish { alpha: alpha = 1.0 };
        "tanh" Tanh;
        "tanhshrink" Tanhshrink;
        "threshold" Threshold { threshold: threshold, value: value };
        "thresholded_relu" ThresholdedRelu { alpha: alpha = 1.0 };
        "xielu" XIelu { alpha_p: alpha_p = 0.8, alpha_n: alpha_n = 0.8, beta: beta = 0.5, eps: eps = -1e-6 };
    };
    list.push(Unary {
        name: "gelu",
        operation: "Gelu",
        parameters: ", approximate: Literal[\"none\", \"tanh\", \"quick\"] = \"none\"",
        with_defaults: Gelu::Erf.into(),
        make: |call| {
            Ok(match call.choice("approximate")? {
                "tanh" => Gelu::Tanh,
                "quick" => Gelu::Quick,
                _ => Gelu::Erf,
            }
            .into())
        },
    });
    list
}

/// The core's activations that are not here: none.
pub(crate) fn missing() -> Vec<&'static str> {
    let here: Vec<_> = list().iter().map(|unary| discriminant(&unary.with_defaults)).collect();
    let all = AnyActivation::all().into_iter();
    all.filter(|of_core| !here.contains(&discriminant(of_core))).map(|of_core| of_core.name()).collect()
}

pub(super) fn rows() -> Vec<Row> {
    list().into_iter().flat_map(verbs).collect()
}

fn verbs(unary: Unary) -> Vec<Row> {
    let Unary { name, operation, parameters, with_defaults, make } = unary;
    let formula = docs::formula(operation);
    let arrays = docs::ARRAYS;
    let mut verbs = vec![
        row(
            name,
            format!("x: A{parameters}, *, bias: A | None = None, {OUT}, {PLACE}"),
            format!("{formula}\n\nOf x + bias, where there is a bias along the last axes. {arrays}"),
            move |call| forward(call, make(call)?),
        ),
        row(
            format!("{name}_backward"),
            format!("x: A, dy: A{parameters}, *, bias: A | None = None, {OUT}, {PLACE}"),
            format!("The gradient of {name} for x, given that of its result.\n\n{formula} {arrays}"),
            move |call| backward(call, make(call)?),
        ),
    ];
    if with_defaults.output_gradient().is_some() {
        verbs.push(row(
            format!("{name}_backward_from_output"),
            format!("y: A, dy: A{parameters}, *, {OUT}, {PLACE}"),
            format!(
                "The gradient of {name} for x, given its result y and that's gradient.\n\n{formula} {arrays}"
            ),
            move |call| backward_from_output(call, make(call)?),
        ));
    }
    verbs
}

fn forward<'py>(call: &Call<'_, 'py>, activation: AnyActivation) -> PyResult<Bound<'py, PyAny>> {
    let (x, out, place) = (call.array("x")?, call.maybe_array("out")?, call.place()?);
    let activation = place.apply(activation).map_err(refused)?;
    let element = x.element;
    let dims = Dims::of(&x);
    if let Some(bias) = bias(call, &x)? {
        return run_into(
            place,
            [x.in_c_order()?, bias],
            dims.get(),
            out,
            &|_, [x, bias], [y]| of_type!(element, T => activation.forward_biased(T::read(x), T::read(bias), T::write(y))),
            None,
        );
    }
    run_into(
        place,
        [x],
        dims.get(),
        out,
        &|_, [x], [y]| of_type!(element, T => activation.forward(T::read(x), T::write(y))),
        Some(&|_, x| of_type!(element, T => activation.forward_in_place(T::write(x)))),
    )
}

fn backward<'py>(call: &Call<'_, 'py>, activation: AnyActivation) -> PyResult<Bound<'py, PyAny>> {
    let (x, dy, out) = (call.array("x")?, call.array("dy")?, call.maybe_array("out")?);
    alike(&x, &dy)?;
    let (place, element, dims) = (call.place()?, x.element, Dims::of(&x));
    let activation = place.apply(activation).map_err(refused)?;
    if let Some(bias) = bias(call, &x)? {
        let inputs = [x.in_c_order()?, dy.in_c_order()?, bias];
        return run_into(
            place,
            inputs,
            dims.get(),
            out,
            &|_, [x, dy, bias], [dx]| {
                of_type!(element, T => {
                    activation.backward_biased(T::read(x), T::read(bias), T::read(dy), T::write(dx))
                })
            },
            None,
        );
    }
    run_into(
        place,
        [x, dy],
        dims.get(),
        out,
        &|_, [x, dy], [dx]| of_type!(element, T => activation.backward(T::read(x), T::read(dy), T::write(dx))),
        None,
    )
}

fn backward_from_output<'py>(call: &Call<'_, 'py>, activation: AnyActivation) -> PyResult<Bound<'py, PyAny>> {
    let (y, dy, out) = (call.array("y")?, call.array("dy")?, call.maybe_array("out")?);
    alike(&y, &dy)?;
    let (place, element, dims) = (call.place()?, y.element, Dims::of(&y));
    let activation = place.apply(activation).map_err(refused)?;
    run_into(
        place,
        [y, dy],
        dims.get(),
        out,
        &|_, [y, dy], [dx]| {
            let gradient = activation.output_gradient().expect("it has a row for it");
            of_type!(element, T => gradient.backward(T::read(y), T::read(dy), T::write(dx)))
        },
        None,
    )
}

/// The bias along the last axes of x.
fn bias<'py>(call: &Call<'_, 'py>, x: &Array<'py>) -> PyResult<Option<Array<'py>>> {
    let Some(bias) = call.maybe_array("bias")? else { return Ok(None) };
    same_type(x, &bias)?;
    if !x.dims().ends_with(bias.dims()) {
        return Err(misshapen("bias", bias.dims(), &x.dims()[x.dims().len().saturating_sub(1)..]));
    }
    bias.in_c_order().map(Some)
}

/// The dimensions of an array that is given away; of few, without an allocation.
struct Dims {
    few: [usize; 8],
    many: Vec<usize>,
    len: usize,
}

impl Dims {
    fn of(x: &Array<'_>) -> Self {
        let dims = x.dims();
        let mut few = [0; 8];
        let mut many = Vec::new();
        match few.get_mut(..dims.len()) {
            Some(few) => few.copy_from_slice(dims),
            None => many = dims.to_vec(),
        }
        Self { few, many, len: dims.len() }
    }

    fn get(&self) -> &[usize] {
        self.few.get(..self.len).unwrap_or(&self.many)
    }
}
