//! Control words, groups and characters of rich text.

/// A piece of rich text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\word12`
    Word(&'a str, Option<i32>),
    /// `\*`, `\~`, `\-` …
    Symbol(u8),
    /// `\'b7` or a byte as it is.
    Byte(u8),
}

/// Splits rich text into pieces.
pub struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    /// Begins at the start.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Passes over raw bytes (`\bin`).
    pub fn pass_over(&mut self, count: usize) {
        self.at = self.at.saturating_add(count).min(self.bytes.len());
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn word(&mut self) -> Token<'a> {
        let start = self.at;
        while self.peek().is_some_and(|b| b.is_ascii_alphabetic()) {
            self.at += 1;
        }
        let name = self.bytes.get(start..self.at).unwrap_or_default();
        let name = std::str::from_utf8(name).unwrap_or_default();
        let digits = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        while self.peek().is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
        let value = self.bytes.get(digits..self.at).and_then(|d| std::str::from_utf8(d).ok());
        let value = value.and_then(|d| d.parse().ok());
        if value.is_none() {
            self.at = digits;
        }
        if self.peek() == Some(b' ') {
            self.at += 1;
        }
        Token::Word(name, value)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                b'\r' | b'\n' | 0 => {}
                b'\\' => match self.peek()? {
                    b'\'' => {
                        let hex = self.bytes.get(self.at + 1..self.at + 3);
                        let hex = hex.and_then(|h| std::str::from_utf8(h).ok());
                        match hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
                            Some(byte) => {
                                self.at += 3;
                                return Some(Token::Byte(byte));
                            }
                            None => self.at += 1,
                        }
                    }
                    b if b.is_ascii_alphabetic() => return Some(self.word()),
                    b => {
                        self.at += 1;
                        return Some(match b {
                            b'{' | b'}' | b'\\' => Token::Byte(b),
                            b'\r' | b'\n' => Token::Word("par", None),
                            b'\t' => Token::Word("tab", None),
                            b => Token::Symbol(b),
                        });
                    }
                },
                byte => return Some(Token::Byte(byte)),
            }
        }
    }
}
