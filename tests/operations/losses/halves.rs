//! Losses of halves at the borders of the parts that they are widened in: those of the widened inputs, to the bit.

use activ8::*;

use crate::common::random::Random;
use crate::common::tiers;

/// Lengths at the borders of parts and of sums' blocks.
const LENGTHS: [usize; 9] = [0, 1, 511, 1023, 1024, 1025, 16_383, 16_385, 40_000];

/// All verbs of a loss of `row`s against those of `f32`.
fn same(name: &str, loss: impl Loss, row: usize, draw: fn(&mut Random) -> [f32; 2]) {
    for len in LENGTHS {
        let mut random = Random::new(len as u64);
        let len = len / row * row;
        let (x, t): (Vec<f16>, Vec<bf16>) = (0..len)
            .map(|_| {
                let [x, t] = draw(&mut random);
                (f16::from_f32(x), bf16::from_f32(t))
            })
            .unzip();
        let [wide_x, wide_t] = [
            x.iter().map(|x| x.to_f32()).collect::<Vec<_>>(),
            t.iter().map(|t| t.to_f32()).collect::<Vec<_>>(),
        ];
        let what = format!("{name} of {len}");
        let want = loss.forward(&wide_x, &wide_t).expect("good input");
        let got = loss.forward(&x, &t).expect("good input");
        assert_eq!(got.to_bits(), want.to_bits(), "{what}");
        let (mut wants, mut each) = (vec![7.0; len / row], vec![bf16::ONE; len / row]);
        loss.forward_each(&wide_x, &wide_t, &mut wants).expect("good input");
        loss.forward_each(&x, &t, &mut each).expect("good input");
        assert!(each.iter().zip(&wants).all(|(&got, &want)| got == bf16::from_f32(want)), "{what}: each");
        let (mut wants, mut gradient) = (vec![7.0; len], vec![f16::ONE; len]);
        let want = loss.forward_backward(&wide_x, &wide_t, &mut wants).expect("good input");
        let got = loss.forward_backward(&x, &t, &mut gradient).expect("good input");
        assert_eq!(got.to_bits(), want.to_bits(), "{what}: with the gradient");
        let right =
            |gradient: &[f16]| gradient.iter().zip(&wants).all(|(&got, &want)| got == f16::from_f32(want));
        assert!(right(&gradient), "{what}: the gradient with the loss");
        let dy: Vec<bf16> = (0..len / row).map(|i| bf16::from_f32([0.75, -1.5, 0.0, 2.0][i % 4])).collect();
        let wide_dy: Vec<f32> = dy.iter().map(|dy| dy.to_f32()).collect();
        let mut of_each = vec![7.0; len];
        loss.backward_each(&wide_x, &wide_t, &wide_dy, &mut of_each).expect("good input");
        loss.backward_each(&x, &t, &dy, &mut gradient).expect("good input");
        let same = gradient.iter().zip(&of_each).all(|(&got, &want)| got == f16::from_f32(want));
        assert!(same, "{what}: the gradient of each");
        gradient.fill(f16::ONE);
        loss.backward(&x, &t, &mut gradient).expect("good input");
        assert!(right(&gradient), "{what}: the gradient");
    }
}

fn errors(random: &mut Random) -> [f32; 2] {
    [(); 2].map(|()| random.normal(2.0))
}

fn labels(random: &mut Random) -> [f32; 2] {
    [random.unit(), random.index(2) as f32]
}

fn signs(random: &mut Random) -> [f32; 2] {
    [random.normal(2.0), if random.index(2) == 0 { 1.0 } else { -1.0 }]
}

#[test]
fn losses_of_halves_are_those_of_the_widened_inputs() {
    let weight: Vec<f32> = (0..3000).map(|i| 0.5 + (i % 7) as f32).collect();
    for tier in tiers() {
        same("mse", Mse::default().on(tier).expect("available"), 1, errors);
        for row in [1, 3, 100, 500, 3000] {
            let loss = Mse::default().weight(&weight[..row]).on(tier).expect("available");
            same_of_rows(&format!("mse with weights of {row}"), loss, row);
        }
        same("bce", BinaryCrossEntropy::default().on(tier).expect("available"), 1, labels);
        same("focal", SigmoidFocal::default().on(tier).expect("available"), 1, labels);
        same("hinge", Hinge::default().on(tier).expect("available"), 1, signs);
        same("poisson", PoissonNll::default().on(tier).expect("available"), 1, labels);
        same("multi-label", MultiLabelSoftMargin::rows_of(33).on(tier).expect("available"), 33, labels);
        let loss = MultiLabelSoftMargin::rows_of(1500).weight(&weight[..1500]).on(tier).expect("available");
        same("multi-label with weights", loss, 1500, labels);
        same("categorical", CategoricalCrossEntropy::rows_of(70).on(tier).expect("available"), 70, labels);
    }
}

/// The sum over elements whose weights repeat after `row`.
fn same_of_rows(name: &str, loss: impl Loss, row: usize) {
    let mut random = Random::new(row as u64);
    let len = 20_000 / row * row;
    let x: Vec<f16> = (0..len).map(|_| f16::from_f32(random.normal(2.0))).collect();
    let wide: Vec<f32> = x.iter().map(|x| x.to_f32()).collect();
    let t = random.fill(len, |random| random.normal(2.0));
    let (mut want, mut got) = (vec![7.0; len], vec![8.0; len]);
    let sums = [loss.forward_backward(&wide, &t, &mut want), loss.forward_backward(&x, &t, &mut got)];
    let [wide, halves] = sums.map(|sum| sum.expect("good input").to_bits());
    assert_eq!((halves, got), (wide, want), "{name}");
}

/// A refusal names the element, in whichever part it is.
#[test]
fn what_is_refused_is_named_and_outputs_stay() {
    for at in [0, 1023, 1024, 5000] {
        let mut x = vec![f16::from_f32(0.5); 6000];
        x[at] = f16::from_f32(1.5);
        let (t, mut gradient) = (vec![f16::ONE; 6000], vec![f16::ONE; 6000]);
        let want = Error::Probability { argument: "input", index: at, value: 1.5 };
        let bce = BinaryCrossEntropy::default();
        assert_eq!(bce.forward(&x, &t), Err(want.clone()), "at {at}");
        assert_eq!(bce.backward(&x, &t, &mut gradient), Err(want.clone()), "at {at}");
        assert_eq!(bce.forward_backward(&x, &t, &mut gradient), Err(want), "at {at}");
        assert!(gradient.iter().all(|&g| g == f16::ONE), "outputs are as they were");
        let mut labels = t;
        labels[at] = f16::from_f32(1.5);
        let done = SigmoidFocal::default().forward(&x, &labels);
        let want = Error::Probability { argument: "target", index: at, value: 1.5 };
        assert_eq!(done, Err(want));
    }
}
