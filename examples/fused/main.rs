//! Linear cross-entropy beside the product and the cross-entropy apart: times, and the memory that each needs
//! for logits. Both products are `matrixmultiply`'s.
//!
//! `cargo run --release -p activ8-examples --bin fused -- --help`

use std::error::Error;
use std::time::{Duration, Instant};

use activ8::{CrossEntropy, JointLoss, LinearCrossEntropy, Loss};
use clap::Parser;
use ndarray::linalg::general_mat_mul;
use ndarray::{Array2, ArrayView2};

/// Measures the fused loss and its two parts in turn, and prints the least time of each.
#[derive(Parser)]
struct Arguments {
    /// Hidden states
    #[arg(long, default_value_t = 512)]
    rows: usize,
    /// Elements of each
    #[arg(long, default_value_t = 1024)]
    dim: usize,
    /// Classes of the vocabulary
    #[arg(long, default_value_t = 32_000)]
    classes: usize,
    /// How often
    #[arg(long, default_value_t = 5)]
    samples: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let Arguments { rows, dim, classes, samples } = Arguments::parse();
    let mut random = fastrand::Rng::with_seed(8);
    let mut matrix = |rows, columns| Array2::from_shape_simple_fn((rows, columns), || random.f32() - 0.5);
    let (hidden, weight) = (matrix(rows, dim), matrix(classes, dim));
    let target: Vec<u32> = (0..rows).map(|i| (i * 7919 % classes) as u32).collect();
    let apart = CrossEntropy::rows_of(classes);
    let fused = LinearCrossEntropy::dim(dim, apart);

    let [mut logits, mut slopes] = [(); 2].map(|()| Array2::zeros((rows, classes)));
    let (mut of_hidden, mut of_weight) = (Array2::zeros((rows, dim)), Array2::zeros((classes, dim)));
    let inputs = [slice(hidden.view()), slice(weight.view())];
    let mut best = [Duration::MAX; 4];
    let mut least = |i: usize, start: Instant| best[i] = best[i].min(start.elapsed());
    let mut losses = [0.0; 4];
    for _ in 0..samples {
        let start = Instant::now();
        losses[0] = fused.forward(inputs, &target)?;
        least(0, start);

        let start = Instant::now();
        general_mat_mul(1.0, &hidden, &weight.t(), 0.0, &mut logits);
        losses[1] = apart.forward(slice(logits.view()), &target)?;
        least(1, start);

        let start = Instant::now();
        let gradients = [of_hidden.as_slice_mut(), of_weight.as_slice_mut()];
        let [Some(for_hidden), Some(for_weight)] = gradients else { return Err("no slices".into()) };
        losses[2] = fused.forward_backward(inputs, &target, [for_hidden, for_weight])?;
        least(2, start);

        let start = Instant::now();
        general_mat_mul(1.0, &hidden, &weight.t(), 0.0, &mut logits);
        let gradient = slopes.as_slice_mut().unwrap_or_default();
        losses[3] = apart.forward_backward(slice(logits.view()), &target, gradient)?;
        general_mat_mul(1.0, &slopes, &weight, 0.0, &mut of_hidden);
        general_mat_mul(1.0, &slopes.t(), &hidden, 0.0, &mut of_weight);
        least(3, start);
    }
    println!("{rows} x {dim} x {classes}, losses {losses:?}");
    let [forward, parts, both, both_parts] = best.map(|time| time.as_secs_f64() * 1e3);
    println!("forward:          fused {forward:.1} ms, apart {parts:.1} ms ({:.3} x)", forward / parts);
    println!("forward_backward: fused {both:.1} ms, apart {both_parts:.1} ms ({:.3} x)", both / both_parts);
    let all = (4 * rows * classes) as f64 / 1e6;
    println!(
        "the logits apart take {all:.1} MB, and as much again for their gradient; tests/linear.rs counts the bytes of the fused loss"
    );
    Ok(())
}

fn slice(matrix: ArrayView2<'_, f32>) -> &[f32] {
    matrix.to_slice().unwrap_or_default()
}
