//! Calls over 16-bit floats, and those of options that the table of all verbs has not.

use activ8::{
    Activation, AttentionSoftmax, BinaryCrossEntropyWithLogits, CosineEmbedding, CrossEntropy, Elementwise,
    Elu, GateLayout, GatedActivation, GeGlu, Gelu, GumbelSoftmax, InfoNce, JointLoss, LinearCrossEntropy,
    LogSoftmax, LogSumExp, Loss, Mse, On, PRelu, RRelu, Router, Softmax, SoftmaxState, Softmin, Tier,
    TripletMargin, bf16,
};

/// What measures a call of a name.
type See<'a> = dyn FnMut(&'static str, &mut (dyn FnMut() + Send)) + 'a;

/// Calls `see` with each.
pub(crate) fn each(tier: Tier, rows: usize, row: usize, see: &mut See<'_>) {
    let n = rows * row;
    let x: Vec<bf16> = (0..n).map(|i| bf16::from_f32((i % 37) as f32 * 0.25 - 4.0)).collect();
    let (mut y, mut z) = (x.clone(), x.clone());

    macro_rules! measure {
        ($($what:literal $call:expr;)*) => {$(
            see($what, &mut || { $call.expect("valid input"); });
        )*};
    }
    macro_rules! activation {
        ($($what:literal $activation:expr;)*) => {$(
            let on = $activation.on(tier).expect("available");
            measure! {
                $what on.forward(&x, &mut y);
                $what on.forward_in_place(&mut y);
                $what on.backward(&x, &x, &mut y);
            }
        )*};
    }
    let numbers = |n: usize| (0..n).map(|i| (i % 5) as f32 * 0.5).collect::<Vec<f32>>();
    let (mask, keep) = (numbers(row), (0..row).map(|i| i % 3 > 0).collect::<Vec<_>>());
    let (bare, sinks) = (AttentionSoftmax::rows_of(row), numbers(rows));
    let full =
        bare.scale(0.5).soft_cap(30.0).temperature(0.7).slopes(&sinks).sinks(&sinks).window(Some(9), Some(9));
    activation! {
        "gelu" Gelu::Erf;
        "prelu" PRelu { weight: &mask, inner: 1 };
        "softmax" Softmax::rows_of(row);
        "log-softmax" LogSoftmax::rows_of(row);
        "softmin" Softmin::rows_of(row);
        "softmax along an axis" Softmax::along(row, 1);
        "log-softmax along an axis" LogSoftmax::along(row, rows);
        "softmin along an axis" Softmin::along(row, 1);
        "scaled softmax" bare.scale(0.5);
        "masked softmax" bare.scale(0.5).mask(&mask);
        "kept softmax" bare.keep(&keep);
        "frozen softmax" bare.temperature(0.0).mask(&mask);
        "full softmax" full.mask(&mask);
        "full and kept softmax" full.keep(&keep);
        "fast gelu" Gelu::Erf.fast();
        "fast elu" Elu::default().fast();
        "fast softmax" Softmax::rows_of(row).fast();
        "fast log-softmax" LogSoftmax::rows_of(row).fast();
        "streamed gelu" Gelu::Erf.streaming();
    }
    let (gelu, mut sums) = (Gelu::Erf.on(tier).expect("available"), vec![0.0; rows.max(row)]);
    let full = full.mask(&mask).on(tier).expect("available");
    measure! {
        "biased gelu" gelu.forward_biased(&x, &x[..row], &mut y);
        "biased gelu's gradient" gelu.backward_biased(&x, &x[..row], &x, &mut y);
        "gradient of sinks" full.backward_sinks(&x, &x, &mut sums[..rows]);
    }
    let gate = GeGlu::Erf.on(tier).expect("available");
    let half = n / 2;
    measure! {
        "geglu" gate.forward(&x, &x, &mut y);
        "geglu's gradients" gate.backward(&x, &x, &x, &mut y, &mut z);
        "packed geglu" gate.forward_packed(GateLayout::GatesFirst(2 * half), &x[..2 * half], &mut y[..half]);
        "packed geglu's gradient"
            gate.backward_packed(GateLayout::GatesFirst(2 * half), &x[..2 * half], &x[..half], &mut y[..2 * half]);
    }
    let slopes = PRelu { weight: &mask, inner: 1 }.on(tier).expect("available");
    let rrelu = RRelu::default().on(tier).expect("available");
    let sum = LogSumExp::rows_of(row).on(tier).expect("available");
    let columns = LogSumExp::along(rows, row).on(tier).expect("available");
    let gumbel = GumbelSoftmax::rows_of(row).on(tier).expect("available");
    let router = Router::top(2).of(row.min(1000)).on(tier).expect("available");
    let (routed, mut chosen) = (n / row.min(1000), vec![0; 2 * n]);
    let mut state = On::new(SoftmaxState { max: 0.5, sum: 1.5 }).on(tier).expect("available");
    measure! {
        "gradient of slopes" slopes.backward_weight(&x, &x, &mut sums[..row]);
        "rrelu's training" rrelu.forward_training(&x, &mut y, &mut z, || 0.5);
        "rrelu's gradient" rrelu.backward_training(&x, &z, &x, &mut y);
        "log-sum-exp" sum.forward(&x, &mut y[..rows]);
        "log-sum-exp's gradient" sum.backward(&x, &x[..rows], &mut y);
        "log-sum-exp along an axis" columns.forward(&x, &mut y[..row]);
        "log-sum-exp's gradient along an axis" columns.backward(&x, &x[..row], &mut y);
        "gumbel-softmax" gumbel.forward(&x, || 0.5, &mut y);
        "gumbel-softmax's gradient" gumbel.backward(&x, &x, &mut y);
        "router" router.route(
            &x[..routed * row.min(1000)], &mut chosen[..2 * routed], &mut sums_of(routed)[..]);
        "a stream's sum" state.update(&x);
    }
    losses(tier, rows, row, see);
}

