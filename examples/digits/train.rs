//! A run: epochs of minibatches, and what the network knows after each.

use std::time::{Duration, Instant};

use activ8::Result;
use ndarray::ArrayView2;

use crate::data::{CLASSES, Digits, PIXELS};
use crate::kernels::{Hidden, Kernels, Part, Timed};
use crate::model::Network;

/// The widths of the layers: pixels, two hidden ones, classes.
pub(crate) const WIDTHS: [usize; 4] = [PIXELS, 128, 64, CLASSES];

/// The rate at the start; it falls to 0 over the run, so that the last epochs settle.
const RATE: f32 = 3e-3;

/// All that a run depends on, but for the kernels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    pub(crate) hidden: Hidden,
    pub(crate) epochs: usize,
    pub(crate) batch: usize,
    pub(crate) seed: u64,
}

/// What the network is worth on some images.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Score {
    pub(crate) loss: f32,
    pub(crate) accuracy: f32,
}

/// The scores after an epoch.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Epoch {
    pub(crate) train: Score,
    pub(crate) held_out: Score,
}

/// How often each class (the row) of the held-out images was taken for each (the column).
pub(crate) type Confusion = [[u32; CLASSES]; CLASSES];

/// A run that is done.
pub(crate) struct Outcome {
    pub(crate) epochs: Vec<Epoch>,
    pub(crate) confusion: Confusion,
    pub(crate) timed: Timed,
    pub(crate) time: Duration,
}

impl Plan {
    /// Trains with `kernels`, and calls `each` after each epoch.
    pub(crate) fn run(
        self,
        train: &Digits,
        held_out: &Digits,
        kernels: Box<dyn Kernels>,
        mut each: impl FnMut(&Epoch),
    ) -> Result<Outcome> {
        let start = Instant::now();
        let mut timed = Timed::new(kernels);
        let mut network = Network::new(&WIDTHS, self.hidden, self.seed);
        let mut random = fastrand::Rng::with_seed(self.seed);
        let mut order: Vec<usize> = (0..train.len()).collect();
        let batches = order.len().div_ceil(self.batch);
        let steps = (self.epochs * batches) as f32;
        let (mut epochs, mut confusion) = (Vec::new(), Confusion::default());
        for epoch in 0..self.epochs {
            random.shuffle(&mut order);
            for (i, places) in order.chunks(self.batch).enumerate() {
                let rate = RATE * (1.0 - (epoch * batches + i) as f32 / steps);
                let mut batch = train.choose(places);
                batch.jitter(&mut random);
                network.learn(view(&batch), &batch.classes, rate, &mut timed)?;
            }
            let scores = Epoch {
                train: judge(&mut network, train, &mut timed)?.0,
                held_out: {
                    let score;
                    (score, confusion) = judge(&mut network, held_out, &mut timed)?;
                    score
                },
            };
            each(&scores);
            epochs.push(scores);
        }
        Ok(Outcome { epochs, confusion, timed, time: start.elapsed() })
    }
}

/// What `network` makes of `digits`.
fn judge(network: &mut Network, digits: &Digits, timed: &mut Timed) -> Result<(Score, Confusion)> {
    let mut confusion = Confusion::default();
    let logits = network.logits(view(digits), timed)?;
    for (row, &class) in logits.chunks_exact(CLASSES).zip(&digits.classes) {
        let greatest = (0..CLASSES).max_by(|&a, &b| row[a].total_cmp(&row[b])).unwrap_or_default();
        confusion[usize::from(class)][greatest] += 1;
    }
    let right: u32 = (0..CLASSES).map(|class| confusion[class][class]).sum();
    let loss = timed.time(Part::Loss, |kernels| kernels.loss(logits, &digits.classes))?;
    Ok((Score { loss, accuracy: right as f32 / digits.len() as f32 }, confusion))
}

fn view(digits: &Digits) -> ArrayView2<'_, f32> {
    ArrayView2::from_shape((digits.len(), PIXELS), &digits.pixels).expect("each image has all its pixels")
}
