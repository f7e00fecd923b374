//! Expressions in `x` that libhdf5 takes and works out without a crash.
//!
//! libhdf5 up to 2.2 follows a null pointer where an operator has nothing on its left, and divides integers by zero, which ends the process:
//! constants when it takes the expression, elements when it works it out.

/// Bytes of an expression: libhdf5 goes one level down for each operator.
const LONGEST: usize = 4096;
/// Parentheses within each other.
const DEEPEST: usize = 64;

/// What a part of an expression comes to.
#[derive(Clone, Copy)]
enum Value {
    /// A constant that libhdf5 reckons in a `long`.
    Integer(i64),
    Float,
    /// Elements of the dataset.
    Elements,
}

/// Why an expression is refused.
type Refused<T> = Result<T, &'static str>;

const NO_EXPRESSION: &str = "no expression in x";
const TOO_LARGE: &str = "an expression whose integers grow too large";

/// Refuses what libhdf5 is not safe with, where the elements are integers or may be.
pub(super) fn check(text: &str, integers: bool) -> Refused<()> {
    if text.len() > LONGEST {
        return Err("an expression of more than 4096 bytes");
    }
    let mut rest = Rest { bytes: text.as_bytes(), integers, depth: 0 };
    rest.sum()?;
    if rest.next().is_none() { Ok(()) } else { Err(NO_EXPRESSION) }
}

/// The part of an expression that is yet to be read.
struct Rest<'a> {
    bytes: &'a [u8],
    /// Whether the elements may be integers.
    integers: bool,
    depth: usize,
}

impl Rest<'_> {
    /// The next byte that is not white space.
    fn next(&mut self) -> Option<u8> {
        while let [b' ' | b'\t'..=b'\r', rest @ ..] = self.bytes {
            self.bytes = rest;
        }
        self.bytes.first().copied()
    }

    fn skip(&mut self) {
        self.bytes = &self.bytes[1..];
    }

    fn sum(&mut self) -> Refused<Value> {
        let mut value = self.product()?;
        while let Some(operator @ (b'+' | b'-')) = self.next() {
            self.skip();
            let right = self.product()?;
            let integers = if operator == b'+' { i64::checked_add } else { i64::checked_sub };
            value = joined(value, right, integers)?;
        }
        Ok(value)
    }

    fn product(&mut self) -> Refused<Value> {
        let mut value = self.factor()?;
        while let Some(operator @ (b'*' | b'/')) = self.next() {
            self.skip();
            let right = self.factor()?;
            if operator == b'/' && self.integers && matches!((value, right), (Value::Elements, Value::Elements)) {
                return Err("an expression that divides integers by integers, where libhdf5 does not look for zeros");
            }
            value = joined(value, right, if operator == b'*' { i64::checked_mul } else { i64::checked_div })?;
        }
        Ok(value)
    }

    fn factor(&mut self) -> Refused<Value> {
        let byte = self.next().ok_or(NO_EXPRESSION)?;
        if byte.is_ascii_digit() || byte == b'.' {
            return self.number();
        }
        self.skip();
        match byte {
            b'x' if !self.bytes.first().is_some_and(u8::is_ascii_alphanumeric) => Ok(Value::Elements),
            b'(' => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err("an expression of more than 64 levels");
                }
                let value = self.sum()?;
                self.next().filter(|&byte| byte == b')').ok_or(NO_EXPRESSION)?;
                self.skip();
                self.depth -= 1;
                Ok(value)
            }
            // of a number or of x alone: libhdf5 takes no sign before a parenthesis, and dies of another sign there
            b'+' | b'-' if self.next().is_some_and(|next| next == b'x' || next == b'.' || next.is_ascii_digit()) => {
                let value = self.factor()?;
                if byte == b'-' { joined(Value::Integer(0), value, i64::checked_sub) } else { Ok(value) }
            }
            _ => Err(NO_EXPRESSION),
        }
    }

    fn digits(&mut self) -> &[u8] {
        let count = self.bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.bytes.split_at(count);
        self.bytes = rest;
        digits
    }

    fn number(&mut self) -> Refused<Value> {
        let digits = self.digits();
        let mut any = !digits.is_empty();
        let integer = std::str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok());
        let mut value = integer.map(Value::Integer);
        if let [b'.', rest @ ..] = self.bytes {
            self.bytes = rest;
            any |= !self.digits().is_empty();
            value = Some(Value::Float);
        }
        if let [b'e' | b'E', rest @ ..] = self.bytes {
            self.bytes = rest;
            if let [b'+' | b'-', rest @ ..] = self.bytes {
                self.bytes = rest;
            }
            any &= !self.digits().is_empty();
            value = Some(Value::Float);
        }
        match self.bytes.first() {
            Some(byte) if byte.is_ascii_alphanumeric() || *byte == b'.' => Err(NO_EXPRESSION),
            _ if !any => Err(NO_EXPRESSION),
            _ => value.ok_or(TOO_LARGE),
        }
    }
}

/// What an operator makes of its two sides.
fn joined(left: Value, right: Value, integers: fn(i64, i64) -> Option<i64>) -> Refused<Value> {
    match (left, right) {
        (Value::Integer(left), Value::Integer(right)) => {
            integers(left, right).map(Value::Integer).ok_or("an expression that divides by zero, or whose integers grow too large")
        }
        (Value::Elements, _) | (_, Value::Elements) => Ok(Value::Elements),
        _ => Ok(Value::Float),
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn expressions_of_the_grammar_pass() {
        for text in
            ["x", " x * 1.8 + 32 ", "-x", "2*-x", "(x + 1) * (x - 1) / 2", "1/x", "1e5*x", "5", ".5 - x", "1./0.", "x/0", "3/2*x", "+x\t"]
        {
            assert_eq!(check(text, true), Ok(()), "{text}");
        }
        assert_eq!(check("x / (x + 1)", false), Ok(()));
    }

    #[test]
    fn what_libhdf5_dies_of_does_not() {
        let long = ["x+".repeat(3000) + "x", "(".repeat(100) + "x" + &")".repeat(100)];
        let short =
            ["", " ", "**E", "*x", "x+", "x)", "(x", "()", "2x", "xx", "y", "++2*x", "--x", "-(x)", ".", "1e", "1.2.3", "1 2", "x\u{e9}"];
        let divided = ["1/0", "x + 2/(1-1)", "x/x", "5/(2 - 2) * x", "(0-9223372036854775807-1)/(0-1)", "99999999999999999999"];
        for text in long.iter().map(String::as_str).chain(short).chain(divided) {
            assert!(check(text, true).is_err(), "{text}");
        }
    }
}
