//! The laws that hold for the spans of any text, each as a function that panics where one is broken.

use newsgloss::document::{BlockKind, Document};
use newsgloss::span::Utf16Index;
use newsgloss::summary::{Ranking, SummarySentence};
use newsgloss::text::{sentences, tokenize};
use newsgloss::{Analysis, ByteSpan, quantity, time};

/// Spans of `text` are on character boundaries, hold something, begin and end with no white space, are sorted and do
/// not overlap.
pub(crate) fn spans(text: &str, what: &str, spans: impl IntoIterator<Item = ByteSpan>) {
    let mut end = 0;
    for span in spans {
        assert!(end <= span.start && span.start < span.end, "{what}: {span:?} after {end}");
        let inner = text.get(span.start..span.end);
        let inner = inner.unwrap_or_else(|| panic!("{what}: {span:?} is not on character boundaries"));
        assert_eq!(inner.trim(), inner, "{what}: white space at the end of {span:?}");
        end = span.end;
    }
}

/// `spans` within `outer` hold every character of it that is not white space.
fn cover(text: &str, what: &str, outer: ByteSpan, spans: impl IntoIterator<Item = ByteSpan>) {
    let mut at = outer.start;
    for span in spans {
        assert!(outer.contains(span), "{what}: {span:?} is not inside {outer:?}");
        assert_eq!(text[at..span.start].trim(), "", "{what}: something is left out before {span:?}");
        at = span.end;
    }
    assert_eq!(text[at..outer.end].trim(), "", "{what}: something is left out at the end of {outer:?}");
}

/// What holds for the sentences and tokens of each block.
pub(crate) fn segments(document: &Document) {
    let text = &document.text;
    for block in &document.blocks {
        let sentences = sentences(text, block.span);
        spans(text, "sentences", sentences.iter().copied());
        cover(text, "sentences", block.span, sentences);
        let tokens = tokenize(text, block.span);
        spans(text, "tokens", tokens.iter().map(|token| token.span));
        cover(text, "tokens", block.span, tokens.iter().map(|token| token.span));
    }
}

/// What holds for summaries of every length.
pub(crate) fn summary(document: &Document) {
    let ranking = Ranking::new(document);
    assert_eq!(ranking, Ranking::new(document), "the same document gives the same ranking");
    assert_eq!(ranking.is_empty(), ranking.take(1).is_empty());
    let all = ranking.take(usize::MAX);
    assert_eq!(all.len(), ranking.len());
    for count in (0..=3).chain([ranking.len() / 2, ranking.len()]) {
        let summary = ranking.take(count);
        assert_eq!(summary.len(), count.min(ranking.len()));
        // A longer summary holds the whole of a shorter one: moving the slider never swaps a sentence.
        let shorter: Vec<SummarySentence> = all.iter().filter(|sentence| sentence.rank <= count).copied().collect();
        assert_eq!(summary, shorter);
        one_summary(document, &summary);
    }
}

fn one_summary(document: &Document, summary: &[SummarySentence]) {
    spans(&document.text, "summary", summary.iter().map(|sentence| sentence.span));
    for sentence in summary {
        let home = &document.blocks[document.blocks.partition_point(|block| block.span.end <= sentence.span.start)];
        assert!(home.kind == BlockKind::Paragraph && home.span.contains(sentence.span), "{sentence:?} in {home:?}");
    }
    let mut ranked = summary.to_vec();
    ranked.sort_by_key(|sentence| sentence.rank);
    assert!(ranked.iter().enumerate().all(|(i, sentence)| sentence.rank == i + 1), "ranks are 1 to {}", ranked.len());
    assert!(ranked.is_sorted_by(|a, b| a.score >= b.score), "no score rises from one rank to the next");
    for sentence in summary {
        let thousandths = sentence.score * 1000.0;
        assert!((0.0..=1000.0).contains(&thousandths) && (thousandths - thousandths.round()).abs() < 1e-3);
    }
}

