//! Random rows of every kind against f64: of any length and spread, with elements left out, and with gradients of
//! any size. `ACTIV8_ROW_CASES=100000 cargo test --release --test operations search` searches further.

use activ8::{
    Activation, AttentionSoftmax, GumbelSoftmax, LogSoftmax, LogSumExp, Result, Softmax, Softmin, Tier,
};

use crate::common::random::Random;
use crate::common::ulp::ulp_error_at;
use crate::common::{sparse, tiers};

/// The bounds of the documentation. That of a gradient is in ULP of the greatest of the terms that it is a difference
/// of.
const BOUNDS: [(&str, f64); 10] = [
    ("softmax", 2.0),
    ("log-softmax", 2.0),
    ("softmin", 2.0),
    ("log-sum-exp", 2.0),
    ("the gradient of softmax", 8.0),
    ("the gradient of log-softmax", 3.0),
    ("the gradient of softmin", 8.0),
    ("the gradient of log-sum-exp", 2.0),
    ("the gradient of scaled attention", 8.0),
    ("the gradient of Gumbel-softmax", 6.0),
];

pub(super) fn cases(default: u64) -> u64 {
    std::env::var("ACTIV8_ROW_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(default.div_ceil(sparse() as u64))
}

/// A row, a gradient for each of its elements, and what both are like.
pub(super) struct Row {
    pub(super) x: Vec<f32>,
    dy: Vec<f32>,
    pub(super) what: String,
}

pub(super) fn draw(seed: u64) -> Row {
    let mut random = Random::new(seed);
    let most = [2, 8, 40, 40, 70, 600, 600, 2500, 5000][random.index(9)];
    let most = if random.unit() < 0.01 { 40_000 } else { most };
    let len = 1 + random.index(most);
    let spread = 0.1 * 2000f64.powf(f64::from(random.unit()));
    let level = [0.0, 0.0, 150.0, -224.0, 250.0, -300.0, 1e4][random.index(7)];
    let mut x = random.fill(len, |random| level + random.normal(spread));
    let absent = [0.0, 0.0, 0.2, 0.95, 1.0][random.index(5)];
    let mask = [f32::NEG_INFINITY, f32::MIN, -1e9, -5000.0][random.index(4)];
    let kept = random.index(len);
    for (i, x) in x.iter_mut().enumerate() {
        if i != kept && random.unit() < absent {
            *x = mask;
        }
    }
    // One that has nearly all, and equal ones.
    match random.index(6) {
        0 => x[kept] += random.uniform(0.0, 130.0),
        1 => x.fill(level + 0.37),
        2 => {
            let (value, other) = (x[kept], random.index(len));
            x[other] = value;
        }
        _ => {}
    }
    let size = 2f32.powi(random.index(220) as i32 - 120);
    let kind = random.index(6);
    let hot = random.index(len);
    let dy = (0..len).map(|i| match kind {
        0 => size,
        1 => size * f32::from(u8::from(i == hot)),
        2 => {
            if i % 2 == 0 {
                size
            } else {
                -size
            }
        }
        3 => size * (random.normal(8.0)).exp2().min(1e4),
        _ => random.normal(1.0) * size,
    });
    let dy = dy.collect();
    let what = format!(
        "case {seed}: {len} elements, spread {spread}, level {level}, {absent} × {mask}, dy {kind} × {size:e}"
    );
    Row { x, dy, what }
}

/// The softmax of a row, e^x relative to the greatest being 0 below e^-126, where gradients take it so.
struct Book {
    p: Vec<f64>,
    least: f64,
    max: f64,
    log_sum: f64,
    mean: f64,
    mean_size: f64,
    sum: f64,
    sum_size: f64,
}

impl Book {
    fn of(x: &[f32], dy: &[f32], factor: f64) -> Self {
        let max = x.iter().map(|&x| factor * f64::from(x)).fold(f64::NEG_INFINITY, f64::max);
        let first = x.iter().position(|&x| factor * f64::from(x) == max);
        let e: Vec<f64> = x.iter().map(|&x| core_math::exp(factor * f64::from(x) - max)).collect();
        let rest: f64 = e.iter().enumerate().filter(|&(i, _)| Some(i) != first).map(|(_, e)| e).sum();
        let p: Vec<f64> = e.iter().map(|e| e / (1.0 + rest)).collect();
        let [mut mean, mut mean_size, mut sum, mut sum_size] = [0.0; 4];
        // From the first of the greatest, so that nothing of a confident row's is lost.
        let own = first.map_or(0.0, |first| f64::from(dy[first]));
        for (p, &dy) in p.iter().zip(dy) {
            let dy = f64::from(dy);
            mean += p * (dy - own);
            // What is subnormal is rounded before it enters the mean.
            mean_size += p.max(f64::from(f32::MIN_POSITIVE)) * dy.abs();
            sum += dy;
            sum_size += dy.abs();
        }
        let least = core_math::exp(-126.0) / (1.0 + rest);
        Self { p, least, max, log_sum: core_math::log1p(rest), mean: own + mean, mean_size, sum, sum_size }
    }

    /// Whether a probability does, beside the greatest.
    fn counts(&self, p: f64) -> bool {
        p > self.least * 1.001
    }

    /// The scale of a 0 in whose place, at the border, a number is right, too.
    fn border(&self, p: f64) -> f64 {
        if p > self.least * 0.999 { f64::MAX } else { 0.0 }
    }

    /// Of softmax, and the greatest term.
    fn slope(&self, i: usize, dy: f32) -> (f64, f64) {
        let (p, dy) = (self.p[i], f64::from(dy));
        if !self.counts(p) {
            return (0.0, self.border(p));
        }
        (p * (dy - self.mean), p * self.mean_size.max(dy.abs()))
    }

    /// Of its logarithm.
    fn log_slope(&self, i: usize, dy: f32) -> (f64, f64) {
        let (p, dy) = (self.p[i], f64::from(dy));
        let p = if self.counts(p) { p } else { 0.0 };
        (dy - p * self.sum, dy.abs().max(p * self.sum_size))
    }
}

/// An output of the library by a verb.
fn out(tier: Tier, len: usize, what: &str, verb: impl FnOnce(Tier, &mut [f32]) -> Result<()>) -> Vec<f32> {
    let mut out = vec![7.0; len];
    verb(tier, &mut out).unwrap_or_else(|error| panic!("{what}: {error}"));
    out
}

/// The greatest errors of each kind, and where.
type Worst = [(f64, String); BOUNDS.len()];

fn see(
    worst: &mut Worst,
    kind: usize,
    got: &[f32],
    want: impl Fn(usize) -> (f64, f64),
    what: &str,
    tier: Tier,
) {
    for (i, &got) in got.iter().enumerate() {
        let (want, scale) = want(i);
        let error = ulp_error_at(got, want, scale);
        if error > worst[kind].0 {
            let (name, _) = BOUNDS[kind];
            worst[kind] =
                (error, format!("{name} [{i}] on {tier}, {what}: {got:e}, want {want:e} of {scale:e}"));
        }
    }
}

fn judge(worst: &mut Worst, Row { x, dy, what }: &Row, tier: Tier) {
    let row = x.len();
    let book = Book::of(x, dy, 1.0);
    let out = |verb: &dyn Fn(Tier, &mut [f32]) -> Result<()>| out(tier, row, what, verb);
    let on = Softmax::rows_of(row);
    let p = |i: usize| (book.p[i], book.p[i]);
    let log = |i: usize| {
        let log = (f64::from(x[i]) - book.max) - book.log_sum;
        (log, log)
    };
    let slope = |i: usize| book.slope(i, dy[i]);
    let log_slope = |i: usize| book.log_slope(i, dy[i]);
    see(worst, 0, &out(&|tier, y| on.on(tier)?.forward(x, y)), p, what, tier);
    see(worst, 4, &out(&|tier, y| on.on(tier)?.backward(x, dy, y)), slope, what, tier);
    let on = LogSoftmax::rows_of(row);
    see(worst, 1, &out(&|tier, y| on.on(tier)?.forward(x, y)), log, what, tier);
    see(worst, 5, &out(&|tier, y| on.on(tier)?.backward(x, dy, y)), log_slope, what, tier);

    // Along an axis, with other columns beside it.
    let inner = 1 + row % 21;
    let wide = |of: &[f32]| -> Vec<f32> {
        (0..row * inner).map(|i| if i % inner == inner / 2 { of[i / inner] } else { 0.5 }).collect()
    };
    let [wide_x, wide_dy] = [wide(x), wide(dy)];
    let column = |verb: &dyn Fn(&mut [f32]) -> Result<()>| {
        let mut y = vec![7.0; wide_x.len()];
        verb(&mut y).unwrap_or_else(|error| panic!("{what}: {error}"));
        y.into_iter().skip(inner / 2).step_by(inner).collect::<Vec<f32>>()
    };
    let what_along = &format!("along, {what}");
    let on = Softmax::along(row, inner).on(tier).expect("available");
    see(worst, 0, &column(&|y| on.forward(&wide_x, y)), p, what_along, tier);
    see(worst, 4, &column(&|y| on.backward(&wide_x, &wide_dy, y)), slope, what_along, tier);
    let on = LogSoftmax::along(row, inner).on(tier).expect("available");
    see(worst, 1, &column(&|y| on.forward(&wide_x, y)), log, what_along, tier);
    see(worst, 5, &column(&|y| on.backward(&wide_x, &wide_dy, y)), log_slope, what_along, tier);

    let on = LogSumExp::rows_of(row).on(tier).expect("available");
    let mut y = [7.0];
    on.forward(x, &mut y).expect("a row");
    let size = book.max.abs().max(book.log_sum);
    let sum = |_| (book.max + book.log_sum, size);
    see(worst, 3, &y, sum, what, tier);
    let slope = out(&|_, dx| on.backward(x, &dy[..1], dx));
    let of_dy = |i: usize| {
        let want = book.p[i] * f64::from(dy[0]);
        if book.counts(book.p[i]) { (want, want) } else { (0.0, book.border(book.p[i])) }
    };
    see(worst, 7, &slope, of_dy, what, tier);
    let on = LogSumExp::along(row, inner).on(tier).expect("available");
    let mut y = vec![7.0; inner];
    on.forward(&wide_x, &mut y).expect("a matrix");
    see(worst, 3, &y[inner / 2..=inner / 2], sum, what_along, tier);
    see(worst, 7, &column(&|dx| on.backward(&wide_x, &wide_dy[..inner], dx)), of_dy, what_along, tier);

    let minus: Vec<f32> = x.iter().map(|x| -x).collect();
    let on = Softmin::rows_of(row).on(tier).expect("available");
    see(worst, 2, &out(&|_, y| on.forward(&minus, y)), p, what, tier);
    let minus_slope = |i: usize| {
        let (slope, size) = book.slope(i, dy[i]);
        (-slope, size)
    };
    see(worst, 6, &out(&|_, y| on.backward(&minus, dy, y)), minus_slope, what, tier);
    let (on, wide_minus) = (Softmin::along(row, inner).on(tier).expect("available"), wide(&minus));
    see(worst, 2, &column(&|y| on.forward(&wide_minus, y)), p, what_along, tier);
    see(worst, 6, &column(&|y| on.backward(&wide_minus, &wide_dy, y)), minus_slope, what_along, tier);

    // Powers of two, so that logits are exact in f64.
    let scale = [0.125, 0.5, 4.0][row % 3];
    let scaled = Book::of(x, dy, scale.into());
    let on = AttentionSoftmax::rows_of(row).scale(scale).on(tier).expect("available");
    let slope = |i: usize| {
        let (slope, size) = scaled.slope(i, dy[i]);
        (f64::from(scale) * slope, f64::from(scale) * size)
    };
    see(worst, 8, &out(&|_, y| on.backward(x, dy, y)), slope, what, tier);

    let y = out(&|tier, y| Softmax::rows_of(row).on(tier)?.forward(x, y));
    let temperature = [0.3, 1.0, 7.5][row % 3];
    let on = GumbelSoftmax::rows_of(row).temperature(temperature).on(tier).expect("available");
    let terms = || y.iter().zip(dy).map(|(&y, &dy)| (f64::from(y), f64::from(dy)));
    let mean: f64 = terms().map(|(y, dy)| y * dy).sum();
    let size: f64 = terms().map(|(y, dy)| y.max(f64::from(f32::MIN_POSITIVE)) * dy.abs()).sum();
    let slope = |i: usize| {
        let (y, dy) = (f64::from(y[i]) / f64::from(temperature), f64::from(dy[i]));
        (y * (dy - mean), y * size.max(dy.abs()))
    };
    see(worst, 9, &out(&|_, dx| on.backward(&y, dy, dx)), slope, what, tier);
}

#[test]
fn random_rows_are_within_the_bounds_on_every_tier() {
    let mut worst: Worst = std::array::from_fn(|_| (0.0, String::new()));
    for seed in 0..cases(1500) {
        let row = draw(seed);
        tiers().into_iter().for_each(|tier| judge(&mut worst, &row, tier));
    }
    for (error, what) in &worst {
        println!("{error:.3} ULP: {what}");
    }
    for ((error, what), (name, bound)) in worst.iter().zip(BOUNDS) {
        assert!(*error <= bound, "{name}, bound {bound}: {error}, {what}");
    }
}
