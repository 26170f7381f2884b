//! Sentences.

use crate::span::ByteSpan;

/// The sentences of `block` of `text`, in order, without white space at either end. Together they hold every
/// character of the block that is not white space.
pub fn sentences(text: &str, block: ByteSpan) -> Vec<ByteSpan> {
    use unicode_segmentation::UnicodeSegmentation;
    block
        .of(text)
        .split_sentence_bound_indices()
        .filter_map(|(at, s)| ByteSpan::new(block.start + at, block.start + at + s.len()).trim(text))
        .collect()
}
