//! What has been changed and is not kept yet.
//!
//! Changes are kept one after another, and several of one annotation as one. What could not be kept stays here and is
//! tried again with the next change.

use std::collections::{BTreeMap, BTreeSet};

use crate::annotation::Annotation;

/// What an annotation is known by: the identity of its document, and its own id.
pub(in crate::widget) type Key = (String, String);

/// A change that is to be kept.
#[derive(Debug, Clone, Default)]
pub(in crate::widget) struct Draft {
    /// What is kept now, as far as this tab knows.
    pub(in crate::widget) base: Option<Annotation>,
    /// What is to be kept; `None` to remove it.
    pub(in crate::widget) mine: Option<Annotation>,
}

/// The changes of one view.
#[derive(Default)]
pub(in crate::widget) struct Outbox {
    drafts: BTreeMap<Key, Draft>,
    /// Those that are being kept at this moment.
    sent: BTreeMap<Key, Draft>,
    /// Which version of an annotation this tab has seen last: a stamp that each writing makes anew.
    stamps: BTreeMap<String, BTreeMap<String, String>>,
    /// Whether somebody is at work on it.
    pub(in crate::widget) busy: bool,
}

impl Outbox {
    /// Adds a change. Of several the first says what is kept now, and the last what is to be.
    pub(in crate::widget) fn put(&mut self, key: Key, draft: Draft) {
        match self.drafts.get_mut(&key) {
            Some(waiting) => waiting.mine = draft.mine,
            None => drop(self.drafts.insert(key, draft)),
        }
    }

    /// Takes the next change to be kept.
    pub(in crate::widget) fn take(&mut self) -> Option<(Key, Draft)> {
        let (key, draft) = self.drafts.pop_first()?;
        self.sent.insert(key.clone(), draft.clone());
        Some((key, draft))
    }

    /// A change has been kept, or given up, and this is the version that is kept now.
    pub(in crate::widget) fn done(&mut self, key: &Key, stamp: Option<String>) {
        self.sent.remove(key);
        self.see(key, stamp);
    }

    /// A change could not be kept: it waits, together with what has been changed since.
    pub(in crate::widget) fn failed(&mut self, key: Key, draft: Draft) {
        self.sent.remove(&key);
        match self.drafts.get_mut(&key) {
            Some(later) => later.base = draft.base,
            None => drop(self.drafts.insert(key, draft)),
        }
    }

    /// Another tab has made this version of an annotation; `None` if it has removed it.
    pub(in crate::widget) fn see(&mut self, key: &Key, stamp: Option<String>) {
        if !self.stamps.contains_key(&key.0) {
            self.stamps.insert(key.0.clone(), BTreeMap::new());
        }
        let Some(stamps) = self.stamps.get_mut(&key.0) else { return };
        match stamp {
            Some(stamp) => stamps.insert(key.1.clone(), stamp),
            None => stamps.remove(&key.1),
        };
    }

    /// The version that this tab has seen last.
    pub(in crate::widget) fn stamp(&self, key: &Key) -> Option<&str> {
        self.stamps.get(&key.0)?.get(&key.1).map(String::as_str)
    }

    /// The ids of the annotations of a document that this tab has seen.
    pub(in crate::widget) fn seen(&self, document: &str) -> BTreeSet<String> {
        self.stamps.get(document).into_iter().flat_map(BTreeMap::keys).cloned().collect()
    }

    /// Whether a change of it is under way, or waits.
    pub(in crate::widget) fn holds(&self, key: &Key) -> bool {
        self.sent.contains_key(key) || self.drafts.contains_key(key)
    }

    /// The annotations of a document as the reader last left them that are not kept so yet.
    pub(in crate::widget) fn waiting(&self, document: &str) -> Vec<Annotation> {
        let later = |key: &Key| self.drafts.contains_key(key);
        let sent = self.sent.iter().filter(|(key, _)| !later(key));
        let of = self.drafts.iter().chain(sent).filter(|((of, _), _)| of == document);
        of.filter_map(|(_, draft)| draft.mine.clone()).collect()
    }

    /// Whether nothing waits.
    pub(in crate::widget) fn is_empty(&self) -> bool {
        self.drafts.is_empty() && self.sent.is_empty()
    }
}
