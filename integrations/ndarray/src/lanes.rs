//! Elements of an array as slices: where they lie if they lie together, else gathered.

use std::borrow::Cow;

use activ8::{Activation, ActivationShape, Error, Result};
use ndarray::{Array, ArrayBase, Axis, Data, DataMut, Dimension, ShapeBuilder};

/// Elements that are gathered at a time.
const STAGE: usize = 1024;

/// The elements in logical order.
pub(crate) fn order<T: Copy, S: Data<Elem = T>, D: Dimension>(x: &ArrayBase<S, D>) -> Cow<'_, [T]> {
    x.as_slice().map_or_else(|| Cow::Owned(x.iter().copied().collect()), Cow::Borrowed)
}

/// An array in standard layout, whose elements `write` writes.
pub(crate) fn written<D: Dimension>(
    dim: D,
    write: impl FnOnce(&mut [f32]) -> Result<()>,
) -> Result<Array<f32, D>> {
    let mut values = vec![0.0; dim.size()];
    write(&mut values)?;
    Ok(standard(dim, values))
}

/// An array in standard layout.
pub(crate) fn standard<D: Dimension>(dim: D, values: Vec<f32>) -> Array<f32, D> {
    Array::from_shape_vec(dim, values).expect("as many values as the shape has")
}

/// An array of `like`'s shape whose elements lie in memory as those of `like`, which is of one piece.
pub(crate) fn in_memory_order<S: Data<Elem = f32>, D: Dimension>(
    like: &ArrayBase<S, D>,
    values: Vec<f32>,
) -> Array<f32, D> {
    if like.is_standard_layout() {
        return standard(like.raw_dim(), values);
    }
    let mut strides = like.raw_dim();
    let mut turned = false;
    for (stride, &of) in strides.slice_mut().iter_mut().zip(like.strides()) {
        turned |= of < 0;
        *stride = of.unsigned_abs();
    }
    let mut y = Array::from_shape_vec(like.raw_dim().strides(strides), values)
        .expect("the strides of an array of one piece");
    if turned {
        for axis in 0..like.ndim() {
            if like.strides()[axis] < 0 && like.len_of(Axis(axis)) > 1 {
                y.invert_axis(Axis(axis));
            }
        }
    }
    y
}

/// `x = f(x)` of an array that is not of one piece: by lanes that lie together, else by so many at a time.
pub(crate) fn in_place<S: DataMut<Elem = f32>, D: Dimension>(
    x: &mut ArrayBase<S, D>,
    activation: &impl Activation,
) -> Result<()> {
    let together = (0..x.ndim()).find(|&axis| x.strides()[axis] == 1 && x.len_of(Axis(axis)) >= 16);
    if let Some(axis) = together {
        for mut lane in x.lanes_mut(Axis(axis)) {
            let lane = lane.as_slice_mut().expect("a lane of stride 1");
            activation.forward_in_place(lane)?;
        }
        return Ok(());
    }
    let mut stage = [0.0; STAGE];
    let mut elements = x.iter_mut();
    loop {
        let mut places: Vec<&mut f32> = Vec::with_capacity(STAGE);
        places.extend(elements.by_ref().take(STAGE));
        if places.is_empty() {
            return Ok(());
        }
        let stage = &mut stage[..places.len()];
        stage.iter_mut().zip(&places).for_each(|(stage, place)| *stage = **place);
        activation.forward_in_place(stage)?;
        places.into_iter().zip(stage).for_each(|(place, stage)| *place = *stage);
    }
}

/// The number of elements from one to the next along an axis, in standard layout.
pub(crate) fn inner<S: Data<Elem = f32>, D: Dimension>(x: &ArrayBase<S, D>, axis: Axis) -> usize {
    x.shape()[axis.index() + 1..].iter().product()
}

