//! The passage of the page that another program's selectors mean, where they say it otherwise than by words: by an
//! element, a path, an id, a count of characters, two ends, or one of these within another.
//! <https://www.w3.org/TR/annotation-model/#selectors>

use std::cell::OnceCell;

use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{Node, Range, Text, XPathResult};

use crate::annotation::exchange::json::Value;
use crate::annotation::exchange::refinement;
use crate::annotation::{Anchorer, Annotation, Position, Quote, Selector, Status, describe};
use crate::span::ByteSpan;
use crate::widget::article::Article;
use crate::widget::dom;
use crate::widget::reading::{Reading, Source};

/// How many elements at most one selector is looked at for.
const MOST: usize = 1000;

/// `NodeFilter.SHOW_TEXT`.
const TEXT_NODES: u32 = 4;

/// An article on its page, as its host made it.
pub(in crate::widget) struct Page<'v> {
    reading: &'v Reading,
    article: &'v Article,
    /// Where the document is, if it is anywhere.
    address: String,
    anchorer: OnceCell<Anchorer<'v>>,
    letters: OnceCell<Letters>,
}

impl<'v> Page<'v> {
    pub(in crate::widget) fn new(reading: &'v Reading, article: &'v Article, address: String) -> Page<'v> {
        Page { reading, article, address, anchorer: OnceCell::new(), letters: OnceCell::new() }
    }

    /// The annotation with the words of its passage, if it was read without any, or with words that are meant within
    /// something else.
    pub(in crate::widget) fn word(&self, annotation: Annotation) -> Annotation {
        let kept = Value::read(&annotation.kept).unwrap_or_default();
        let targets = kept.get("target").map_or(&[][..], Value::items).iter();
        let selectors: Vec<&Value> =
            targets.filter_map(|target| target.get("selector")).flat_map(Value::items).collect();
        let by_words = |selector: &&Value| is(selector, "TextQuoteSelector") && refinement(selector).is_none();
        if selectors.iter().any(by_words) || !self.is_of(&annotation.source) {
            return annotation;
        }
        let text = &self.reading.document().text;
        let found = selectors.iter().find_map(|selector| {
            let ranges = self.ranges(selector, &self.whole()?);
            ranges.iter().find_map(|range| self.article.part_of(self.reading, range))
        });
        let Some(span) = found else { return annotation };
        // Words that have changed since are those to tell the reader.
        let quote = annotation.quote().filter(|quote| !quote.exact.is_empty()).cloned();
        let quote = quote.map(|quote| Quote { start: Some(span.start), ..quote });
        let target = vec![Selector::Quote(quote.unwrap_or_else(|| describe(text, span)))];
        Annotation { target, ..annotation }
    }

    /// Whether an annotation of that source may be of this page: what counts characters means nothing elsewhere.
    fn is_of(&self, source: &str) -> bool {
        let bundled = matches!(self.reading.source, Source::Bundled(_));
        let page = |address: &str| {
            let bare = address.split_once("://").map_or(address, |(_, rest)| rest).trim_start_matches("www.");
            let end = if bundled { None } else { bare.find(['?', '#']) };
            bare[..end.unwrap_or(bare.len())].trim_end_matches('/').to_owned()
        };
        source.is_empty() || self.address.is_empty() || page(source) == page(&self.address)
    }

    /// All of the page.
    fn whole(&self) -> Option<Range> {
        let range = dom::document().create_range().ok()?;
        range.select_node_contents(dom::document().body()?.as_ref()).ok()?;
        Some(range)
    }

    /// What a selector means in a part of the page, those that refine it included. It calls itself for the ends of a
    /// range, which JSON nests no deeper than [`MOST_DEPTH`](crate::annotation::exchange::json::MOST_DEPTH).
    fn ranges(&self, selector: &Value, scope: &Range) -> Vec<Range> {
        let (mut ranges, mut next, mut refines) = (vec![scope.clone()], Some(selector), false);
        while let Some(selector) = next {
            ranges = if is(selector, "TextQuoteSelector") {
                self.quoted(selector, &ranges).into_iter().collect()
            } else {
                ranges.iter().flat_map(|scope| self.step(selector, scope, refines)).take(MOST).collect()
            };
            next = refinement(selector);
            refines = true;
        }
        ranges
    }

    fn step(&self, selector: &Value, scope: &Range, refines: bool) -> Vec<Range> {
        let value = || selector.get_text("value").unwrap_or_default();
        match selector.get_text("type").unwrap_or_default() {
            "CssSelector" => {
                let found = dom::document().query_selector_all(value()).ok();
                let found = found.iter().flat_map(|found| (0..found.length()).filter_map(|at| found.item(at)));
                self.elements(found, scope)
            }
            "XPathSelector" => self.elements(by_path(value()).into_iter(), scope),
            "FragmentSelector" => match self.named(value()) {
                Some(range) => vec![range],
                None => {
                    let element = dom::document().get_element_by_id(value().trim_start_matches('#'));
                    self.elements(element.map(Node::from).into_iter(), scope)
                }
            },
            "TextPositionSelector" => self.counted(selector, scope, refines).into_iter().collect(),
            "RangeSelector" => self.between(selector, scope).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// Elements of a part of the page that share something with the article.
    fn elements(&self, found: impl Iterator<Item = Node>, scope: &Range) -> Vec<Range> {
        let range = |node: Node| {
            let range = dom::document().create_range().ok()?;
            range.select_node_contents(&node).ok()?;
            let inside = scope.compare_boundary_points(Range::START_TO_START, &range).ok()? <= 0
                && scope.compare_boundary_points(Range::END_TO_END, &range).ok()? >= 0;
            inside.then_some(range)
        };
        found.filter(|node| self.article.meets(node)).take(MOST).filter_map(range).collect()
    }

    /// What a text fragment names.
    fn named(&self, fragment: &str) -> Option<Range> {
        let target =
            [Selector::Fragment(crate::annotation::Fragment { value: fragment.to_owned(), conforms_to: None })];
        self.range(self.anchorer().locate(&target)?.span)
    }

    /// From one character to another: of the text, or of what the page's elements hold, if it is a host's or a part.
    fn counted(&self, selector: &Value, scope: &Range, refines: bool) -> Option<Range> {
        let count = |name: &str| selector.get(name).and_then(Value::as_count);
        let (start, end) = (count("start")?, count("end")?);
        if !refines && !matches!(self.reading.source, Source::Host(_)) {
            return self.range(Position { start, end }.locate(&self.reading.document().text)?);
        }
        let own;
        let letters = if refines {
            own = Letters::new(scope);
            &own
        } else {
            self.letters.get_or_init(|| Letters::new(scope))
        };
        let range = dom::document().create_range().ok()?;
        let ((start, from), (end, to)) = (letters.at(start)?, letters.at(end)?);
        range.set_start(start, from).ok()?;
        range.set_end(end, to).ok()?;
        Some(range)
    }

    /// Where words are in one of several parts of the page, or are likeliest to have been.
    fn quoted(&self, selector: &Value, scopes: &[Range]) -> Option<Range> {
        let own = |name: &str| selector.get_text(name).unwrap_or_default().to_owned();
        let quote = Quote { exact: own("exact"), prefix: own("prefix"), suffix: own("suffix"), start: None };
        let found = scopes.iter().filter_map(|scope| {
            let part = self.article.part_of(self.reading, scope)?;
            let found = Anchorer::new(self.reading.text(part)).anchor(&quote)?;
            let span = ByteSpan::new(part.start + found.span.start, part.start + found.span.end);
            Some((found.status == Status::Anchored, found.confidence, span))
        });
        // Of several that are alike the first.
        let better = |a: (bool, f32, ByteSpan), b: (bool, f32, ByteSpan)| if (b.0, b.1) > (a.0, a.1) { b } else { a };
        self.range(found.reduce(better)?.2)
    }

    /// From where one selector begins to where another does.
    fn between(&self, selector: &Value, scope: &Range) -> Option<Range> {
        let edge = |name: &str| self.ranges(selector.get(name)?, scope).into_iter().next();
        let (range, end) = (edge("startSelector")?, edge("endSelector")?);
        range.set_end(&end.start_container().ok()?, end.start_offset().ok()?).ok()?;
        Some(range)
    }

    fn range(&self, span: ByteSpan) -> Option<Range> {
        self.article.live_range(self.reading, span)
    }

    fn anchorer(&self) -> &Anchorer<'v> {
        self.anchorer.get_or_init(|| Anchorer::new(&self.reading.document().text))
    }
}

