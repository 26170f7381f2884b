//! Sorting with one copy of the algorithm for everything that is sorted.
//!
//! The standard library compiles its sort anew for every type and every order, at five to ten kilobytes each: two dozen
//! of them were an eighth of the code that a browser loads. Here only positions are sorted, by one copy, and the items
//! follow them. What is sorted is short (names, quotations, sentences), so that the detour does not show.

use std::cmp::Ordering;

/// Sorts `items` by `compare`, equal ones in the order they had.
pub fn by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let mut order: Vec<usize> = (0..items.len()).collect();
    arrange(&mut order, &mut |a, b| compare(&items[a], &items[b]));
    for start in 0..items.len() {
        follow(items, &mut order, start);
    }
}

/// Sorts `items` by what `key` says of each, equal ones in the order they had.
pub fn by_key<T, K: Ord>(items: &mut [T], mut key: impl FnMut(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

/// Numbers keys from 0 in their order, equal ones alike: the number of each, and how many there are.
pub fn rank<K: Ord>(keys: &[K]) -> (Vec<usize>, usize) {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    arrange(&mut order, &mut |a, b| keys[a].cmp(&keys[b]));
    let (mut numbers, mut count) = (vec![0; keys.len()], 0);
    for (at, &place) in order.iter().enumerate() {
        count += usize::from(at == 0 || keys[order[at - 1]] != keys[place]);
        numbers[place] = count - 1;
    }
    (numbers, count)
}

/// Sorts numbers, which many are: the quicker copy.
pub fn numbers(numbers: &mut [u64]) {
    numbers.sort_unstable();
}

/// Two numbers as one that is ordered like the pair, the first before the second.
pub fn pair(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

/// The two numbers of a [`pair`].
#[allow(clippy::cast_possible_truncation, reason = "each half is taken for itself")]
pub fn unpair(pair: u64) -> (u32, u32) {
    ((pair >> 32) as u32, pair as u32)
}

/// Sorts positions: the one copy.
fn arrange(order: &mut [usize], compare: &mut dyn FnMut(usize, usize) -> Ordering) {
    order.sort_by(|&a, &b| compare(a, b));
}

/// Puts the items of one cycle of a permutation in their places: `order` tells for each place which item belongs there,
/// and each place that is served belongs to itself from then on.
fn follow<T>(items: &mut [T], order: &mut [usize], start: usize) {
    let mut at = start;
    loop {
        let from = std::mem::replace(&mut order[at], at);
        if from == start {
            return;
        }
        items.swap(at, from);
        at = from;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cmp::Reverse;

    #[test]
    fn sorts_as_the_standard_library_does() {
        // A fixed sequence with many equal keys, long enough for every path of the sort below.
        let mut state = 1_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 16
        };
        for length in [0, 1, 2, 3, 20, 21, 100, 1000] {
            let items: Vec<(u32, usize)> = (0..length).map(|at| (next() % 17, at)).collect();
            let (mut ours, mut theirs) = (items.clone(), items);
            by_key(&mut ours, |item| Reverse(item.0));
            theirs.sort_by_key(|item| Reverse(item.0));
            assert_eq!(ours, theirs, "{length} items");
        }
    }

    #[test]
    fn a_pair_of_numbers_is_ordered_like_the_pair() {
        let mut pairs = [(2, 0), (1, u32::MAX), (1, 7), (0, 9)].map(|(first, second)| pair(first, second));
        numbers(&mut pairs);
        assert_eq!(pairs.map(unpair), [(0, 9), (1, 7), (1, u32::MAX), (2, 0)]);
    }

    #[test]
    fn equal_keys_have_one_number() {
        assert_eq!(rank(&["b", "a", "b", "c"]), (vec![1, 0, 1, 2], 3));
        assert_eq!(rank::<u8>(&[]), (Vec::new(), 0));
    }

    #[test]
    fn sorts_what_cannot_be_copied() {
        let mut names = ["Tokayev", "Almaty", "Moscow"].map(String::from);
        by(&mut names, |a, b| a.cmp(b));
        assert_eq!(names, ["Almaty", "Moscow", "Tokayev"]);
    }
}
