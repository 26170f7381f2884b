//! The day on which an article was published, as its page says.

use web_sys::{Document, Element, HtmlElement};

use crate::document::Date;

/// What in a page's head tells the day, the most exact first.
const METADATA: &str = "meta[property='article:published_time'], meta[itemprop='datePublished'], \
     meta[name='article:published_time'], meta[name='date'], meta[name='pubdate'], meta[name='DC.date.issued']";

/// The key of schema.org's day in JSON.
const JSON_KEY: &str = "\"datePublished\"";

/// The day that an article's own elements tell, or else its page: `time` is the first `<time>` above its text.
pub(super) fn published(root: &HtmlElement, time: Option<Date>) -> Option<Date> {
    let own = root.query_selector("time[itemprop='datePublished'], time[pubdate], [itemprop='datePublished'][content]");
    own.ok().flatten().and_then(|element| told(&element)).or(time).or_else(|| of_page(&root.owner_document()?))
}

fn of_page(page: &Document) -> Option<Date> {
    let head = page.query_selector(METADATA).ok().flatten().and_then(|element| told(&element));
    head.or_else(|| {
        let scripts = page.query_selector_all("script[type='application/ld+json']").ok()?;
        (0..scripts.length()).find_map(|at| in_json(&scripts.item(at)?.text_content()?))
    })
}

/// The day of a `<time datetime>` or of anything with a `content`.
pub(super) fn told(element: &Element) -> Option<Date> {
    let value = element.get_attribute("datetime").or_else(|| element.get_attribute("content"))?;
    Date::from_iso(value.trim().get(..10)?)
}

/// The first `"datePublished": "2022-01-07…"` of a piece of JSON, whether or not the rest of it can be read.
fn in_json(json: &str) -> Option<Date> {
    let dates = json.match_indices(JSON_KEY).map(|(at, key)| json[at + key.len()..].trim_start());
    let mut values = dates.filter_map(|rest| rest.strip_prefix(':')?.trim_start().strip_prefix('"'));
    values.find_map(|value| Date::from_iso(value.get(..10)?))
}
