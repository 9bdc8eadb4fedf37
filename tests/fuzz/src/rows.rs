//! Activations of rows.

use activ8::{
    Activation, AttentionSoftmax, FullyMasked, Hardmax, LogSoftmax, LogSumExp, On, PRelu, ScoreMask, Softmax,
    Softmin, bf16, f16,
};
use arbitrary::{Result, Unstructured};

use crate::book::{Book, Options};
use crate::calls::{At, Outcome, Real, agree, narrowed, on_every_tier, rounded, widened};
use crate::common::random::Random;
use crate::common::table::Domain;
use crate::common::ulp::ulp_error;
use crate::draw::{between, number, numbers, or_another, seldom, shape};

/// What a call is of.
struct Input {
    x: Vec<f32>,
    dy: Vec<f32>,
    out: usize,
}

impl Input {
    fn draw(u: &mut Unstructured<'_>, n: usize) -> Result<Self> {
        Ok(Self { x: numbers(u, Domain::Real, n)?, dy: numbers(u, Domain::Real, n)?, out: or_another(u, n)? })
    }
}

pub(crate) fn call(u: &mut Unstructured<'_>) -> Result<()> {
    let ([rows, row], kind) = (shape(u)?, u.int_in_range(0..=15)?);
    if kind >= 8 {
        return attention(u);
    }
    let inner = if seldom(u)? { u.int_in_range(0..=40)? } else { u.int_in_range(1..=9)? };
    // Of so many elements along an axis.
    let input =
        Input::draw(u, if kind >= 4 && kind != 6 { rows.div_ceil(4) * row * inner } else { rows * row })?;
    let start = u.int_in_range(0..=9)?;
    let fully_masked = *u.choose(&[FullyMasked::Nan, FullyMasked::Zeros])?;
    let what = (kind, rows, row, inner);
    match kind {
        0 => same(&what, start, Softmax::rows_of(row).fully_masked(fully_masked), &input),
        1 => same(&what, start, LogSoftmax::rows_of(row), &input),
        2 => same(&what, start, Softmin::rows_of(row), &input),
        3 => same(&what, start, Hardmax::rows_of(row), &input),
        4 => same(&what, start, Softmax::along(row, inner), &input),
        5 => same(&what, start, LogSoftmax::along(row, inner), &input),
        6 => log_sum_exp(&what, start, LogSumExp::rows_of(row).fully_masked(fully_masked), &input),
        _ => {
            let weight = numbers(u, Domain::Real, row)?;
            same(&what, start, PRelu { weight: &weight, inner }, &input);
        }
    }
    Ok(())
}

fn same(what: &dyn std::fmt::Debug, start: usize, operation: impl Activation, input: &Input) {
    on_every_tier(what, start, |at| verbs(&at.place(operation), what, input, at));
}

fn verbs<A: Activation>(on: &On<A>, what: &dyn std::fmt::Debug, input: &Input, at: At) -> Vec<Outcome> {
    let [x, dy] = [&input.x, &input.dy].map(|slice| at.shift(slice));
    let [x, dy] = [&x, &dy].map(|slice| &slice[at.start..]);
    let forward = at.write(input.out, |y: &mut [f32]| on.forward(x, y));
    let backward = at.write(input.out, |dx: &mut [f32]| on.backward(x, dy, dx));
    let from_output =
        on.output_gradient().map(|on| at.write(input.out, |dx: &mut [f32]| on.backward(x, dy, dx)));
    if input.out == x.len() {
        agree(&at.change(x, |x| on.forward_in_place(x)), &forward, &("in place", what, at));
        of_halves::<f16, A>(on, what, input, at);
        of_halves::<bf16, A>(on, what, input, at);
    }
    [forward, backward].into_iter().chain(from_output).collect()
}

/// Halves give what their values do, rounded.
fn of_halves<X: Real, A: Activation>(on: &On<A>, what: &dyn std::fmt::Debug, input: &Input, at: At) {
    let [x, dy]: [Vec<X>; 2] = [&input.x, &input.dy].map(|slice| rounded(slice));
    let [wide, wide_dy] = [&x, &dy].map(|slice| widened(slice));
    let want = at.write(wide.len(), |y: &mut [f32]| on.forward(&wide, y));
    agree(&at.write(x.len(), |y: &mut [X]| on.forward(&x, y)), &narrowed::<X>(want), &("halves", what, at));
    let want = at.write(wide.len(), |dx: &mut [f32]| on.backward(&wide, &wide_dy, dx));
    let got = at.write(x.len(), |dx: &mut [X]| on.backward(&x, &dy, dx));
    agree(&got, &narrowed::<X>(want), &("gradient of halves", what, at));
}