/// Room for two weights of each of `rows`.
fn sums_of(rows: usize) -> Vec<f32> {
    vec![0.0; 2 * rows]
}

/// Losses of one input and of several.
fn losses(tier: Tier, rows: usize, row: usize, see: &mut See<'_>) {
    let n = rows * row;
    let x: Vec<bf16> = (0..n).map(|i| bf16::from_f32((i % 37) as f32 * 0.25 - 4.0)).collect();
    let labels: Vec<f32> = (0..n).map(|i| (i % 2) as f32).collect();
    let signs: Vec<f32> = (0..rows).map(|i| if i % 3 == 0 { 1.0 } else { -1.0 }).collect();
    let classes: Vec<i64> = (0..rows as i64).map(|i| i % row as i64).collect();
    let weight: Vec<f32> = (0..row).map(|i| 0.5 + (i % 3) as f32).collect();
    let [mut y, mut z, mut w] = [(); 3].map(|()| x.clone());
    macro_rules! loss {
        ($($what:literal $loss:expr, $target:expr, $losses:expr;)*) => {$(
            let on = $loss.on(tier).expect("available");
            see($what, &mut || { std::hint::black_box(on.forward(&x, $target).expect("valid input")); });
            see($what, &mut || on.forward_each(&x, $target, &mut y[..$losses]).expect("valid input"));
            see($what, &mut || { std::hint::black_box(on.forward_backward(&x, $target, &mut y).expect("valid input")); });
        )*};
    }
    loss! {
        "mse" Mse::default(), &x, n;
        "weighted binary cross-entropy"
            BinaryCrossEntropyWithLogits::default().weight(&weight).pos_weight(&weight), &labels, n;
        "cross-entropy" CrossEntropy::rows_of(row).weight(&weight).label_smoothing(0.1), &classes, rows;
        "cross-entropy with probabilities" CrossEntropy::rows_of(row).soft_cap(30.0), &labels, rows;
        "cross-entropy along an axis" CrossEntropy::along(row, rows).label_smoothing(0.1), &classes, rows;
        "capped cross-entropy along an axis" CrossEntropy::along(row, rows).soft_cap(30.0), &labels, rows;
        "fast cross-entropy" CrossEntropy::rows_of(row).fast(), &classes, rows;
    }
    let cosine = CosineEmbedding::dim(row).on(tier).expect("available");
    let triplet = TripletMargin::dim(row).on(tier).expect("available");
    let contrast = InfoNce::dim(row).on(tier).expect("available");
    let linear =
        LinearCrossEntropy::<i64>::dim(row, CrossEntropy::rows_of(rows)).on(tier).expect("available");
    let classes: Vec<i64> = (0..rows as i64).rev().collect();
    see("cosine embedding", &mut || {
        std::hint::black_box(
            cosine.forward_backward([&x, &x], &signs[..], [&mut y, &mut z]).expect("valid input"),
        );
    });
    see("triplet margin", &mut || {
        std::hint::black_box(
            triplet.forward_backward([&x, &x, &x], &(), [&mut y, &mut z, &mut w]).expect("valid input"),
        );
    });
    see("InfoNCE", &mut || {
        std::hint::black_box(
            contrast.forward_backward([&x, &x], &(), [&mut y, &mut z]).expect("valid input"),
        );
    });
    see("linear cross-entropy", &mut || {
        std::hint::black_box(
            linear.forward_backward([&x, &x], &classes[..], [&mut y, &mut z]).expect("valid input"),
        );
    });
}
