//! What the view says in words. The view itself exists in browsers alone; its words know nothing of one.

#[path = "../../src/widget/timex.rs"]
mod timex;

#[test]
fn values_of_time_have_the_words_of_the_cases() {
    let cases = include_str!("../cases/timex_words.txt").lines().filter_map(|line| line.split_once(" | "));
    let mut count = 0;
    for (value, expected) in cases {
        let words = match value.split_once(' ') {
            Some(("every", value)) => timex::recurrence(value),
            Some(("clock", value)) => timex::clock(value),
            _ => timex::words(value.trim()),
        };
        assert_eq!(words.as_deref().unwrap_or("-"), expected, "{value}");
        count += 1;
    }
    assert!(count > 80, "{count} cases");
}
