//! The losses of rows along any axis: those of the same rows side by side, and the same bits wherever a row lies.

mod edges;

use activ8::{CategoricalFocal, CrossEntropy, Loss, Nll, On, Reduction, Target, TargetType, Tier, bf16};

use crate::common::random::Random;
use crate::common::table::Domain;
use crate::common::table::along::{ALONG, Along, to_columns, to_rows};
use crate::common::table::losses::{Answer, Ask};
use crate::common::tiers;
use crate::common::ulp::ulp_error_at;

/// Tensors (outer, row, inner), of every kind of block.
const SHAPES: [[usize; 3]; 9] = [
    [1, 1, 2],
    [3, 2, 2],
    [2, 5, 3],
    [1, 33, 16],
    [2, 7, 17],
    [1, 10, 70],
    [5, 3, 300],
    [1, 130, 65],
    [2, 1000, 5],
];

/// Logits and targets of rows, classes being floats.
#[derive(Clone)]
struct Operands {
    x: Vec<f32>,
    t: Vec<f32>,
    row: usize,
}

impl Operands {
    fn draw(loss: &Along, rows: usize, row: usize) -> Self {
        let [x, t] = (loss.rows().draw)(&mut Random::new((rows * row) as u64), rows, row);
        Self { x, t, row }
    }

    fn rows(&self) -> usize {
        self.x.len() / self.row
    }

    /// Of matrices of so many columns.
    fn along(&self, loss: &Along, inner: usize) -> Self {
        let shape = [self.row, inner];
        let x = to_columns(&self.x, shape);
        let t = if is_of_classes(loss) { self.t.clone() } else { to_columns(&self.t, shape) };
        Self { x, t, row: self.row }
    }
}

fn is_of_classes(loss: &Along) -> bool {
    loss.rows().domains[1] == Domain::Class
}

/// All that the verbs give.
#[derive(Debug, PartialEq)]
struct Outcome {
    total: f32,
    each: Vec<f32>,
    gradient: Vec<f32>,
}

/// Runs all verbs of a loss along an axis, or of rows without an `inner`.
fn outcome(
    loss: &Along,
    (tier, parallel): (Tier, bool),
    reduction: Reduction,
    of: &Operands,
    inner: Option<usize>,
) -> Outcome {
    let classes: Vec<i64> = of.t.iter().map(|&class| class as i64).collect();
    let run = |answer, out: &mut [f32]| {
        let (input, target) = (&of.x[..], if is_of_classes(loss) { &[][..] } else { &of.t });
        let ask = Ask { tier: Some(tier), parallel, answer, input, target, classes: &classes, dy: &[], out };
        let done = match inner {
            Some(inner) => (loss.run)([of.row, inner], reduction, ask),
            None => (loss.rows().run)(of.row, reduction, ask),
        };
        done.unwrap_or_else(|error| panic!("{}: {error}", loss.name))
    };
    let (mut each, mut gradient, mut both) =
        (vec![7.0; of.rows()], vec![7.0; of.x.len()], vec![7.0; of.x.len()]);
    let total = run(Answer::Total, &mut []).expect("a value");
    run(Answer::Each, &mut each);
    run(Answer::Gradient, &mut gradient);
    assert_eq!(run(Answer::Both, &mut both), Some(total), "{}: the value with the gradient", loss.name);
    assert_eq!(both, gradient, "{}: the gradient with the value", loss.name);
    Outcome { total, each, gradient }
}

