//! The network: layers of weights with an activation between them, and Adam.

use activ8::Result;
use ndarray::linalg::general_mat_mul;
use ndarray::{Array2, ArrayView2, Axis, s};

use crate::kernels::{Hidden, Part, Timed};

/// Adam's rates of forgetting, and what keeps it from dividing by 0: the values of its paper
/// (Kingma and Ba, 2015).
const MEAN_DECAY: f32 = 0.9;
const SQUARE_DECAY: f32 = 0.999;
const EPSILON: f32 = 1e-8;

/// A multilayer perceptron.
pub(crate) struct Network {
    layers: Vec<Layer>,
    /// Adam's steps so far.
    steps: i32,
}

/// Weights and bias, and what they made of the last batch in the first rows.
struct Layer {
    weights: Parameter,
    bias: Parameter,
    /// Input · weights + bias, a row an image.
    sums: Array2<f32>,
    /// The activation of `sums`.
    outputs: Array2<f32>,
}

/// Values that are learnt.
struct Parameter {
    values: Array2<f32>,
    gradient: Array2<f32>,
    /// Running means of the gradient and of its square.
    mean: Array2<f32>,
    square: Array2<f32>,
}

impl Parameter {
    fn new(values: Array2<f32>) -> Self {
        let zeros = || Array2::zeros(values.dim());
        Self { gradient: zeros(), mean: zeros(), square: zeros(), values }
    }

    /// Adam's step number `step`.
    fn update(&mut self, rate: f32, step: i32) {
        let rate = rate * (1.0 - SQUARE_DECAY.powi(step)).sqrt() / (1.0 - MEAN_DECAY.powi(step));
        let moments = self.mean.iter_mut().zip(&mut self.square);
        for ((value, gradient), (mean, square)) in self.values.iter_mut().zip(&self.gradient).zip(moments) {
            *mean += (1.0 - MEAN_DECAY) * (gradient - *mean);
            *square += (1.0 - SQUARE_DECAY) * (gradient * gradient - *square);
            *value -= rate * *mean / (square.sqrt() + EPSILON);
        }
    }
}

impl Network {
    /// Layers of `widths`, the input's first. The weights are uniform in an interval that keeps the
    /// variance from layer to layer: He's for ReLU, which loses half of it, and Xavier's for tanh.
    pub(crate) fn new(widths: &[usize], hidden: Hidden, seed: u64) -> Self {
        let mut random = fastrand::Rng::with_seed(seed);
        let layers = widths.windows(2).map(|pair| {
            let (inputs, outputs) = (pair[0], pair[1]);
            let limit = match hidden {
                Hidden::Relu => (6.0 / inputs as f32).sqrt(),
                Hidden::Tanh => (6.0 / (inputs + outputs) as f32).sqrt(),
            };
            let weights =
                Array2::from_shape_simple_fn((inputs, outputs), || limit * (2.0 * random.f32() - 1.0));
            Layer {
                weights: Parameter::new(weights),
                bias: Parameter::new(Array2::zeros((1, outputs))),
                sums: Array2::default((0, outputs)),
                outputs: Array2::default((0, outputs)),
            }
        });
        Self { layers: layers.collect(), steps: 0 }
    }

    /// The logits of a batch.
    pub(crate) fn logits(&mut self, batch: ArrayView2<'_, f32>, timed: &mut Timed) -> Result<&[f32]> {
        let rows = batch.nrows();
        let (last, hidden) = self.layers.split_last_mut().expect("a network has layers");
        let mut input = batch;
        for layer in hidden {
            layer.sum(input, timed);
            grow(&mut layer.outputs, rows);
            let (sums, outputs) = (top(&layer.sums, rows), top_mut(&mut layer.outputs, rows));
            timed.time(Part::Forward, |kernels| kernels.forward(sums, outputs))?;
            input = layer.outputs.slice(s![..rows, ..]);
        }
        last.sum(input, timed);
        Ok(top(&last.sums, rows))
    }

    /// One step of Adam on a batch.
    pub(crate) fn learn(
        &mut self,
        batch: ArrayView2<'_, f32>,
        classes: &[u8],
        rate: f32,
        timed: &mut Timed,
    ) -> Result<()> {
        let rows = batch.nrows();
        let logits = self.logits(batch, timed)?;
        let mut gradient = Array2::zeros((rows, logits.len() / rows));
        let into = top_mut(&mut gradient, rows);
        timed.time(Part::Loss, |kernels| kernels.loss_and_gradient(logits, classes, into))?;
        self.steps += 1;
        for i in (0..self.layers.len()).rev() {
            let (before, rest) = self.layers.split_at_mut(i);
            let layer = &mut rest[0];
            let input = before.last().map_or(batch, |before| before.outputs.slice(s![..rows, ..]));
            layer.bias.gradient.row_mut(0).assign(&gradient.sum_axis(Axis(0)));
            let into = &mut layer.weights.gradient;
            timed.time(Part::Products, |_| general_mat_mul(1.0, &input.t(), &gradient, 0.0, into));
            if let Some(before) = before.last() {
                let weights = layer.weights.values.t();
                let back = timed.time(Part::Products, |_| gradient.dot(&weights));
                gradient = Array2::zeros(back.dim());
                let (y, dy, dx) =
                    (top(&before.outputs, rows), top(&back, rows), top_mut(&mut gradient, rows));
                timed.time(Part::Backward, |kernels| kernels.backward(y, dy, dx))?;
            }
            layer.weights.update(rate, self.steps);
            layer.bias.update(rate, self.steps);
        }
        Ok(())
    }
}

impl Layer {
    /// `sums = input · weights + bias`.
    fn sum(&mut self, input: ArrayView2<'_, f32>, timed: &mut Timed) {
        grow(&mut self.sums, input.nrows());
        let mut sums = self.sums.slice_mut(s![..input.nrows(), ..]);
        sums.assign(&self.bias.values);
        timed.time(Part::Products, |_| general_mat_mul(1.0, &input, &self.weights.values, 1.0, &mut sums));
    }
}

/// Makes room for `rows` rows. What there is stays: batches come in different sizes, and new memory
/// for each would cost more than the kernels.
fn grow(buffer: &mut Array2<f32>, rows: usize) {
    if buffer.nrows() < rows {
        *buffer = Array2::zeros((rows, buffer.ncols()));
    }
}

/// The first `rows` rows as one slice.
fn top(array: &Array2<f32>, rows: usize) -> &[f32] {
    &array.as_slice().expect("rows are stored one after the other")[..rows * array.ncols()]
}

fn top_mut(array: &mut Array2<f32>, rows: usize) -> &mut [f32] {
    let columns = array.ncols();
    &mut array.as_slice_mut().expect("rows are stored one after the other")[..rows * columns]
}
