//! The core's bits from operations that have no row in the core's table, of 16-bit floats.

use std::mem::MaybeUninit;

use activ8::{
    AttentionSoftmax, CrossEntropy, GumbelSoftmax, JointLoss, LinearCrossEntropy, LogSumExp, PRelu, RRelu,
    Router, SoftmaxState, bf16, f16,
};
use activ8_c::activ8_status::{self, ACTIV8_OK, ACTIV8_OVERLAP, ACTIV8_REFUSED};
use activ8_c::api::*;

const ROWS: usize = 6;
const ROW: usize = 8;
const N: usize = ROWS * ROW;

/// Numbers between −1 and 1, others for another seed.
fn floats(seed: usize) -> Vec<f32> {
    (0..N).map(|i| ((i * 37 + seed * 11) % 97) as f32 / 48.0 - 1.0).collect()
}

fn numbers<T>(of: fn(f32) -> T, seed: usize) -> Vec<T> {
    floats(seed).into_iter().map(of).collect()
}

/// The defaults that an initialiser sets.
fn defaults<P>(init: unsafe extern "C" fn(*mut P) -> activ8_status) -> P {
    let mut params = MaybeUninit::uninit();
    // SAFETY: the pointer is to what has the size and the alignment of the parameters.
    assert_eq!(unsafe { init(params.as_mut_ptr()) }, ACTIV8_OK, "an initialiser");
    // SAFETY: it has written them.
    unsafe { params.assume_init() }
}

/// What C and the core have written.
struct Pair<T> {
    found: Vec<T>,
    expected: Vec<T>,
}

impl<T: Copy + PartialEq + std::fmt::Debug> Pair<T> {
    fn new(of: fn(f32) -> T) -> Self {
        Self { found: numbers(of, 0), expected: numbers(of, 0) }
    }

    #[track_caller]
    fn check(&self, done: activ8_status) {
        assert_eq!((done, &self.found), (ACTIV8_OK, &self.expected), "C, and the core");
    }
}

