//! Gated activations: of two arrays, or of one that holds gates and values.

use activ8::*;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use super::{OUT, PLACE, Row, row};
use crate::array::{Array, Order, Typed, of_type};
use crate::call::{Call, refused};
use crate::docs;
use crate::place::Place;
use crate::run::{alike, axis_of, lanes, needs, run, run_into, same_type};

/// A gate of each name: the operation of the core, its parameters, and how it is made.
macro_rules! gates {
    ($($name:literal $operation:ident $parameters:literal |$call:ident| $make:expr;)*) => {{
        let mut all = Vec::new();
        $(
            let [forward, backward] = signatures($name, $parameters);
            let (formula, arrays) = (docs::formula(stringify!($operation)), docs::ARRAYS);
            all.push(row($name, forward, format!("{formula}\n\n{PACKED} {arrays}"), |$call| forward_of($call, $make)));
            all.push(row(
                concat!($name, "_backward"),
                backward,
                format!(
                    "The gradient of {} for its packed input, or those for both, given that of its result.\n\n{formula} {PACKED} {arrays}",
                    $name
                ),
                |$call| backward_of($call, $make),
            ));
        )*
        all
    }};
}

const PACKED: &str = "Without a `value`, the first array holds both: halves of an axis, the gates first or the values, \
or gate and value in turns along the last one.";

pub(super) fn rows() -> Vec<Row> {
    gates! {
        "glu" Glu "" |_call| Glu;
        "swiglu" SwiGlu ", alpha: float = 1.0, limit: float | None = None" |call| SwiGlu {
            alpha: call.float("alpha")?,
            limit: call.maybe_float("limit")?.unwrap_or(f32::INFINITY),
        };
        "swiglu_oai" SwiGluOai ", alpha: float = 1.702, limit: float = 7.0" |call| SwiGluOai {
            alpha: call.float("alpha")?,
            limit: call.float("limit")?,
        };
        "geglu" GeGlu ", approximate: Literal[\"none\", \"tanh\", \"quick\"] = \"none\"" |call| {
            match call.choice("approximate")? {
                "tanh" => GeGlu::Tanh,
                "quick" => GeGlu::Quick,
                _ => GeGlu::Erf,
            }
        };
        "reglu" ReGlu "" |_call| ReGlu;
        "bilinear" Bilinear "" |_call| Bilinear;
    }
}

/// PyTorch's `glu` is of one array, whose values come first; others are mostly of two.
fn signatures(name: &str, parameters: &str) -> [String; 2] {
    let layout =
        |first| format!("layout: Literal[\"gates_first\", \"values_first\", \"interleaved\"] = \"{first}\"");
    if name == "glu" {
        let rest = format!("axis: int = -1, *, value: A | None = None, {}", layout("values_first"));
        return [
            format!("gate: A, {rest}, {OUT}, {PLACE}"),
            format!("gate: A, dy: A, {rest}, {OUT}, {PLACE}"),
        ];
    }
    let rest = format!("*, axis: int = -1, {}{parameters}, {OUT}, {PLACE}", layout("gates_first"));
    [format!("gate: A, value: A | None = None, {rest}"), format!("gate: A, value: A | None, dy: A, {rest}")]
}

fn forward_of<'py>(call: &Call<'_, 'py>, operation: impl GatedActivation) -> PyResult<Bound<'py, PyAny>> {
    let (gate, out, place) = (call.array("gate")?, call.maybe_array("out")?, call.place()?);
    let (operation, element) = (place.apply(operation).map_err(refused)?, gate.element);
    if let Some(value) = call.maybe_array("value")? {
        alike(&gate, &value)?;
        let dims = gate.dims().to_vec();
        return run_into(
            place,
            [gate, value],
            &dims,
            out,
            &|_, [gate, value], [y]| of_type!(element, T => operation.forward(T::read(gate), T::read(value), T::write(y))),
            None,
        );
    }
    let packed = Packed::of(call, &gate)?;
    run_into(
        place,
        [gate.in_c_order()?],
        &packed.halved,
        out,
        &|_, [x], [y]| {
            packed.of_elements(
                x_is_empty(element, x),
                place,
                |layout| of_type!(element, T => operation.forward_packed(layout, T::read(x), T::write(y))),
            )
        },
        None,
    )
}

fn backward_of<'py>(call: &Call<'_, 'py>, operation: impl GatedActivation) -> PyResult<Bound<'py, PyAny>> {
    let (gate, dy, out, place) =
        (call.array("gate")?, call.array("dy")?, call.maybe_array("out")?, call.place()?);
    let (operation, element, dims) =
        (place.apply(operation).map_err(refused)?, gate.element, gate.dims().to_vec());
    if let Some(value) = call.maybe_array("value")? {
        alike(&gate, &value)?;
        alike(&gate, &dy)?;
        if out.is_some() {
            return Err(PyValueError::new_err(
                "`out` takes one gradient, but those of gate and value are two",
            ));
        }
        let both =
            run(place, [gate, value, dy], [&dims, &dims], &|_, [gate, value, dy], [dgate, dvalue]| {
                of_type!(element, T => {
                    let (gate, value, dy) = (T::read(gate), T::read(value), T::read(dy));
                    operation.backward(gate, value, dy, T::write(dgate), T::write(dvalue))
                })
            })?;
        let [dgate, dvalue] = both.map(Array::into_given);
        return Ok(PyTuple::new(call.py, [dgate?, dvalue?])?.into_any());
    }
    let packed = Packed::of(call, &gate)?;
    same_type(&gate, &dy)?;
    needs(&dy, &packed.halved)?;
    run_into(
        place,
        [gate.in_c_order()?, dy.in_c_order()?],
        &dims,
        out,
        &|_, [x, dy], [dx]| {
            packed.of_elements(x_is_empty(element, x), place, |layout| {
            of_type!(element, T => operation.backward_packed(layout, T::read(x), T::read(dy), T::write(dx)))
        })
        },
        None,
    )
}

fn x_is_empty(element: crate::array::Element, x: crate::array::Slice<'_>) -> bool {
    of_type!(element, T => T::read(x).is_empty())
}

/// Where gates and values lie in one array, and the dimensions of the result.
struct Packed {
    layout: GateLayout,
    halved: Vec<usize>,
}

impl Packed {
    fn of(call: &Call<'_, '_>, x: &Array<'_>) -> PyResult<Self> {
        let (mut halved, layout) = (x.dims().to_vec(), call.choice("layout")?);
        let at = axis_of(call.int("axis")?, &halved)?;
        let (axis, inner) = lanes(&halved, at, Order::C);
        if axis % 2 != 0 {
            let but = format!("`gate` has {axis} elements along the axis {at}, which have no halves");
            return Err(PyValueError::new_err(but));
        }
        if layout == "interleaved" && at + 1 != halved.len() {
            return Err(PyValueError::new_err("`axis` must be the last one for the layout interleaved"));
        }
        halved[at] /= 2;
        let layout = match layout {
            "interleaved" => GateLayout::Interleaved,
            "values_first" => GateLayout::ValuesFirstAlong { axis, inner },
            _ => GateLayout::GatesFirstAlong { axis, inner },
        };
        Ok(Self { layout, halved })
    }

    /// Of nothing the core need not know where it lies.
    fn of_elements(
        &self,
        is_empty: bool,
        place: Place,
        work: impl FnOnce(GateLayout) -> activ8::Result<()>,
    ) -> activ8::Result<()> {
        if is_empty { place.apply(()).map(drop) } else { work(self.layout) }
    }
}
