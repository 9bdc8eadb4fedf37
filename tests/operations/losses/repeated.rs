//! Weights of elements and of the positive class that repeat, each by a length of its own.

use activ8::{BinaryCrossEntropyWithLogits, Loss, On, Reduction, f16};

use crate::common::random::Random;
use crate::common::tiers;
use crate::common::ulp::{ulp_error, ulp_error_at};
use crate::losses::search;

/// What a loss gives by all its verbs.
#[derive(Debug, PartialEq)]
struct Answers {
    sum: u32,
    each: Vec<u32>,
    gradient: Vec<u32>,
}

fn bits(x: &[f32]) -> Vec<u32> {
    x.iter().map(|x| x.to_bits()).collect()
}

fn answers(loss: On<BinaryCrossEntropyWithLogits<'_>>, x: &[f32], t: &[f32]) -> Answers {
    let [mut each, mut gradient, mut again] = [(); 3].map(|()| vec![7.0; x.len()]);
    let sum = loss.forward(x, t).expect("good input");
    loss.forward_each(x, t, &mut each).expect("good input");
    loss.backward(x, t, &mut gradient).expect("good input");
    let with = loss.forward_backward(x, t, &mut again).expect("good input");
    assert_eq!((sum.to_bits(), bits(&gradient)), (with.to_bits(), bits(&again)), "forward_backward");
    Answers { sum: sum.to_bits(), each: bits(&each), gradient: bits(&gradient) }
}

/// The same of `x` and `t` in 16 bits, which these are to hold.
fn answers_of_halves(loss: On<BinaryCrossEntropyWithLogits<'_>>, x: &[f32], t: &[f32]) -> Answers {
    let [x, t] = [x, t].map(|x| x.iter().map(|&x| f16::from_f32(x)).collect::<Vec<_>>());
    let [mut each, mut gradient, mut again] = [(); 3].map(|()| vec![7.0; x.len()]);
    let sum = loss.forward(&x, &t).expect("good input");
    loss.forward_each(&x, &t, &mut each).expect("good input");
    loss.backward(&x, &t, &mut gradient).expect("good input");
    let with = loss.forward_backward(&x, &t, &mut again).expect("good input");
    assert_eq!((sum.to_bits(), bits(&gradient)), (with.to_bits(), bits(&again)), "forward_backward");
    Answers { sum: sum.to_bits(), each: bits(&each), gradient: bits(&gradient) }
}

#[test]
fn rows_of_two_lengths_repeat_each_by_its_own() {
    for tier in tiers() {
        let sum = BinaryCrossEntropyWithLogits::default().reduction(Reduction::Sum);
        let [x, t] = [vec![0.0; 258], vec![1.0; 258]];
        let loss = sum.weight(&[1.0, 2.0, 3.0]).pos_weight(&[1.0, 5.0]).on(tier).expect("available");
        assert_eq!(loss.forward(&x, &t), Ok(1_072.991_8), "on {tier}");
        let loss = sum.weight(&[1.0]).pos_weight(&[1.0, 2.0, 3.0]).on(tier).expect("available");
        assert_eq!(loss.forward(&x, &t), Ok(516.0 * std::f32::consts::LN_2), "on {tier}");
    }
}

/// A length that divides `n`: short, long, or all of it.
fn divisor(random: &mut Random, n: usize) -> usize {
    let divisors: Vec<usize> = (1..=n).filter(|&len| n.is_multiple_of(len)).collect();
    divisors[random.index(divisors.len())]
}

#[test]
fn rows_of_all_lengths_and_verbs_by_the_book() {
    const LENGTHS: [usize; 8] = [12, 258, 360, 1000, 1024, 5040, 17_017, 40_320];
    search(40, |random| {
        // Beyond what threads share out, too.
        let n = if random.index(10) == 0 { 150_150 } else { LENGTHS[random.index(LENGTHS.len())] };
        let [of_weight, of_positive] = [(); 2].map(|()| divisor(random, n));
        let [weight, positive] =
            [of_weight, of_positive].map(|len| random.fill(len, |random| random.uniform(0.25, 4.0)));
        let x = random.fill(n, |random| f16::from_f32(random.normal(4.0)).to_f32());
        let t = random.fill(n, |random| f16::from_f32(random.unit()).to_f32());
        let [all_weights, all_positive] =
            [&weight, &positive].map(|row| row.iter().copied().cycle().take(n).collect::<Vec<_>>());
        let reduction = [Reduction::Sum, Reduction::Mean][random.index(2)];
        let by = if reduction == Reduction::Mean { n as f64 } else { 1.0 };
        let loss = BinaryCrossEntropyWithLogits::default().reduction(reduction);
        let rows = loss.weight(&weight).pos_weight(&positive);
        let whole = loss.weight(&all_weights).pos_weight(&all_positive);
        let mut total = 0.0;
        let wants: Vec<_> = (0..n)
            .map(|i| {
                let [x, t, w, p] = [x[i], t[i], all_weights[i], all_positive[i]].map(f64::from);
                let minor = (-x.abs()).exp();
                let [right, wrong] = [x, -x].map(|z: f64| z.max(0.0) + minor.ln_1p());
                let [major, minor] = [1.0 / (1.0 + minor), minor / (1.0 + minor)];
                let (up, down) = if x > 0.0 { (major, minor) } else { (minor, major) };
                let each = w * ((1.0 - t) * right + p * t * wrong);
                total += each;
                let [up, down] = [(1.0 - t) * up, p * t * down].map(|part| w * part / by);
                (each, up - down, up.max(down))
            })
            .collect();
        for tier in tiers() {
            let what = format!("{n} with rows of {of_weight} and {of_positive} on {tier}");
            let got = answers(rows.on(tier).expect("available"), &x, &t);
            let off = ulp_error(f32::from_bits(got.sum), total / by);
            assert!(off <= 4.0, "{what}: the sum, {off} ULP");
            for (i, &(each, slope, size)) in wants.iter().enumerate() {
                let off = ulp_error(f32::from_bits(got.each[i]), each);
                assert!(off <= 4.0, "{what}: each[{i}], {off} ULP");
                let off = ulp_error_at(f32::from_bits(got.gradient[i]), slope, size);
                assert!(off <= 5.0, "{what}: gradient[{i}], {off} ULP");
            }
            // Weights of all elements are the same weights.
            let of_all = answers(whole.on(tier).expect("available"), &x, &t);
            assert!(of_all.each == got.each && of_all.gradient == got.gradient, "{what}: weights of all");
            if of_weight != of_positive {
                let [longer, shorter] = [of_weight.max(of_positive), of_weight.min(of_positive)];
                assert!(longer == n || shorter == n || of_all.sum == got.sum, "{what}: the sum of all");
            }
            assert_eq!(got, answers_of_halves(rows.on(tier).expect("available"), &x, &t), "{what}: halves");
            #[cfg(feature = "rayon")]
            {
                let loss = rows.on(tier).expect("available").parallel();
                assert_eq!(got, answers(loss, &x, &t), "{what}: threads");
                assert_eq!(got, answers_of_halves(loss, &x, &t), "{what}: threads, of halves");
            }
        }
    });
}
