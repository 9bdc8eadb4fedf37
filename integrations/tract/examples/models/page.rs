//! A picture of a page of text, which the models of text read.

use plotters::prelude::*;
use tract_onnx::prelude::*;
use tract_onnx::tract_core::internal::format_err;

/// The lines of the page.
pub(crate) const LINES: [&str; 8] = [
    "The cat slept all afternoon on the warm windowsill.",
    "The train to the coast leaves at seven every morning.",
    "She boiled the potatoes and mashed them with butter.",
    "ISBN 978-0-13-468599-1, 2nd edition, 1,024 pages",
    "Mish, Softplus, Gelu and Erf: 4 of 40 activations.",
    "Sphinx of black quartz, judge my vow!",
    "Invoice no. 20261129: 3 x 17.50 = 52.50",
    "Pack my box with five dozen liquor jugs.",
];

pub(crate) const SIDE: usize = 640;
const TOP: i32 = 40;
const STEP: i32 = 72;

/// Grey values in [0, 1] of a square of `SIDE`, row by row.
pub(crate) struct Page(Vec<f32>);

pub(crate) fn draw() -> TractResult<Page> {
    plotters::style::register_font("sans-serif", FontStyle::Normal, dejavu::sans::regular())
        .map_err(|_| format_err!("the font of the example cannot be read"))?;
    let mut pixels = vec![255; 3 * SIDE * SIDE];
    {
        let area = BitMapBackend::with_buffer(&mut pixels, (SIDE as u32, SIDE as u32)).into_drawing_area();
        area.fill(&WHITE)?;
        for (i, line) in LINES.iter().enumerate() {
            let style = ("sans-serif", 22).into_font().color(&BLACK);
            area.draw(&Text::new(*line, (16, TOP + STEP * i as i32), style))?;
        }
        area.present()?;
    }
    Ok(Page(pixels.chunks(3).map(|pixel| f32::from(pixel[0]) / 255.0).collect()))
}

impl Page {
    pub(crate) fn pixels(&self) -> &[f32] {
        &self.0
    }

    /// A part of the page, `height` high and as wide as fits into `width`, white beyond: grey values in [−1, 1].
    pub(crate) fn part(
        &self,
        rows: (usize, usize),
        columns: (usize, usize),
        height: usize,
        width: usize,
    ) -> Vec<f32> {
        let scale = (rows.1 - rows.0) as f32 / height as f32;
        let scale_x = scale.max((columns.1 - columns.0) as f32 / width as f32);
        let at = |y: f32, x: f32| {
            let (y, x) = (y.clamp(0.0, (SIDE - 2) as f32), x.clamp(0.0, (SIDE - 2) as f32));
            let (i, j, down, right) = (y as usize, x as usize, y.fract(), x.fract());
            let pixel = |i: usize, j: usize| self.0[i * SIDE + j];
            (1.0 - down) * ((1.0 - right) * pixel(i, j) + right * pixel(i, j + 1))
                + down * ((1.0 - right) * pixel(i + 1, j) + right * pixel(i + 1, j + 1))
        };
        let mut part = Vec::with_capacity(height * width);
        for i in 0..height {
            for j in 0..width {
                let x = columns.0 as f32 + (j as f32 + 0.5) * scale_x - 0.5;
                let y = rows.0 as f32 + (i as f32 + 0.5) * scale - 0.5;
                part.push(if x < columns.1 as f32 { 2.0 * at(y, x) - 1.0 } else { 0.0 });
            }
        }
        part
    }
}

/// Where the lines of a page stand: the rows and the columns of each, found in what the detector says of each pixel.
pub(crate) fn lines(probabilities: &[f32]) -> Vec<[(usize, usize); 2]> {
    let is_text = |i: usize, j: usize| probabilities[i * SIDE + j] > 0.3;
    let mut lines: Vec<[(usize, usize); 2]> = Vec::new();
    let mut first = None;
    for i in 0..=SIDE {
        match (first, i < SIDE && (0..SIDE).any(|j| is_text(i, j))) {
            (None, true) => first = Some(i),
            (Some(start), false) => {
                let columns = (0..SIDE).filter(|&j| (start..i).any(|i| is_text(i, j)));
                let (left, right) =
                    columns.fold((SIDE, 0), |(left, right), j| (left.min(j), right.max(j + 1)));
                // The detector marks the middle of the letters.
                let margin = (i - start) / 2;
                let rows = (start.saturating_sub(margin), (i + margin).min(SIDE));
                lines.push([rows, (left.saturating_sub(margin), (right + margin).min(SIDE))]);
                first = None;
            }
            _ => {}
        }
    }
    lines
}
