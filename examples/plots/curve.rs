//! A function as a few straight lines.

/// A place in the picture, in tenths of a pixel.
pub(crate) type Point = (i32, i32);

/// Parts of a curve, each drawn without a gap.
pub(crate) type Strokes = Vec<Vec<Point>>;

/// The function is looked at this often, at dyadic inputs for round ranges: kinks are among them.
pub(crate) const STEPS: u16 = 320;

/// How often a step is halved to find where the curve breaks off.
const HALVINGS: usize = 40;

/// Neighbours farther apart than this are the two sides of a jump.
const JUMP: i32 = 5;

/// How far the lines may be from the curve.
const TOLERANCE: f64 = 1.5;

/// The inputs that are looked at.
pub(crate) fn inputs([from, to]: [f32; 2]) -> impl Iterator<Item = f32> {
    (0..=STEPS).map(move |step| from + (to - from) * f32::from(step) / f32::from(STEPS))
}

/// The curve of `place` over the range `x`. It ends where there is no place, and on both sides of a jump.
pub(crate) fn trace(x: [f32; 2], place: impl Fn(f32) -> Option<Point>) -> Strokes {
    let gap = |a: f32, b: f32| match (place(a), place(b)) {
        (Some(a), Some(b)) => (a.1 - b.1).abs(),
        (None, None) => 0,
        _ => i32::MAX,
    };
    let inputs: Vec<f32> = inputs(x).collect();
    let (mut strokes, mut stroke) = (Vec::new(), Vec::from_iter(place(x[0])));
    for step in inputs.windows(2) {
        let (mut a, mut b) = (step[0], step[1]);
        for _ in 0..HALVINGS {
            let middle = a + (b - a) / 2.0;
            if gap(a, middle) < gap(middle, b) {
                a = middle;
            } else {
                b = middle;
            }
        }
        if gap(a, b) > JUMP {
            stroke.extend(place(a));
            strokes.push(std::mem::replace(&mut stroke, Vec::from_iter(place(b))));
        }
        stroke.extend(place(step[1]));
    }
    strokes.push(stroke);
    for stroke in &mut strokes {
        stroke.dedup();
    }
    strokes.retain(|stroke| stroke.len() > 1);
    strokes.iter().map(|stroke| simplified(stroke)).collect()
}

/// The fewest of the points that stay near the rest (Ramer, Douglas and Peucker).
fn simplified(points: &[Point]) -> Vec<Point> {
    let (Some(&first), Some(&last)) = (points.first(), points.last()) else { return Vec::new() };
    let (width, height) = (f64::from(last.0 - first.0), f64::from(last.1 - first.1));
    let distance = |point: Point| {
        let (right, down) = (f64::from(point.0 - first.0), f64::from(point.1 - first.1));
        (right * height - down * width).abs() / width.hypot(height)
    };
    let far = (1..points.len() - 1).max_by(|&a, &b| distance(points[a]).total_cmp(&distance(points[b])));
    match far {
        Some(far) if distance(points[far]) > TOLERANCE => {
            let mut kept = simplified(&points[..=far]);
            kept.pop();
            kept.extend(simplified(&points[far..]));
            kept
        }
        _ => vec![first, last],
    }
}
