//! The labels of the sequence model: for each type of name, a token begins one or is inside one; or it is outside.

use std::ops::Range;

use super::MentionType;

/// How many labels there are.
pub const LABELS: usize = 1 + 2 * MentionType::ALL.len();

/// A label: [`OUTSIDE`], or what [`begin`] and [`inside`] give.
pub type Label = u8;

/// The token belongs to no name.
pub const OUTSIDE: Label = 0;

/// The token begins a name of that type.
pub const fn begin(kind: MentionType) -> Label {
    1 + 2 * kind as u8
}

/// The token goes on with a name of that type.
pub const fn inside(kind: MentionType) -> Label {
    2 + 2 * kind as u8
}

/// The type of the name that the token belongs to.
pub fn kind(label: Label) -> Option<MentionType> {
    let index = usize::from(label).checked_sub(1)? / 2;
    MentionType::ALL.get(index).copied()
}

/// Whether the label goes on with a name that an earlier token began.
pub const fn continues(label: Label) -> bool {
    label != OUTSIDE && label.is_multiple_of(2)
}

/// Whether `next` may stand after `previous`; `None` is the start of the sentence.
pub const fn may_follow(previous: Option<Label>, next: Label) -> bool {
    if !continues(next) {
        return true;
    }
    match previous {
        Some(previous) => previous == next || previous + 1 == next,
        None => false,
    }
}

/// The names in a sequence of labels: the tokens of each and its type, in order.
pub fn names(labels: &[Label]) -> impl Iterator<Item = (Range<usize>, MentionType)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < labels.len() {
            let start = at;
            at += 1;
            if let Some(kind) = kind(labels[start]) {
                while at < labels.len() && labels[at] == inside(kind) {
                    at += 1;
                }
                return Some((start..at, kind));
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use MentionType::{Loc, Misc, Person};

    #[test]
    fn labels_are_numbered_from_nought_without_gaps() {
        let mut all: Vec<Label> = MentionType::ALL.iter().flat_map(|&k| [begin(k), inside(k)]).collect();
        all.insert(0, OUTSIDE);
        assert!(all.iter().map(|&l| usize::from(l)).eq(0..LABELS));
        assert_eq!(kind(OUTSIDE), None);
        assert_eq!(kind(inside(Misc)), Some(Misc));
    }

    #[test]
    fn a_name_goes_on_only_with_its_own_type() {
        assert!(may_follow(Some(begin(Loc)), inside(Loc)));
        assert!(may_follow(Some(inside(Loc)), inside(Loc)));
        assert!(may_follow(Some(inside(Loc)), begin(Person)));
        assert!(!may_follow(Some(begin(Person)), inside(Loc)));
        assert!(!may_follow(Some(OUTSIDE), inside(Loc)));
        assert!(!may_follow(None, inside(Loc)));
    }

    #[test]
    fn finds_names_that_touch() {
        let labels = [begin(Loc), begin(Loc), inside(Loc), OUTSIDE, begin(Person)];
        assert!(names(&labels).eq([(0..1, Loc), (1..3, Loc), (4..5, Person)]));
    }
}
