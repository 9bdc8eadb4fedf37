//! The images: read, checked and divided.

use std::io::Read;
use std::path::Path;

use flate2::read::MultiGzDecoder;

/// The pixels of a side of an image.
pub(crate) const SIDE: usize = 8;
/// Those of an image, row by row.
pub(crate) const PIXELS: usize = SIDE * SIDE;
/// The classes: the digits 0 to 9.
pub(crate) const CLASSES: usize = 10;
/// The values of a line: the class is last.
const COLUMNS: usize = PIXELS + 1;
/// The brightest pixel.
const WHITE: u8 = 16;

/// Which images are held out does not depend on the run's own seed, so that runs compare.
const DIVISION: u64 = 1998;

const EMBEDDED: &[u8] = include_bytes!("digits.csv.gz");

/// Images, and what each shows.
#[derive(Debug, Default)]
pub(crate) struct Digits {
    /// [`PIXELS`] values in [0, 1] an image.
    pub(crate) pixels: Vec<f32>,
    pub(crate) classes: Vec<u8>,
}

/// Why a file is no set of digits.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DataError {
    #[error("{0}")]
    Unreadable(#[from] std::io::Error),
    /// Lines and columns count from 1; a column is a value, not a character.
    #[error("line {line}, column {column}: {problem}")]
    Malformed { line: usize, column: usize, problem: String },
    #[error("{0} images are too few: with 4, one can be held out")]
    TooFew(usize),
}

impl Digits {
    /// The 1,797 images that come with this program.
    pub(crate) fn embedded() -> Result<Self, DataError> {
        Self::from_bytes(EMBEDDED)
    }

