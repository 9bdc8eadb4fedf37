//! ONNX's own tests of its operators: those in `target/nodes`, where `fetch.py nodes` puts them.
#![cfg(feature = "onnx")]

use std::fs;
use std::io::Write as _;
use std::path::Path;

use tract_onnx::prelude::*;

fn tensor(path: &Path) -> TractResult<Tensor> {
    let proto = tract_onnx::tensor::proto_from_reader(fs::File::open(path)?)?;
    tract_onnx::tensor::load_tensor(&*tract_onnx::data_resolver::default(), &proto, None)
}

/// The inputs or outputs of a test.
fn tensors(folder: &Path, kind: &str) -> TractResult<Vec<Tensor>> {
    let paths = (0..).map(|i| folder.join(format!("test_data_set_0/{kind}_{i}.pb")));
    paths.take_while(|path| path.exists()).map(|path| tensor(&path)).collect()
}

fn run(onnx: &tract_onnx::Onnx, folder: &Path) -> TractResult<TVec<TValue>> {
    let inputs = tensors(folder, "input")?;
    let mut model = onnx.model_for_path(folder.join("model.onnx"))?;
    for (i, input) in inputs.iter().enumerate() {
        model.set_input_fact(i, input.datum_type().fact(input.shape()).into())?;
    }
    model.into_optimized()?.into_runnable()?.run(inputs.into_iter().map(IntoTValue::into_tvalue).collect())
}

/// Within ONNX's tolerances. A model that tract itself cannot run is none of ours.
#[test]
fn of_onnx() -> TractResult<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/nodes");
    let Ok(tests) = fs::read_dir(&folder) else {
        // Past the test's capture: whoever runs it is to see that nothing was tested.
        let _ =
            writeln!(std::io::stderr(), "NOT RUN: ONNX's node tests; fetch them by `python3 fetch.py nodes`");
        return Ok(());
    };
    let (mut passed, mut unknown) = (0, Vec::new());
    for test in tests {
        let test = test?.path();
        let name = test.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let ours = match (run(&activ8_tract::onnx(), &test), run(&tract_onnx::onnx(), &test)) {
            (Ok(ours), _) => ours,
            (Err(_), Err(_)) => {
                unknown.push(name);
                continue;
            }
            (Err(error), Ok(_)) => panic!("{name}: {error:?}, and tract can run it"),
        };
        for (y, want) in ours.iter().zip(tensors(&test, "output")?) {
            assert_eq!(y.shape(), want.shape(), "{name}: shape");
            let (y, want) = (y.cast_to::<f64>()?, want.cast_to::<f64>()?);
            let (y, want) = (y.try_as_plain_ram()?, want.try_as_plain_ram()?);
            for (y, want) in y.as_slice::<f64>()?.iter().zip(want.as_slice::<f64>()?) {
                assert!((y - want).abs() <= 1e-7 + 1e-3 * want.abs(), "{name}: {y}, not {want}");
            }
        }
        passed += 1;
    }
    let _ = writeln!(std::io::stderr(), "{passed} of ONNX's node tests passed; tract cannot run {unknown:?}");
    assert!(passed > 100, "only {passed} of ONNX's node tests");
    Ok(())
}
