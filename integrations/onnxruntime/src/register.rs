//! `RegisterCustomOps`, which ONNX Runtime calls when it loads the library for a session.

use std::ptr::null_mut;
use std::sync::{Mutex, PoisonError};

use ort_sys::{OrtApiBase, OrtCustomOpDomain, OrtSessionOptions, OrtStatusPtr};

use crate::api::Api;
use crate::choice::Choice;
use crate::fail::{Result, status_of};
use crate::operator::Operator;
use crate::table::Row;

/// The domains that a choice has made. Sessions use them as long as they live, so that they stay, and are made once.
static MADE: Mutex<Vec<(Choice, Vec<Domain>)>> = Mutex::new(Vec::new());

#[derive(Clone, Copy)]
struct Domain(*mut OrtCustomOpDomain);

// SAFETY: ONNX Runtime reads from it alone.
unsafe impl Send for Domain {}

/// Adds the operators to the options of a session.
///
/// # Safety
/// ONNX Runtime calls it, with a session's options and its own table of functions.
#[unsafe(no_mangle)]
unsafe extern "C" fn RegisterCustomOps(
    options: *mut OrtSessionOptions,
    base: *const OrtApiBase,
) -> OrtStatusPtr {
    // SAFETY: the caller's promise.
    let api = match unsafe { Api::of(base) } {
        Ok(api) => api,
        Err(status) => return status,
    };
    status_of(api, || {
        let choice = Choice::of(api, options)?;
        let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
        let domains = match made.iter().find(|(other, _)| *other == choice) {
            Some((_, domains)) => domains.clone(),
            None => {
                let domains = domains_of(api, &choice)?;
                made.push((choice, domains.clone()));
                domains
            }
        };
        drop(made);
        for Domain(domain) in domains {
            // SAFETY: the caller's promise, and domains are never freed.
            api.check(unsafe { (api.functions().AddCustomOpDomain)(options, domain) })?;
        }
        Ok(())
    })
}

/// A domain for each that the rows name.
fn domains_of(api: Api, choice: &Choice) -> Result<Vec<Domain>> {
    let mut domains = Vec::new();
    for name in [c"", c"com.microsoft"] {
        let rows: Vec<_> = choice.rows().filter(|row| row.domain.as_bytes() == name.to_bytes()).collect();
        if rows.is_empty() {
            continue;
        }
        let mut domain = null_mut();
        // SAFETY: the name ends with 0, and is copied.
        api.check(unsafe { (api.functions().CreateCustomOpDomain)(name.as_ptr(), &mut domain) })?;
        for operator in rows.into_iter().flat_map(|row| operators_of(api, choice, row)) {
            // As long as the domain, which is for ever.
            let operator: &'static Operator = Box::leak(Box::new(operator));
            // SAFETY: the domain is new, and the operator is never freed.
            api.check(unsafe { (api.functions().CustomOpDomain_Add)(domain, operator.as_base()) })?;
        }
        domains.push(Domain(domain));
    }
    Ok(domains)
}

/// An operator for each type of a row's elements.
fn operators_of(api: Api, choice: &Choice, row: &'static Row) -> Vec<Operator> {
    let flattens = choice.flattens && row.flattened_before_13();
    let of_element = |element| {
        row.classes()
            .iter()
            .map(move |classes| Operator::new(row, element, *classes, choice.accuracy, flattens, api))
    };
    row.elements().flat_map(of_element).collect()
}
