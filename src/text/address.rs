//! Web and mail addresses, handles and tags: single tokens, whatever marks they hold.

use super::class::{attaches, continues_word, is_unspaced, is_word};

/// The most bytes of an e-mail address before its `@` (RFC 5321, 4.5.3.1.1). Also bounds how far one word looks ahead.
const MAX_LOCAL_PART: usize = 64;

/// The most bytes of a host name (RFC 1035, 2.3.4).
const MAX_HOST: usize = 253;

/// What a URL starts with; a leading `www.` is as good as a scheme.
const SCHEMES: &[&str] = &["http://", "https://", "ftp://", "www."];

/// Top-level domains that end a bare host name in running text. Country codes that are words of English (`in`, `is`,
/// `it`, `me`, `so`, `us` …) are left out: there `ended.It` is a missing space far more often.
#[rustfmt::skip]
const TOP_LEVEL: &[&str] = &[
    "ae", "ai", "app", "ar", "au", "az", "bd", "biz", "br", "by", "bz", "ca", "cc", "ch", "cl", "cn", "co", "com",
    "cz", "de", "dev", "dk", "edu", "es", "eu", "fi", "fm", "fr", "ge", "gg", "gov", "gr", "hk", "hu", "ie", "il",
    "info", "int", "io", "ir", "jp", "ke", "kg", "kr", "kz", "lt", "lv", "ly", "ma", "mil", "mx", "museum", "nato",
    "net", "news", "ng", "nl", "np", "nz", "org", "pe", "ph", "pk", "pl", "pro", "pt", "ro", "rs", "ru", "sa", "se",
    "sg", "sk", "th", "tj", "tm", "tr", "tv", "tw", "ua", "ug", "uk", "uz", "vn", "xyz", "za",
];

/// Bytes of the web or mail address at the start of `rest`, if there is one.
pub(crate) fn address(rest: &str) -> Option<usize> {
    scheme(rest).map(|scheme| url(rest, scheme)).or_else(|| mail(rest)).or_else(|| bare_host(rest))
}

/// Bytes of the `@handle` or `#tag` at the start of `rest`, if there is one. A tag needs a letter: `#1` is a rank.
pub(crate) fn handle_or_tag(rest: &str) -> Option<usize> {
    let name = rest.get(1..)?;
    let length = name.find(|c| !continues_word(c) && c != '_').unwrap_or(name.len());
    let name = &name[..length];
    let named = match rest.as_bytes()[0] {
        b'@' => name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'),
        b'#' => name.starts_with(|c| is_word(c) || c == '_') && name.contains(char::is_alphabetic),
        _ => false,
    };
    (length > 0 && named).then_some(1 + length)
}

/// Bytes of `http://` or the like at the start of `rest`.
fn scheme(rest: &str) -> Option<usize> {
    let starts = |scheme: &str| rest.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme));
    SCHEMES.iter().find(|scheme| starts(scheme)).map(|scheme| scheme.len())
}

/// Bytes of the URL at the start of `rest`, whose first `known` bytes are sure to be part of it.
fn url(rest: &str, known: usize) -> usize {
    let ends = |c: char| match c {
        c if c.is_ascii() => c.is_ascii_whitespace() || c.is_ascii_control() || "<>\"|\\^`{}".contains(c),
        c => is_unspaced(c) && !attaches(c) || !continues_word(c),
    };
    let url = &rest[..rest.find(ends).unwrap_or(rest.len())];
    known.max(without_closing(url).len())
}

/// `url` without the marks that close the sentence around it. A bracket stays if the address itself opened it.
fn without_closing(url: &str) -> &str {
    let opened = url.matches('(').count();
    let mut closed = url.matches(')').count();
    url.trim_end_matches(|c| {
        let stray_bracket = c == ')' && closed > opened;
        closed -= usize::from(stray_bracket);
        stray_bracket || ".,;:!?'’]…*_".contains(c)
    })
}

/// Bytes of the e-mail address at the start of `rest`.
fn mail(rest: &str) -> Option<usize> {
    let local = prefix(rest, |b| b.is_ascii_alphanumeric() || b"._%+-".contains(&b));
    if local == 0 || local > MAX_LOCAL_PART || rest.as_bytes().get(local) != Some(&b'@') {
        return None;
    }
    let host = host(&rest[local + 1..]);
    host.contains('.').then_some(local + 1 + host.len())
}

/// Bytes of a host name without a scheme, such as `bbc.co.uk`, with the path that follows it.
fn bare_host(rest: &str) -> Option<usize> {
    let host = host(rest);
    let (_, top) = host.rsplit_once('.')?;
    if !TOP_LEVEL.iter().any(|known| top.eq_ignore_ascii_case(known)) {
        return None;
    }
    // `ended.Es` is a missing space, `Data.Gov` and `BBC.CO.UK` are not.
    let lower = |s: &str| s.bytes().all(|b| !b.is_ascii_uppercase());
    let shouted = host.bytes().all(|b| !b.is_ascii_lowercase());
    if !(lower(top) || shouted || top.len() > 2 && lower(&top[1..])) {
        return None;
    }
    let path = rest[host.len()..].starts_with('/');
    Some(if path { url(rest, host.len()) } else { host.len() })
}

/// The longest prefix of `rest` that is shaped like a host name: labels of letters, digits and hyphens between stops.
fn host(rest: &str) -> &str {
    let head = &rest.as_bytes()[..rest.len().min(MAX_HOST)];
    let length = head.iter().take_while(|b| b.is_ascii_alphanumeric() || b"-.".contains(b)).count();
    let host = rest[..length].trim_end_matches(['.', '-']);
    if host.contains("..") || rest[host.len()..].starts_with(continues_word) { "" } else { host }
}

/// Bytes at the start of `text` that hold `test`, looking no further than a local part may reach, or one byte more.
fn prefix(text: &str, test: impl Fn(u8) -> bool) -> usize {
    text.bytes().take(MAX_LOCAL_PART + 1).take_while(|&b| test(b)).count()
}
