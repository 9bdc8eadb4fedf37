//! The README's five lines, compiled and run.

mod common;

#[test]
fn five_lines() {
    let device = common::device();
    let x = common::matrix(1, [4, 6], [-2.0, 2.0]).require_grad();
    let classes = common::classes(2, 4, 6);
    use activ8_burn::{activation, nn}; // burn::tensor::activation and burn::nn
    let hidden = nn::Gelu::new().forward(activation::silu(x.clone()));
    let p = activation::softmax(hidden, 1);
    #[rustfmt::skip]
    let loss = nn::loss::CrossEntropyLossConfig::new().with_smoothing(Some(0.1)).init(&device).forward(x.clone(), classes);
    let gradient = x.grad(&loss.backward());
    assert_eq!((p.dims(), gradient.expect("x is learnt").dims()), ([4, 6], [4, 6]));
}

#[test]
fn are_those_above() {
    let readme = include_str!("../README.md");
    let block = readme.split("```").find_map(|block| block.strip_prefix("rust\n")).expect("a block");
    assert_eq!(block.lines().count(), 5);
    for line in block.lines() {
        assert!(include_str!("readme.rs").contains(line.trim()), "the README's line is not here: {line}");
    }
}
