//! Every row of the core's table through C: what the entry points give is what the core gives, to the bit, of every type
//! of elements.

#[path = "rows/elementwise.rs"]
mod elementwise;
#[path = "../../../tests/common/mod.rs"]
mod exact;
#[path = "rows/gates.rs"]
mod gates;
#[path = "rows/losses.rs"]
mod losses;
#[path = "rows/subject.rs"]
mod subject;

use activ8::{Element, Reduction, Tier, bf16, f16};

use exact::random::Random;
use exact::table::along::{ALONG, to_columns};
use exact::table::classes::weights;
use exact::table::joint;
use exact::table::losses::{Answer, Ask, Options, Weights};
use exact::table::totals::{ROW, Total, totals};

/// An element of C.
pub(crate) trait Real: Element {
    fn of(x: f32) -> Self;
    fn bits(self) -> u32;
}

macro_rules! real {
    ($($real:ty: $of:expr;)*) => {$(
        impl Real for $real {
            fn of(x: f32) -> Self {
                $of(x)
            }
            fn bits(self) -> u32 {
                self.to_bits().into()
            }
        }
    )*};
}

real! { f32: |x| x; f16: f16::from_f32; bf16: bf16::from_f32; }

/// The same in another type.
pub(crate) fn rounded<T: Real>(x: &[f32]) -> Vec<T> {
    x.iter().map(|&x| T::of(x)).collect()
}

/// The bits of several slices.
pub(crate) fn bits<T: Real>(slices: &[&[T]]) -> Vec<Vec<u32>> {
    slices.iter().map(|slice| slice.iter().map(|x| x.bits()).collect()).collect()
}

#[test]
fn gated_activations() {
    let mut met = 0;
    for (row, set) in exact::table::gates::sets() {
        met += 1;
        let done = row.on(set.parameters, Tier::Scalar, |_| Ok(()));
        assert_eq!(done, Ok(()), "{} with {:?}", row.name, set.parameters);
    }
    assert!(met >= 10, "{met} gated activations");
}

/// With each of its parameters and each reduction, and with weights where it has some.
#[test]
fn losses_of_one_input() {
    let (mut random, tier) = (Random::new(32), Tier::active().expect("a tier"));
    for total in totals() {
        let [x, t] = total.draw(&mut random, 6 * ROW);
        for reduction in [Reduction::Mean, Reduction::Sum, Reduction::BatchMean(6)] {
            let value = total.reduced(tier, reduction, &x, &t).expect("good input");
            let Total::Elements(row, set) = total else { continue };
            if row.weights != Weights::None {
                for (of_rows, count) in [(false, ROW), (true, 6)] {
                    let weights = [Some(weights(count)), None];
                    let options = Options { parameters: set.parameters, reduction, weights, of_rows };
                    let weighted = row.write(&options, tier, Answer::Total, [&x, &t], &mut []);
                    assert_ne!(weighted, Ok(Some(value)), "{} with weights, of rows: {of_rows}", set.name);
                }
            }
        }
    }
}

/// Of two matrices of three columns.
#[test]
fn losses_along_an_axis() {
    for (loss, reduction) in ALONG.iter().flat_map(|loss| [(loss, Reduction::Mean), (loss, Reduction::Sum)]) {
        let (shape, [x, t]) = ([ROW, 3], (loss.rows().draw)(&mut Random::new(36), 6, ROW));
        let classes: Vec<i64> = t.iter().map(|&class| class as i64).collect();
        let (input, target) = (&to_columns(&x, shape)[..], &to_columns(&t, shape)[..]);
        let (tier, answer, classes, out) = (None, Answer::Total, &classes[..], &mut [][..]);
        let ask = Ask { tier, parallel: false, answer, input, target, classes, dy: &[], out };
        let value = (loss.run)(shape, reduction, ask);
        assert!(matches!(value, Ok(Some(_))), "{}: {value:?}", loss.name);
    }
}

#[test]
fn losses_of_several_inputs() {
    let mut random = Random::new(35);
    for (row, parameters) in joint::sets() {
        let (case, inputs) = row.drawn(parameters, [6, 10], false, &mut random);
        for reduction in [Reduction::Mean, Reduction::Sum, Reduction::BatchMean(6)] {
            assert_eq!(case.compare(reduction, &inputs), Ok(()), "{case:?}");
        }
    }
}