macro_rules! halves {
    ($($test:ident: $half:ident {
        $log_sum_exp:ident $log_sum_exp_backward:ident $gumbel:ident $gumbel_backward:ident $router:ident
        $update:ident $attend:ident $training:ident $training_backward:ident $weight:ident $sinks:ident
        $linear:ident
    })*) => {$(
        #[test]
        fn $test() {
            let of = $half::from_f32;
            let [x, dy, more] = [1, 2, 3].map(|seed| numbers(of, seed));
            let (a, b, c, noise) = (x.as_ptr(), dy.as_ptr(), more.as_ptr(), floats(4));
            let (mut out, mut second) = (Pair::new(of), Pair::new(of));
            let drawn = || noise.iter().copied();

            // SAFETY: the pointers are to slices, which are as long as is said, and to parameters.
            let done = unsafe { $log_sum_exp(a, out.found.as_mut_ptr(), ROWS, ROW) };
            LogSumExp::rows_of(ROW).forward(&x, &mut out.expected[..ROWS]).expect("whole rows");
            out.check(done);
            // SAFETY: as above.
            let done = unsafe { $log_sum_exp_backward(a, b, out.found.as_mut_ptr(), ROWS, ROW) };
            let core = LogSumExp::rows_of(ROW);
            core.backward(&x, &dy[..ROWS], &mut out.expected).expect("whole rows");
            out.check(done);

            let mut params = defaults(activ8_gumbel_softmax_params_init);
            params.temperature = 0.5;
            let core = GumbelSoftmax::rows_of(ROW).temperature(0.5);
            // SAFETY: as above.
            let done = unsafe { $gumbel(a, noise.as_ptr(), out.found.as_mut_ptr(), ROWS, ROW, &params) };
            let mut draws = drawn();
            core.forward(&x, || draws.next().expect("enough"), &mut out.expected).expect("whole rows");
            out.check(done);
            // SAFETY: as above.
            let done = unsafe { $gumbel_backward(a, b, out.found.as_mut_ptr(), ROWS, ROW, &params) };
            core.backward(&x, &dy, &mut out.expected).expect("whole rows");
            out.check(done);
            params.temperature = 0.0;
            // SAFETY: as above.
            let done = unsafe { $gumbel_backward(a, b, out.found.as_mut_ptr(), ROWS, ROW, &params) };
            assert_eq!((done, &out.found), (ACTIV8_REFUSED, &out.expected));

            let (params, mut chosen, mut wanted) = (defaults(activ8_router_params_init), [0; 12], [0; 12]);
            let (indices, weights) = (chosen.as_mut_ptr(), out.found.as_mut_ptr());
            // SAFETY: as above.
            let done = unsafe { $router(a, indices, weights, ROWS, ROW, 2, &params) };
            let core = Router::top(2).of(ROW);
            core.route(&x, &mut wanted, &mut out.expected[..12]).expect("whole rows");
            out.check(done);
            assert_eq!(chosen, wanted, "experts");

            let (mut state, mut core) = (defaults(activ8_softmax_state_init), SoftmaxState::default());
            let mut sums = [[1.0; 3]; 2];
            // SAFETY: as above.
            let done = unsafe { $update(&mut state, a, N) };
            core.update(&x).expect("a tier");
            assert_eq!((done, SoftmaxState::from(state)), (ACTIV8_OK, core));
            let sum = sums[0].as_mut_ptr();
            // SAFETY: as above.
            let done = unsafe { $attend(&mut state, out.found.as_mut_ptr(), N, sum, 3) };
            core.attend(&mut out.expected, &mut sums[1]).expect("a tier");
            out.check(done);
            assert_eq!((SoftmaxState::from(state), sums[0]), (core, sums[1]));

            let params = defaults(activ8_rrelu_params_init);
            // SAFETY: as above.
            let done = unsafe {
                let (y, slopes) = (out.found.as_mut_ptr(), second.found.as_mut_ptr());
                $training(a, noise.as_ptr(), y, slopes, N, &params)
            };
            let (core, mut draws) = (RRelu::default(), drawn());
            let draw = || draws.next().expect("enough");
            core.forward_training(&x, &mut out.expected, &mut second.expected, draw).expect("one length");
            out.check(done);
            second.check(done);
            // SAFETY: as above.
            let done = unsafe { $training_backward(a, c, b, out.found.as_mut_ptr(), N) };
            core.backward_training(&x, &more, &dy, &mut out.expected).expect("one length");
            out.check(done);

            let (slopes, mut learned) = ([0.5, 0.25], [[7.0; 2]; 2]);
            // SAFETY: as above.
            let done = unsafe { $weight(a, b, learned[0].as_mut_ptr(), N, slopes.as_ptr(), 2, 4) };
            let core = PRelu { weight: &slopes, inner: 4 };
            core.backward_weight(&x, &dy, &mut learned[1]).expect("whole samples");
            assert_eq!((done, learned[0]), (ACTIV8_OK, learned[1]));
            let mut params = defaults(activ8_attention_softmax_params_init);
            (params.sinks, params.sinks_len) = (slopes.as_ptr(), 2);
            // SAFETY: as above.
            let done = unsafe { $sinks(a, b, learned[0].as_mut_ptr(), ROWS, ROW, &params) };
            let core = AttentionSoftmax::rows_of(ROW).sinks(&slopes);
            core.backward_sinks(&x, &dy, &mut learned[1]).expect("whole heads");
            assert_eq!((done, learned[0]), (ACTIV8_OK, learned[1]));

            let (params, classes) = (defaults(activ8_cross_entropy_params_init), [0, 1, 2, 3, -100, 5]);
            // SAFETY: as above.
            let done = unsafe {
                let (first, second) = (out.found.as_mut_ptr(), second.found.as_mut_ptr());
                $linear(a, b, classes.as_ptr(), ROWS, ROW, ROWS, &params, first, second)
            };
            let core = LinearCrossEntropy::<i64>::dim(ROW, CrossEntropy::rows_of(ROWS));
            let outs = [&mut out.expected[..], &mut second.expected[..]];
            JointLoss::<2>::backward(&core, [&x, &dy], &classes[..], outs).expect("classes");
            out.check(done);
            second.check(done);
            let same = out.found.as_mut_ptr();
            // SAFETY: as above.
            let done = unsafe { $linear(a, b, classes.as_ptr(), ROWS, ROW, ROWS, &params, same, same) };
            assert_eq!((done, &out.found), (ACTIV8_OVERLAP, &out.expected));
        }
    )*};
}

halves! {
    of_f16: f16 {
        activ8_log_sum_exp_f16 activ8_log_sum_exp_backward_f16 activ8_gumbel_softmax_f16
        activ8_gumbel_softmax_backward_f16 activ8_router_f16 activ8_softmax_state_update_f16
        activ8_softmax_state_attend_f16 activ8_rrelu_training_f16 activ8_rrelu_training_backward_f16
        activ8_prelu_backward_weight_f16 activ8_attention_softmax_backward_sinks_f16
        activ8_linear_cross_entropy_backward_f16
    }
    of_bf16: bf16 {
        activ8_log_sum_exp_bf16 activ8_log_sum_exp_backward_bf16 activ8_gumbel_softmax_bf16
        activ8_gumbel_softmax_backward_bf16 activ8_router_bf16 activ8_softmax_state_update_bf16
        activ8_softmax_state_attend_bf16 activ8_rrelu_training_bf16 activ8_rrelu_training_backward_bf16
        activ8_prelu_backward_weight_bf16 activ8_attention_softmax_backward_sinks_bf16
        activ8_linear_cross_entropy_backward_bf16
    }
}
