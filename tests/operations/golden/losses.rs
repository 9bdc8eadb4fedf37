//! The losses: of each element or row, reduced in three ways, and their gradients.

use activ8::{Error, Loss, Reduction, Result, Target, TargetType};

use crate::common::golden::Golden;
use crate::common::table::losses::{self, Answer, Ask, Options, wide};
use crate::common::table::{Domain, classes};
use crate::common::{oracle, tiers};
use crate::golden::{Judge, Place};

/// A verb of a loss over rows of a length.
type Run<'a> = &'a dyn Fn(usize, Reduction, Ask<'_>) -> Result<Option<f32>>;

/// In whose ULP the errors of a loss and of its derivative are stated, from input and target: their
/// own, for which 0 stands, but for differences of terms.
type Scales<'a> = &'a dyn Fn(f64, f64) -> [f64; 2];

#[test]
fn losses_of_elements_agree_with_pytorch() {
    for row in losses::rows() {
        for &(file, parameters, bounds) in row.golden {
            let of_formula = wide(parameters);
            let scales = |x, t| (row.want)(&of_formula, x, t).map(|(_, scale)| scale.abs());
            check(
                file,
                Domain::Real,
                &|_, reduction, ask| (row.run)(&Options::of(parameters, reduction), ask),
                &scales,
                bounds,
            );
        }
    }
}

#[test]
fn losses_of_rows_agree_with_pytorch() {
    for row in classes::ROWS {
        for &(file, bounds) in row.golden {
            let of_logits =
                |x: f64, t: f64| [0.0, oracle::sigmoid(-x.abs()).max(if x > 0.0 { 1.0 - t } else { t })];
            let scales: Scales =
                if row.name == "multi_label_soft_margin" { &of_logits } else { &|_, _| [0.0; 2] };
            check(file, row.domains[1], &row.run, scales, bounds);
        }
    }
}

/// Compares a file: the losses and gradients within `bounds`, the reductions within 1 ULP.
fn check(
    file: &'static str,
    target: Domain,
    run: Run<'_>,
    scales: Scales<'_>,
    [bound, gradient_bound]: [f64; 2],
) {
    let (golden, mut judge) = (Golden::read(file), Judge::of(file));
    let x = golden.f32s("input");
    // A class stands on each line of its row.
    let of_classes = target == Domain::Class;
    let t: Vec<f32> = match of_classes {
        true => golden.classes("target").into_iter().map(|class| class as f32).collect(),
        false => golden.f32s("target"),
    };
    let [each, grad] = ["each_f64", "grad_f64"].map(|column| golden.f64s(column));
    for (tier, (row, range)) in
        tiers().into_iter().flat_map(|tier| golden.blocks().into_iter().map(move |b| (tier, b)))
    {
        let loss = |reduction, answer, x: &[f32], t: &[f32], out: &mut [f32]| {
            let classes: Vec<i64> =
                t.iter().step_by(row).filter(|_| of_classes).map(|&class| class as i64).collect();
            let tier = Some(tier);
            run(
                row,
                reduction,
                Ask { tier, parallel: false, answer, input: x, target: t, classes: &classes, dy: &[], out },
            )
        };
        let (mut kept, mut kept_x, mut kept_t) = (Vec::new(), Vec::new(), Vec::new());
        let count = range.len() / row;
        for at in range.step_by(row) {
            let (x, t) = (&x[at..at + row], &t[at..at + row]);
            if is_taken(loss(Reduction::Mean, Answer::Total, x, t, &mut [])) {
                kept.push(at);
                kept_x.extend_from_slice(x);
                kept_t.extend_from_slice(t);
            }
        }
        // The file's gradients are those of the mean over all, refused ones included.
        let batch = Reduction::BatchMean(count);
        let outcome =
            Outcome::by(|answer, out| loss(batch, answer, &kept_x, &kept_t, out), kept_x.len(), kept.len());
        for (i, at) in kept.iter().copied().enumerate() {
            let place = |column, i: usize| Place { tier, column, inputs: [x[i], t[i]] };
            let [scale, slope_scale] = scales(f64::from(x[at]), f64::from(t[at]));
            let want = [each[at], scale.max(each[at].abs())];
            judge.difference_of_terms(place("each", at), outcome.each[i], want, bound);
            for j in 0..row {
                let want = [grad[at + j], (slope_scale / count as f64).max(grad[at + j].abs())];
                judge.difference_of_terms(
                    place("grad", at + j),
                    outcome.gradient[i * row + j],
                    want,
                    gradient_bound,
                );
            }
        }
        if kept.len() == count {
            let suffix = golden.suffix(row);
            let batch = Reduction::BatchMean(golden.count(&format!("batch{suffix}")));
            for (column, reduction) in
                [("mean", Reduction::Mean), ("sum", Reduction::Sum), ("batchmean", batch)]
            {
                let (got, want) = (
                    loss(reduction, Answer::Total, &kept_x, &kept_t, &mut []),
                    golden.fact(&format!("{column}_f64{suffix}")),
                );
                let place = Place { tier, column, inputs: [row as f32, 0.0] };
                judge.difference_of_terms(
                    place,
                    got.expect("nothing to refuse").expect("a value"),
                    [want; 2],
                    1.0,
                );
            }
        }
    }
    judge.finish();
}

/// False where a probability is none, and refused: PyTorch answers some of these with NaN.
fn is_taken(loss: Result<Option<f32>>) -> bool {
    match loss {
        Ok(_) => true,
        Err(Error::Probability { value, .. }) if !(0.0..=1.0).contains(&value) => false,
        Err(error) => panic!("{error}"),
    }
}

/// What the verbs give.
pub(crate) struct Outcome {
    pub(crate) each: Vec<f32>,
    pub(crate) gradient: Vec<f32>,
}

impl Outcome {
    /// Of `count` losses; `forward` and `backward` must agree with `forward_backward`.
    pub(crate) fn of<T: TargetType + Target<T>, L: Loss<T>>(
        loss: L,
        x: &[f32],
        t: &[T],
        count: usize,
    ) -> Self {
        let run = |answer, out: &mut [f32]| match answer {
            Answer::Total => loss.forward(x, t).map(Some),
            Answer::Each => loss.forward_each(x, t, out).map(|()| None),
            Answer::Gradient => loss.backward(x, t, out).map(|()| None),
            Answer::Both => loss.forward_backward(x, t, out).map(Some),
            Answer::GradientOfEach => unreachable!("no test here asks for it"),
        };
        Self::by(run, x.len(), count)
    }

    /// The same of `len` elements, by a function that runs the verbs.
    fn by(run: impl Fn(Answer, &mut [f32]) -> Result<Option<f32>>, len: usize, count: usize) -> Self {
        let verb = |answer, len| {
            let mut out = vec![0.0; len];
            let value = run(answer, &mut out).expect("nothing to refuse");
            (out, value.unwrap_or_default())
        };
        let (each, gradient) = (verb(Answer::Each, count).0, verb(Answer::Gradient, len).0);
        let (total, (again, total_again)) = (verb(Answer::Total, 0).1, verb(Answer::Both, len));
        // Any NaN is the same as any other.
        let bits = |values: &[f32]| {
            values.iter().map(|v| if v.is_nan() { u32::MAX } else { v.to_bits() }).collect::<Vec<_>>()
        };
        assert_eq!(bits(&[total]), bits(&[total_again]), "forward {total}, forward_backward {total_again}");
        assert_eq!(bits(&gradient), bits(&again), "backward and forward_backward");
        Self { each, gradient }
    }
}
