//! The picture: curves of loss and accuracy, and the confusion matrix.

use std::error::Error;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::register_font;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::data::CLASSES;
use crate::train::{Confusion, Epoch, Outcome, Score};

/// Drawn at twice the size and averaged down, since plotters' thick lines and text have hard edges.
const FINE: u32 = 2;
const SIZE: (u32, u32) = (1200, 640);

const INK: RGBColor = RGBColor(38, 50, 56);
const FAINT: RGBColor = RGBColor(120, 134, 141);
const GRID: RGBColor = RGBColor(232, 236, 238);
const TRAIN: RGBColor = RGBColor(38, 110, 176);
const HELD_OUT: RGBColor = RGBColor(226, 106, 26);

type Drawn = Result<(), Box<dyn Error>>;
type Area<'a> = DrawingArea<BitMapBackend<'a>, Shift>;

/// Draws `outcome` into the file `path`, with `plan` and `source` above and below.
pub(crate) fn draw(path: &Path, outcome: &Outcome, plan: &str, source: &str) -> Drawn {
    for (style, font) in
        [(FontStyle::Normal, dejavu::sans::regular()), (FontStyle::Bold, dejavu::sans::bold())]
    {
        register_font("sans-serif", style, font).map_err(|_| "the font is damaged")?;
    }
    let (width, height) = (SIZE.0 * FINE, SIZE.1 * FINE);
    let mut pixels = vec![0; (width * height * 3) as usize];
    {
        let page = BitMapBackend::with_buffer(&mut pixels, (width, height)).into_drawing_area();
        page.fill(&WHITE)?;
        let (head, rest) = page.split_vertically(84 * FINE);
        let (body, foot) = rest.split_vertically(rest.dim_in_pixel().1 - 34 * FINE);
        let accuracy = outcome.epochs.last().map_or(0.0, |epoch| 100.0 * epoch.held_out.accuracy);
        let title = format!("{accuracy:.1} % of the held-out digits recognised");
        head.draw(&Text::new(title, at(28, 22), bold(22, INK)))?;
        head.draw(&Text::new(plan, at(28, 54), text(13, FAINT)))?;
        foot.draw(&Text::new(format!("Images: {source}"), at(28, 8), text(11, FAINT)))?;
        let (left, matrix) = body.split_horizontally(624 * FINE);
        let (loss, accuracy) = left.split_vertically(left.dim_in_pixel().1 / 2);
        curves(&loss, &outcome.epochs, "Cross-entropy", |score| score.loss)?;
        curves(&accuracy, &outcome.epochs, "Accuracy, %", |score| 100.0 * score.accuracy)?;
        confusion_matrix(&matrix, &outcome.confusion)?;
        page.present()?;
    }
    write(path, &pixels)
}

