//! The review letter as one HTML page to print. No script, nothing fetched, every text escaped.

use super::escape;
use super::letter::Part;
use crate::locale::Language;

const STYLE: &str = "\
@page{size:A4;margin:25mm 22mm}\
body{max-width:42em;margin:2em auto;padding:0 1em;color:#1b1b1b;background:#fff;font:16px/1.8 \"Noto Serif CJK SC\",\"Source Han Serif SC\",SimSun,serif}\
h1{font-size:1.5em;text-align:center;font-weight:600}\
h2{font-size:1.1em;margin:1.6em 0 .4em}\
section{break-inside:avoid;margin:1em 0;padding-left:1em;border-left:2px solid #ccc}\
section.severe{border-color:#b32d1e}\
section.severe h3{color:#b32d1e}\
h3{font-size:1em;margin:0}\
dl{display:grid;grid-template-columns:5em 1fr;gap:0 .8em;margin:.3em 0;font-variant-numeric:tabular-nums}\
dt{color:#666}dd{margin:0;overflow-wrap:anywhere}\
footer{margin-top:3em;padding-top:.6em;border-top:1px solid #ccc;font-size:.8em}";

/// Writes the page.
pub fn page(letter: &[Part], language: Language) -> Vec<u8> {
    let title = letter
        .iter()
        .find_map(|part| match part {
            Part::Title(title) => Some(escape(title)),
            _ => None,
        })
        .unwrap_or_default();
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        language.tag()
    );
    for part in letter {
        match part {
            Part::Title(text) => out.push_str(&format!("<h1>{}</h1>\n", escape(text))),
            Part::Heading(text) => out.push_str(&format!("<h2>{}</h2>\n", escape(text))),
            Part::Text(text) => out.push_str(&format!("<p>{}</p>\n", escape(text))),
            Part::Item { title, severe, details } => {
                let class = if *severe { " class=\"severe\"" } else { "" };
                out.push_str(&format!("<section{class}>\n<h3>{}</h3>\n", escape(title)));
                list(&mut out, details);
                out.push_str("</section>\n");
            }
            Part::Imprint(details) => {
                out.push_str("<footer>\n");
                list(&mut out, details);
                out.push_str("</footer>\n");
            }
        }
    }
    out.push_str("</body>\n</html>\n");
    out.into_bytes()
}

fn list(out: &mut String, details: &[(String, String)]) {
    out.push_str("<dl>\n");
    for (name, value) in details {
        out.push_str(&format!("<dt>{}</dt><dd>{}</dd>\n", escape(name), escape(value)));
    }
    out.push_str("</dl>\n");
}