/// What holds for the names of an analysis.
pub(crate) fn names(analysis: &Analysis) {
    let Analysis { document, mentions, entities, .. } = analysis;
    spans(&document.text, "mentions", mentions.iter().map(|mention| mention.span));
    for mention in mentions {
        let home = &document.blocks[document.blocks.partition_point(|block| block.span.end <= mention.span.start)];
        assert!(home.span.contains(mention.span), "{mention:?} in {home:?}");
        let thousandths = mention.confidence * 1000.0;
        assert!((0.0..=1000.0).contains(&thousandths) && (thousandths - thousandths.round()).abs() < 1e-3);
    }
    let of = |entity: usize| (0..mentions.len()).filter(move |&at| mentions[at].entity == entity);
    for (number, entity) in entities.iter().enumerate() {
        assert!(!entity.name.is_empty() && !entity.mentions.is_empty(), "an empty entity: {entity:?}");
        assert!(entity.mentions.iter().copied().eq(of(number)), "{entity:?} has other mentions than say so");
        assert!(entity.mentions.iter().all(|&at| mentions[at].kind == entity.kind), "two types in {entity:?}");
    }
    assert!(mentions.iter().all(|mention| mention.entity < entities.len()));
    for (number, entity) in entities.iter().enumerate() {
        let mutual = |&other: &usize| other != number && entities[other].related.contains(&number);
        assert!(entity.related.iter().all(mutual), "a one-sided relation of {entity:?}");
        spans(&document.text, "a role", entity.role);
    }
}

/// What holds for the quotations of an analysis.
pub(crate) fn quotes(analysis: &Analysis) {
    let Analysis { document, entities, quotes, .. } = analysis;
    spans(&document.text, "quotes", quotes.iter().map(|quote| quote.span));
    for quote in quotes {
        let home = &document.blocks[document.blocks.partition_point(|block| block.span.end <= quote.span.start)];
        assert!(home.span.contains(quote.span), "{quote:?} in {home:?}");
        spans(&document.text, "a cue", quote.cue);
        spans(&document.text, "a speaker", quote.speaker);
        assert!(quote.speaker.is_none_or(|speaker| !quote.span.overlaps(speaker)), "{quote:?}");
        assert!(quote.entity.is_none_or(|entity| entity < entities.len() && quote.speaker.is_some()), "{quote:?}");
    }
}

/// What holds for the dates of an analysis.
pub(crate) fn dates(analysis: &Analysis) {
    let Analysis { document, dates, .. } = analysis;
    spans(&document.text, "dates", dates.iter().map(|date| date.span));
    for date in dates {
        let home = &document.blocks[document.blocks.partition_point(|block| block.span.end <= date.span.start)];
        assert!(home.span.contains(date.span), "{date:?} in {home:?}");
        assert!(!date.value.is_empty() && date.value.bytes().all(|b| b.is_ascii_graphic()), "{date:?}");
        assert!(date.extent.is_none_or(|extent| extent.from <= extent.to), "{date:?}");
    }
    assert_eq!(&time::find(document), dates, "block by block and all at once is the same");
}

/// What holds for the figures of an analysis.
pub(crate) fn quantities(analysis: &Analysis) {
    let Analysis { document, mentions, dates, quantities, .. } = analysis;
    spans(&document.text, "quantities", quantities.iter().map(|quantity| quantity.span));
    for quantity in quantities {
        let home = &document.blocks[document.blocks.partition_point(|block| block.span.end <= quantity.span.start)];
        assert!(home.span.contains(quantity.span), "{quantity:?} in {home:?}");
        let counts = quantity.counts;
        assert!(counts.is_none_or(|counts| quantity.span.end <= counts.start && home.span.contains(counts)));
        spans(&document.text, "what is counted", counts);
        let amounts = [quantity.value, quantity.low, quantity.high];
        assert!(amounts.iter().any(Option::is_some) && amounts.iter().flatten().all(|amount| amount.is_finite()));
        if let (Some(low), Some(high)) = (quantity.low, quantity.high) {
            assert!(low <= high, "{quantity:?}");
        }
    }
    let mut all = quantity::find(document);
    quantity::leave_out(&mut all, mentions.iter().map(|mention| mention.span));
    quantity::leave_out(&mut all, dates.iter().map(|date| date.span));
    assert_eq!(&all, quantities, "block by block and all at once is the same");
}

/// Every span of the document survives the way to UTF-16 and back, and means the same text there.
pub(crate) fn utf16(document: &Document) {
    let text = &document.text;
    let index = Utf16Index::new(text);
    let units: Vec<u16> = text.encode_utf16().collect();
    for block in &document.blocks {
        let there = index.to_utf16(text, block.span);
        assert_eq!(String::from_utf16(&units[there.start..there.end]).unwrap(), block.span.of(text));
        assert_eq!(index.to_bytes(text, there), block.span);
    }
}
