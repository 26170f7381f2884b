//! Two changes of one annotation, made apart, brought together.

use super::model::Annotation;

/// What an annotation is that was `base` and has been changed to `mine` here and to `theirs` elsewhere; `None` if the
/// two changes contradict one another, and both have to be kept.
///
/// What only one of them changed is taken from that one. Tags that either added are there, those that either took away
/// are not.
pub fn merge(base: &Annotation, mine: &Annotation, theirs: &Annotation) -> Option<Annotation> {
    let mut tags: Vec<String> = theirs.tags.iter().filter(|tag| kept(tag, base, mine)).cloned().collect();
    tags.extend(mine.tags.iter().filter(|tag| !theirs.tags.contains(tag) && kept(tag, base, theirs)).cloned());
    Some(Annotation {
        target: one_of(&base.target, &mine.target, &theirs.target)?.clone(),
        colour: *one_of(&base.colour, &mine.colour, &theirs.colour)?,
        note: one_of(&base.note, &mine.note, &theirs.note)?.clone(),
        tags,
        correction: one_of(&base.correction, &mine.correction, &theirs.correction)?.clone(),
        kept: one_of(&base.kept, &mine.kept, &theirs.kept).unwrap_or(&theirs.kept).clone(),
        modified: mine.modified.as_str().max(&theirs.modified).to_owned(),
        ..theirs.clone()
    })
}

/// Whether the other side left the tag: it was not there before, or still is.
fn kept(tag: &String, base: &Annotation, other: &Annotation) -> bool {
    !base.tags.contains(tag) || other.tags.contains(tag)
}

/// The value of which only one side made something else.
fn one_of<'v, T: PartialEq>(base: &T, mine: &'v T, theirs: &'v T) -> Option<&'v T> {
    if mine == theirs || mine == base {
        return Some(theirs);
    }
    (theirs == base).then_some(mine)
}

#[cfg(test)]
mod tests {
    use super::super::correction::Correction;
    use super::super::model::Colour;
    use super::*;

    fn annotation(note: &str, tags: &[&str], colour: Colour) -> Annotation {
        let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        Annotation { note: note.to_owned(), tags, colour, ..Annotation::default() }
    }

    #[test]
    fn what_only_one_side_changed_is_taken_from_it() {
        let base = annotation("why", &["old", "budget"], Colour::Important);
        let mine = annotation("why?", &["old", "budget", "mine"], Colour::Important);
        let theirs = annotation("why", &["budget", "theirs"], Colour::Doubt);
        let both = annotation("why?", &["budget", "theirs", "mine"], Colour::Doubt);
        assert_eq!(merge(&base, &mine, &theirs), Some(both));
        assert_eq!(merge(&base, &base, &theirs).as_ref(), Some(&theirs));
        assert_eq!(merge(&base, &mine, &mine).as_ref(), Some(&mine));
    }

    #[test]
    fn an_annotation_on_other_words_comes_with_what_it_is_kept_by() {
        let base = Annotation { kept: "their selectors".into(), ..annotation("why", &[], Colour::Doubt) };
        let aimed = Annotation { kept: "none".into(), ..base.clone() };
        let theirs = Annotation { note: "why?".into(), ..base.clone() };
        let both = Annotation { kept: "none".into(), ..theirs.clone() };
        assert_eq!(merge(&base, &aimed, &theirs).as_ref(), Some(&both));
        assert_eq!(merge(&base, &theirs, &aimed).as_ref(), Some(&both));
    }

    #[test]
    fn what_both_changed_in_two_ways_cannot_be_one() {
        let [base, mine, theirs] = ["one", "two", "three"].map(|note| annotation(note, &[], Colour::Agree));
        assert_eq!(merge(&base, &mine, &theirs), None);
        let recoloured = annotation("one", &[], Colour::Doubt);
        assert_eq!(merge(&annotation("one", &[], Colour::Question), &base, &recoloured), None);
    }

    #[test]
    fn corrections_are_kept_apart_when_they_contradict() {
        let corrected = |correction| Annotation { correction, ..Annotation::default() };
        let [base, org, loc] = [None, Some("ORG"), Some("LOC")]
            .map(|kind| corrected(kind.map(|kind| Correction::Retype(kind.to_owned()))));
        assert_eq!(merge(&base, &org, &loc), None);
        assert_eq!(merge(&org, &corrected(Some(Correction::Remove)), &loc), None);
        // The same said twice, or said by one side only, is no contradiction.
        assert_eq!(merge(&base, &org, &org).as_ref(), Some(&org));
        assert_eq!(merge(&base, &base, &loc).as_ref(), Some(&loc));
        assert_eq!(merge(&org, &base, &org).as_ref(), Some(&base));
    }
}
