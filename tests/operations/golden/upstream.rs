//! The gradient of each loss times a number of its own: what PyTorch's autograd gives for reduction "none".

use activ8::*;

use crate::common::golden::Golden;
use crate::common::tiers;
use crate::common::ulp::ulp_error_at;

/// What the file holds of a case.
struct Case<'a> {
    golden: &'a Golden,
    name: &'static str,
}

impl Case<'_> {
    fn f64s(&self, key: &str) -> Vec<f64> {
        self.golden.facts(&format!("{}.{key}", self.name))
    }

    fn f32s(&self, key: &str) -> Vec<f32> {
        self.f64s(key).into_iter().map(|x| x as f32).collect()
    }

    fn classes(&self) -> Vec<i64> {
        self.f64s("target").into_iter().map(|class| class as i64).collect()
    }

    fn of(&self, loss: impl Loss, tier: Tier) -> Result<Vec<Vec<f32>>> {
        let (x, mut gradient) = (self.f32s("x0"), self.f32s("x0"));
        On::new(loss).on(tier)?.backward_each(&x, &self.f32s("target"), &self.f32s("dy"), &mut gradient)?;
        Ok(vec![gradient])
    }

    fn of_classes(&self, loss: impl Loss<i64>, tier: Tier) -> Result<Vec<Vec<f32>>> {
        let (x, mut gradient) = (self.f32s("x0"), self.f32s("x0"));
        On::new(loss).on(tier)?.backward_each(&x, &self.classes(), &self.f32s("dy"), &mut gradient)?;
        Ok(vec![gradient])
    }

    fn of_inputs<const N: usize, L: JointLoss<N>>(
        &self,
        loss: L,
        tier: Tier,
        target: &(impl Targets<L::Target> + ?Sized),
    ) -> Result<Vec<Vec<f32>>> {
        let x: [Vec<f32>; N] = std::array::from_fn(|i| self.f32s(&format!("x{i}")));
        let mut gradients = x.clone();
        let outs = gradients.each_mut().map(|gradient| &mut gradient[..]);
        let loss = On::new(loss).on(tier)?;
        loss.backward_each(x.each_ref().map(|x| &x[..]), target, &self.f32s("dy"), outs)?;
        Ok(gradients.into())
    }
}

/// How near the gradients are.
#[derive(Clone, Copy, PartialEq)]
enum Near {
    /// Within so many ULP of the greatest element for their loss.
    InRow(f64),
    /// Within so many ULP of the greatest element of all: elements are sums over losses, or stand apart.
    InAll(f64),
}
use Near::{InAll, InRow};

