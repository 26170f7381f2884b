//! Counting the steps of algorithms that must be linear, in tests alone.
//!
//! Time tells little of a short text on a busy machine; how many steps were taken is the same everywhere. In what is
//! shipped [`take`] is nothing.

#[cfg(test)]
std::thread_local! {
    static TAKEN: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Counts so many steps of this thread.
#[inline]
pub(crate) fn take(_steps: usize) {
    #[cfg(test)]
    TAKEN.with(|taken| taken.set(taken.get() + _steps));
}

/// Checks that `work` takes no more than proportionally more steps for a text of twice the length, whichever of `pieces`
/// it is made of.
#[cfg(test)]
pub(crate) fn assert_linear(pieces: &[&str], work: impl Fn(String)) {
    let count = |text: String| {
        let before = TAKEN.get();
        work(text);
        TAKEN.get() - before
    };
    // Four kilobytes show what grows with the square.
    for piece in pieces {
        let times = 4_000 / piece.len();
        let (once, twice) = (count(piece.repeat(times)), count(piece.repeat(2 * times)));
        assert!(once > 0 && twice < once * 11 / 5 + 500, "{piece:?}: {once} steps, and {twice} for twice the text");
    }
}
