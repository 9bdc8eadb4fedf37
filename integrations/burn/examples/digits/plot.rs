//! The picture: the losses of both runs, and the times of the stages.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use anyhow::{Result, anyhow};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::stages::Stage;
use crate::train::Outcome;

const SIZE: (u32, u32) = (1000, 460);
const THEIRS: RGBColor = RGBColor(226, 106, 26);
const OURS: RGBColor = RGBColor(37, 99, 172);
const INK: RGBColor = RGBColor(40, 40, 40);
const GRID: RGBColor = RGBColor(232, 236, 238);

pub(crate) fn draw(path: &Path, theirs: &Outcome, ours: &Outcome) -> Result<()> {
    for (style, font) in
        [(FontStyle::Normal, dejavu::sans::regular()), (FontStyle::Bold, dejavu::sans::bold())]
    {
        plotters::style::register_font("sans-serif", style, font)
            .map_err(|_| anyhow!("a font of the example cannot be read"))?;
    }
    let mut pixels = vec![255; 3 * (SIZE.0 * SIZE.1) as usize];
    {
        let area = BitMapBackend::with_buffer(&mut pixels, SIZE).into_drawing_area();
        area.fill(&WHITE)?;
        let ratio = theirs.whole.as_secs_f64() / ours.whole.as_secs_f64();
        let title = format!("A transformer learns digits: the same losses, {ratio:.2} times as fast");
        area.draw(&Text::new(title, (24, 28), text(20)))?;
        for (i, (name, colour)) in [("burn's kernels", THEIRS), ("activ8's", OURS)].into_iter().enumerate() {
            let x = 24 + 170 * i as i32;
            area.draw(&Rectangle::new([(x, 52), (x + 22, 64)], colour.filled()))?;
            area.draw(&Text::new(name, (x + 30, 58), text(15)))?;
        }
        let (_, body) = area.split_vertically(80);
        let (left, right) = body.split_horizontally(470);
        losses(&left, theirs, ours)?;
        times(&right, theirs, ours)?;
        area.present()?;
    }
    let mut encoder = png::Encoder::new(BufWriter::new(File::create(path)?), SIZE.0, SIZE.1);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header()?.write_image_data(&pixels)?;
    Ok(())
}

type Area<'a> = DrawingArea<BitMapBackend<'a>, plotters::coord::Shift>;

fn text(size: u32) -> TextStyle<'static> {
    ("sans-serif", size).into_font().color(&INK).pos(Pos::new(HPos::Left, VPos::Center))
}

/// Burn's as a broad line, ours as a thin one upon it.
fn losses(area: &Area<'_>, theirs: &Outcome, ours: &Outcome) -> Result<()> {
    let all = || theirs.epochs.iter().chain(&ours.epochs).map(|epoch| epoch.loss);
    let (least, greatest) = (all().fold(f64::INFINITY, f64::min), all().fold(0.0, f64::max));
    let mut chart = ChartBuilder::on(area)
        .margin(12)
        .x_label_area_size(40)
        .y_label_area_size(48)
        .build_cartesian_2d(1..theirs.epochs.len().max(2), least - 0.02..greatest + 0.05)?;
    chart
        .configure_mesh()
        .bold_line_style(GRID)
        .light_line_style(TRANSPARENT)
        .axis_style(INK)
        .label_style(("sans-serif", 13).into_font().color(&INK))
        .x_desc("epoch")
        .y_desc("loss of its steps")
        .draw()?;
    for (outcome, colour, width) in [(theirs, THEIRS, 7), (ours, OURS, 2)] {
        let points = outcome.epochs.iter().enumerate().map(|(i, epoch)| (i + 1, epoch.loss));
        chart.draw_series(LineSeries::new(points, colour.stroke_width(width)))?;
    }
    Ok(())
}

fn times(area: &Area<'_>, theirs: &Outcome, ours: &Outcome) -> Result<()> {
    const LEFT: i32 = 150;
    const ROW: i32 = 50;
    let rows =
        Stage::ALL.map(|stage| (stage.name(), theirs.times[stage as usize], ours.times[stage as usize]));
    let rows = rows.into_iter().chain([("training", theirs.whole, ours.whole)]);
    let longest = theirs.whole.max(ours.whole).as_secs_f64();
    for (i, (name, theirs, ours)) in rows.enumerate() {
        let y = 8 + ROW * i as i32;
        area.draw(&Text::new(name, (LEFT - 12, y + 20), text(15).pos(Pos::new(HPos::Right, VPos::Center))))?;
        for (bar, (time, colour)) in [(theirs, THEIRS), (ours, OURS)].into_iter().enumerate() {
            let (y, width) = (y + 20 * bar as i32, (240.0 * time.as_secs_f64() / longest).round() as i32);
            area.draw(&Rectangle::new([(LEFT, y), (LEFT + width, y + 18)], colour.filled()))?;
            let ratio = theirs.as_secs_f64() / ours.as_secs_f64();
            let ratio = if bar == 1 { format!(" ({ratio:.2}×)") } else { String::new() };
            let label = format!("{:.0} ms{ratio}", 1e3 * time.as_secs_f64());
            area.draw(&Text::new(label, (LEFT + width + 8, y + 9), text(14)))?;
        }
    }
    Ok(())
}