/// `of` every epoch's scores.
fn curves(area: &Area<'_>, epochs: &[Epoch], title: &str, of: fn(Score) -> f32) -> Drawn {
    type Set = (&'static str, RGBColor, fn(&Epoch) -> Score);
    let sets: [Set; 2] =
        [("train", TRAIN, |epoch| epoch.train), ("held out", HELD_OUT, |epoch| epoch.held_out)];
    let all = || sets.iter().flat_map(|(.., set)| epochs.iter().map(|epoch| of(set(epoch))));
    let (least, greatest) = (all().fold(f32::INFINITY, f32::min), all().fold(f32::NEG_INFINITY, f32::max));
    let room = 0.04 * (greatest - least).max(0.01);
    let mut chart = ChartBuilder::on(area)
        .margin_left(20 * FINE)
        .margin_right(20 * FINE)
        .margin_top(34 * FINE)
        .x_label_area_size(40 * FINE)
        .y_label_area_size(48 * FINE)
        .build_cartesian_2d(1..epochs.len().max(2), least - room..greatest + room)?;
    chart
        .configure_mesh()
        .axis_style(FAINT)
        .bold_line_style(GRID.stroke_width(FINE))
        .light_line_style(TRANSPARENT)
        .set_all_tick_mark_size(4 * FINE)
        .label_style(text(12, INK))
        .x_labels(epochs.len().min(8))
        .y_labels(6)
        .x_desc("epoch")
        .axis_desc_style(text(12, FAINT))
        .draw()?;
    area.draw(&Text::new(title.to_owned(), at(28, 6), bold(14, INK)))?;
    for (i, (name, colour, set)) in sets.into_iter().enumerate() {
        let points = || epochs.iter().enumerate().map(|(i, epoch)| (i + 1, of(set(epoch))));
        chart.draw_series(LineSeries::new(points(), colour.stroke_width(2 * FINE)))?;
        chart.draw_series(points().next_back().map(|end| Circle::new(end, 4 * FINE, colour.filled())))?;
        let x = 430 + 70 * i as i32;
        area.draw(&Rectangle::new([at(x, 13), at(x + 18, 16)], colour.filled()))?;
        area.draw(&Text::new(name, at(x + 24, 7), text(12, INK)))?;
    }
    Ok(())
}

/// A row for each class, and a column for what it was taken for.
fn confusion_matrix(area: &Area<'_>, confusion: &Confusion) -> Drawn {
    const CELL: i32 = 42;
    const LEFT: i32 = 84;
    const TOP: i32 = 50;
    area.draw(&Text::new("Confusion matrix of the held-out digits", at(LEFT, 6), bold(14, INK)))?;
    let middle = |style: TextStyle<'static>| style.pos(Pos::new(HPos::Center, VPos::Center));
    for (row, counts) in confusion.iter().enumerate() {
        let greatest = counts.iter().copied().max().unwrap_or_default().max(1);
        for (column, &count) in counts.iter().enumerate() {
            let (x, y) = (LEFT + CELL * column as i32, TOP + CELL * row as i32);
            let share = f64::from(count) / f64::from(greatest);
            let (paper, ink) = match count {
                0 => (GRID.mix(0.45), INK),
                _ if row == column => (TRAIN.mix(0.25 + 0.75 * share), WHITE),
                _ => (HELD_OUT.mix(0.45 + 0.55 * share), INK),
            };
            area.draw(&Rectangle::new([at(x + 1, y + 1), at(x + CELL - 1, y + CELL - 1)], paper.filled()))?;
            if count > 0 {
                area.draw(&Text::new(
                    count.to_string(),
                    at(x + CELL / 2, y + CELL / 2),
                    middle(text(14, ink)),
                ))?;
            }
        }
        let centre = CELL * row as i32 + CELL / 2;
        area.draw(&Text::new(row.to_string(), at(LEFT - 16, TOP + centre), middle(bold(14, INK))))?;
        let below = TOP + CELL * CLASSES as i32 + 16;
        area.draw(&Text::new(row.to_string(), at(LEFT + centre, below), middle(bold(14, INK))))?;
    }
    let centre = CELL * CLASSES as i32 / 2;
    area.draw(&Text::new("taken for", at(LEFT + centre, TOP + 2 * centre + 38), middle(text(12, FAINT))))?;
    let upright = middle(text(12, FAINT)).transform(FontTransform::Rotate270);
    area.draw(&Text::new("digit", at(LEFT - 44, TOP + centre), upright))?;
    Ok(())
}

fn at(x: i32, y: i32) -> (i32, i32) {
    (x * FINE as i32, y * FINE as i32)
}

fn text(size: u32, colour: RGBColor) -> TextStyle<'static> {
    ("sans-serif", size * FINE).into_font().color(&colour)
}

fn bold(size: u32, colour: RGBColor) -> TextStyle<'static> {
    ("sans-serif", size * FINE).into_font().style(FontStyle::Bold).color(&colour)
}

/// Writes `pixels` as a PNG, each pixel the mean of a square.
fn write(path: &Path, pixels: &[u8]) -> Drawn {
    let (width, fine) = (SIZE.0 as usize, FINE as usize);
    let mean = |x: usize, y: usize, channel: usize| {
        let square = (0..fine * fine).map(|i| (fine * y + i / fine) * fine * width + fine * x + i % fine);
        let total: u32 = square.map(|place| u32::from(pixels[3 * place + channel])).sum();
        (total / (FINE * FINE)) as u8
    };
    let image: Vec<u8> = (0..SIZE.1 as usize)
        .flat_map(|y| (0..3 * width).map(move |i| (i, y)))
        .map(|(i, y)| mean(i / 3, y, i % 3))
        .collect();
    let mut encoder = png::Encoder::new(BufWriter::new(File::create(path)?), SIZE.0, SIZE.1);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header()?.write_image_data(&image)?;
    Ok(())
}
