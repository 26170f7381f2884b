//! How like two short pieces of writing are.

/// How many characters of a pattern are looked at: one for each bit of a word.
const MOST: usize = 64;

/// How many characters have to be changed, put in or left out to make `pattern` of the beginning of `text`, of as much of
/// it as makes them fewest. Of both only the first characters count, as many as a context has and more.
///
/// Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic programming", J. ACM 46 (1999).
pub(super) fn errors(pattern: impl Iterator<Item = char>, text: impl Iterator<Item = char>) -> usize {
    let pattern: Vec<char> = pattern.take(MOST).collect();
    let Some(last) = pattern.len().checked_sub(1) else { return 0 };
    let (mut up, mut down, mut score) = (u64::MAX, 0_u64, pattern.len());
    let mut best = score;
    for c in text.take(pattern.len() * 3 / 2 + 1) {
        let same = pattern.iter().enumerate().fold(0, |same, (at, &own)| same | (u64::from(own == c) << at));
        let vertical = same | down;
        let zero = (((same & up).wrapping_add(up)) ^ up) | same;
        let (more, fewer) = (down | !(zero | up), up & zero);
        score = score + usize::from(more >> last & 1 == 1) - usize::from(fewer >> last & 1 == 1);
        best = best.min(score);
        // To leave out what comes before costs as much as anywhere.
        let (more, fewer) = (more << 1 | 1, fewer << 1);
        (up, down) = (fewer | !(vertical | more), more & vertical);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::errors;

    #[test]
    fn errors_are_counted() {
        for (pattern, text, expected) in [
            ("", "text", 0),
            ("text", "", 4),
            ("text", "text and more", 0),
            ("nutting", " nothing before", 3),
            ("every-thing", "everything", 1),
            ("yers", "years", 1),
            ("later", "after", 2),
            ("ab", "ba", 1),
        ] {
            assert_eq!(errors(pattern.chars(), text.chars()), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn it_agrees_with_the_table() {
        let letters = |seed: usize, length: usize| -> Vec<char> {
            (0..length).map(|at| ['a', 'b', 'c'][(at * at + seed * 7 + at * seed) % 3]).collect()
        };
        for seed in 0..60 {
            let (pattern, text) = (letters(seed, 1 + seed % 64), letters(seed + 11, seed % 50));
            let text = &text[..text.len().min(pattern.len() * 3 / 2 + 1)];
            let mut row: Vec<usize> = (0..=pattern.len()).collect();
            let mut best = pattern.len();
            for (column, c) in text.iter().enumerate() {
                let mut next = vec![column + 1];
                for (at, own) in pattern.iter().enumerate() {
                    next.push((row[at] + usize::from(own != c)).min(row[at + 1] + 1).min(next[at] + 1));
                }
                best = best.min(next[pattern.len()]);
                row = next;
            }
            assert_eq!(errors(pattern.iter().copied(), text.iter().copied()), best, "{seed}");
        }
    }
}
