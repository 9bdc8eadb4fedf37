//! The picture of the stages: two bars each, and what the ratio is.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use std::time::Duration;

use anyhow::{Result, anyhow};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::Times;
use crate::stages::STAGES;

const SIZE: (u32, u32) = (960, 470);
const CANDLE: RGBColor = RGBColor(178, 178, 170);
const OURS: RGBColor = RGBColor(37, 99, 172);
const INK: RGBColor = RGBColor(40, 40, 40);
const LEFT: i32 = 190;
const RIGHT: i32 = 180;
const ROW: i32 = 52;
const TOP: i32 = 84;

pub(crate) fn draw(path: &Path, theirs: &Times, ours: &Times) -> Result<()> {
    let fonts = [(FontStyle::Normal, dejavu::sans::regular()), (FontStyle::Bold, dejavu::sans::bold())];
    for (style, font) in fonts {
        plotters::style::register_font("sans-serif", style, font)
            .map_err(|_| anyhow!("a font of the example cannot be read"))?;
    }
    let mut pixels = vec![255; 3 * (SIZE.0 * SIZE.1) as usize];
    paint(&mut pixels, theirs, ours)?;
    let mut encoder = png::Encoder::new(BufWriter::new(File::create(path)?), SIZE.0, SIZE.1);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header()?.write_image_data(&pixels)?;
    Ok(())
}

fn text(size: u32, colour: RGBColor) -> TextStyle<'static> {
    ("sans-serif", size).into_font().color(&colour).pos(Pos::new(HPos::Left, VPos::Center))
}

fn paint(pixels: &mut [u8], theirs: &Times, ours: &Times) -> Result<()> {
    let area = BitMapBackend::with_buffer(pixels, SIZE).into_drawing_area();
    area.fill(&WHITE)?;
    let title = format!(
        "all-MiniLM-L6-v2, 32 sentences of 128 tokens: {:.2} times as fast",
        theirs.whole.as_secs_f64() / ours.whole.as_secs_f64()
    );
    area.draw(&Text::new(title, (24, 28), text(20, INK)))?;
    for (i, (name, colour)) in [("candle's kernels", CANDLE), ("activ8's", OURS)].into_iter().enumerate() {
        let x = LEFT + 190 * i as i32;
        area.draw(&Rectangle::new([(x, 52), (x + 22, 64)], colour.filled()))?;
        area.draw(&Text::new(name, (x + 30, 58), text(15, INK)))?;
    }
    let rows = STAGES.iter().enumerate().map(|(i, stage)| (stage.name(), theirs.stages[i], ours.stages[i]));
    let longest = theirs.stages.iter().chain(&ours.stages).max().copied().unwrap_or_default();
    let width = |time: Duration| {
        let room = f64::from(SIZE.0 as i32 - LEFT - RIGHT);
        (room * time.as_secs_f64() / longest.as_secs_f64()).round() as i32
    };
    for (i, (name, theirs, ours)) in rows.enumerate() {
        let y = TOP + ROW * i as i32;
        let right = Pos::new(HPos::Right, VPos::Center);
        area.draw(&Text::new(name, (LEFT - 12, y + 20), text(15, INK).pos(right)))?;
        for (bar, (time, colour)) in [(theirs, CANDLE), (ours, OURS)].into_iter().enumerate() {
            let y = y + 20 * bar as i32;
            area.draw(&Rectangle::new([(LEFT, y), (LEFT + width(time), y + 18)], colour.filled()))?;
            let ratio = theirs.as_secs_f64() / ours.as_secs_f64();
            let ratio = if bar == 1 { format!(" ({ratio:.1}×)") } else { String::new() };
            let label = format!("{:.1} ms{ratio}", 1e3 * time.as_secs_f64());
            area.draw(&Text::new(label, (LEFT + width(time) + 8, y + 9), text(14, INK)))?;
        }
    }
    area.present()?;
    Ok(())
}
