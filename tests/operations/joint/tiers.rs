//! The same bits on tiers that agree in fusing, on any number of threads, and beside others.

use activ8::{Reduction, Tier};

use crate::common::random::Random;
use crate::common::table::joint::{Case, Each, sets};
use crate::common::tiers;
use crate::joint::op::{At, run};

#[test]
fn tiers_and_threads_change_no_bits() {
    for (row, parameters) in sets() {
        for &(rows, dim) in row.shapes {
            let (op, inputs) = row.drawn(parameters, [rows, dim], false, &mut Random::new(11));
            let mut first: [Option<(Tier, Vec<u32>)>; 2] = [None, None];
            for tier in tiers() {
                for parallel in [false, cfg!(feature = "rayon")] {
                    let outcome =
                        run(&op, At { tier, parallel }, Reduction::Mean, &inputs).expect("good input");
                    let known = &mut first[usize::from(tier.is_fused())];
                    let (other, bits) = known.get_or_insert_with(|| (tier, outcome.bits()));
                    assert!(
                        *bits == outcome.bits(),
                        "{op:?}, {rows}×{dim}: {tier}, parallel: {parallel}, differs from {other}"
                    );
                }
            }
        }
    }
}

#[cfg(feature = "rayon")]
#[test]
fn the_number_of_threads_changes_no_bits() {
    for (row, parameters) in sets() {
        let &(rows, dim) = row.shapes.last().expect("some shapes");
        let (op, inputs) = row.drawn(parameters, [rows, dim], false, &mut Random::new(12));
        let tier = Tier::active().expect("a tier");
        let want =
            run(&op, At { tier, parallel: false }, Reduction::Sum, &inputs).expect("good input").bits();
        for threads in 1..=8 {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            let at = At { tier, parallel: true };
            let got = pool.install(|| run(&op, at, Reduction::Sum, &inputs)).expect("good input");
            assert!(got.bits() == want, "{op:?} on {threads} threads");
        }
    }
}

/// Rows of vectors do not see each other, and the values of an empty batch are those of nothing.
#[test]
fn rows_stand_alone_and_nothing_is_nothing() {
    for (row, parameters) in sets().filter(|(row, _)| matches!(row.each_of, Each::Element | Each::Row)) {
        let (rows, dim) = (23, if row.each_of == Each::Element { 1 } else { 37 });
        let (op, inputs) = row.drawn(parameters, [rows, dim], false, &mut Random::new(13));
        for tier in tiers() {
            let at = At { tier, parallel: false };
            let all = run(&op, at, Reduction::Sum, &inputs).expect("good input");
            for i in 0..rows {
                let target = op.target.get(i).copied().into_iter().collect();
                let alone = Case { target, ..op.clone() };
                let row = i * dim..(i + 1) * dim;
                let part: Vec<Vec<f32>> = inputs.iter().map(|input| input[row.clone()].to_vec()).collect();
                let got = run(&alone, at, Reduction::Sum, &part).expect("good input");
                assert_eq!(got.each[0].to_bits(), all.each[i].to_bits(), "{op:?} on {tier}, row {i}");
                for (got, all) in got.gradients.iter().zip(&all.gradients) {
                    let bits = |x: &[f32]| x.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
                    assert_eq!(bits(got), bits(&all[row.clone()]), "{op:?} on {tier}, row {i}");
                }
            }
        }
    }
    for (row, parameters) in sets().filter(|(row, _)| row.each_of != Each::Sequence) {
        let (op, inputs) = row.drawn(parameters, [0, 3], false, &mut Random::new(14));
        for tier in tiers() {
            let at = At { tier, parallel: cfg!(feature = "rayon") };
            let value = |reduction| run(&op, at, reduction, &inputs).expect("nothing to refuse").value;
            assert!(value(Reduction::Mean).is_nan(), "{op:?} on {tier}: the mean of nothing");
            assert_eq!(value(Reduction::Sum), 0.0, "{op:?} on {tier}: the sum of nothing");
        }
    }
}