fn is(selector: &Value, kind: &str) -> bool {
    selector.get_text("type") == Some(kind)
}

/// The nodes that an XPath selects, in the order of the page.
fn by_path(path: &str) -> Vec<Node> {
    let document = dom::document();
    let found =
        document.evaluate_with_opt_callback_and_type(path, &document, None, XPathResult::ORDERED_NODE_SNAPSHOT_TYPE);
    let Ok(found) = found else { return Vec::new() };
    let count = found.snapshot_length().unwrap_or_default();
    (0..count).filter_map(|at| found.snapshot_item(at).ok().flatten()).collect()
}

/// The characters of a part of the page, counted as the standard counts them: code points of all its text.
struct Letters(Vec<Run>);

/// A run of a text node, and how many characters are before it and at its end.
struct Run {
    node: Text,
    from: u32,
    before: usize,
    end: usize,
}

impl Letters {
    fn new(range: &Range) -> Letters {
        let ancestor = range.common_ancestor_container().unwrap_throw();
        let walker = dom::document().create_tree_walker_with_what_to_show(&ancestor, TEXT_NODES).unwrap_throw();
        let mut next =
            if ancestor.is_instance_of::<Text>() { Some(ancestor) } else { walker.next_node().ok().flatten() };
        let (mut runs, mut count) = (Vec::new(), 0);
        while let Some(node) = next {
            next = walker.next_node().ok().flatten();
            let inside = range.intersects_node(&node).unwrap_or(false);
            let Ok(node) = node.dyn_into::<Text>() else { continue };
            if !inside {
                continue;
            }
            let edge = |container: Result<Node, _>, offset: Result<u32, _>, else_at: u32| {
                let here = container.is_ok_and(|container: Node| container.is_same_node(Some(&node)));
                if here { offset.unwrap_or(else_at) } else { else_at }
            };
            let from = edge(range.start_container(), range.start_offset(), 0);
            let to = edge(range.end_container(), range.end_offset(), node.length());
            let letters = node.substring_data(from, to.saturating_sub(from)).unwrap_or_default().chars().count();
            runs.push(Run { node, from, before: count, end: count + letters });
            count += letters;
        }
        Letters(runs)
    }

    /// The position after so many characters; `None` if there are fewer.
    fn at(&self, count: usize) -> Option<(&Text, u32)> {
        let run = self.0.get(self.0.partition_point(|run| run.end < count))?;
        let rest = run.node.substring_data(run.from, run.node.length() - run.from).ok()?;
        let units: usize = rest.chars().take(count - run.before).map(char::len_utf16).sum();
        Some((&run.node, run.from + u32::try_from(units).ok()?))
    }
}
