//! What parts of a verb refuse, though what could be refused has been checked: a defect, which is no reason to
//! say that all is well.

use std::sync::OnceLock;

use crate::error::{Error, Result};

/// The first refusal of any part, on whichever thread.
#[derive(Default)]
pub(crate) struct Refusal(OnceLock<Error>);

impl Refusal {
    /// Keeps what a part refuses.
    #[inline]
    pub(crate) fn keep(&self, done: Result<()>) {
        if let Err(error) = done {
            self.note(error);
        }
    }

    #[cold]
    fn note(&self, error: Error) {
        // An earlier one stays.
        let _ = self.0.set(error);
    }

    /// That refusal, where there is one.
    pub(crate) fn done(self) -> Result<()> {
        self.0.into_inner().map_or(Ok(()), Err)
    }
}

#[cfg(test)]
mod tests {
    use crate::activation::{AnyVerb, Verb};
    use crate::check;
    use crate::element::{Element, Output};
    use crate::error::Error;
    use crate::mixed::{Cut, activation, rows};
    use crate::place::Place;

    /// A part that refuses what it is given, but nothing.
    fn refuse(verb: &Verb<'_>) -> crate::Result<()> {
        check::length("part", verb.len(), 0)
    }

    #[test]
    fn a_part_that_refuses_is_an_error_of_the_verb() {
        let (x, mut y) = ([half::f16::ONE; 5000], [half::f16::ONE; 5000]);
        let want = Err(Error::Length { argument: "part", expected: 0, found: 2048 });
        let of = |verb: AnyVerb<'_>| {
            activation(Place::default(), Cut::ELEMENTS, true, verb, &|_, _, verb| refuse(&verb))
        };
        let forward = AnyVerb::Forward { x: Element::slice(&x), y: Output::out(&mut y) };
        assert_eq!(of(forward), want, "forward");
        assert_eq!(of(AnyVerb::InPlace { x: Element::slice_mut(&mut y) }), want, "in place");
        let backward =
            AnyVerb::Backward { x: Element::slice(&x), dy: Element::slice(&x), dx: Output::out(&mut y) };
        assert_eq!(of(backward), want, "backward");
        let done = rows(
            Place::default(),
            1,
            [(Element::slice(&x), 1)],
            [(Output::out(&mut y), 1)],
            &|_, [x], [_]| check::length("part", x.len(), 0),
        );
        assert_eq!(done, want, "rows");
    }
}
