//! A small writer of PDF, for layouts that the corpus lacks. Text is set in a font that is not embedded, coded in UCS-2.

use std::fmt::Write;

/// A page: its content, its size, its turn.
#[derive(Clone)]
pub struct Page {
    content: String,
    size: (f32, f32),
    rotate: i32,
}

impl Page {
    pub fn new(width: f32, height: f32) -> Self {
        Self { content: String::new(), size: (width, height), rotate: 0 }
    }

    pub fn a4() -> Self {
        Self::new(595.0, 842.0)
    }

    pub fn rotated(mut self, degrees: i32) -> Self {
        self.rotate = degrees;
        self
    }

    /// Raw operators.
    pub fn raw(mut self, operators: &str) -> Self {
        self.content.push_str(operators);
        self.content.push('\n');
        self
    }

    /// Text in a text matrix. Chinese characters are one em wide, others half an em.
    pub fn text_in(mut self, matrix: [f32; 6], mode: u8, text: &str) -> Self {
        let [a, b, c, d, e, f] = matrix;
        let hex: String = text.encode_utf16().map(|u| format!("{u:04X}")).collect();
        let _ = writeln!(self.content, "BT /F1 1 Tf {mode} Tr {a} {b} {c} {d} {e} {f} Tm <{hex}> Tj ET");
        self
    }

    /// Text whose baseline begins `x` from the left and `y` from the top.
    pub fn text(self, x: f32, y: f32, size: f32, text: &str) -> Self {
        let top = self.size.1;
        self.text_in([size, 0.0, 0.0, size, x, top - y], 0, text)
    }

    /// Text that ends at `x`.
    pub fn text_right(self, x: f32, y: f32, size: f32, text: &str) -> Self {
        let width: f32 = text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum();
        self.text(x - width * size, y, size, text)
    }

    /// A line, in points from the top left.
    pub fn line(mut self, x0: f32, y0: f32, x1: f32, y1: f32) -> Self {
        let top = self.size.1;
        let _ = writeln!(self.content, "0.5 w {x0} {} m {x1} {} l S", top - y0, top - y1);
        self
    }

    /// A whole grid of lines.
    pub fn grid(mut self, xs: &[f32], ys: &[f32]) -> Self {
        for &y in ys {
            self = self.line(xs[0], y, xs[xs.len() - 1], y);
        }
        for &x in xs {
            self = self.line(x, ys[0], x, ys[ys.len() - 1]);
        }
        self
    }
}

/// The bytes of a document.
pub fn write(pages: &[Page]) -> Vec<u8> {
    let mut objects: Vec<String> = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".into(),
        String::new(),
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>"
            .into(),
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) \
         /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R /DW 1000 /W [1 95 500 814 939 500] >>"
            .into(),
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 \
         /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
            .into(),
    ];
    let mut kids = String::new();
    for page in pages {
        let content = objects.len() + 1;
        objects.push(format!("<< /Length {} >>\nstream\n{}\nendstream", page.content.len(), page.content));
        let _ = write!(kids, "{} 0 R ", objects.len() + 1);
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {} {}] /Rotate {} /Contents {content} 0 R \
             /Resources << /Font << /F1 3 0 R >> >> >>",
            page.size.0, page.size.1, page.rotate
        ));
    }
    objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len());
    let mut out = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        let _ = write!(out, "{} 0 obj\n{object}\nendobj\n", i + 1);
    }
    let start = out.len();
    let _ = write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for offset in offsets {
        let _ = writeln!(out, "{offset:010} 00000 n ");
    }
    let _ =
        write!(out, "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    out.into_bytes()
}
