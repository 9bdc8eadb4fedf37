//! A run: epochs of steps, and what the network knows after each.

use std::time::{Duration, Instant};

use burn::optim::{AdamConfig, GradientsParams};
use burn::tensor::{Device, Int, Tensor};
use indicatif::{ProgressBar, ProgressStyle};

use crate::Network;
use crate::data::{Digits, PIXELS, SIDE};
use crate::stages::{self, Stage, Times, timed};

const RATE: f64 = 1e-3;

/// All that a run depends on, but for the kernels.
#[derive(Clone, Copy)]
pub(crate) struct Plan {
    pub(crate) epochs: usize,
    pub(crate) batch: usize,
    pub(crate) seed: u64,
}

/// The mean loss of an epoch's steps, and the share of held-out images that are recognised after it.
pub(crate) struct Epoch {
    pub(crate) loss: f64,
    pub(crate) accuracy: f64,
}

/// A run that is done.
pub(crate) struct Outcome {
    pub(crate) epochs: Vec<Epoch>,
    pub(crate) times: Times,
    /// The time of all steps.
    pub(crate) whole: Duration,
}

impl Plan {
    pub(crate) fn run<N: Network>(self, name: &'static str, train: &Digits, held_out: &Digits) -> Outcome {
        let device = Device::flex().autodiff();
        device.seed(self.seed);
        let (mut network, mut adam) = (N::new(&device), AdamConfig::new().init());
        let mut random = fastrand::Rng::with_seed(self.seed);
        let mut order: Vec<usize> = (0..train.len()).collect();
        let style =
            ProgressStyle::with_template("{msg:7} {bar:40} epoch {pos}/{len}").expect("it is well formed");
        let bar = ProgressBar::new(self.epochs as u64).with_message(name).with_style(style);
        let mut outcome = Outcome { epochs: Vec::new(), times: Times::default(), whole: Duration::ZERO };
        stages::take();
        for _ in 0..self.epochs {
            random.shuffle(&mut order);
            let (mut sum, start) = (0.0, Instant::now());
            for batch in order.chunks(self.batch) {
                let (images, classes) = tensors(train, batch, &device);
                let logits = timed(Stage::Forward, || network.logits(images));
                let loss = N::loss(logits, classes);
                sum += batch.len() as f64 * f64::from(loss.clone().into_scalar::<f32>());
                let gradients = timed(Stage::Backward, || loss.backward());
                network = timed(Stage::Optimizer, || {
                    let gradients = GradientsParams::from_grads(gradients, &network);
                    adam.step(RATE, network, gradients)
                });
            }
            outcome.whole += start.elapsed();
            for (sum, time) in outcome.times.iter_mut().zip(stages::take()) {
                *sum += time;
            }
            let epoch =
                Epoch { loss: sum / train.len() as f64, accuracy: accuracy(&network, held_out, &device) };
            stages::take();
            outcome.epochs.push(epoch);
            bar.inc(1);
        }
        bar.finish_and_clear();
        outcome
    }
}

fn accuracy<N: Network>(network: &N, digits: &Digits, device: &Device) -> f64 {
    let (images, classes) = tensors(digits, &(0..digits.len()).collect::<Vec<_>>(), device);
    let found = network.logits(images).argmax(1).squeeze_dim::<1>(1);
    let right = found.equal(classes).int().sum().into_scalar::<i64>();
    right as f64 / digits.len() as f64
}

/// Some of the images, as lines, and their classes.
fn tensors(digits: &Digits, which: &[usize], device: &Device) -> (Tensor<3>, Tensor<1, Int>) {
    let pixels: Vec<f32> =
        which.iter().flat_map(|&i| digits.pixels[PIXELS * i..][..PIXELS].iter().copied()).collect();
    let classes: Vec<i64> = which.iter().map(|&i| i64::from(digits.classes[i])).collect();
    let images = Tensor::<1>::from_floats(&pixels[..], device).reshape([which.len(), SIDE, SIDE]);
    (images, Tensor::from_data(&classes[..], device))
}
