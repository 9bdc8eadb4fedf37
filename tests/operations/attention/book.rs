//! The definition, an element at a time in f64, and options to try it on.

use activ8::{AttentionSoftmax, FullyMasked};

use crate::common::random::Random;

/// Drawn options with their operands.
pub(crate) struct Options {
    pub(crate) x: Vec<f32>,
    pub(crate) dy: Vec<f32>,
    pub(crate) keys: usize,
    pub(crate) queries: usize,
    pub(crate) scale: f32,
    pub(crate) cap: Option<f32>,
    pub(crate) temperature: f32,
    pub(crate) mask: Option<Vec<f32>>,
    pub(crate) keep: Option<Vec<bool>>,
    pub(crate) offset: isize,
    pub(crate) causal: bool,
    pub(crate) window: (Option<usize>, Option<usize>),
    pub(crate) slopes: Option<Vec<f32>>,
    pub(crate) sinks: Option<Vec<f32>>,
    pub(crate) fully_masked: FullyMasked,
}

impl Options {
    /// Those whose bits are set in `on`.
    pub(crate) fn draw(random: &mut Random, on: u32, [all, heads, queries, keys]: [usize; 4]) -> Self {
        let is_on = |bit: u32| on & 1 << bit != 0;
        let len = all * queries * keys;
        let deviation = [1.0, 8.0, 40.0, 300.0][random.index(4)];
        let x = random.fill(len, |random| random.normal(deviation));
        let dy = random.fill(len, |random| random.normal(1.0));
        let mask_rows = [1, queries, heads * queries, all * queries][random.index(4)];
        let temperature = if is_on(4) { [0.7, 2.5, 0.1][random.index(3)] } else { 1.0 };
        // Numbers, a few of them, or nothing but what leaves out, in two ways; of which one has to be left a number.
        let kind = random.index(if temperature == 1.0 { 4 } else { 3 });
        let masked = |random: &mut Random| match (random.unit() < 0.2, kind) {
            (true, 3) => f32::MIN,
            (true, _) => f32::NEG_INFINITY,
            (false, 0) => random.normal(20.0),
            (false, 1) if random.unit() < 0.005 => random.normal(5.0),
            (false, _) => [0.0, -0.0][random.index(2)],
        };
        let mask = is_on(0).then(|| random.fill(mask_rows * keys, masked));
        let keep = (is_on(1) && mask.is_none())
            .then(|| (0..mask_rows * keys).map(|_| random.unit() < 0.7).collect());
        Self {
            x,
            dy,
            keys,
            queries,
            scale: if is_on(2) { [0.125, 0.08838835, -0.3, 1.7][random.index(4)] } else { 1.0 },
            cap: is_on(3).then(|| [5.0, 50.0][random.index(2)]),
            temperature,
            mask,
            keep,
            offset: random.index(keys) as isize - random.index(queries) as isize,
            causal: is_on(5),
            window: if is_on(6) {
                let mut end = || (random.unit() < 0.7).then(|| random.index(keys));
                (end(), end())
            } else {
                (None, None)
            },
            slopes: is_on(7).then(|| random.fill(heads, |random| random.uniform(0.01, 0.5))),
            sinks: is_on(8).then(|| random.fill(heads, |random| random.normal(10.0))),
            fully_masked: [FullyMasked::Nan, FullyMasked::Zeros][random.index(2)],
        }
    }

