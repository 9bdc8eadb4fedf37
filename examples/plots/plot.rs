//! The picture of a function and its derivative.
//!
//! It is included into Markdown: it has no empty line, no background, and the colour of the text around it.

use activ8::{Activation, AnyActivation, Result, Tier};
use svg::Document;
use svg::node::element::path::Data;
use svg::node::element::{Group, Path, Text, Title};

use crate::curve::{Point, Strokes, inputs, trace};

/// In tenths of a pixel as all that follows, so that whole numbers will do.
const SIZE: Point = (3600, 2200);
const LEFT: i32 = 320;
const RIGHT: i32 = 3300;
const TOP: i32 = 260;
const BOTTOM: i32 = 1960;

/// Both can be read on white and on black.
const BLUE: &str = "#3f8fdb";
const ORANGE: &str = "#e07b2c";

/// What is shown: ranges of inputs and of values.
struct Frame {
    x: [f32; 2],
    y: [f32; 2],
}

/// Where `value` of `range` is between two places.
fn scale(value: f64, range: [f32; 2], from: i32, to: i32) -> i32 {
    let [start, end] = range.map(f64::from);
    from + (f64::from(to - from) * (value - start) / (end - start)).round() as i32
}

impl Frame {
    fn across(&self, x: f64) -> i32 {
        scale(x, self.x, LEFT, RIGHT)
    }

    fn down(&self, y: f64) -> i32 {
        scale(y, self.y, BOTTOM, TOP)
    }

    fn place(&self, x: f32, y: f32) -> Option<Point> {
        (self.y[0] <= y && y <= self.y[1]).then(|| (self.across(x.into()), self.down(y.into())))
    }
}

/// Draws `activation` over the range `x`, its values cut off at `limits`.
pub(crate) fn draw(activation: AnyActivation, x: [f32; 2], limits: [f32; 2]) -> Result<String> {
    // The scalar tier is everywhere, and so are its last bits.
    let kernel = activation.on(Tier::Scalar)?;
    let of = |verb: &dyn Fn(&[f32], &mut [f32]) -> Result<()>, x: f32| {
        let mut y = [f32::NAN];
        verb(&[x], &mut y).map(|()| y[0])
    };
    let f = |x| of(&|x, y| kernel.forward(x, y), x);
    let slope = |x| of(&|x, dx| kernel.backward(x, &[1.0], dx), x);
    let values: Vec<f32> = inputs(x).flat_map(|x| [f(x), slope(x)]).collect::<Result<_>>()?;
    let seen = || values.iter().map(|value| value.clamp(limits[0], limits[1]));
    let (least, greatest) = (seen().fold(0.0, f32::min), seen().fold(0.0, f32::max));
    let room = 0.04 * (greatest - least);
    let frame = Frame { x, y: [least - room, greatest + room] };
    let curve = |f: &dyn Fn(f32) -> Result<f32>| trace(x, |x| frame.place(x, f(x).ok()?));
    let (f, slope) = (curve(&f), curve(&slope));

    let paths = Group::new()
        .set("fill", "none")
        .set("stroke-linejoin", "round")
        .add(path(&f).set("stroke", BLUE).set("stroke-width", 22))
        .add(path(&slope).set("stroke", ORANGE).set("stroke-width", 16).set("stroke-dasharray", "60 40"));
    let document = Document::new()
        .set("width", SIZE.0 / 10)
        .set("height", SIZE.1 / 10)
        .set("viewBox", (0, 0, SIZE.0, SIZE.1))
        .set("role", "img")
        .add(Title::new(format!("{} and its derivative", activation.name())))
        .add(grid(&frame))
        .add(numbers(&frame).add(label(activation.to_string(), 100, 130).set("text-anchor", "start")))
        .add(paths)
        .add(names(&f, &slope));
    Ok(format!("{document}\n"))
}

fn path(strokes: &Strokes) -> Path {
    let data = strokes.iter().fold(Data::new(), |data, stroke| {
        let rest: Vec<f32> = stroke[1..].iter().flat_map(|&(x, y)| [x as f32, y as f32]).collect();
        data.move_to(stroke[0]).line_to(rest)
    });
    Path::new().set("d", data)
}

/// The grid, and the axes through 0.
fn grid(frame: &Frame) -> Group {
    let vertical = |data: Data, x| data.move_to((x, TOP)).vertical_line_to(BOTTOM);
    let horizontal = |data: Data, y| data.move_to((LEFT, y)).horizontal_line_to(RIGHT);
    let lines = |x: Vec<i32>, y: Vec<i32>| {
        let data = x.into_iter().fold(Data::new(), vertical);
        Path::new().set("d", y.into_iter().fold(data, horizontal))
    };
    let x = ticks(frame.x, 10).into_iter().map(|(x, _)| frame.across(x)).collect();
    let y = ticks(frame.y, 8).into_iter().map(|(y, _)| frame.down(y)).collect();
    Group::new()
        .set("stroke", "currentColor")
        .set("stroke-width", 10)
        .add(lines(x, y).set("opacity", 0.12))
        .add(lines(vec![frame.across(0.0)], vec![frame.down(0.0)]).set("opacity", 0.5))
}

/// The numbers below and at the left.
fn numbers(frame: &Frame) -> Group {
    let group = Group::new()
        .set("fill", "currentColor")
        .set("font-family", "sans-serif")
        .set("font-size", 110)
        .set("opacity", 0.7)
        .set("text-anchor", "middle");
    let below = ticks(frame.x, 10).into_iter();
    let group =
        below.fold(group, |group, (x, number)| group.add(label(number, frame.across(x), BOTTOM + 150)));
    let left = ticks(frame.y, 8).into_iter();
    group.add(left.fold(Group::new().set("text-anchor", "end"), |group, (y, number)| {
        group.add(label(number, LEFT - 60, frame.down(y) + 38))
    }))
}

/// Round numbers of `range`, at most `count` steps of 1, 2 or 5 times a power of ten, with their text.
fn ticks(range: [f32; 2], count: u16) -> Vec<(f64, String)> {
    let [from, to] = range.map(f64::from);
    let least = (to - from) / f64::from(count);
    let power = 10f64.powi(least.log10().floor() as i32);
    let steps = [1.0, 2.0, 5.0, 10.0].map(|factor| factor * power);
    let step = steps.into_iter().find(|&step| step >= 0.999 * least).unwrap_or(least);
    ((from / step).ceil() as i32..=(to / step).floor() as i32)
        .map(|i| f64::from(i) * step)
        .map(|value| (value, (value as f32).to_string().replace('-', "−")))
        .collect()
}

/// The curves' names at their ends, one above the other.
fn names(f: &Strokes, slope: &Strokes) -> Group {
    const APART: i32 = 170;
    let end = |strokes: &Strokes| {
        strokes.last().and_then(|stroke| stroke.last().copied()).unwrap_or((RIGHT, BOTTOM))
    };
    let (f, slope) = (end(f), end(slope));
    let room = (APART - (f.1 - slope.1).abs()).max(0) / 2;
    let up = if f.1 <= slope.1 { -room } else { room };
    Group::new()
        .set("font-family", "serif")
        .set("font-size", 170)
        .set("font-style", "italic")
        .set("letter-spacing", 20)
        .add(label("f", f.0 + 50, f.1 + up + 50).set("fill", BLUE))
        .add(label("f′", slope.0 + 50, slope.1 - up + 50).set("fill", ORANGE))
}

fn label(text: impl Into<String>, x: i32, y: i32) -> Text {
    Text::new(text).set("x", x).set("y", y)
}
