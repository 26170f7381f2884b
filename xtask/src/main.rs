//! The project's own commands. `cargo xtask help` lists them.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool speaks to its terminal")]
#![allow(clippy::disallowed_methods, reason = "a tool may read the clock; only the engine may not")]

mod arguments;
mod bench;
mod bind;
mod ci;
mod data;
mod eval;
mod failure;
mod fuzz;
mod interlinear;
mod knowledge;
mod locales;
mod matrix;
mod names;
mod outline;
mod package;
mod panics;
mod paths;
mod picture;
mod pipelines;
mod prerender;
mod process;
mod reference;
mod release;
mod rouge;
mod serve;
mod show;
mod site;
mod size;
mod test;
mod tools;
mod train;
mod watch;
mod why;

use failure::{Failure, Outcome};
use std::process::ExitCode;

/// One command: its name, the arguments it takes, what it does, and the function that does it.
struct Command {
    name: &'static str,
    arguments: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Outcome,
}

/// Every command, in the order of `help`.
const COMMANDS: &[Command] = &[
    Command {
        name: "serve",
        arguments: "[--port N] [--watch]",
        about: "build everything and serve the page on http://127.0.0.1:8080",
        run: serve::command,
    },
    Command {
        name: "build",
        arguments: "",
        about: "build the page and the package into target/site",
        run: site::command,
    },
    Command { name: "dist", arguments: "", about: "build the npm package into dist/", run: package::command },
    Command {
        name: "test",
        arguments: "[host|node|wasm|firefox|browser [NAME…]]",
        about: "run every test, or those of one part or name; installs what they need",
        run: test::command,
    },
    Command {
        name: "matrix",
        arguments: "",
        about: "the package in other people's bundlers, each opened in Chromium, in Node and in Deno; the page in WebKit and before Lighthouse",
        run: matrix::command,
    },
    Command {
        name: "pipelines",
        arguments: "",
        about: "10,240 articles through the command line: alone, under GNU parallel and under Spark",
        run: pipelines::command,
    },
    Command {
        name: "bench",
        arguments: "[--data DIR] [--part speed|page]",
        about: "time the package beside other libraries and write docs/benchmarks.md; or dates and figures, or the element, alone",
        run: bench::command,
    },
    Command {
        name: "show",
        arguments: "FILE [--why NAME]",
        about: "print an article with what the engine says beneath its text, or why it says it of a name",
        run: show::command,
    },
    Command {
        name: "reference",
        arguments: "",
        about: "write docs/api.md out of the package's declarations",
        run: reference::command,
    },
    Command {
        name: "picture",
        arguments: "",
        about: "take the README's pictures of the page, in Chromium",
        run: picture::command,
    },
    Command { name: "size", arguments: "", about: "the bytes of the package, raw and compressed", run: size::command },
    Command {
        name: "fuzz",
        arguments: "[SECONDS]",
        about: "feed random text and models to the engine, 60 seconds each",
        run: fuzz::command,
    },
    Command {
        name: "ci",
        arguments: "[--fuzz [SECONDS]]",
        about: "format, clippy and every test: the whole gate",
        run: ci::command,
    },
    Command {
        name: "train",
        arguments: "--data DIR [--part names|summary]",
        about: "train the models from the corpora in DIR; models/MODEL_CARD.md names them",
        run: train::command,
    },
    Command {
        name: "knowledge",
        arguments: "--data DIR [--out FILE]",
        about: "make the knowledge file from the tables in DIR; models/KNOWLEDGE.md names them",
        run: knowledge::command,
    },
    Command {
        name: "outline",
        arguments: "--from FILE",
        about: "draw the view's map of the world from world-atlas's land-110m.json",
        run: outline::command,
    },
    Command {
        name: "eval",
        arguments: "--data DIR [--part names|dates|figures|who|links|quotes|summary|anchors|fragments] [--errors [N]]",
        about: "score names, dates, figures, who is who, links, quotes, summaries, anchors and text fragments on the development corpora in DIR",
        run: eval::command,
    },
    Command { name: "help", arguments: "", about: "this list", run: help },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (name, rest) = arguments.split_first().map_or(("help", &[][..]), |(name, rest)| (name.as_str(), rest));
    let outcome = match COMMANDS.iter().find(|command| command.name == name) {
        Some(command) => (command.run)(rest),
        None => Err(Failure::new(format!("there is no command {name:?}")).hint("cargo xtask help lists them")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn help(_: &[String]) -> Outcome {
    println!("The project's own commands: cargo xtask COMMAND\n");
    for command in COMMANDS {
        let usage = format!("{} {}", command.name, command.arguments);
        println!("  {usage:<32} {}", command.about);
    }
    Ok(())
}
