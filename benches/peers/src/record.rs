//! What a race measured, as a file: `benches/record/CPU/DATE.csv`.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use activ8::Tier;
use serde::{Deserialize, Serialize};

use crate::contender::{Fault, Side};
use crate::cpu;
use crate::job::Job;
use crate::report::Row;

/// A machine's results.
pub struct Record {
    pub cpu: String,
    /// Target, compiler and flags.
    pub build: String,
    pub date: String,
    pub lines: Vec<Line>,
}

/// One library's result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    pub op: String,
    pub size: String,
    pub library: String,
    /// Ours by name; of a rival by name too, or `run time` where it chooses by itself, or how the build was compiled.
    pub tier: String,
    /// `high` or `fast` for ours; nothing for others.
    pub accuracy: String,
    /// Nanoseconds an element, or a call where a call is what is measured.
    pub min_ns: f64,
    pub median_ns: f64,
    /// The greatest error on the data, and of an activation on ±8. None for a copy and the like.
    pub max_ulp: Option<f64>,
    /// The greatest error on a stride of all floats, or of rows on those of a wide spread.
    pub max_ulp_all: Option<f64>,
}

/// Whether this build has AVX-512's instructions everywhere. Our AVX2 tier then has 32 registers, which no CPU with AVX2
/// alone has.
pub const IS_WIDE: bool = cfg!(target_feature = "avx512f");

/// The tier that a build of that kind cannot show.
const AVX2: &str = Tier::Avx2.name();

/// Where records are.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("record")
}

impl Record {
    /// One of now, without lines.
    pub fn of_this_machine() -> Self {
        let now = humantime::format_rfc3339_seconds(SystemTime::now()).to_string();
        Self {
            cpu: cpu::name(),
            build: activ8::BUILD.to_owned(),
            date: now[..10].to_owned(),
            lines: Vec::new(),
        }
    }

    /// Where it is kept.
    pub fn path(&self) -> PathBuf {
        folder().join(file_safe(&self.cpu)).join(&self.date).with_extension("csv")
    }

    /// What another build has measured on this machine today of AVX2, if this one cannot.
    pub fn of_avx2(&self) -> Result<Vec<Line>, Fault> {
        if !IS_WIDE {
            return Ok(Vec::new());
        }
        let missing = |fault| format!("run it without RUSTFLAGS first, for the AVX2 tier ({fault})");
        let mut lines = Self::read(&self.path()).map_err(missing)?.lines;
        lines.retain(|line| line.tier == AVX2);
        Ok(lines)
    }

    /// In the place of the last `count` lines, those without AVX2 and what there is of AVX2 on the same benchmark.
    pub fn replace(&mut self, count: usize, of_avx2: &[Line]) -> &[Line] {
        let start = self.lines.len() - count;
        let last = self.lines.split_off(start);
        let is_same =
            |line: &&Line| last.first().is_some_and(|own| (&own.op, &own.size) == (&line.op, &line.size));
        self.lines.extend(of_avx2.iter().filter(is_same).cloned());
        self.lines.extend(last.into_iter().filter(|line| line.tier != AVX2));
        &self.lines[start..]
    }

    /// Takes a benchmark's rows, and gives them back as lines.
    pub fn add(&mut self, job: &Job, rows: &[Row]) -> &[Line] {
        let start = self.lines.len();
        self.lines.extend(rows.iter().map(|row| Line {
            op: job.op.to_string(),
            size: job.size.to_string(),
            library: row.library.to_owned(),
            tier: row.tier.to_owned(),
            accuracy: match row.side {
                Side::Ours | Side::Variant => "high".to_owned(),
                Side::Fast => "fast".to_owned(),
                Side::Rival | Side::Yardstick => String::new(),
            },
            min_ns: rounded(row.min),
            median_ns: rounded(row.median),
            max_ulp: row.max_ulp.map(rounded),
            max_ulp_all: row.max_ulp_all.map(rounded),
        }));
        &self.lines[start..]
    }

