//! The accuracy `Fast` of losses that have a formula of their own: those of logits.

use activ8::{
    Accuracy, BinaryCrossEntropyWithLogits, Loss, MultiLabelSoftMargin, On, Reduction, SigmoidFocal,
    SoftMargin,
};

use crate::common::random::Random;
use crate::common::table::draws::usual;
use crate::common::table::losses::{find, wide};
use crate::common::table::totals::MAX_ULP;
use crate::common::tiers;
use crate::common::ulp::ulp_error;

/// Elements of each loss.
const ELEMENTS: usize = 1 << 16;

/// `loss` at `Fast`, against the row `name` of the table.
fn check(name: &str, loss: impl Loss) {
    let (row, set) = find(name).expect("a loss of the table");
    let parameters = wide(set.parameters);
    let mut random = Random::new(3);
    let (x, t): (Vec<_>, Vec<_>) = (0..ELEMENTS).map(|_| usual(&mut random, row.domains).into()).unzip();
    let want: Vec<f64> =
        x.iter().zip(&t).map(|(&x, &t)| (row.want)(&parameters, x.into(), t.into())[0].0).collect();
    let mut bits: Option<Vec<u32>> = None;
    for tier in tiers() {
        let high = On::new(loss).on(tier).expect("a tier of this CPU");
        let fast = high.fast();
        let (mut each, mut exact) = (vec![0.0f32; ELEMENTS], vec![0.0f32; ELEMENTS]);
        assert_eq!(fast.forward_each(&x, &t, &mut each), Ok(()), "equal lengths");
        assert_eq!(high.forward_each(&x, &t, &mut exact), Ok(()), "equal lengths");
        let has = tier.has_fast();
        assert_eq!(each != exact, has, "{name} on {tier} has a formula of its own");
        for (i, (&each, &want)) in each.iter().zip(&want).enumerate() {
            let near = (f64::from(each) - want).abs() <= Accuracy::FAST_ERROR;
            let ulp = ulp_error(each, want);
            assert!(near || ulp <= Accuracy::FAST_ULP, "{name} on {tier} of {}, {}: {ulp} ULP", x[i], t[i]);
        }

        // The same bits wherever an element stands, on each of these tiers, and of what is scaled down.
        for (len, from) in [(1, 5), (15, 7), (70, 11)] {
            let mut some = vec![0.0f32; len];
            let done = fast.forward_each(&x[from..from + len], &t[from..from + len], &mut some);
            assert_eq!(done, Ok(()), "equal lengths");
            assert_eq!(some, each[from..from + len], "{name} on {tier}: {len} from {from}");
        }
        if has {
            let these: Vec<u32> = each.iter().map(|each| each.to_bits()).collect();
            assert_eq!(bits.get_or_insert_with(|| these.clone()), &these, "{name} on {tier}");
        }

        let sum: f64 = each.iter().copied().map(f64::from).sum();
        let got = fast.forward(&x, &t).expect("a loss");
        assert!(ulp_error(got, sum) <= MAX_ULP, "{name} on {tier}: {got}, not {sum}");

        // Gradients are as at `High`, and so is the loss that comes with them.
        let (mut gradient, mut other) = (each, exact);
        let losses =
            [fast.forward_backward(&x, &t, &mut gradient), high.forward_backward(&x, &t, &mut other)];
        assert_eq!(losses[0], losses[1], "a loss with its gradient is exact");
        assert_eq!(gradient, other, "and so is the gradient");
        assert_eq!(fast.backward(&x, &t, &mut gradient), Ok(()), "equal lengths");
        assert_eq!(gradient, other, "{name} on {tier}");
    }
}

#[test]
fn fast_losses_are_within_their_bound() {
    check("bce_with_logits", BinaryCrossEntropyWithLogits::default().reduction(Reduction::Sum));
    check("soft_margin", SoftMargin::default().reduction(Reduction::Sum));
    check("sigmoid_focal", SigmoidFocal { reduction: Reduction::Sum, ..SigmoidFocal::default() });
}

#[test]
fn their_limits_and_nans_are_those_of_high() {
    const INF: f32 = f32::INFINITY;
    let logits = [INF, INF, -INF, -INF, f32::NAN, f32::NAN];
    let labels = [0.0, 1.0, 0.0, 1.0, 0.0, 1.0];
    for tier in tiers() {
        let mut each = [0.0f32; 6];
        let bce = BinaryCrossEntropyWithLogits::default().on(tier).expect("a tier of this CPU").fast();
        assert_eq!(bce.forward_each(&logits, &labels, &mut each), Ok(()));
        assert_eq!(each[..4], [INF, 0.0, 0.0, INF], "{tier}");
        assert!(each[4..].iter().all(|each| each.is_nan()), "{tier}: {each:?}");
        let focal = SigmoidFocal::default().on(tier).expect("a tier of this CPU").fast();
        assert_eq!(focal.forward_each(&logits, &labels, &mut each), Ok(()));
        assert_eq!(each[..4], [INF, 0.0, 0.0, INF], "{tier}");
        assert!(each[4..].iter().all(|each| each.is_nan()), "{tier}: {each:?}");
        let margin = SoftMargin::default().on(tier).expect("a tier of this CPU").fast();
        assert_eq!(margin.forward_each(&logits, &labels.map(|label| 2.0 * label - 1.0), &mut each), Ok(()));
        assert_eq!(each[..4], [INF, 0.0, 0.0, INF], "{tier}");
        assert!(each[4..].iter().all(|each| each.is_nan()), "{tier}: {each:?}");
        // Rows that are sums of the first.
        let rows = MultiLabelSoftMargin::rows_of(2).on(tier).expect("a tier of this CPU").fast();
        assert_eq!(rows.forward(&[INF, -INF], &[1.0, 0.0]), Ok(0.0), "{tier}");
    }
}
