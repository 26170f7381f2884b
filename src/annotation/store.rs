//! The reader's annotations of one document, with every change of them: what was done can be undone, without limit.

use std::collections::BTreeMap;

use super::model::Annotation;

/// Annotations by their id, and the changes that made them what they are.
#[derive(Debug, Clone, Default)]
pub struct AnnotationStore {
    annotations: BTreeMap<String, Annotation>,
    /// Steps, each of changes that were made at once.
    done: Vec<Vec<Change>>,
    undone: Vec<Vec<Change>>,
}

/// One annotation before and after a change; `None` where there was or is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The annotation's id.
    pub id: String,
    /// What it was.
    pub before: Option<Annotation>,
    /// What it is.
    pub after: Option<Annotation>,
}

impl AnnotationStore {
    /// A store that holds `annotations`, with nothing to undo. Of several with one id the last counts.
    pub fn new(annotations: impl IntoIterator<Item = Annotation>) -> Self {
        let annotations = annotations.into_iter().map(|annotation| (annotation.id.clone(), annotation)).collect();
        AnnotationStore { annotations, ..AnnotationStore::default() }
    }

    /// The annotation of that id.
    pub fn get(&self, id: &str) -> Option<&Annotation> {
        self.annotations.get(id)
    }

    /// All annotations, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Annotation> {
        self.annotations.values()
    }

    /// How many annotations there are.
    pub fn len(&self) -> usize {
        self.annotations.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.annotations.is_empty()
    }

    /// Adds an annotation, or puts it in the place of the one of its id. `None` if that changes nothing.
    pub fn put(&mut self, annotation: Annotation) -> Option<Change> {
        self.change([(annotation.id.clone(), Some(annotation))]).pop()
    }

    /// Removes the annotation of that id. `None` if there is none.
    pub fn remove(&mut self, id: &str) -> Option<Change> {
        self.change([(id.to_owned(), None)]).pop()
    }

    /// Makes several annotations, by their ids, what they are to be, `None` for those that are to be removed: one step,
    /// which is undone at once. Those changes are returned that change anything.
    pub fn change(&mut self, annotations: impl IntoIterator<Item = (String, Option<Annotation>)>) -> Vec<Change> {
        let mut step = Vec::new();
        for (id, after) in annotations {
            if self.annotations.get(&id) != after.as_ref() {
                step.push(Change { before: self.set(&id, after.clone()), id, after });
            }
        }
        if !step.is_empty() {
            self.done.push(step.clone());
            self.undone.clear();
        }
        step
    }

    /// Takes over what was changed elsewhere, in another tab for example. It is no change of this reader's here, and
    /// cannot be undone here.
    pub fn merge(&mut self, id: &str, annotation: Option<Annotation>) {
        self.set(id, annotation);
    }

    /// Takes back the last step that has not been taken back. What is returned are the changes that this makes; none if
    /// there is nothing to take back.
    ///
    /// What has been changed elsewhere since stays: of an annotation only those parts are taken back that are still as the
    /// step made them, and a step of which nothing is left is passed over.
    pub fn undo(&mut self) -> Vec<Change> {
        let back = self.take_back_last(|store| &mut store.done);
        self.undone.extend((!back.is_empty()).then(|| back.clone()));
        back
    }

    /// Makes the step again that was taken back last, unless another has been made since.
    pub fn redo(&mut self) -> Vec<Change> {
        let again = self.take_back_last(|store| &mut store.undone);
        self.done.extend((!again.is_empty()).then(|| again.clone()));
        again
    }

    /// Takes back the last of some steps that can be; those of which nothing is left are dropped.
    fn take_back_last(&mut self, steps: fn(&mut Self) -> &mut Vec<Vec<Change>>) -> Vec<Change> {
        while let Some(step) = steps(self).pop() {
            let back: Vec<Change> = step.iter().rev().filter_map(|change| self.take_back(change)).collect();
            if !back.is_empty() {
                return back;
            }
        }
        Vec::new()
    }

    /// Takes back a change, as far as it still stands; the change that this makes, if it makes any.
    fn take_back(&mut self, change: &Change) -> Option<Change> {
        let now = self.annotations.get(&change.id);
        let after = match (&change.before, &change.after, now) {
            (before, after, now) if after.as_ref() == now => before.clone(),
            (Some(before), Some(after), Some(now)) => Some(without(now, before, after)),
            // Made, removed or made anew elsewhere.
            _ => return None,
        };
        if after.as_ref() == now {
            return None;
        }
        let before = self.set(&change.id, after.clone());
        Some(Change { id: change.id.clone(), before, after })
    }

    /// Whether there is a change to undo.
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is a change to make again.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    fn set(&mut self, id: &str, annotation: Option<Annotation>) -> Option<Annotation> {
        match annotation {
            Some(annotation) => self.annotations.insert(id.to_owned(), annotation),
            None => self.annotations.remove(id),
        }
    }
}

