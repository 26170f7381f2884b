//! A small web server for the built page: this machine only, strict headers, nothing cached.

use crate::failure::{Context, Failure, Outcome};
use crate::{site, watch};
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::net::{Ipv4Addr, SocketAddrV4};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

/// What the page may do, and no more: its own scripts and styles, and WebAssembly.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     connect-src 'self'; worker-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";

const DEFAULT_PORT: u16 = 8080;

/// How many ports after a taken one are tried.
const PORTS_TRIED: u16 = 20;

/// How many requests are answered at once. A browser opens up to six connections.
const THREADS: usize = 6;

/// `cargo xtask serve`.
pub(crate) fn command(arguments: &[String]) -> Outcome {
    let options = Options::read(arguments)?;
    let site = site::build()?;
    let server = listen(options.port)?;
    println!("Serving http://{} (stop with Ctrl-C)", server.server_addr());
    if options.watch {
        std::thread::spawn(|| watch::run(|| site::build().map(drop)));
    }
    start(&Arc::new(server), &[("/", site)]).into_iter().for_each(|thread| drop(thread.join()));
    Ok(())
}

struct Options {
    port: u16,
    watch: bool,
}

impl Options {
    fn read(arguments: &[String]) -> Outcome<Options> {
        let mut options = Options { port: DEFAULT_PORT, watch: false };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--watch" => options.watch = true,
                "--port" => {
                    let port = rest.next().and_then(|port| port.parse().ok());
                    options.port = port.ok_or_else(|| Failure::new("--port needs a number from 0 to 65535"))?;
                }
                other => return Err(Failure::new(format!("serve does not know {other:?}")).hint("cargo xtask help")),
            }
        }
        Ok(options)
    }
}

/// Listens on `port` of this machine, or the next that is free. Port 0 takes any.
pub(crate) fn listen(port: u16) -> Outcome<Server> {
    let ports = port..=port.saturating_add(PORTS_TRIED);
    let mut failure = String::new();
    for port in ports {
        match Server::http(SocketAddrV4::new(Ipv4Addr::LOCALHOST, port)) {
            Ok(server) => return Ok(server),
            Err(error) => failure = format!("listening on port {port}: {error}"),
        }
    }
    Err(Failure::new(failure).hint("choose another port with --port N"))
}

/// Answers requests on threads of their own until the server is dropped. `roots` maps address prefixes to directories;
/// the longest prefix that fits is taken.
pub(crate) fn start(server: &Arc<Server>, roots: &[(&'static str, PathBuf)]) -> Vec<std::thread::JoinHandle<()>> {
    let roots: Arc<[(&'static str, PathBuf)]> = roots.into();
    let thread = |_| {
        let (server, roots) = (Arc::clone(server), Arc::clone(&roots));
        std::thread::spawn(move || {
            while let Ok(request) = server.recv() {
                answer(request, &roots);
            }
        })
    };
    (0..THREADS).map(thread).collect()
}

fn answer(request: Request, roots: &[(&'static str, PathBuf)]) {
    let reply = match request.method() {
        Method::Get | Method::Head => find(request.url(), roots).map_or_else(|| plain(404, "Not found"), file),
        _ => plain(405, "Only GET and HEAD are answered here").with_header(header("Allow", "GET, HEAD")),
    };
    let reply = reply
        .with_header(header("Content-Security-Policy", CONTENT_SECURITY_POLICY))
        .with_header(header("Cache-Control", "no-store"))
        .with_header(header("X-Content-Type-Options", "nosniff"))
        .with_header(header("Referrer-Policy", "no-referrer"));
    // The browser may have gone away in the meantime, which is its right.
    let _ = send(request, reply);
}

/// Sends a reply and asks for the connection to be closed, which tiny_http itself has no way to say. It reads each
/// connection on a thread of a pool, and may queue a new one behind those that browsers keep open: the page would wait
/// for a script until they close one.
fn send(request: Request, reply: Response<io::Cursor<Vec<u8>>>) -> io::Result<()> {
    let is_head = *request.method() == Method::Head;
    let status = reply.status_code();
    let length = reply.data_length().unwrap_or_default();
    let mut head = format!("HTTP/1.1 {} {}\r\n", status.0, status.default_reason_phrase());
    for Header { field, value } in reply.headers() {
        let _ = write!(head, "{field}: {value}\r\n");
    }
    let _ = write!(head, "Content-Length: {length}\r\nConnection: close\r\n\r\n");
    let mut writer = request.into_writer();
    writer.write_all(head.as_bytes())?;
    if !is_head {
        io::copy(&mut reply.into_reader(), &mut writer)?;
    }
    writer.flush()
}

fn file(path: PathBuf) -> Response<io::Cursor<Vec<u8>>> {
    match fs::read(&path).doing(|| format!("reading {}", path.display())) {
        Ok(bytes) => Response::from_data(bytes).with_header(header("Content-Type", mime(&path))),
        Err(failure) => {
            eprintln!("{failure}");
            plain(500, "The file could not be read; the terminal says why")
        }
    }
}

fn plain(status: u16, message: &str) -> Response<io::Cursor<Vec<u8>>> {
    let reply = Response::from_string(message).with_status_code(StatusCode(status));
    reply.with_header(header("Content-Type", "text/plain; charset=utf-8"))
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("headers are constants in ASCII")
}

/// The file that `url` asks for; `None` if there is none below the roots.
fn find(url: &str, roots: &[(&'static str, PathBuf)]) -> Option<PathBuf> {
    let path = percent_decode(url.split(['?', '#']).next()?)?;
    let fitting = roots.iter().filter(|(prefix, _)| path.starts_with(prefix));
    let (prefix, root) = fitting.max_by_key(|(prefix, _)| prefix.len())?;
    let inner = &path[prefix.len()..];
    let inner = if inner.is_empty() || inner.ends_with('/') { format!("{inner}index.html") } else { inner.to_string() };
    let safe =
        inner.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':', '\0']));
    let file = root.join(&inner);
    (safe && file.is_file()).then_some(file)
}

/// `%41` becomes `A`; `None` if what comes out is not UTF-8 or an escape is broken.
fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        if first != b'%' {
            bytes.push(first);
            rest = after;
            continue;
        }
        let digits = std::str::from_utf8(after.get(..2)?).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = &after[2..];
    }
    String::from_utf8(bytes).ok()
}

fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json; charset=utf-8",
        Some("md") => "text/markdown; charset=utf-8",
        Some("ts" | "txt") => "text/plain; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_the_roots_is_found() {
        let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let roots = [("/", here.join("src")), ("/x/", here.clone())];
        assert_eq!(find("/main.rs?q", &roots), Some(here.join("src/main.rs")));
        assert_eq!(find("/m%61in.rs", &roots), Some(here.join("src/main.rs")));
        assert_eq!(find("/x/Cargo.toml", &roots), Some(here.join("Cargo.toml")));
        for bad in [
            "/../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/..%2fCargo.toml",
            "//etc/passwd",
            "/..\\Cargo.toml",
            "/%",
            "/%zz",
            "/%ff",
            "",
            "/",
            "/nothing",
            "main.rs",
            "/x/../src/main.rs",
            "/%00",
        ] {
            assert_eq!(find(bad, &roots), None, "{bad}");
        }
    }

    #[test]
    fn types_are_what_browsers_insist_on() {
        assert_eq!(mime(Path::new("a.wasm")), "application/wasm");
        assert_eq!(mime(Path::new("a.mjs")), "text/javascript; charset=utf-8");
    }
}
