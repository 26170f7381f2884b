//! Percent-encoding, as addresses have it.

/// The text that was percent-encoded; `None` if it is no UTF-8. A `%` without two digits behind it is itself.
pub(super) fn decode(encoded: &str) -> Option<String> {
    let bytes = encoded.as_bytes();
    let (mut decoded, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(&byte) = bytes.get(at) {
        let code =
            (byte == b'%').then(|| hex(bytes.get(at + 1))?.checked_mul(16)?.checked_add(hex(bytes.get(at + 2))?));
        match code.flatten() {
            Some(code) => {
                decoded.push(code);
                at += 3;
            }
            None => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).ok()
}

fn hex(digit: Option<&u8>) -> Option<u8> {
    char::from(*digit?).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// Adds `text` to an address. All but letters, digits, `.`, `_` and `~` is encoded, so that the address may be pasted
/// anywhere and the marks of a directive mean nothing.
pub(super) fn encode(text: &str, address: &mut String) {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~') {
            address.push(char::from(byte));
        } else {
            address.extend(['%', DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
        }
    }
}
