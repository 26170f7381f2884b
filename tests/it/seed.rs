//! The bundled documents.

use newsgloss::document::bundle;

#[test]
fn every_bundled_document_opens() {
    assert!(!bundle::documents().is_empty());
    for bundled in bundle::documents() {
        let document = bundle::open(bundled.id).unwrap();
        assert_eq!(document.text, bundled.text);
        assert!(document.title.is_some());
    }
}