    /// Those of a file: comma-separated values, plain or in gzip.
    pub(crate) fn from_file(path: &Path) -> Result<Self, DataError> {
        Self::from_bytes(&std::fs::read(path)?)
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, DataError> {
        const GZIP: &[u8] = &[0x1f, 0x8b];
        if !bytes.starts_with(GZIP) {
            return Self::from_text(bytes);
        }
        let mut text = Vec::new();
        MultiGzDecoder::new(bytes).read_to_end(&mut text)?;
        Self::from_text(&text)
    }

    /// Works on bytes: a line that is no UTF-8 is to be named like any other malformed one.
    fn from_text(text: &[u8]) -> Result<Self, DataError> {
        let mut digits = Self::default();
        let text = text.strip_suffix(b"\n").unwrap_or(text);
        for (i, line) in text.split(|&byte| byte == b'\n').enumerate() {
            digits.push(line).map_err(|(column, problem)| DataError::Malformed {
                line: i + 1,
                column,
                problem,
            })?;
        }
        match digits.len() {
            0..4 => Err(DataError::TooFew(digits.len())),
            _ => Ok(digits),
        }
    }

    /// Adds the image of `line`, or says which column is wrong and why.
    fn push(&mut self, line: &[u8]) -> Result<(), (usize, String)> {
        let mut columns = 0;
        for value in line.split(|&byte| byte == b',') {
            columns += 1;
            let wrong = |problem| (columns, problem);
            match columns {
                ..COLUMNS => {
                    let pixel = number(value, "pixel", WHITE).map_err(wrong)?;
                    self.pixels.push(f32::from(pixel) / f32::from(WHITE));
                }
                COLUMNS => self.classes.push(number(value, "class", CLASSES as u8 - 1).map_err(wrong)?),
                _ => return Err(wrong(format!("a line has {COLUMNS} values, and this one has more"))),
            }
        }
        match columns {
            ..COLUMNS => Err((columns + 1, format!("the line ends after {columns} of its {COLUMNS} values"))),
            _ => Ok(()),
        }
    }

    /// The number of images.
    pub(crate) fn len(&self) -> usize {
        self.classes.len()
    }

    /// Three quarters to learn from, and a quarter held out.
    pub(crate) fn divide(&self) -> (Self, Self) {
        let mut order: Vec<usize> = (0..self.len()).collect();
        fastrand::Rng::with_seed(DIVISION).shuffle(&mut order);
        let (held_out, train) = order.split_at(self.len() / 4);
        (self.choose(train), self.choose(held_out))
    }

    /// Moves a quarter of the images by a pixel: a digit is the same a little to the side, and there
    /// are too few images to learn it from.
    pub(crate) fn jitter(&mut self, random: &mut fastrand::Rng) {
        for image in self.pixels.chunks_exact_mut(PIXELS) {
            if random.u8(..4) > 0 {
                continue;
            }
            let (length, by) = if random.bool() { (PIXELS, SIDE) } else { (SIDE, 1) };
            let back = random.bool();
            for line in image.chunks_exact_mut(length) {
                let bare = if back { length - by..length } else { 0..by };
                line.copy_within(if back { by..length } else { 0..length - by }, if back { 0 } else { by });
                line[bare].fill(0.0);
            }
        }
    }

    /// The images named by their places.
    pub(crate) fn choose(&self, places: &[usize]) -> Self {
        Self {
            pixels: places.iter().flat_map(|i| &self.pixels[i * PIXELS..][..PIXELS]).copied().collect(),
            classes: places.iter().map(|&i| self.classes[i]).collect(),
        }
    }
}

/// A whole number from 0 to `greatest`.
fn number(value: &[u8], name: &str, greatest: u8) -> Result<u8, String> {
    let text = String::from_utf8_lossy(value);
    let number = text.trim().parse().ok().filter(|&number| number <= greatest);
    number.ok_or_else(|| format!("{:?} is no {name}, a whole number from 0 to {greatest}", text.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Five good lines, with `line` as the third.
    fn message(line: &str) -> String {
        let good = format!("{}7", "3,".repeat(PIXELS));
        let text = [&good, &good, line, &good, &good].join("\n");
        Digits::from_text(text.as_bytes())
            .map_or_else(|error| error.to_string(), |digits| format!("{} images", digits.len()))
    }

    fn line(column: usize, value: &str) -> String {
        let mut values = vec!["0"; PIXELS + 1];
        values[column - 1] = value;
        values.join(",")
    }

    #[test]
    fn the_embedded_images_are_whole() {
        let digits = Digits::embedded().expect("the embedded file is well formed");
        assert_eq!((digits.len(), digits.pixels.len()), (1797, 1797 * PIXELS));
        assert!(digits.pixels.iter().all(|pixel| (0.0..=1.0).contains(pixel)), "a pixel is outside [0, 1]");
        let (train, held_out) = digits.divide();
        assert_eq!((train.len(), held_out.len()), (1348, 449));
    }

    #[test]
    fn carriage_returns_spaces_and_a_last_newline_are_no_errors() {
        assert_eq!(message(&line(5, " 16 ")), "5 images");
        assert_eq!(message(&(line(65, "9") + "\r")), "5 images");
    }

    #[test]
    fn a_malformed_value_is_named_by_line_and_column() {
        let pixel = "is no pixel, a whole number from 0 to 16";
        assert_eq!(message(&line(5, "17")), format!("line 3, column 5: \"17\" {pixel}"));
        assert_eq!(message(&line(1, "-1")), format!("line 3, column 1: \"-1\" {pixel}"));
        assert_eq!(message(&line(64, "2.5")), format!("line 3, column 64: \"2.5\" {pixel}"));
        assert_eq!(message(&line(9, "")), format!("line 3, column 9: \"\" {pixel}"));
        let class = "is no class, a whole number from 0 to 9";
        assert_eq!(message(&line(65, "10")), format!("line 3, column 65: \"10\" {class}"));
        assert_eq!(message(&line(65, "nine")), format!("line 3, column 65: \"nine\" {class}"));
    }

    #[test]
    fn a_line_too_short_or_too_long_is_named() {
        assert_eq!(message("1,2,3"), "line 3, column 4: the line ends after 3 of its 65 values");
        assert_eq!(message(""), "line 3, column 1: \"\" is no pixel, a whole number from 0 to 16");
        let long = line(1, "0") + ",4";
        assert_eq!(message(&long), "line 3, column 66: a line has 65 values, and this one has more");
    }

    #[test]
    fn bytes_that_are_no_text_are_named() {
        let mut text = line(1, "0").into_bytes();
        text[2] = 0xff;
        let error = Digits::from_text(&text).expect_err("0xff is no number").to_string();
        assert!(error.starts_with("line 1, column 2: "), "{error}");
    }

    #[test]
    fn a_file_of_nothing_and_a_torn_gzip_are_refused() {
        assert!(Digits::from_bytes(b"").is_err(), "an empty file holds no images");
        let torn = Digits::from_bytes(&EMBEDDED[..1000]).expect_err("the gzip is cut off");
        assert!(matches!(torn, DataError::Unreadable(_)), "{torn}");
    }
}
