//! A model of one operator as bytes: ONNX's messages in protobuf's encoding, the few fields that are needed.

/// What an operator is told.
pub enum Attribute {
    Float(&'static str, f32),
    Text(&'static str, &'static str),
}

/// y = operator(x), both of this shape. A name before the operator's is its domain.
pub fn model(operator: &str, attributes: &[Attribute], shape: [usize; 2]) -> Vec<u8> {
    let (domain, operator) = operator.rsplit_once('.').unwrap_or(("", operator));
    let attributes = attributes.iter().flat_map(|attribute| bytes(5, &of_attribute(attribute)));
    let node: Vec<u8> = [bytes(1, b"x"), bytes(2, b"y"), bytes(4, operator.as_bytes())]
        .concat()
        .into_iter()
        .chain(attributes)
        .chain(bytes(7, domain.as_bytes()))
        .collect();
    let graph =
        [bytes(1, &node), bytes(2, b"one"), bytes(11, &value("x", shape)), bytes(12, &value("y", shape))];
    // The eighth version of the format, and the twentieth of the operators: the first with Gelu.
    let operators =
        |domain: &str, version| bytes(8, &[bytes(1, domain.as_bytes()), number(2, version)].concat());
    [number(1, 8), bytes(7, &graph.concat()), operators("", 20), operators("com.microsoft", 1)].concat()
}

fn of_attribute(attribute: &Attribute) -> Vec<u8> {
    let (name, value, kind) = match attribute {
        // A field of four bytes.
        Attribute::Float(name, value) => (name, [&[2 << 3 | 5][..], &value.to_le_bytes()].concat(), 1),
        Attribute::Text(name, text) => (name, bytes(4, text.as_bytes()), 3),
    };
    [bytes(1, name.as_bytes()), value, number(20, kind)].concat()
}

/// A tensor of floats.
fn value(name: &str, shape: [usize; 2]) -> Vec<u8> {
    let dimensions = shape.map(|size| bytes(1, &number(1, size as u64))).concat();
    let tensor = [number(1, 1), bytes(2, &dimensions)].concat();
    [bytes(1, name.as_bytes()), bytes(2, &bytes(1, &tensor))].concat()
}

/// A field that is a text or a message.
fn bytes(field: u64, content: &[u8]) -> Vec<u8> {
    [varint(field << 3 | 2), varint(content.len() as u64), content.to_vec()].concat()
}

fn number(field: u64, value: u64) -> Vec<u8> {
    [varint(field << 3), varint(value)].concat()
}

/// Seven bits a byte, the least first; all but the last byte have their highest bit set.
fn varint(mut value: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_as_protobuf_has_them() {
        assert_eq!(number(1, 300), [0x08, 0xac, 0x02]);
        assert_eq!(bytes(2, b"testing"), [0x12, 7, b't', b'e', b's', b't', b'i', b'n', b'g']);
        assert_eq!(
            of_attribute(&Attribute::Float("alpha", 1.0)),
            [&[0x0a, 5][..], b"alpha", &[0x15, 0, 0, 0x80, 0x3f, 0xa0, 0x01, 1]].concat()
        );
    }
}
