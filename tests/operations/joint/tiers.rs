//! The same bits on tiers that agree in fusing, on any number of threads, and beside others.

use activ8::{Reduction, Tier};

use crate::common::tiers;
use crate::joint::op::At;
use crate::joint::random::{KINDS, draw};

/// Shapes below, at and beyond the sizes of vectors, blocks and pieces.
fn shapes(kind: usize) -> &'static [(usize, usize)] {
    match kind {
        0..=5 => &[(1, 1), (3, 2), (7, 31), (2, 64), (5, 65), (33, 16), (17, 1000), (3, 20_000), (70_001, 3)],
        9 => &[(1, 1), (5, 3), (40, 28), (200, 40)],
        _ => &[(1, 1), (3, 2), (16, 8), (17, 31), (33, 64), (70, 65), (101, 130), (150, 3)],
    }
}

#[test]
fn tiers_and_threads_change_no_bits() {
    for kind in 0..KINDS {
        for &(rows, dim) in shapes(kind) {
            let (op, inputs) = draw(kind, rows, dim, 11);
            let mut first: [Option<(Tier, Vec<u32>)>; 2] = [None, None];
            for tier in tiers() {
                for parallel in [false, cfg!(feature = "rayon")] {
                    let outcome =
                        op.run(At { tier, parallel }, Reduction::Mean, &inputs).expect("good input");
                    let known = &mut first[usize::from(tier.is_fused())];
                    let (other, bits) = known.get_or_insert_with(|| (tier, outcome.bits()));
                    assert!(
                        *bits == outcome.bits(),
                        "kind {kind}, {rows}×{dim}: {tier}, parallel: {parallel}, differs from {other}"
                    );
                }
            }
        }
    }
}

#[cfg(feature = "rayon")]
#[test]
fn the_number_of_threads_changes_no_bits() {
    for kind in 0..KINDS {
        let &(rows, dim) = shapes(kind).last().expect("some shapes");
        let (op, inputs) = draw(kind, rows, dim, 12);
        let tier = Tier::active().expect("a tier");
        let want = op.run(At { tier, parallel: false }, Reduction::Sum, &inputs).expect("good input").bits();
        for threads in 1..=8 {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            let at = At { tier, parallel: true };
            let got = pool.install(|| op.run(at, Reduction::Sum, &inputs)).expect("good input");
            assert!(got.bits() == want, "kind {kind} on {threads} threads");
        }
    }
}

/// Rows of vectors do not see each other, and the values of an empty batch are those of nothing.
#[test]
fn rows_stand_alone_and_nothing_is_nothing() {
    for kind in 0..6 {
        let (rows, dim) = (23, if kind == 0 { 1 } else { 37 });
        let (op, inputs) = draw(kind, rows, dim, 13);
        for tier in tiers() {
            let at = At { tier, parallel: false };
            let all = op.run(at, Reduction::Sum, &inputs).expect("good input");
            for i in 0..rows {
                let (mut alone, _) = draw(kind, rows, dim, 13);
                if let crate::joint::op::Op::MarginRanking { target, .. }
                | crate::joint::op::Op::CosineEmbedding { target, .. } = &mut alone
                {
                    *target = vec![target[i]];
                }
                let row = i * dim..(i + 1) * dim;
                let part: Vec<Vec<f32>> = inputs.iter().map(|input| input[row.clone()].to_vec()).collect();
                let got = alone.run(at, Reduction::Sum, &part).expect("good input");
                assert_eq!(got.each[0].to_bits(), all.each[i].to_bits(), "kind {kind} on {tier}, row {i}");
                for (got, all) in got.gradients.iter().zip(&all.gradients) {
                    let bits = |x: &[f32]| x.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
                    assert_eq!(bits(got), bits(&all[row.clone()]), "kind {kind} on {tier}, row {i}");
                }
            }
        }
    }
    for (kind, tier) in (0..KINDS - 1).flat_map(|kind| tiers().into_iter().map(move |tier| (kind, tier))) {
        let (op, inputs) = draw(kind, 0, 3, 14);
        let at = At { tier, parallel: cfg!(feature = "rayon") };
        let value = |reduction| op.run(at, reduction, &inputs).expect("nothing to refuse").value;
        assert!(value(Reduction::Mean).is_nan(), "{op:?} on {tier}: the mean of nothing");
        assert_eq!(value(Reduction::Sum), 0.0, "{op:?} on {tier}: the sum of nothing");
    }
}
