//! Inputs for the verbs of the table, and the slices that one call takes.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

use super::random::Random;
use super::table::Domain;
use super::verbs::{Args, Call, Output, Verb};

/// What an output holds before a call: a number that no verb gives.
pub(crate) const SENTINEL: f32 = f32::from_bits(0x4b5a_a5a5);

/// What kinds of values an input is made of.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) enum Mix {
    /// Finite numbers of many sizes.
    Finite,
    /// One in eight is an end of the domain that leaves a row's other elements their meaning.
    Ends,
    /// Every other one is special, NaN and both infinities included.
    Specials,
}

pub(crate) const MIXES: [Mix; 3] = [Mix::Finite, Mix::Ends, Mix::Specials];

/// NaNs of both signs, quiet and signalling.
pub(crate) const NANS: [f32; 4] = [
    f32::from_bits(0x7fc0_0000),
    f32::from_bits(0xffc0_0000),
    f32::from_bits(0x7f80_0001),
    f32::from_bits(0xff80_0001),
];

const TINY: f32 = f32::from_bits(1);
const BELOW_ONE: f32 = f32::from_bits(0x3f7f_ffff);

/// `len` values of `domain`, neighbours distinct. Many are drawn once, and then the same again.
pub(crate) fn values(domain: Domain, len: usize, mix: Mix, seed: u64) -> Vec<f32> {
    type Drawn = HashMap<(Domain, usize, Mix, u64), Arc<[f32]>>;
    static DRAWN: LazyLock<Mutex<Drawn>> = LazyLock::new(Mutex::default);
    if len < 10_000 {
        return draw(domain, len, mix, seed);
    }
    let key = (domain, len, mix, seed);
    let known = DRAWN.lock().expect("no draw panics").get(&key).cloned();
    let known = known.unwrap_or_else(|| {
        let drawn: Arc<[f32]> = draw(domain, len, mix, seed).into();
        DRAWN.lock().expect("no draw panics").entry(key).or_insert(drawn).clone()
    });
    known.to_vec()
}

fn draw(domain: Domain, len: usize, mix: Mix, seed: u64) -> Vec<f32> {
    let mut random = Random::new(seed);
    let one_in = match mix {
        Mix::Finite => usize::MAX,
        Mix::Ends => 8,
        Mix::Specials => 2,
    };
    let mut value = |_| {
        match domain {
            Domain::Sign => return random.one_of(&[1.0, -1.0]),
            Domain::Label => return random.one_of(&[0.0, 1.0, -0.0, 1.0, 0.0, 0.375]),
            _ => {}
        }
        if random.index(one_in) == 0 {
            return match (domain, mix) {
                (Domain::Probability, _) => {
                    random.one_of(&[0.0, -0.0, 1.0, TINY, BELOW_ONE, f32::MIN_POSITIVE])
                }
                (Domain::Count, _) => random.one_of(&[0.0, -0.0, 1.0, TINY, f32::MAX, f32::INFINITY]),
                (Domain::Logarithm, Mix::Ends) => random.one_of(&[0.0, -TINY, -103.9, -1e30]),
                (_, Mix::Ends) => {
                    random.one_of(&[0.0, -0.0, TINY, -TINY, f32::NEG_INFINITY, f32::MIN, -104.0])
                }
                _ if random.index(4) == 0 => random.one_of(&NANS),
                _ => random.one_of(&[
                    0.0,
                    -0.0,
                    TINY,
                    -TINY,
                    1.0,
                    -1.0,
                    f32::MIN_POSITIVE,
                    -f32::MIN_POSITIVE,
                    88.8,
                    -88.8,
                    -103.9,
                    f32::MAX,
                    f32::MIN,
                    f32::INFINITY,
                    f32::NEG_INFINITY,
                ]),
            };
        }
        // Sizes from 2^-24 to 2^6.5, about where e^x overflows. In f64, so that systems' libraries agree in them.
        let size = f64::from(random.unit() * 30.5 - 24.0).exp2() as f32;
        match domain {
            Domain::Probability if random.index(2) == 0 => 0.5 + 0.5 * random.unit(),
            Domain::Probability => size.fract(),
            Domain::Logarithm => -size,
            Domain::Count => size,
            _ if random.index(2) == 0 => -size,
            _ => size,
        }
    };
    (0..len).map(&mut value).collect()
}

/// The inputs of a verb: `rows` rows of `row` elements.
#[derive(Clone)]
pub(crate) struct Input {
    pub(crate) row: usize,
    pub(crate) x: Vec<f32>,
    pub(crate) bias: Vec<f32>,
    pub(crate) second: Vec<f32>,
    pub(crate) classes: Vec<i64>,
    pub(crate) dy: Vec<f32>,
}

impl Input {
    pub(crate) fn new(verb: Verb, rows: usize, row: usize, mix: Mix) -> Self {
        let len = rows * row;
        let seed = len as u64;
        let [first, second] = verb.domains;
        let mut random = Random::new(seed + 2);
        let class = |_| random.index(row) as i64;
        Self {
            row,
            x: values(first, len, mix, seed),
            bias: if verb.biased { values(first, row, mix, seed + 3) } else { Vec::new() },
            second: match second {
                Domain::Nothing | Domain::Class => Vec::new(),
                domain => values(domain, len, mix, seed + 1),
            },
            classes: if second == Domain::Class { (0..rows).map(class).collect() } else { Vec::new() },
            dy: match verb.of_each() {
                true => values(Domain::Real, if verb.rows { rows } else { len }, mix, seed + 4),
                false => Vec::new(),
            },
        }
    }

    /// What reports call it.
    pub(crate) fn shape(&self) -> String {
        format!("{} rows of {} from {:?}", self.x.len() / self.row, self.row, self.x.first())
    }

    /// Its slices, for a verb that does not work in place.
    pub(crate) fn args(&self) -> Args<'_> {
        Args { x: &self.x, bias: &self.bias, second: &self.second, classes: &self.classes, dy: &self.dy }
    }

    /// The output that `verb` is called with: a sentinel everywhere, or what it works on in place.
    pub(crate) fn output(&self, verb: Verb) -> Vec<f32> {
        match verb.output {
            Output::Nothing => Vec::new(),
            Output::InPlace => self.x.clone(),
            Output::Elements => vec![SENTINEL; self.x.len()],
            Output::Rows => vec![SENTINEL; self.x.len() / self.row],
        }
    }

    /// What `verb` writes and what it returns.
    pub(crate) fn outcome(&self, verb: Verb, call: Call) -> (Vec<f32>, Option<f32>) {
        let mut out = self.output(verb);
        let value = (verb.run)(call, self.args(), &mut out);
        (out, value.unwrap_or_else(|e| panic!("{}.{} with {call:?}: {e}", verb.op, verb.verb)))
    }
}
