//! What a panic says, taken out of the module that ships.
//!
//! A browser gives a module no standard error, so what a panic writes about itself reaches nobody: all a page sees is
//! that the instance has trapped. Every call of the functions that format such a message becomes the trap that it ends
//! in; `wasm-opt` then drops the functions and what computed their arguments; and the places in the source that those were,
//! a record for each call, become zeros. (The compiler has options for this, which are not stable.)

use std::collections::HashSet;
use std::ops::Range;

use walrus::ir::{
    Const, Instr, InstrLocId, Load, Store, Unreachable, Value, Visitor, VisitorMut, dfs_in_order, dfs_pre_order_mut,
};
use walrus::{ConstExpr, Data, DataKind, FunctionId, FunctionKind, Module, ModuleData};

/// What the names of the standard library's functions have in them that do nothing but panic.
const PANICS: [&str; 10] = [
    "::panicking::",
    "::str::slice_error_fail",
    "::slice::index::slice_index_fail",
    "::option::unwrap_failed",
    "::option::expect_failed",
    "::result::unwrap_failed",
    "::cell::panic_already",
    "::raw_vec::handle_error",
    "::raw_vec::capacity_overflow",
    "::alloc::handle_alloc_error",
];

/// The crates whose functions they are, as the names begin.
const CRATES: [&str; 3] = ["core[", "alloc[", "std["];

/// The bytes of a `core::panic::Location`: address and length of the file's name, line and column.
const LOCATION: usize = 4 * WORD;

/// The bytes of an address.
const WORD: usize = 4;

/// Makes every panic a bare trap.
pub(crate) fn silence(module: &mut Module) {
    let mut silencer = Silencer { panics: panics(module) };
    for (_, function) in module.funcs.iter_local_mut() {
        let entry = function.entry_block();
        dfs_pre_order_mut(&mut silencer, function, entry);
    }
}

/// Zeroes the places in the source that nothing in the module points to any more, and the names of their files.
pub(crate) fn forget_places(module: &mut Module) {
    let mut addresses = Addresses::default();
    for (_, function) in module.funcs.iter_local() {
        dfs_in_order(&mut addresses, function, function.entry_block());
    }
    let mut memory = Memory::of(&module.data);
    let names = memory.forget_locations(&memory.pointed(&addresses));
    memory.forget_names(names, &memory.pointed(&addresses));
    memory.put_back(&mut module.data);
}

fn panics(module: &Module) -> HashSet<FunctionId> {
    let is_panic = |name: &str| {
        CRATES.iter().any(|prefix| name.starts_with(prefix)) && PANICS.iter().any(|part| name.contains(part))
    };
    let local = module.funcs.iter().filter(|function| matches!(function.kind, FunctionKind::Local(_)));
    local.filter(|function| function.name.as_deref().is_some_and(is_panic)).map(walrus::Function::id).collect()
}

/// Replaces the calls.
struct Silencer {
    panics: HashSet<FunctionId>,
}

impl VisitorMut for Silencer {
    fn visit_instr_mut(&mut self, instruction: &mut Instr, _: &mut InstrLocId) {
        if matches!(instruction, Instr::Call(call) if self.panics.contains(&call.func)) {
            *instruction = Instr::Unreachable(Unreachable {});
        }
    }
}

/// The numbers in the code that may be addresses.
#[derive(Default)]
struct Addresses(HashSet<usize>);

impl Visitor<'_> for Addresses {
    fn visit_const(&mut self, number: &Const) {
        if let Value::I32(number) = number.value {
            self.0.insert(number.cast_unsigned() as usize);
        }
    }

    fn visit_load(&mut self, load: &Load) {
        self.0.extend(usize::try_from(load.arg.offset));
    }

    fn visit_store(&mut self, store: &Store) {
        self.0.extend(usize::try_from(store.arg.offset));
    }
}

/// The data that the module begins with, as it lies in memory.
struct Memory {
    /// The address of its first byte, that of a whole word.
    start: usize,
    bytes: Vec<u8>,
}

impl Memory {
    fn of(data: &ModuleData) -> Self {
        let pieces = || data.iter().filter_map(|piece| Some((address(piece)?, &piece.value)));
        let start = pieces().map(|(at, _)| at).min().unwrap_or_default() / WORD * WORD;
        let end = pieces().map(|(at, bytes)| at + bytes.len()).max().unwrap_or_default().next_multiple_of(WORD);
        let mut bytes = vec![0; end - start];
        for (at, piece) in pieces() {
            bytes[at - start..][..piece.len()].copy_from_slice(piece);
        }
        Memory { start, bytes }
    }

    fn put_back(&self, data: &mut ModuleData) {
        let pieces: Vec<_> = data.iter().filter_map(|piece| Some((address(piece)?, piece.id()))).collect();
        for (at, id) in pieces {
            let piece = &mut data.get_mut(id).value;
            let length = piece.len();
            piece.copy_from_slice(&self.bytes[at - self.start..][..length]);
        }
    }

    fn get(&self, range: &Range<usize>) -> Option<&[u8]> {
        self.bytes.get(range.start.checked_sub(self.start)?..range.end.checked_sub(self.start)?)
    }