type Run = fn(&Case<'_>, Tier) -> Result<Vec<Vec<f32>>>;

const CASES: [(&str, Near, Run); 30] = [
    ("mse", InRow(2.0), |case, tier| case.of(Mse::default(), tier)),
    ("mse_weight", InRow(2.5), |case, tier| case.of(Mse::default().weight(&case.f32s("weight")), tier)),
    ("l1", InRow(0.5), |case, tier| case.of(L1::default(), tier)),
    ("l1_weight", InRow(1.0), |case, tier| case.of(L1::default().weight(&case.f32s("weight")), tier)),
    ("huber", InRow(2.0), |case, tier| case.of(Huber::default(), tier)),
    ("huber_weight", InRow(2.5), |case, tier| case.of(Huber::default().weight(&case.f32s("weight")), tier)),
    ("smooth_l1", InRow(2.5), |case, tier| case.of(SmoothL1 { beta: 0.5, ..SmoothL1::default() }, tier)),
    ("bce", InRow(4.0), |case, tier| case.of(BinaryCrossEntropy::default(), tier)),
    ("bce_weight", InRow(4.0), |case, tier| {
        case.of(BinaryCrossEntropy::default().weight(&case.f32s("weight")), tier)
    }),
    ("bce_with_logits", InAll(4.0), |case, tier| case.of(BinaryCrossEntropyWithLogits::default(), tier)),
    ("bce_with_logits_weight", InAll(4.0), |case, tier| {
        let (weight, positive) = (case.f32s("weight"), case.f32s("pos_weight"));
        case.of(BinaryCrossEntropyWithLogits::default().weight(&weight).pos_weight(&positive), tier)
    }),
    ("poisson_nll", InAll(4.0), |case, tier| case.of(PoissonNll::default(), tier)),
    ("kl_div", InRow(1.0), |case, tier| case.of(KlDivergence::log_probabilities(), tier)),
    ("kl_div_log_target", InRow(2.0), |case, tier| {
        case.of(KlDivergence::log_probabilities().log_target(true), tier)
    }),
    ("hinge_embedding", InRow(0.5), |case, tier| case.of(HingeEmbedding::default(), tier)),
    ("soft_margin", InRow(3.0), |case, tier| case.of(SoftMargin::default(), tier)),
    ("margin_ranking", InRow(0.5), |case, tier| {
        case.of_inputs(MarginRanking::margin(0.25), tier, &case.f32s("target")[..])
    }),
    ("gaussian_nll", InAll(6.0), |case, tier| {
        case.of_inputs(GaussianNll::default(), tier, &case.f32s("target")[..])
    }),
    ("cross_entropy", InRow(4.0), |case, tier| case.of_classes(CrossEntropy::rows_of(7), tier)),
    ("cross_entropy_options", InRow(5.0), |case, tier| {
        let weight = case.f32s("weight");
        case.of_classes(CrossEntropy::rows_of(7).weight(&weight).label_smoothing(0.125), tier)
    }),
    ("cross_entropy_soft", InRow(5.0), |case, tier| {
        let weight = case.f32s("weight");
        case.of(CrossEntropy::rows_of(7).weight(&weight).label_smoothing(0.125), tier)
    }),
    ("nll", InRow(1.0), |case, tier| case.of_classes(Nll::rows_of(7).weight(&case.f32s("weight")), tier)),
    ("multi_margin", InRow(4.0), |case, tier| {
        case.of_classes(MultiMargin::rows_of(7).p(2).weight(&case.f32s("weight")), tier)
    }),
    ("multi_label_margin", InRow(1.0), |case, tier| case.of_classes(MultiLabelMargin::rows_of(7), tier)),
    ("multi_label_soft_margin", InRow(5.0), |case, tier| {
        case.of(MultiLabelSoftMargin::rows_of(7).weight(&case.f32s("weight")), tier)
    }),
    ("cosine_embedding", InRow(8.0), |case, tier| {
        case.of_inputs(CosineEmbedding::dim(7).margin(-0.5), tier, &case.f32s("target")[..])
    }),
    ("triplet_margin", InRow(8.0), |case, tier| {
        case.of_inputs::<3, _>(TripletMargin::dim(7).swap(true), tier, &())
    }),
    ("linear_cross_entropy", InAll(16.0), |case, tier| {
        let loss = LinearCrossEntropy::dim(5, CrossEntropy::rows_of(7));
        case.of_inputs::<3, _>(loss, tier, &case.classes()[..])
    }),
    ("info_nce", InAll(16.0), |case, tier| {
        case.of_inputs::<2, _>(InfoNce::dim(7).symmetric(true), tier, &())
    }),
    ("ctc", InAll(4.0), |case, tier| case.of_classes(Ctc::new(5, &[9, 8, 5], &[2, 3, 1]), tier)),
];

#[test]
fn upstream_gradients_agree_with_pytorch() {
    let golden = Golden::read("upstream");
    assert_eq!(golden.count("cases"), CASES.len(), "cases of the file");
    let mut wrong = Vec::new();
    for tier in tiers() {
        for (name, near, run) in CASES {
            let case = Case { golden: &golden, name };
            let dy = case.f64s("dy");
            for (i, got) in run(&case, tier).expect("good input").iter().enumerate() {
                let want = case.f64s(&format!("g{i}"));
                assert_eq!(got.len(), want.len(), "{name}, gradient {i}");
                let (of_loss, bound) = match near {
                    InRow(bound) => (want.len() / dy.len(), bound),
                    InAll(bound) => (want.len(), bound),
                };
                let rows = got.chunks_exact(of_loss).zip(want.chunks_exact(of_loss));
                for (row, (got, want)) in rows.enumerate() {
                    let greatest = want.iter().fold(0.0f64, |max, want| max.max(want.abs()));
                    for (j, (&got, &want)) in got.iter().zip(want).enumerate() {
                        let off = ulp_error_at(got, want, greatest);
                        let is_nothing = matches!(near, InRow(_)) && dy[row] == 0.0;
                        if off > bound || (is_nothing && got != 0.0) {
                            wrong.push(format!(
                                "{name} on {tier}, gradient {i} of {j} in {row}: {got:e}, want {want:e}, {off:.2} ULP"
                            ));
                        }
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
