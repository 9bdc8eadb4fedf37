//! What of it is asked for: by entries of the session's configuration, or by variables of the environment.

use std::ffi::{CStr, c_char};

use activ8::Accuracy;
use ort_sys::OrtSessionOptions;

use crate::api::Api;
use crate::fail::Result;
use crate::table::{self, Row};

/// Which operators are replaced, and how exact they are.
#[derive(Clone, PartialEq)]
pub(crate) struct Choice {
    /// Of each row of the table, in its order.
    replaced: Vec<bool>,
    pub(crate) accuracy: Option<Accuracy>,
    /// Whether the model's version is below 13, where softmax and its kin flatten.
    pub(crate) flattens: bool,
}

impl Choice {
    /// That of a session.
    pub(crate) fn of(api: Api, options: *const OrtSessionOptions) -> Result<Self> {
        let asked = |entry: &CStr, variable: &str| {
            let text = session_entry(api, options, entry)?.or_else(|| std::env::var(variable).ok());
            Ok::<_, crate::fail::Fail>(text.filter(|text| !text.trim().is_empty()))
        };
        let replaced = replaced(asked(c"activ8.operators", "ACTIV8_ORT")?.as_deref().unwrap_or("default"))?;
        let accuracy = match session_entry(api, options, c"activ8.accuracy")? {
            Some(name) => Some(name.trim().parse()?),
            // So that a wrong one is told now, and not by each node.
            None => Accuracy::active().map(|_| None)?,
        };
        activ8::Tier::active()?;
        let flattens = match asked(c"activ8.opset", "ACTIV8_ORT_OPSET")? {
            None => false,
            Some(version) => match version.trim().parse::<u32>() {
                Ok(version) => version < 13,
                Err(_) => {
                    return Err(format!("activ8.opset is {version:?}, which is no version of ONNX").into());
                }
            },
        };
        Ok(Self { replaced, accuracy, flattens })
    }

    /// The rows of the operators that are replaced.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &'static Row> {
        table::rows().zip(&self.replaced).filter_map(|(row, replaced)| replaced.then_some(row))
    }
}

/// Of a list such as `default,Relu,-Exp` each word adds to those before it, or takes from them.
fn replaced(list: &str) -> Result<Vec<bool>> {
    let mut replaced = vec![false; table::rows().count()];
    for word in list.split(',').map(str::trim) {
        let (name, value) = word.strip_prefix('-').map_or((word, true), |name| (name, false));
        let mut known = matches!(name, "default" | "all" | "none" | "contrib");
        for (replaced, row) in replaced.iter_mut().zip(table::rows()) {
            let named = match name {
                "default" => row.by_default,
                "all" => !row.is_contrib(),
                "contrib" => row.is_contrib(),
                name => row.is_named(name),
            };
            if named {
                *replaced = value;
                known = true;
            }
        }
        if !known {
            let names = table::rows().filter(|row| !row.is_contrib()).map(|row| row.name);
            return Err(format!(
                "{name:?} is no operator that can be replaced; those are default, all, none, contrib, {}",
                names.collect::<Vec<_>>().join(", ")
            )
            .into());
        }
    }
    Ok(replaced)
}

/// An entry of a session's configuration.
fn session_entry(api: Api, options: *const OrtSessionOptions, key: &CStr) -> Result<Option<String>> {
    let mut there = 0;
    // SAFETY: the options are those of a call of `RegisterCustomOps`, and the key ends with 0.
    api.check(unsafe { (api.functions().HasSessionConfigEntry)(options, key.as_ptr(), &mut there) })?;
    if there == 0 {
        return Ok(None);
    }
    let mut text = [0u8; 1024];
    let mut size = text.len();
    // SAFETY: as above, and the buffer has so many bytes.
    api.check(unsafe {
        (api.functions().GetSessionConfigEntry)(
            options,
            key.as_ptr(),
            text.as_mut_ptr().cast::<c_char>(),
            &mut size,
        )
    })?;
    let text = CStr::from_bytes_until_nul(&text).unwrap_or_default();
    Ok(Some(text.to_string_lossy().into_owned()))
}