#[test]
fn losses_along_an_axis_are_those_of_the_same_rows() {
    for loss in ALONG {
        for [outer, row, inner] in SHAPES {
            let of = Operands::draw(loss, outer * inner, row);
            let laid_out = of.along(loss, inner);
            for tier in tiers() {
                let at = (tier, false);
                let rows = outcome(loss, at, Reduction::Mean, &of, None);
                let along = outcome(loss, at, Reduction::Mean, &laid_out, Some(inner));
                let gradient = to_rows(&along.gradient, [row, inner]);
                let close = |got: f32, want: f32, scale: f32, what: &str| {
                    let error = ulp_error_at(got, f64::from(want), f64::from(scale.abs()));
                    assert!(
                        error <= loss.differs,
                        "{what} of {}, {outer}×{row}×{inner} on {tier}: {got:e}, of rows {want:e}, {error}",
                        loss.name
                    );
                };
                close(along.total, rows.total, rows.total, "the mean");
                along.each.iter().zip(&rows.each).for_each(|(&got, &want)| close(got, want, want, "a loss"));
                // Of probabilities whose differences cancel, as large as the weight of a row.
                let size = 2.0 / of.rows() as f32;
                for (&got, &want) in gradient.iter().zip(&rows.gradient) {
                    close(got, want, want.abs().max(size), "a gradient");
                }
            }
        }
    }
}

/// The bits of a row do not depend on its neighbours, on its place, on the tier of a class, or on threads.
#[test]
fn a_row_has_the_same_bits_wherever_it_lies() {
    for loss in ALONG {
        for row in [3, 32, 40] {
            let of = Operands::draw(loss, 420, row);
            let mut classes_of_tiers: [Option<Outcome>; 2] = [None, None];
            for tier in tiers() {
                let found = outcome(loss, (tier, false), Reduction::Sum, &of.along(loss, 210), Some(210));
                let bits = to_rows(&found.gradient, [row, 210]);
                // Rows of few classes are laid out as columns.
                if row <= 32 && loss.name.starts_with("cross_entropy") {
                    let rows = outcome(loss, (tier, false), Reduction::Sum, &of, None);
                    assert_eq!(rows.each, found.each, "{}, rows of {row} on {tier}", loss.name);
                    assert_eq!(rows.gradient, bits, "{}, rows of {row} on {tier}", loss.name);
                }
                for inner in [2, 5, 70] {
                    let other =
                        outcome(loss, (tier, false), Reduction::Sum, &of.along(loss, inner), Some(inner));
                    let what = format!("{}, {inner} columns on {tier}", loss.name);
                    assert_eq!(other.each, found.each, "{what}");
                    assert_eq!(to_rows(&other.gradient, [row, inner]), bits, "{what}");
                }
                let first = classes_of_tiers[usize::from(tier.is_fused())].get_or_insert(Outcome { ..found });
                let found = outcome(loss, (tier, false), Reduction::Sum, &of.along(loss, 210), Some(210));
                assert_eq!(found, *first, "{} on {tier}", loss.name);
            }
        }
        #[cfg(feature = "rayon")]
        for [outer, inner] in [[40, 100], [3, 5000]] {
            let of = Operands::draw(loss, outer * inner, 11).along(loss, inner);
            let [serial, threads] = [false, true].map(|parallel| {
                outcome(loss, (Tier::active().expect("a tier"), parallel), Reduction::Mean, &of, Some(inner))
            });
            assert_eq!(threads, serial, "{} on threads", loss.name);
        }
    }
}