    pub(crate) fn softmax(&self) -> AttentionSoftmax<'_> {
        let mut softmax = AttentionSoftmax::rows_of(self.keys).queries(self.queries).scale(self.scale);
        softmax = softmax.temperature(self.temperature).offset(self.offset);
        softmax = softmax.window(self.window.0, self.window.1).fully_masked(self.fully_masked);
        if let Some(cap) = self.cap {
            softmax = softmax.soft_cap(cap);
        }
        if let Some(mask) = &self.mask {
            softmax = softmax.mask(mask);
        }
        if let Some(keep) = &self.keep {
            softmax = softmax.keep(keep);
        }
        if self.causal {
            softmax = softmax.causal(self.offset);
        }
        if let Some(slopes) = &self.slopes {
            softmax = softmax.slopes(slopes);
        }
        match &self.sinks {
            Some(sinks) => softmax.sinks(sinks),
            None => softmax,
        }
    }

    /// The logit of column `j` of a row, and what it grows with its score.
    fn logit(&self, row: usize, j: usize) -> (f64, f64) {
        let position = self.offset + (row % self.queries) as isize;
        let distance = j as isize - position;
        let (left, right) = self.window;
        let beyond = |limit: Option<usize>, by: isize| limit.is_some_and(|limit| by > limit as isize);
        if beyond(left, -distance) || beyond(right, distance) || self.causal && distance > 0 {
            return (f64::NEG_INFINITY, 0.0);
        }
        let at = row * self.keys + j;
        let (mut z, mut slope) = (f64::from(self.scale) * f64::from(self.x[at]), f64::from(self.scale));
        if let Some(cap) = self.cap {
            let cap = f64::from(cap);
            slope *= (z / cap).cosh().powi(-2);
            z = cap * (z / cap).tanh();
        }
        let mut bias = None;
        if let Some(mask) = &self.mask {
            bias = Some(mask[at % mask.len()]);
        }
        if let Some(keep) = &self.keep {
            bias = Some(if keep[at % keep.len()] { 0.0 } else { f32::NEG_INFINITY });
        }
        if let Some(slopes) = &self.slopes {
            let slope = -slopes[row / self.queries % slopes.len()] * distance.unsigned_abs() as f32;
            bias = Some(bias.map_or(slope, |bias| bias + slope));
        }
        let temperature = f64::from(self.temperature);
        ((z + f64::from(bias.unwrap_or(0.0))) / temperature, slope / temperature)
    }
}

/// The right answers; of a gradient with the greatest number that it is a difference of.
pub(crate) struct Book {
    pub(crate) p: Vec<f64>,
    pub(crate) dx: Vec<(f64, f64)>,
    pub(crate) dsinks: Vec<(f64, f64)>,
}

impl Book {
    pub(crate) fn of(options: &Options) -> Self {
        let sinks = options.sinks.as_deref().unwrap_or(&[]);
        let mut book = Self { p: vec![], dx: vec![], dsinks: vec![(0.0, 0.0); sinks.len()] };
        for row in 0..options.x.len() / options.keys {
            let head = row / options.queries % sinks.len().max(1);
            let sink =
                sinks.get(head).map_or(f64::NEG_INFINITY, |&s| f64::from(s) / f64::from(options.temperature));
            let logits: Vec<_> = (0..options.keys).map(|j| options.logit(row, j)).collect();
            let max = logits.iter().map(|&(z, _)| z).fold(sink, f64::max);
            let zeros = max == f64::NEG_INFINITY && options.fully_masked == FullyMasked::Zeros;
            let e: Vec<f64> =
                logits.iter().map(|&(z, _)| if zeros { 0.0 } else { (z - max).exp() }).collect();
            let sink = if sinks.is_empty() { 0.0 } else { (sink - max).exp() };
            let total = if zeros { 1.0 } else { e.iter().sum::<f64>() + sink };
            let dy = &options.dy[row * options.keys..];
            let mean: f64 = e.iter().zip(dy).map(|(e, &dy)| e / total * f64::from(dy)).sum();
            let size: f64 = e.iter().zip(dy).map(|(e, &dy)| e / total * f64::from(dy).abs()).sum();
            for (j, e) in e.iter().enumerate() {
                let (p, slope) = (e / total, logits[j].1);
                let dy = f64::from(dy[j]);
                book.p.push(p);
                book.dx.push((slope * p * (dy - mean), (slope * p).abs() * size.max(dy.abs())));
            }
            if let Some(dsink) = book.dsinks.get_mut(head) {
                dsink.0 -= sink / total * mean / f64::from(options.temperature);
                dsink.1 += sink / total * size / f64::from(options.temperature);
            }
        }
        book
    }
}
