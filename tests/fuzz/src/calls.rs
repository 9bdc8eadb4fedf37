//! What calls give, and that it is the same everywhere.

use std::fmt::Debug;
use std::sync::LazyLock;

use activ8::{Accuracy, Element, Output, Tier, bf16, f16};

use crate::common::data::SENTINEL;

/// The bits that a call wrote, any NaN being the same as any other; or why it was refused.
pub(crate) type Outcome = Result<Vec<u32>, String>;

/// The tiers of this CPU.
pub(crate) static TIERS: LazyLock<Vec<Tier>> = LazyLock::new(crate::common::tiers);

/// Where a call runs, and where its slices begin: elsewhere on each tier.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At {
    pub(crate) tier: Tier,
    pub(crate) accuracy: Accuracy,
    pub(crate) start: usize,
}

impl At {
    /// The operation there.
    pub(crate) fn place<O>(self, operation: O) -> activ8::On<O> {
        let on = activ8::On::new(operation).on(self.tier).expect("the CPU has it");
        on.accuracy(self.accuracy)
    }

    /// A copy of `slice` that begins elsewhere.
    pub(crate) fn shift<T: Copy + Default>(self, slice: &[T]) -> Vec<T> {
        [&vec![T::default(); self.start][..], slice].concat()
    }

    /// What `verb` does to an output of so many elements.
    pub(crate) fn write<T: Real>(
        self,
        len: usize,
        verb: impl FnOnce(&mut [T]) -> activ8::Result<()>,
    ) -> Outcome {
        self.change(&vec![T::of(SENTINEL); len], verb)
    }

    /// What it does to these.
    pub(crate) fn change<T: Real>(
        self,
        x: &[T],
        verb: impl FnOnce(&mut [T]) -> activ8::Result<()>,
    ) -> Outcome {
        let mut memory = vec![T::of(SENTINEL); self.start];
        memory.extend_from_slice(x);
        let done = verb(&mut memory[self.start..]);
        let (before, after) = memory.split_at(self.start);
        assert!(
            bits(before).iter().all(|&x| x == T::of(SENTINEL).bits()),
            "written before the output, {self:?}"
        );
        match done {
            Ok(()) => Ok(bits(after)),
            Err(error) => {
                assert_eq!(bits(after), bits(x), "written, though {error}, {self:?}");
                Err(format!("{error:?}"))
            }
        }
    }
}

/// A number of one of the three types.
pub(crate) trait Real: Element + Output + Copy + Default {
    fn of(x: f32) -> Self;
    fn wide(self) -> f32;
    fn bits(self) -> u32 {
        let wide = self.wide();
        if wide.is_nan() { f32::NAN.to_bits() } else { wide.to_bits() }
    }
}

impl Real for f32 {
    fn of(x: f32) -> Self {
        x
    }
    fn wide(self) -> f32 {
        self
    }
}

impl Real for f16 {
    fn of(x: f32) -> Self {
        Self::from_f32(x)
    }
    fn wide(self) -> f32 {
        self.to_f32()
    }
}

impl Real for bf16 {
    fn of(x: f32) -> Self {
        Self::from_f32(x)
    }
    fn wide(self) -> f32 {
        self.to_f32()
    }
}

pub(crate) fn bits<T: Real>(x: &[T]) -> Vec<u32> {
    x.iter().map(|x| x.bits()).collect()
}

/// `x` rounded.
pub(crate) fn rounded<T: Real>(x: &[f32]) -> Vec<T> {
    x.iter().map(|&x| T::of(x)).collect()
}

/// As floats.
pub(crate) fn widened<T: Real>(x: &[T]) -> Vec<f32> {
    x.iter().map(|x| x.wide()).collect()
}

/// Numbers of an outcome, rounded.
pub(crate) fn narrowed<T: Real>(outcome: Outcome) -> Outcome {
    outcome.map(|all| all.into_iter().map(|x| T::of(f32::from_bits(x)).bits()).collect())
}

/// Fails where calls that must give the same do not: any error is as good as any other.
pub(crate) fn agree(got: &Outcome, want: &Outcome, what: &dyn Debug) {
    match (got, want) {
        (Ok(got), Ok(want)) => {
            let first = got.iter().zip(want).position(|(got, want)| got != want);
            let show = |all: &[u32], i: usize| f32::from_bits(all[i]);
            if let Some(i) = first {
                panic!("{what:?}: [{i}] is {:e}, want {:e}", show(got, i), show(want, i));
            }
            assert_eq!(got.len(), want.len(), "{what:?}");
        }
        (Err(_), Err(_)) => {}
        _ => panic!("{what:?}: {got:?}, want {want:?}"),
    }
}

/// Makes a call on every tier at both accuracies, and fails where tiers that agree in fusing give other outcomes, or
/// where errors differ anywhere. Tiers without fast formulas give at `Fast` what they give at `High`.
pub(crate) fn on_every_tier(what: &dyn Debug, start: usize, call: impl Fn(At) -> Vec<Outcome>) {
    let mut first: [Option<(At, Vec<Outcome>)>; 4] = [const { None }; 4];
    for (i, &tier) in TIERS.iter().enumerate() {
        for accuracy in [Accuracy::High, Accuracy::Fast] {
            let at = At { tier, accuracy, start: start * i };
            let outcomes = call(at);
            let is_fast = accuracy == Accuracy::Fast && tier.has_fast();
            let known = &mut first[2 * usize::from(tier.is_fused()) + usize::from(is_fast)];
            let (other, wants) = known.get_or_insert_with(|| (at, outcomes.clone()));
            for (verb, (got, want)) in outcomes.iter().zip(wants).enumerate() {
                agree(got, want, &(what, "verb", verb, "on", at, "beside", *other));
            }
        }
    }
    let errors = |known: &Option<(At, Vec<Outcome>)>| {
        known.as_ref().map(|(_, all)| all.iter().map(|outcome| outcome.clone().err()).collect::<Vec<_>>())
    };
    let mut errors = first.iter().filter_map(errors);
    let some = errors.next().expect("the scalar tier is always there");
    errors.for_each(|others| assert_eq!(others, some, "errors of {what:?}"));
}