/// The gradient of each loss is its gradient in a sum, times a number of its own.
#[test]
fn gradients_of_each_loss_along_an_axis() {
    fn check<T: TargetType + Target<T>>(
        what: &str,
        loss: impl Loss<T>,
        [x, dy]: [&[f32]; 2],
        t: &[T],
        [row, inner]: [usize; 2],
    ) {
        for tier in tiers() {
            let on = On::new(loss).on(tier).expect("available");
            let [mut of_sum, mut ones, mut found] = [(); 3].map(|()| vec![7.0; x.len()]);
            on.backward(x, t, &mut of_sum).expect("valid input");
            on.backward_each(x, t, &vec![1.0; dy.len()], &mut ones).expect("valid input");
            assert_eq!(ones, of_sum, "{what} on {tier}");
            on.backward_each(x, t, dy, &mut found).expect("valid input");
            for (i, (&dx, &one)) in found.iter().zip(&ones).enumerate() {
                let dy = f64::from(dy[i / (row * inner) * inner + i % inner]);
                let want = f64::from(one) * dy;
                // Each is within 6 ULP of what is right, and dy costs one; of differences that cancel in those of a
                // term of the size of dy.
                let error = ulp_error_at(dx, want, want.abs().max(dy.abs() / 8.0));
                assert!(error <= 13.0, "[{i}] of {what} on {tier}: {dx:e}, want {want:e}, {error}");
                assert!(dy != 0.0 || dx == 0.0, "[{i}] of {what} on {tier}: {dx:e}");
            }
            let halves: Vec<bf16> = dy.iter().map(|&dy| bf16::from_f32(dy)).collect();
            on.backward_each(x, t, &halves, &mut found).expect("valid input");
            let wide: Vec<f32> = halves.iter().map(|dy| dy.to_f32()).collect();
            on.backward_each(x, t, &wide, &mut ones).expect("valid input");
            assert_eq!(found, ones, "{what} of halves on {tier}");
        }
    }
    for [outer, row, inner] in SHAPES {
        let shape = [row, inner];
        let mut random = Random::new((row * inner) as u64);
        let dy = random.fill(outer * inner, |random| [0.0, 1.0, random.normal(9.0)][random.index(3)]);
        let of = Operands::draw(&ALONG[0], outer * inner, row).along(&ALONG[0], inner);
        let classes: Vec<i64> = of.t.iter().map(|&class| class as i64).collect();
        let cross_entropy = CrossEntropy::along(row, inner).reduction(Reduction::Sum);
        check("cross-entropy", cross_entropy, [&of.x, &dy], &classes, shape);
        check("smoothed", cross_entropy.label_smoothing(0.25), [&of.x, &dy], &classes, shape);
        let nll = Nll::along(row, inner).reduction(Reduction::Sum);
        check("nll", nll, [&of.x, &dy], &classes, shape);
        let p: Vec<f32> = of.x.iter().map(|x| 1.0 / (1.0 + x.exp())).collect();
        check("soft", cross_entropy, [&of.x, &dy], &p, shape);
        let categorical = CategoricalFocal::along(row, inner).reduction(Reduction::Sum);
        check("categorical focal", categorical, [&p, &dy], &p, shape);
    }
}

#[test]
fn halves_along_an_axis_are_floats() {
    let of = Operands::draw(&ALONG[0], 38, 7).along(&ALONG[0], 19);
    let halves: Vec<bf16> = of.x.iter().map(|&x| bf16::from_f32(x)).collect();
    let wide: Vec<f32> = halves.iter().map(|x| x.to_f32()).collect();
    let classes: Vec<u8> = of.t.iter().map(|&class| class as u8).collect();
    let loss = CrossEntropy::along(7, 19);
    let (mut narrow, mut gradient) = (vec![bf16::ZERO; wide.len()], vec![7.0; wide.len()]);
    let value = loss.forward_backward(&halves, &classes, &mut narrow);
    assert_eq!(value, loss.forward_backward(&wide, &classes, &mut gradient));
    assert_eq!(narrow, gradient.iter().map(|&dx| bf16::from_f32(dx)).collect::<Vec<_>>());
    let p: Vec<bf16> = halves.iter().map(|x| bf16::from_f32(1.0 / (1.0 + x.to_f32().exp()))).collect();
    let wide: Vec<f32> = p.iter().map(|p| p.to_f32()).collect();
    let loss = CategoricalFocal::along(7, 19);
    let (mut narrow, mut each) = ([bf16::ZERO; 38], [7.0; 38]);
    assert_eq!(loss.forward_each(&p, &wide, &mut narrow), Ok(()));
    assert_eq!(loss.forward_each(&wide, &p, &mut each), Ok(()));
    assert_eq!(narrow, each.map(bf16::from_f32));
}