fn log_sum_exp(what: &dyn std::fmt::Debug, start: usize, operation: LogSumExp, input: &Input) {
    let rows = input.x.len().checked_div(operation.row).unwrap_or(0);
    on_every_tier(what, start, |at| {
        let on = at.place(operation);
        let x = at.shift(&input.x);
        let (x, dy) = (&x[at.start..], &input.dy[..rows]);
        vec![
            at.write(rows, |y: &mut [f32]| on.forward(x, y)),
            at.write(input.out, |dx: &mut [f32]| on.backward(x, dy, dx)),
        ]
    });
}

/// Attention's, with drawn options, of which one may be any number or too long.
fn attention(u: &mut Unstructured<'_>) -> Result<()> {
    let (heads, keys) = (u.int_in_range(1..=3)?, between(u, 1, &[8, 20, 70, 300])?);
    let queries = u.int_in_range(1..=(600 / keys).clamp(1, 9))?;
    let random = &mut Random::new(u.arbitrary::<u32>()?.into());
    let mut options = Options::draw(random, u.int_in_range(0..=0x1ff)?, [2 * heads, heads, queries, keys]);
    let mut is_usual = true;
    for _ in 0..u.int_in_range(0..=2)? {
        is_usual = false;
        let of = match u.int_in_range(0..=5)? {
            0 => Some(&mut options.x),
            1 => Some(&mut options.dy),
            2 => options.mask.as_mut(),
            3 => options.slopes.as_mut(),
            _ => options.sinks.as_mut(),
        };
        if let Some(slice) = of {
            let at = u.choose_index(slice.len())?;
            slice[at] = number(u)?;
        }
    }
    if seldom(u)? {
        is_usual = false;
        match u.int_in_range(0..=6)? {
            0 => options.scale = number(u)?,
            1 => options.cap = Some(number(u)?),
            2 => options.temperature = number(u)?,
            3 => options.queries = u.int_in_range(0..=9)?,
            4 => options.mask = Some(vec![1.0; u.int_in_range(0..=40)?]),
            5 => options.window = (u.arbitrary()?, u.arbitrary()?),
            _ => options.offset = u.arbitrary()?,
        }
    }
    let input = Input { x: options.x.clone(), dy: options.dy.clone(), out: or_another(u, options.x.len())? };
    let mut softmax = options.softmax();
    // A cache's first query, and all that is left.
    if seldom(u)? {
        softmax = softmax.plus_one();
        is_usual = false;
    }
    let what = (softmax.causal, softmax.left, softmax.right, softmax.offset, [heads, queries, keys], softmax);
    on_every_tier(&what, u.int_in_range(0..=9)?, |at| {
        let on = at.place(softmax);
        let mut all = verbs(&on, &what, &input, at);
        let sinks = softmax.sinks.map_or(0, <[f32]>::len);
        all.push(at.write(sinks, |dsinks: &mut [f32]| on.backward_sinks(&input.x, &input.dy, dsinks)));
        if let (Ok(y), true) = (&all[0], at.accuracy == activ8::Accuracy::High) {
            right(y, &softmax, is_usual.then(|| Book::of(&options)), &what);
        }
        all
    });
    Ok(())
}

/// Probabilities, which without a cap are within the bound of those by the book.
fn right(y: &[u32], softmax: &AttentionSoftmax<'_>, book: Option<Book>, what: &dyn std::fmt::Debug) {
    for (i, &y) in y.iter().enumerate() {
        let y = f32::from_bits(y);
        assert!(y.is_nan() || (0.0..=1.0).contains(&y), "{what:?}: [{i}] is {y:e}");
        // Scores that are added to what leaves out a score are none.
        let added = matches!(softmax.mask, Some(ScoreMask::Add(_)));
        if let (Some(book), None, false) = (&book, softmax.soft_cap, added && softmax.slopes.is_some()) {
            let (want, bound) = (book.p[i], 2.0);
            let error =
                if want.is_nan() { f64::from(u8::from(!y.is_nan())) * 9.0 } else { ulp_error(y, want) };
            assert!(y == want as f32 || error <= bound, "{what:?}: [{i}] is {y:e}, want {want:e}");
        }
    }
}
