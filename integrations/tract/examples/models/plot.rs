//! The picture of the times: two bars a model, and what the ratio is.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use std::time::Duration;

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use tract_onnx::prelude::*;

use crate::Times;

const WIDTH: u32 = 900;
const TRACT: RGBColor = RGBColor(178, 178, 170);
const OURS: RGBColor = RGBColor(37, 99, 172);
const INK: RGBColor = RGBColor(40, 40, 40);
const LEFT: i32 = 200;
const RIGHT: i32 = 170;
const ROW: i32 = 56;
const TOP: i32 = 88;

pub(crate) fn draw(path: &Path, times: &[Times]) -> TractResult<()> {
    let height = (TOP + ROW * times.len() as i32 + 16) as u32;
    let mut pixels = vec![255; 3 * (WIDTH * height) as usize];
    paint(&mut pixels, (WIDTH, height), times)?;
    let mut encoder = png::Encoder::new(BufWriter::new(File::create(path)?), WIDTH, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header()?.write_image_data(&pixels)?;
    Ok(())
}

fn text(size: u32, horizontal: HPos) -> TextStyle<'static> {
    ("sans-serif", size).into_font().color(&INK).pos(Pos::new(horizontal, VPos::Center))
}

fn paint(pixels: &mut [u8], size: (u32, u32), times: &[Times]) -> TractResult<()> {
    let area = BitMapBackend::with_buffer(pixels, size).into_drawing_area();
    area.fill(&WHITE)?;
    area.draw(&Text::new("ONNX models in tract, one thread", (24, 28), text(20, HPos::Left)))?;
    for (i, (name, colour)) in [("tract's kernels", TRACT), ("activ8's", OURS)].into_iter().enumerate() {
        let x = LEFT + 190 * i as i32;
        area.draw(&Rectangle::new([(x, 52), (x + 22, 64)], colour.filled()))?;
        area.draw(&Text::new(name, (x + 30, 58), text(15, HPos::Left)))?;
    }
    // Each model has its own scale: they are not compared with one another.
    let width = |time: Duration, longest: Duration| {
        (f64::from(WIDTH as i32 - LEFT - RIGHT) * time.as_secs_f64() / longest.as_secs_f64()).round() as i32
    };
    for (i, Times { name, theirs, ours }) in times.iter().enumerate() {
        let y = TOP + ROW * i as i32;
        area.draw(&Text::new(*name, (LEFT - 12, y + 20), text(15, HPos::Right)))?;
        for (bar, (time, colour)) in [(*theirs, TRACT), (*ours, OURS)].into_iter().enumerate() {
            let (y, right) = (y + 20 * bar as i32, LEFT + width(time, *theirs.max(ours)));
            area.draw(&Rectangle::new([(LEFT, y), (right, y + 18)], colour.filled()))?;
            let ratio = if bar == 1 {
                format!(" ({:.2}×)", theirs.as_secs_f64() / ours.as_secs_f64())
            } else {
                String::new()
            };
            area.draw(&Text::new(
                format!("{:.1} ms{ratio}", 1e3 * time.as_secs_f64()),
                (right + 8, y + 9),
                text(14, HPos::Left),
            ))?;
        }
    }
    area.present()?;
    Ok(())
}
