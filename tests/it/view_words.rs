//! What the view says in words. The view itself exists in browsers alone; its words know nothing of one.

#[path = "../../src/widget/timex.rs"]
mod timex;

/// English as `www/words.js` has it, and the browser's calendar.
mod words {
    pub(super) type Forms = [&'static str; 2];

    pub(super) fn say(english: &str) -> String {
        english.to_owned()
    }

    pub(super) const fn msg(english: &'static str) -> &'static str {
        english
    }

    pub(super) const fn forms(one: &'static str, other: &'static str) -> Forms {
        [one, other]
    }

    pub(super) fn tell(english: &str, holes: &[(&str, &str)]) -> String {
        holes.iter().fold(english.to_owned(), |said, (hole, value)| said.replace(&format!("{{{hole}}}"), value))
    }

    pub(super) fn counted(figures: &str, one: &str, other: &str) -> String {
        tell(if figures == "1" { one } else { other }, &[("n", figures)])
    }

    pub(super) fn ordinal(value: f64) -> String {
        let ending = match (value % 10.0, value % 100.0) {
            (1.0, hundred) if hundred != 11.0 => "st",
            (2.0, hundred) if hundred != 12.0 => "nd",
            _ => "th",
        };
        format!("{value}{ending}")
    }

    /// A day counted on from the first of a month, past whose end it may be, as JavaScript's `Date` counts.
    pub(super) fn date(parts: &str, (mut year, mut month, mut day): (u32, u32, u32)) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        let leap = |year: u32| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let length = |year, month| match month {
            2 => 28 + u32::from(leap(year)),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        while day > length(year, month) {
            day -= length(year, month);
            (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        }
        // Days since Monday 1 January of the year 1.
        let before = year - 1;
        let days = before * 365 + before / 4 - before / 100 + before / 400 + day - 1;
        let days = days + (1..month).map(|month| length(year, month)).sum::<u32>();
        let said = parts.chars().map(|part| match part {
            'w' => WEEKDAYS[(days % 7) as usize].to_owned(),
            'd' => day.to_string(),
            'm' => MONTHS[month as usize - 1].to_owned(),
            _ => year.to_string(),
        });
        said.collect::<Vec<_>>().join(" ")
    }
}

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
