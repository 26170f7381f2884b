//! Annotations for people and their spreadsheets: CSV, Markdown and HTML.

use crate::annotation::markdown::{self, Element, Node, Tag};
use crate::annotation::model::Annotation;

/// The columns of the table.
const COLUMNS: [&str; 11] =
    ["id", "source", "quote", "prefix", "suffix", "colour", "note", "tags", "correction", "created", "modified"];

/// The annotations as CSV (RFC 4180), with a heading.
///
/// What a spreadsheet would take for a formula has an apostrophe put before it, which the spreadsheet takes for a mark of
/// text.
pub fn csv<'a>(annotations: impl IntoIterator<Item = &'a Annotation>) -> String {
    let mut out = COLUMNS.join(",");
    out.push_str("\r\n");
    for annotation in annotations {
        let parts = annotation.quote().map(|quote| [&*quote.exact, &quote.prefix, &quote.suffix]);
        let [exact, prefix, suffix] = parts.unwrap_or_default();
        let Annotation { id, source, note, created, modified, .. } = annotation;
        let tags = annotation.tags.join("; ");
        let correction = annotation.correction.as_ref().map_or(String::new(), |correction| correction.write());
        let colour = annotation.colour.as_str();
        let cells: [&str; COLUMNS.len()] =
            [id, source, exact, prefix, suffix, colour, note, &tags, &correction, created, modified];
        for (at, text) in cells.into_iter().enumerate() {
            out.push_str(if at > 0 { "," } else { "" });
            cell(text, &mut out);
        }
        out.push_str("\r\n");
    }
    out
}

fn cell(text: &str, out: &mut String) {
    // What begins a formula, in the wide forms too, after any white space that is dropped.
    let starts = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '|', '%']);
    let formula = starts || text.starts_with(['\t', '\r', '\n']);
    let quoted = formula || text.contains(['"', ',', '\r', '\n', ';']) || text.trim() != text;
    if !quoted {
        return out.push_str(text);
    }
    out.push_str(if formula { "\"'" } else { "\"" });
    out.push_str(&text.replace('"', "\"\""));
    out.push('"');
}

/// The words of the passage; empty if nothing says which they were.
fn exact(annotation: &Annotation) -> &str {
    annotation.quote().map_or("", |quote| &quote.exact)
}

/// The annotations as Markdown: the passage as a quotation, with the note below it.
pub fn markdown<'a>(title: &str, annotations: impl IntoIterator<Item = &'a Annotation>) -> String {
    let mut out = String::from("# ");
    plain(title, &mut out);
    out.push('\n');
    for annotation in annotations {
        out.push('\n');
        for line in exact(annotation).lines().filter(|line| !line.trim().is_empty()) {
            out.push_str("> ");
            plain(line.trim(), &mut out);
            out.push('\n');
        }
        for part in remarks(annotation) {
            out.push('\n');
            match part {
                Remark::Note(note) if is_harmless(note) => out.push_str(note),
                Remark::Note(note) => note.lines().for_each(|line| {
                    plain(line, &mut out);
                    out.push_str("  \n");
                }),
                Remark::Words(words) => plain(&words, &mut out),
            }
            out.push('\n');
        }
    }
    out
}

/// Whether no other reader of Markdown makes more of a note than is drawn here: HTML, or a link that leads elsewhere than
/// to the web or the mail. A note that is not is written as it was typed.
fn is_harmless(note: &str) -> bool {
    let mut after = note.split(']').skip(1).filter_map(|rest| rest.trim_start().strip_prefix(['(', ':', '[']));
    !note.contains('<') && after.all(|address| markdown::is_safe(address.trim_start()))
}

/// Adds text as Markdown that means nothing but itself.
fn plain(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '!' | '&' | '~' | '$' => out.extend(['\\', c]),
            '\r' | '\n' => out.push(' '),
            c => out.push(c),
        }
    }
}

/// What is said of a passage.
enum Remark<'a> {
    /// Markdown.
    Note(&'a str),
    /// Plain words.
    Words(String),
}

fn remarks(annotation: &Annotation) -> impl Iterator<Item = Remark<'_>> {
    let note = (!annotation.note.trim().is_empty()).then_some(Remark::Note(&annotation.note));
    let correction = annotation.correction.as_ref().map(|correction| format!("Correction: {}", correction.write()));
    let tags = (!annotation.tags.is_empty()).then(|| format!("Tags: {}", annotation.tags.join(", ")));
    note.into_iter().chain(correction.into_iter().chain(tags).map(Remark::Words))
}

/// The annotations as an HTML page that needs nothing but itself: no script, no style from elsewhere, everything
/// escaped. The notes' Markdown is drawn; its links lead to the web and the mail alone.
pub fn html<'a>(title: &str, annotations: impl IntoIterator<Item = &'a Annotation>) -> String {
    let mut out = String::from(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>",
    );
    escape(title, &mut out);
    out.push_str(
        "</title>\n<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;\
         color-scheme:light dark}blockquote{border-inline-start:.25rem solid;margin-inline:0;padding-inline-start:1rem}\
         </style>\n<h1 dir=\"auto\">",
    );
    escape(title, &mut out);
    out.push_str("</h1>\n");
    for annotation in annotations {
        out.extend(["<article data-colour=\"", annotation.colour.as_str(), "\">\n<blockquote dir=\"auto\">"]);
        escape(exact(annotation), &mut out);
        out.push_str("</blockquote>\n");
        for remark in remarks(annotation) {
            match remark {
                Remark::Note(note) => draw(markdown::parse(note), &mut out),
                Remark::Words(words) => draw(vec![Tag::Paragraph.with(vec![Node::Text(words)])], &mut out),
            }
            out.push('\n');
        }
        out.push_str("</article>\n");
    }
    out.push_str("</html>\n");
    out
}

/// Adds a note's tree as HTML.
fn draw(nodes: Vec<Node>, out: &mut String) {
    // What is left to write, the next last.
    let mut left: Vec<Result<Node, Tag>> = nodes.into_iter().rev().map(Ok).collect();
    while let Some(next) = left.pop() {
        match next {
            Ok(Node::Text(text)) => escape(&text, out),
            Ok(Node::Element(Element { tag, address, children })) => {
                out.extend(["<", tag.as_str()]);
                if let Some(address) = address {
                    out.push_str(" rel=\"noopener noreferrer nofollow\" href=\"");
                    escape(&address, out);
                    out.push('"');
                }
                out.push_str(if matches!(tag, Tag::Paragraph | Tag::Quote) { " dir=\"auto\">" } else { ">" });
                if tag != Tag::Break {
                    left.push(Err(tag));
                    left.extend(children.into_iter().rev().map(Ok));
                }
            }
            Err(tag) => out.extend(["</", tag.as_str(), ">"]),
        }
    }
}

/// Adds text as HTML.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}
