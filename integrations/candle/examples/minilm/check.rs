//! Nearest pairs, and whether embeddings agree.

use anyhow::{Context, Result, ensure};

/// The cosine, as the embeddings' own lengths are rounded too.
fn cosine(a: &[f32], b: &[f32]) -> f64 {
    let dot =
        |a: &[f32], b: &[f32]| -> f64 { a.iter().zip(b).map(|(&a, &b)| f64::from(a) * f64::from(b)).sum() };
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
}

/// Prints the pairs of sentences that mean most nearly the same.
pub(crate) fn nearest(sentences: &[&str], embeddings: &[Vec<f32>]) {
    let all = 0..sentences.len();
    let mut pairs: Vec<(f64, usize, usize)> = all
        .clone()
        .flat_map(|i| all.clone().skip(i + 1).map(move |j| (i, j)))
        .map(|(i, j)| (cosine(&embeddings[i], &embeddings[j]), i, j))
        .collect();
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
    println!("The nearest of {} sentences:", sentences.len());
    for (cosine, i, j) in pairs.iter().take(8) {
        println!("  {cosine:.3}  {}\n         {}", sentences[*i], sentences[*j]);
    }
}

/// An error where the cosine of an embedding and the expected one is less than `least`.
pub(crate) fn agreement(name: &str, found: &[Vec<f32>], expected: &[Vec<f32>], least: f64) -> Result<()> {
    let cosines = found.iter().zip(expected).map(|(found, expected)| cosine(found, expected));
    let worst = cosines.fold(1.0, f64::min);
    println!("Cosine to {name}: {worst:.9} or more");
    ensure!(worst >= least, "the cosine to {name} is {worst}, less than {least}");
    Ok(())
}

/// PyTorch's embeddings of the first sentences (golden.py).
pub(crate) fn golden() -> Result<Vec<Vec<f32>>> {
    let row = |line: &str| line.split(',').map(str::parse).collect::<std::result::Result<_, _>>();
    include_str!("golden.csv").lines().map(row).collect::<std::result::Result<_, _>>().context("golden.csv")
}