    fn zero(&mut self, range: &Range<usize>) {
        self.bytes[range.start - self.start..range.end - self.start].fill(0);
    }

    /// What the code and the words of the data point to.
    fn pointed(&self, addresses: &Addresses) -> HashSet<usize> {
        self.bytes.chunks_exact(WORD).map(word).chain(addresses.0.iter().copied()).collect()
    }

    /// Zeroes the records that nothing points into; where the names of their files are.
    fn forget_locations(&mut self, pointed: &HashSet<usize>) -> HashSet<Range<usize>> {
        let mut names = HashSet::new();
        for at in (self.start..self.start + self.bytes.len()).step_by(WORD) {
            let record = at..at + LOCATION;
            let Some(name) = self.get(&record).and_then(name_of) else { continue };
            let is_source = |name: &[u8]| name.ends_with(b".rs") && name.contains(&b'/');
            if self.get(&name).is_some_and(is_source) && !record.clone().any(|at| pointed.contains(&at)) {
                self.zero(&record);
                names.insert(name);
            }
        }
        names
    }

    /// Zeroes those of the `names` that nothing points into.
    fn forget_names(&mut self, names: HashSet<Range<usize>>, pointed: &HashSet<usize>) {
        for name in names.into_iter().filter(|name| !name.clone().any(|at| pointed.contains(&at))) {
            self.zero(&name);
        }
    }
}

/// Where a piece of the data lies.
fn address(piece: &Data) -> Option<usize> {
    match piece.kind {
        DataKind::Active { offset: ConstExpr::Value(Value::I32(at)), .. } => Some(at.cast_unsigned() as usize),
        _ => None,
    }
}

/// Where the file's name is that a record would point to, if it is one.
fn name_of(record: &[u8]) -> Option<Range<usize>> {
    let [start, length, line, column] = [0, 1, 2, 3].map(|at| word(&record[at * WORD..][..WORD]));
    (line > 0 && column > 0).then(|| start..start.saturating_add(length))
}

fn word(bytes: &[u8]) -> usize {
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::{FunctionBuilder, ValType};

    /// Where the data of the test lies.
    const START: i32 = 1024;

    /// Three records of places in the files whose names follow them, from the bytes 48, 54 and 60 on.
    fn data() -> Vec<u8> {
        let records = [48, 54, 60].map(|name| [START.cast_unsigned() + name, 6, 7, 9]);
        let mut bytes: Vec<u8> = records.as_flattened().iter().flat_map(|word| word.to_le_bytes()).collect();
        bytes.extend(b"s/a.rss/b.rss/c.md");
        bytes
    }

    fn function(module: &mut Module, name: &str) -> FunctionId {
        let mut builder = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[]);
        builder.name(name.into()).func_body().unreachable();
        let argument = module.locals.add(ValType::I32);
        builder.finish(vec![argument], &mut module.funcs)
    }

    /// The data of a module after its panics have been silenced, and how many calls the code is left with.
    fn silenced(calls: &[(&str, i32)]) -> (Vec<u8>, usize) {
        let mut module = Module::default();
        let memory = module.memories.add_local(false, false, 1, None, None);
        module.data.add(DataKind::Active { memory, offset: ConstExpr::Value(Value::I32(START)) }, data());
        let calls: Vec<_> = calls.iter().map(|(name, at)| (function(&mut module, name), START + at)).collect();
        let mut caller = FunctionBuilder::new(&mut module.types, &[], &[]);
        for &(callee, address) in &calls {
            caller.func_body().i32_const(address).call(callee);
        }
        let caller = caller.finish(vec![], &mut module.funcs);
        silence(&mut module);
        let code = module.funcs.get_mut(caller).kind.unwrap_local_mut();
        let code = &mut code.block_mut(code.entry_block()).instrs;
        // What `wasm-opt` does: a trap has no use for its arguments.
        while let Some(trap) = code.iter().position(|(instruction, _)| matches!(instruction, Instr::Unreachable(_))) {
            code.drain(trap - 1..=trap);
        }
        let left = code.iter().filter(|(instruction, _)| matches!(instruction, Instr::Call(_))).count();
        forget_places(&mut module);
        (module.data.iter().next().expect("a piece of data").value.clone(), left)
    }

    const PANIC: &str = "core[0123]::panicking::panic_bounds_check";

    #[test]
    fn calls_that_panic_become_traps_and_their_places_zeros() {
        let (bytes, left) = silenced(&[(PANIC, 0), ("alloc[0123]::raw_vec::handle_error", 16), (PANIC, 32)]);
        assert_eq!(left, 0);
        assert!(bytes[..32].iter().all(|&byte| byte == 0));
        assert_eq!(&bytes[32..], &[&data()[32..48], &[0; 12], b"s/c.md"].concat(), "what is no source file stays");
    }

    #[test]
    fn what_other_code_or_data_points_to_stays() {
        let (bytes, left) = silenced(&[(PANIC, 0), ("newsgloss::panicking::no_panic", 20)]);
        assert_eq!(left, 1);
        assert!(bytes[..16].iter().all(|&byte| byte == 0));
        assert_eq!(&bytes[16..], &[&data()[16..48], &[0; 6], b"s/b.rss/c.md"].concat());
    }
}