/// Whether an activation is along an axis that is not the last, as the elements lie in standard layout.
pub(crate) fn is_along<S: Data<Elem = f32>, D: Dimension>(
    x: &ArrayBase<S, D>,
    axis: Axis,
    activation: impl Activation,
) -> bool {
    let along = ActivationShape::Along { axis: x.len_of(axis), inner: inner(x, axis) };
    activation.shape() == along && !x.is_empty()
}

/// Refuses an activation whose rows are not as long as the axis, or that is not for rows along one.
pub(crate) fn fit<S: Data<Elem = f32>, D: Dimension>(
    x: &ArrayBase<S, D>,
    axis: Axis,
    activation: impl Activation,
) -> Result<()> {
    if is_along(x, axis, activation) {
        return Ok(());
    }
    // Rows of the axis are rows of the last one, where the two change places.
    let mut shape = x.shape().to_vec();
    let last = shape.len().saturating_sub(1);
    shape.swap(axis.index(), last);
    match activation.shape() {
        ActivationShape::Along { axis: row, inner } if (row, inner) != (shape[last], 1) => {
            let (expected, found) = ([row, inner].into(), shape.into());
            Err(Error::Shape { argument: "x", expected, found })
        }
        shape_of_rows => shape_of_rows.fit("x", &shape),
    }
}

/// The elements in order, the axis being the last one.
pub(crate) fn turned<S: Data<Elem = f32>, D: Dimension>(x: &ArrayBase<S, D>, axis: Axis) -> Vec<f32> {
    let mut view = x.view();
    view.swap_axes(axis.index(), x.ndim() - 1);
    order(&view).into_owned()
}

/// An array whose elements in that order are `values`.
pub(crate) fn turned_back<D: Dimension>(dim: D, axis: Axis, values: Vec<f32>) -> Array<f32, D> {
    let mut y = Array::zeros(dim);
    let last = y.ndim() - 1;
    let mut view = y.view_mut();
    view.swap_axes(axis.index(), last);
    view.iter_mut().zip(values).for_each(|(y, value)| *y = value);
    y
}

/// Rows along an axis, into a new array.
pub(crate) fn apply_along<S: Data<Elem = f32>, D: Dimension>(
    x: &ArrayBase<S, D>,
    axis: Axis,
    activation: impl Activation,
) -> Result<Array<f32, D>> {
    if let (Some(slice), true) = (x.as_slice(), axis.index() + 1 == x.ndim() && !x.is_empty()) {
        return written(x.raw_dim(), |y| activation.forward(slice, y));
    }
    if is_along(x, axis, activation) {
        return written(x.raw_dim(), |y| activation.forward(&order(x), y));
    }
    if !(activation.shape().rows_are_alike() || x.is_empty()) {
        // A row by itself would be the first.
        let mut y = turned(x, axis);
        activation.forward_in_place(&mut y)?;
        return Ok(turned_back(x.raw_dim(), axis, y));
    }
    let mut y = x.to_owned();
    apply_along_in_place(&mut y, axis, activation)?;
    Ok(y)
}

/// Rows along an axis, in place.
pub(crate) fn apply_along_in_place<S: DataMut<Elem = f32>, D: Dimension>(
    x: &mut ArrayBase<S, D>,
    axis: Axis,
    activation: impl Activation,
) -> Result<()> {
    if x.is_empty() {
        return Ok(());
    }
    // The tier, which is all that may be refused, before anything is written.
    activation.forward_in_place(&mut [0.0; 0])?;
    let last = axis.index() + 1 == x.ndim();
    if let (true, Some(rows)) = (last, x.as_slice_mut()) {
        return activation.forward_in_place(rows);
    }
    let mut row = Vec::new();
    for mut lane in x.lanes_mut(axis) {
        if let Some(lane) = lane.as_slice_mut() {
            activation.forward_in_place(lane)?;
            continue;
        }
        row.clear();
        row.extend(lane.iter());
        activation.forward_in_place(&mut row)?;
        lane.iter_mut().zip(&row).for_each(|(element, value)| *element = *value);
    }
    Ok(())
}
