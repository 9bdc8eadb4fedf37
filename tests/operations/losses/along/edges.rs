//! The edges of losses along an axis: rows that are special, and what does not fit the axis.

use activ8::{CategoricalFocal, CrossEntropy, Error, Loss, LossShape, Nll, Reduction};

use crate::common::tiers;
use crate::common::ulp::ulp_error_at;

#[test]
fn rows_that_are_special_leave_the_others_alone() {
    const INF: f32 = f32::INFINITY;
    for (tier, inner) in tiers().into_iter().flat_map(|tier| [2, 19, 70].map(|inner| (tier, inner))) {
        // All are (0, 0, −∞), but the last, and the second, which is ignored.
        let mut x = vec![0.0; 3 * inner];
        x[2 * inner..].fill(-INF);
        x[inner - 1] = f32::NAN;
        let mut classes = vec![0i64; inner];
        let ignored = if inner > 2 { 1 } else { 7 };
        if let Some(class) = classes.get_mut(ignored) {
            *class = -100;
            x[ignored] = f32::NAN;
        }
        let loss = CrossEntropy::along(3, inner).reduction(Reduction::Sum).on(tier).expect("available");
        let (mut each, mut gradient) = (vec![7.0; inner], vec![7.0; 3 * inner]);
        loss.forward_each(&x, &classes, &mut each).expect("classes");
        loss.backward(&x, &classes, &mut gradient).expect("classes");
        for i in 0..inner {
            let of = [0, 1, 2].map(|class| gradient[class * inner + i]);
            match i {
                i if i == inner - 1 => {
                    assert!(each[i].is_nan() && of.iter().all(|dx| dx.is_nan()), "{:?}", (each[i], of));
                }
                i if i == ignored => assert_eq!((each[i], of), (0.0, [0.0; 3]), "a row that is ignored"),
                _ => {
                    let ln_2 = f64::from(2.0f32).ln();
                    assert!(ulp_error_at(each[i], ln_2, ln_2) <= 4.0, "{} on {tier}", each[i]);
                    assert_eq!(of, [-0.5, 0.5, 0.0], "on {tier}");
                }
            }
        }
        // What is impossible costs nothing where the target has no share of it, else ∞.
        let mut shares = vec![0.0; 3 * inner];
        shares[..inner].fill(1.0);
        shares[0] = 0.5;
        shares[2 * inner] = 0.5;
        x[..inner].fill(0.0);
        loss.forward_each(&x, &shares, &mut each).expect("probabilities");
        let (first, others) = each.split_at(1);
        assert_eq!(first, [INF], "on {tier}");
        assert!(others.iter().all(|&loss| ulp_error_at(loss, 2f64.ln(), 2f64.ln()) <= 4.0), "{others:?}");
    }
}

#[test]
fn what_does_not_fit_an_axis_is_refused() {
    let x = [0.5; 24];
    let loss = CrossEntropy::along(3, 4);
    let mut each = [7.0; 8];
    let rows = |row, found| Err(Error::Rows { argument: "input", row, found });
    assert_eq!(loss.forward_each(&x[..18], &[0; 6], &mut each), rows(12, 18));
    assert_eq!(CrossEntropy::along(3, 0).forward_each(&x, &[0; 8], &mut each), rows(0, 24));
    assert_eq!(Nll::along(3, 5).forward_each(&x, &[0; 8], &mut each), rows(15, 24));
    assert_eq!(CategoricalFocal::along(3, 5).forward_each(&x, &x, &mut each), rows(15, 24));
    let length = |argument, expected, found| Err(Error::Length { argument, expected, found });
    assert_eq!(loss.forward_each(&x, &[0; 24], &mut each), length("target", 8, 24));
    assert_eq!(loss.forward_each(&x, &[0; 8], &mut each[..7]), length("each", 8, 7));
    assert_eq!(loss.weight(&[1.0; 4]).forward_each(&x, &[0; 8], &mut each), length("weight", 3, 4));
    let mut classes = [0; 8];
    classes[5] = 3;
    let class = Err(Error::Class { argument: "target", index: 5, value: 3, classes: 3 });
    assert_eq!(loss.forward_each(&x, &classes, &mut each), class);
    assert_eq!(Nll::along(3, 4).forward_each(&x, &classes, &mut each), class);
    assert_eq!(each, [7.0; 8], "nothing written");

    let shape = Loss::<i64>::shape(&loss);
    assert_eq!(shape, LossShape::ClassesAlong { axis: 3, inner: 4 });
    assert_eq!((shape.fit(&[&[5, 3, 2, 2]]), shape.target(&[5, 3, 2, 2])), (Ok(()), Some(vec![5, 2, 2])));
    assert_eq!(shape.losses(&[5, 3, 2, 2]), 20);
    let error = |found: &[usize]| {
        Err(Error::Shape { argument: "input", expected: [3, 4].into(), found: found.into() })
    };
    assert_eq!(shape.fit(&[&[3, 8]]), error(&[3, 8]));
    assert_eq!(shape.fit(&[&[4, 3]]), error(&[4, 3]));
    assert_eq!(Loss::<f32>::shape(&loss).target(&[3, 4]), Some(vec![3, 4]));
    assert_eq!(Loss::<i64>::shape(&CrossEntropy::along(3, 1)), LossShape::Classes(3));
}