    pub fn read(path: &Path) -> Result<Self, Fault> {
        let text = fs::read_to_string(path)?;
        let noted = |key: &str| {
            let value =
                text.lines().find_map(|line| line.strip_prefix("# ")?.strip_prefix(key)?.strip_prefix(": "));
            value.map(str::to_owned).ok_or_else(|| format!("there is no line `# {key}: ..`"))
        };
        let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
        let lines = reader.deserialize().collect::<Result<_, _>>()?;
        Ok(Self { cpu: noted("cpu")?, build: noted("build")?, date: noted("date")?, lines })
    }
}

/// A name as a folder's: small letters, digits and hyphens.
fn file_safe(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}

/// Five decimals: a tenth of a picosecond.
fn rounded(x: f64) -> f64 {
    (x * 1e5).round() / 1e5
}

/// The file, written as the results come.
pub struct Writer(csv::Writer<File>);

impl Writer {
    pub fn create(path: &Path, record: &Record) -> Result<Self, Fault> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut file = File::create(path)?;
        writeln!(file, "# cpu: {}\n# build: {}\n# date: {}", record.cpu, record.build, record.date)?;
        Ok(Self(csv::Writer::from_writer(file)))
    }

    pub fn append(&mut self, lines: &[Line]) -> Result<(), Fault> {
        lines.iter().try_for_each(|line| self.0.serialize(line))?;
        Ok(self.0.flush()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(op: &str, library: &str, tier: &str, max_ulp: Option<f64>) -> Line {
        Line {
            op: op.to_owned(),
            size: "4096".to_owned(),
            library: library.to_owned(),
            tier: tier.to_owned(),
            accuracy: String::new(),
            min_ns: 0.125,
            median_ns: 0.25,
            max_ulp,
            max_ulp_all: Some(f64::INFINITY),
        }
    }

    #[test]
    fn avx2_is_what_the_other_build_measured() {
        let others = ["exp", "ln"].map(|op| line(op, "other", "avx2", None));
        let own = [("ln", "avx2"), ("exp", "avx2"), ("exp", "avx512")];
        let lines = own.map(|(op, tier)| line(op, "own", tier, None)).to_vec();
        let mut record = Record { lines, ..Record::of_this_machine() };
        let replaced = record.replace(2, &others).to_vec();
        assert_eq!(replaced, [others[0].clone(), line("exp", "own", "avx512", None)]);
        assert_eq!(record.lines.len(), 3);
    }

    #[test]
    fn what_is_written_is_read() {
        let line = |library: &str, max_ulp| line("exp", library, "avx2", max_ulp);
        let lines = [line("one, with a comma", Some(0.5)), line("copy", None)];
        let record = Record { lines: lines.to_vec(), ..Record::of_this_machine() };
        let path = std::env::temp_dir().join(format!("peers-record-{}.csv", std::process::id()));
        Writer::create(&path, &record)
            .and_then(|mut writer| writer.append(&lines))
            .expect("a writable folder");
        let read = Record::read(&path);
        fs::remove_file(&path).expect("the file just written");
        let read = read.expect("the file just written");
        assert_eq!((read.cpu, read.build, read.date), (record.cpu, record.build, record.date));
        assert_eq!(read.lines, record.lines);
    }

    #[test]
    fn a_processor_is_named_by_what_linux_says() {
        let text = "processor\t: 0\ncpu family\t: 26\nmodel\t\t: 2\nmodel name\t: AMD EPYC\n";
        assert_eq!(cpu::named(text, "avx512"), "AMD EPYC (family 26, model 2), avx512");
        assert_eq!(cpu::named("", "avx2"), format!("{}, avx2", std::env::consts::ARCH));
    }

    #[test]
    fn a_record_lies_in_its_processors_folder() {
        let record = Record {
            cpu: "A CPU, avx2".to_owned(),
            date: "2026-01-02".to_owned(),
            ..Record::of_this_machine()
        };
        assert_eq!(file_safe("AMD EPYC (family 26)"), "amd-epyc-family-26");
        assert!(record.path().ends_with("benches/record/a-cpu-avx2/2026-01-02.csv"));
    }
}
