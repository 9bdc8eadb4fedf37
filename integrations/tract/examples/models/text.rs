//! Text in a picture: where it is, which way up, and what it says, by the three models of RapidOCR.

use std::path::Path;

use tract_onnx::prelude::*;

use crate::page::{self, Page, SIDE};
use crate::{Job, floats, greatest};

/// The three jobs. Those after the detector are asked of the lines that it found.
pub(crate) fn jobs(folder: &Path, page: &Page) -> TractResult<Vec<Job>> {
    let detector = detect(folder, page)?;
    let mut jobs = Vec::new();
    if detector.model.exists() {
        let model = activ8_tract::onnx()
            .model_for_path(&detector.model)?
            .with_input_fact(0, f32::fact(detector.inputs[0].shape()).into())?;
        let found =
            model.into_optimized()?.into_runnable()?.run(tvec!(detector.inputs[0].clone().into_tvalue()))?;
        let lines = page::lines(&floats(&found[0])?);
        jobs.push(turned(folder, page, &lines)?);
        jobs.push(read(folder, page, &lines)?);
    }
    jobs.insert(0, detector);
    Ok(jobs)
}

fn detect(folder: &Path, page: &Page) -> TractResult<Job> {
    let channels = [(0.485f32, 0.229f32), (0.456, 0.224), (0.406, 0.225)];
    let pixels = channels
        .iter()
        .flat_map(|(mean, deviation)| page.pixels().iter().map(move |x| (x - mean) / deviation));
    Ok(Job {
        name: "text: where",
        model: folder.join("det.onnx"),
        inputs: tvec!(tensor1(&pixels.collect::<Vec<_>>()).into_shape(&[1, 3, SIDE, SIDE])?),
        tell: Box::new(|outputs| Ok(format!("{} lines of text", page::lines(&floats(&outputs[0])?).len()))),
    })
}

/// Pictures of lines, three times the same grey.
fn pictures(page: &Page, lines: &[[(usize, usize); 2]], width: usize) -> TractResult<Tensor> {
    let grey = lines.iter().map(|[rows, columns]| page.part(*rows, *columns, 48, width));
    let pixels: Vec<f32> = grey.flat_map(|grey| [grey.clone(), grey.clone(), grey].concat()).collect();
    tensor1(&pixels).into_shape(&[lines.len(), 3, 48, width])
}

fn turned(folder: &Path, page: &Page, lines: &[[(usize, usize); 2]]) -> TractResult<Job> {
    Ok(Job {
        name: "text: which way up",
        model: folder.join("cls.onnx"),
        inputs: tvec!(pictures(page, lines, 192)?),
        tell: Box::new(|outputs| {
            let p = floats(&outputs[0])?;
            let upright = p.chunks(2).filter(|p| p[0] > p[1]).count();
            Ok(format!("{upright} of {} lines are upright", p.len() / 2))
        }),
    })
}

fn read(folder: &Path, page: &Page, lines: &[[(usize, usize); 2]]) -> TractResult<Job> {
    let model = folder.join("rec.onnx");
    let characters = characters(&model)?;
    Ok(Job {
        name: "text: what it says",
        model,
        inputs: tvec!(pictures(page, lines, 768)?),
        tell: Box::new(move |outputs| {
            let (steps, classes) = (outputs[0].shape()[1], outputs[0].shape()[2]);
            let p = floats(&outputs[0])?;
            let lines = p.chunks(steps * classes).map(|line| {
                let mut last = 0;
                let mut text = String::new();
                for step in line.chunks(classes) {
                    let class = greatest(step);
                    if class != 0 && class != last {
                        text.push_str(characters.get(class - 1).map_or(" ", String::as_str));
                    }
                    last = class;
                }
                text
            });
            Ok(lines.map(|line| format!("\n    {line}")).collect())
        }),
    })
}

/// The classes after the blank, which the model's file lists.
fn characters(model: &Path) -> TractResult<Vec<String>> {
    if !model.exists() {
        return Ok(Vec::new());
    }
    let proto = tract_onnx::onnx().proto_model_for_path(model)?;
    let list = proto.metadata_props.iter().find(|property| property.key == "character");
    Ok(list.map_or_else(Vec::new, |list| list.value.lines().map(str::to_owned).collect()))
}
