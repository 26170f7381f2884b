//! Writes the first bundled document into the page, so that it can be read before, and without, any script.

use crate::failure::{Context, Failure, Outcome};
use newsgloss::document::{bundle, element};

/// The comment in `www/index.html` whose place the article takes.
const MARKER: &str = "<!-- newsgloss:document -->";

/// `page` with the first bundled document in the marker's place.
pub(crate) fn prerender(page: &str) -> Outcome<String> {
    let Some((before, after)) = page.split_once(MARKER) else {
        return Err(Failure::new("www/index.html has no place for the article").hint(format!("put {MARKER} into it")));
    };
    let Some(first) = bundle::documents().first() else {
        return Ok(page.to_string());
    };
    let document = bundle::open(first.id).doing(|| format!("opening {}", first.id))?;
    Ok(format!("{before}{}{after}", element::article(first.id, &document)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_takes_the_place_of_the_marker() {
        let page = prerender(&format!("<main>{MARKER}</main>")).unwrap();
        assert!(page.starts_with("<main><article data-document=\""), "{page}");
        assert!(page.ends_with("</article></main>"));
        assert!(prerender("<main></main>").is_err());
    }
}
