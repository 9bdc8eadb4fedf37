//! What the losses of elements refuse: values outside of their domains, and parameters without a meaning.

use activ8::{
    Error, FixedGaussianNll, GaussianNll, HingeEmbedding, Huber, JensenShannon, JointLoss, Loss, PoissonNll,
    Quantile, SigmoidFocal, SmoothL1,
};

use crate::common::table::Domain;
use crate::common::tiers;
use crate::common::verbs::{Args, Call, verbs};

const INF: f32 = f32::INFINITY;
const NAN: f32 = f32::NAN;

/// Where PyTorch computes with targets of 0, or with negative counts, in silence.
#[test]
fn values_outside_of_their_domain() {
    for verb in verbs() {
        for argument in 0..2 {
            let (bad, good): (&[f32], f32) = match verb.domains[argument] {
                Domain::Sign => (&[0.0, 0.5, -2.0, INF, NAN], 1.0),
                Domain::Count => (&[-1.0, -f32::MIN_POSITIVE, -INF, NAN], 1.0),
                _ => continue,
            };
            for (&value, tier) in bad.iter().flat_map(|bad| tiers().into_iter().map(move |tier| (bad, tier)))
            {
                let mut values = [vec![good; 70], vec![good; 70]];
                (values[argument][50], values[argument][60]) = (value, value);
                let dy = vec![1.0; if verb.rows { 7 } else { 70 }];
                let args = Args { x: &values[0], second: &values[1], dy: &dy, ..Args::default() };
                let mut out = vec![7.0; if verb.rows && verb.verb == "forward_each" { 7 } else { 70 }];
                let what = format!("{}.{} on {tier}, {value} in argument {argument}", verb.op, verb.verb);
                match (verb.run)(Call::on(tier, 10), args, &mut out) {
                    Err(Error::Value { argument: name, index: 50, value: found, .. }) => {
                        assert_eq!(
                            (name, found.to_bits()),
                            (verb.names[argument], value.to_bits()),
                            "{what}"
                        );
                    }
                    other => panic!("{what}: {other:?}"),
                }
                assert!(out.iter().all(|&x| x == 7.0), "{what}: something was written");
            }
        }
    }
}

#[track_caller]
fn refused(loss: impl Loss, name: &str, bad: f32) {
    let (x, t) = ([0.5, 0.25], [1.0; 2]);
    let (mut each, mut gradient) = ([7.0; 2], [7.0; 2]);
    let errors = [
        loss.backward_each(&x, &t, &[1.0; 2], &mut gradient),
        loss.forward(&x, &t).map(drop),
        loss.forward_each(&x, &t, &mut each),
        loss.backward(&x, &t, &mut gradient),
        loss.forward_backward(&x, &t, &mut gradient).map(drop),
    ];
    for done in errors {
        match done {
            Err(Error::Parameter { argument, value, .. }) => {
                assert_eq!((argument, value.to_bits()), (name, bad.to_bits()), "the parameter");
            }
            other => panic!("{name} = {bad}: {other:?}"),
        }
    }
    assert_eq!((each, gradient), ([7.0; 2], [7.0; 2]), "nothing is written");
}

#[test]
fn parameters_without_a_meaning() {
    for bad in [0.0, -1.0, NAN, INF] {
        refused(Huber { delta: bad, ..Huber::default() }, "delta", bad);
        refused(PoissonNll { eps: bad, ..PoissonNll::default() }, "eps", bad);
        refused(FixedGaussianNll { eps: bad, ..FixedGaussianNll::of_variance(1.0) }, "eps", bad);
        let done = GaussianNll { eps: bad, ..GaussianNll::default() }.forward([&[0.0], &[1.0]], &[0.0]);
        assert!(matches!(done, Err(Error::Parameter { argument: "eps", .. })), "{done:?}");
    }
    for bad in [-1.0, -f32::MIN_POSITIVE, NAN] {
        refused(SmoothL1 { beta: bad, ..SmoothL1::default() }, "beta", bad);
        refused(FixedGaussianNll::of_variance(bad), "variance", bad);
    }
    for bad in [-0.5, 1.000_000_1, INF, NAN] {
        refused(JensenShannon::beta(bad), "beta", bad);
        refused(Quantile::of(bad), "q", bad);
        refused(SigmoidFocal { alpha: Some(bad), ..SigmoidFocal::default() }, "alpha", bad);
    }
    for bad in [-0.5, 16.5, INF, NAN] {
        refused(SigmoidFocal { gamma: bad, ..SigmoidFocal::default() }, "gamma", bad);
    }
    for bad in [INF, -INF, NAN] {
        refused(HingeEmbedding { margin: bad, ..HingeEmbedding::default() }, "margin", bad);
    }
}