/// What an annotation is `now` without the change from `before` to `after`.
fn without(now: &Annotation, before: &Annotation, after: &Annotation) -> Annotation {
    fn part<T: PartialEq + Clone>(now: &T, before: &T, after: &T) -> T {
        if now == after { before.clone() } else { now.clone() }
    }
    Annotation {
        id: now.id.clone(),
        source: part(&now.source, &before.source, &after.source),
        target: part(&now.target, &before.target, &after.target),
        colour: part(&now.colour, &before.colour, &after.colour),
        note: part(&now.note, &before.note, &after.note),
        tags: part(&now.tags, &before.tags, &after.tags),
        created: now.created.clone(),
        modified: now.modified.clone(),
        correction: part(&now.correction, &before.correction, &after.correction),
        kept: part(&now.kept, &before.kept, &after.kept),
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::Motivation;
    use super::*;

    fn noted(id: &str, note: &str) -> Annotation {
        Annotation { id: id.to_owned(), note: note.to_owned(), ..Annotation::default() }
    }

    fn notes(store: &AnnotationStore) -> Vec<&str> {
        store.iter().map(|annotation| annotation.note.as_str()).collect()
    }

    #[test]
    fn every_change_can_be_undone_and_made_again() {
        let mut store = AnnotationStore::new([noted("a", "one")]);
        assert!(!store.can_undo());
        store.put(noted("b", "two"));
        store.put(noted("a", "three"));
        store.remove("b");
        let after = ["three"];
        assert_eq!(notes(&store), after);
        let mut steps = Vec::new();
        while let Some(change) = store.undo().pop() {
            steps.push(change.id);
        }
        assert_eq!(steps, ["b", "a", "b"]);
        assert_eq!(notes(&store), ["one"]);
        while !store.redo().is_empty() {}
        assert_eq!(notes(&store), after);
    }

    #[test]
    fn a_new_change_ends_what_could_be_made_again() {
        let mut store = AnnotationStore::default();
        store.put(noted("a", "one"));
        store.undo();
        assert!(store.can_redo());
        store.put(noted("b", "two"));
        assert!(store.redo().is_empty());
        assert_eq!(notes(&store), ["two"]);
    }

    #[test]
    fn what_was_changed_elsewhere_since_is_not_undone() {
        let mut store = AnnotationStore::new([noted("a", "one"), noted("b", "one"), noted("c", "one")]);
        store.put(noted("c", "two"));
        store.put(noted("a", "two"));
        store.put(noted("d", "mine"));
        store.remove("b");
        let tagged = Annotation { tags: vec!["theirs".into()], ..noted("a", "two") };
        store.merge("a", Some(tagged.clone()));
        store.merge("b", Some(noted("b", "theirs")));
        store.merge("d", Some(noted("d", "theirs")));
        // Neither the removal of b nor the making of d is undone; of a, the note is.
        let back = store.undo().pop().unwrap();
        assert_eq!(
            (back.before, back.after),
            (Some(tagged.clone()), Some(Annotation { note: "one".into(), ..tagged.clone() }))
        );
        assert_eq!(notes(&store), ["one", "theirs", "two", "theirs"]);
        store.merge("c", None);
        assert!(store.undo().is_empty() && !store.can_undo());
        assert_eq!(store.redo().pop().unwrap().after, Some(tagged));
        assert_eq!(notes(&store), ["two", "theirs", "theirs"]);
    }

    #[test]
    fn what_was_done_at_once_is_undone_at_once() {
        let mut store = AnnotationStore::new([noted("a", "one"), noted("b", "one")]);
        let step = [("a", None), ("b", Some(noted("b", "one"))), ("c", Some(noted("c", "two")))];
        assert_eq!(store.change(step.map(|(id, after)| (id.to_owned(), after))).len(), 2, "b is as it was");
        assert_eq!(notes(&store), ["one", "two"]);
        store.merge("c", Some(noted("c", "theirs")));
        assert_eq!(store.undo().len(), 1, "c was made anew elsewhere");
        assert_eq!(notes(&store), ["one", "one", "theirs"]);
        assert_eq!(store.redo().len(), 1);
        assert_eq!(notes(&store), ["one", "theirs"]);
        assert!(store.change([]).is_empty());
        assert_eq!(store.undo().len(), 1);
        assert!(!store.can_undo());
    }

    #[test]
    fn what_changes_nothing_is_no_change() {
        let mut store = AnnotationStore::new([noted("a", "one")]);
        assert_eq!(store.put(noted("a", "one")), None);
        assert_eq!(store.remove("b"), None);
        assert!(!store.can_undo());
    }

    #[test]
    fn what_another_tab_did_is_not_undone_here() {
        let mut store = AnnotationStore::default();
        store.put(noted("a", "mine"));
        store.merge("b", Some(noted("b", "theirs")));
        store.undo();
        assert_eq!(notes(&store), ["theirs"]);
        assert!(store.undo().is_empty());
        store.merge("b", None);
        assert!(store.is_empty() && store.get("b").is_none());
    }

    #[test]
    fn the_motivation_follows_from_what_is_said() {
        let tagged = Annotation { tags: vec!["budget".to_owned()], ..Annotation::default() };
        assert_eq!(Annotation::default().motivation(), Motivation::Highlighting);
        assert_eq!(tagged.motivation(), Motivation::Tagging);
        assert_eq!(noted("a", "why?").motivation(), Motivation::Commenting);
    }
}
