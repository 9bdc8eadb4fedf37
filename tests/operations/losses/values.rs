//! Every loss and its gradients within the bounds that its documentation states.

use activ8::{Result, Tier};
use rayon::prelude::*;

use crate::common::random::Random;
use crate::common::table::losses::{self, Want, times};
use crate::common::tiers;
use crate::common::ulp::ulp_error_at;
use crate::losses::{elements, rows, search, several, vectors};

/// A loss with bounds of each loss and of each gradient, as documented: on tiers that fuse multiply-add, and on
/// others.
pub(crate) struct Bounded {
    pub(crate) name: &'static str,
    pub(crate) value: [f64; 2],
    pub(crate) gradient: [f64; 2],
    pub(crate) draw: fn(&mut Random, usize) -> Drawn,
}

/// What a loss writes: each loss, and the gradients of the reduced one; or those of each loss times its number, alone.
pub(crate) type Run = Box<dyn Fn(Tier, Option<&[f32]>, &mut [f32], &mut [Vec<f32>]) -> Result<()>>;

/// A loss with random parameters and operands.
pub(crate) struct Drawn {
    /// The parameters.
    pub(crate) what: String,
    pub(crate) run: Run,
    /// The operands, for a report.
    pub(crate) operands: Vec<Vec<f32>>,
    pub(crate) losses: Vec<Want>,
    pub(crate) gradients: Vec<Vec<Want>>,
    /// What each loss counts in the reduced one.
    pub(crate) factor: f64,
    /// Bounds of the loss and of the gradient, where they depend on the parameters, by class of tier.
    pub(crate) bounds: Option<[[f64; 2]; 2]>,
}

impl Drawn {
    /// The gradients of each loss times a number of its own; those that are no normal numbers before it in the ULP of the
    /// least one.
    fn gradients_of_each(&self, dy: &[f32]) -> Vec<Vec<Want>> {
        let scaled = |wants: &Vec<Want>| {
            let of_loss = wants.len() / dy.len();
            let each = wants.iter().enumerate();
            let of_element = |(i, want): (usize, &Want)| {
                let dy = f64::from(dy[i / of_loss]);
                let (want, scale) = times(*want, dy / self.factor);
                (want, scale.abs().max(dy.abs() * f64::from(f32::MIN_POSITIVE)))
            };
            each.map(of_element).collect()
        };
        self.gradients.iter().map(scaled).collect()
    }

    /// The same with these bounds.
    pub(crate) fn within(self, loss: f64, gradient: f64) -> Self {
        Self { bounds: Some([[loss, gradient]; 2]), ..self }
    }
}

/// Elements of a case.
const LEN: usize = 500;

#[test]
fn every_loss_and_gradient_is_within_its_bound() {
    type Draw = Box<dyn Fn(&mut Random, usize) -> Drawn + Send + Sync>;
    let of_table = losses::rows().map(|row| {
        let draw: Draw = Box::new(move |random, len| elements::draw(row, random, len));
        (row.name(), draw, [[f64::NAN; 2]; 2])
    });
    let of_others = [rows::LOSSES, several::LOSSES, vectors::LOSSES].into_iter().flatten().map(|of| {
        let draw: Draw = Box::new(of.draw);
        (of.name, draw, [of.value, of.gradient])
    });
    let all: Vec<_> = of_table.chain(of_others).collect();
    let failures = all.par_iter().flat_map_iter(|(name, draw, [of_value, of_gradients])| {
        let mut worst = [[0.0f64; 2]; 2];
        let mut failed = [None, None];
        search(200, |random| {
            let case = draw(random, LEN);
            let dy = random
                .fill(case.losses.len(), |random| random.normal(1.0) * random.uniform(-20.0, 20.0).exp2());
            for tier in tiers() {
                let mut each = vec![7.0; case.losses.len()];
                let mut gradients: Vec<_> = case.gradients.iter().map(|g| vec![7.0; g.len()]).collect();
                (case.run)(tier, None, &mut each, &mut gradients).expect("good input");
                let class = usize::from(!tier.is_fused());
                let mut judge = |of_gradient: usize,
                                 bound: [f64; 2],
                                 more: f64,
                                 got: &[f32],
                                 wants: &[Want]| {
                    let bound = case.bounds.map_or(bound, |bounds| bounds.map(|bounds| bounds[of_gradient]));
                    let bound = bound.map(|bound| bound + more);
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
                                name,
                                case.what,
                                case.operands.iter().filter_map(|x| x.get(i)).collect::<Vec<_>>(),
                                bound[class]
                            ));
                        }
                    }
                };
                judge(0, *of_value, 0.0, &each, &case.losses);
                for (got, wants) in gradients.iter().zip(&case.gradients) {
                    judge(1, *of_gradients, 0.0, got, wants);
                }
                (case.run)(tier, Some(&dy), &mut [], &mut gradients).expect("good input");
                for (got, wants) in gradients.iter().zip(&case.gradients_of_each(&dy)) {
                    judge(1, *of_gradients, 1.0, got, wants);
                }
            }
        });
        println!("{name:<24} {worst:.3?}, bounds {of_value:?} {of_gradients:?}");
        failed.into_iter().flatten()
    });
    let failures: Vec<String> = failures.collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
