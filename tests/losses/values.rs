//! Every loss and its gradients within the bounds that its documentation states.

use activ8::{Loss, On, Result, Tier};

use crate::random::Random;
use crate::ulp::ulp_error_at;
use crate::{distances, labels, likelihoods, rows, search, tiers, vectors};

/// What is right, and the number in whose ULP an error is stated: itself, or the greatest of the terms that it is a
/// sum of.
pub(crate) type Want = (f64, f64);

/// A number that nothing cancels in.
pub(crate) fn itself(x: f64) -> Want {
    (x, x)
}

/// A sum, and the greatest of its terms, or it where that is greater.
pub(crate) fn sum_of<const N: usize>(terms: [f64; N]) -> Want {
    let sum = terms.iter().sum::<f64>();
    (sum, terms.iter().fold(sum.abs(), |max, term| max.max(term.abs())))
}

/// A loss with bounds of each loss and of each gradient, as documented: on tiers that fuse multiply-add, and on
/// others.
pub(crate) struct Bounded {
    pub(crate) name: &'static str,
    pub(crate) value: [f64; 2],
    pub(crate) gradient: [f64; 2],
    pub(crate) draw: fn(&mut Random, usize) -> Drawn,
}

/// What a loss writes: each loss, and the gradients.
pub(crate) type Run = Box<dyn Fn(Tier, &mut [f32], &mut [Vec<f32>]) -> Result<()>>;

/// A loss with random parameters and operands.
pub(crate) struct Drawn {
    /// The parameters.
    pub(crate) what: String,
    pub(crate) run: Run,
    /// The operands, for a report.
    pub(crate) operands: Vec<Vec<f32>>,
    pub(crate) losses: Vec<Want>,
    pub(crate) gradients: Vec<Vec<Want>>,
    /// Bounds of the loss and of the gradient, where they depend on the parameters.
    pub(crate) bounds: Option<[f64; 2]>,
}

impl Drawn {
    /// The same with these bounds.
    pub(crate) fn within(self, loss: f64, gradient: f64) -> Self {
        Self { bounds: Some([loss, gradient]), ..self }
    }
}

/// A loss of `x` and `t`, whose losses and gradients are `want`ed by number.
pub(crate) fn of_two<L: Loss + 'static>(
    what: String,
    on: impl Fn(Tier) -> Result<On<L>> + 'static,
    [x, t]: [Vec<f32>; 2],
    want: impl Fn(usize) -> [Want; 2],
) -> Drawn {
    let wants: Vec<_> = (0..x.len()).map(want).collect();
    Drawn {
        what,
        operands: vec![x.clone(), t.clone()],
        run: Box::new(move |tier, each, gradients| {
            let loss = on(tier)?;
            loss.forward_each(&x, &t, each)?;
            loss.backward(&x, &t, &mut gradients[0])
        }),
        losses: wants.iter().map(|&[loss, _]| loss).collect(),
        gradients: vec![wants.iter().map(|&[_, gradient]| gradient).collect()],
        bounds: None,
    }
}

/// Elements of a case.
const LEN: usize = 500;

#[test]
fn every_loss_and_gradient_is_within_its_bound() {
    let mut failures = Vec::new();
    let all = [distances::LOSSES, labels::LOSSES, likelihoods::LOSSES, rows::LOSSES, vectors::LOSSES];
    for of in all.into_iter().flatten() {
        let mut worst = [[0.0f64; 2]; 2];
        let mut failed = [None, None];
        search(200, |random| {
            let case = (of.draw)(random, LEN);
            for tier in tiers() {
                let mut each = vec![7.0; case.losses.len()];
                let mut gradients: Vec<_> = case.gradients.iter().map(|g| vec![7.0; g.len()]).collect();
                (case.run)(tier, &mut each, &mut gradients).expect("good input");
                let class = usize::from(!tier.is_fused());
                let mut judge = |of_gradient: usize, bound: [f64; 2], got: &[f32], wants: &[Want]| {
                    let bound = case.bounds.map_or(bound, |bounds| [bounds[of_gradient]; 2]);
                    for (i, (&got, &(want, scale))) in got.iter().zip(wants).enumerate() {
                        // A want of NaN says nothing.
                        let off = if want.is_nan() { 0.0 } else { ulp_error_at(got, want, scale) };
                        let worst = &mut worst[of_gradient][class];
                        *worst = worst.max(off);
                        if off > bound[class] && *worst == off {
                            let which = ["value", "gradient"][of_gradient];
                            failed[of_gradient] = Some(format!(
                                "{} with {}, {which} of {:?} on {tier}: {got:e}, want {want:e}, {off:.3} ULP \
                                 of {scale:e}, bound {}",
                                of.name,
                                case.what,
                                case.operands.iter().filter_map(|x| x.get(i)).collect::<Vec<_>>(),
                                bound[class]
                            ));
                        }
                    }
                };
                judge(0, of.value, &each, &case.losses);
                for (got, wants) in gradients.iter().zip(&case.gradients) {
                    judge(1, of.gradient, got, wants);
                }
            }
        });
        println!("{:<24} {worst:.3?}, bounds {:?} {:?}", of.name, of.value, of.gradient);
        failures.extend(failed.into_iter().flatten());
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
