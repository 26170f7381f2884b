//! What a rule is made of, for the compiler that writes it (`build/rule/`) and the matcher that runs it.

/// One instruction of a compiled rule. Those that test an atom go on with the next one if it passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Op {
    Word(u16),
    /// Class and slot.
    Class(u16, u16),
    /// Range and slot.
    Digits(u16, u16),
    /// Slot.
    Number(u16),
    Mark(char),
    Set(u16, i32),
    /// Try what follows, and then from there.
    Split(u16),
    Jump(u16),
    Begin,
    End,
    Joined,
    /// None of the sequences of tests in the next so many instructions, parted by [`Op::Or`], may pass from here.
    NotNext(u16),
    Or,
    /// None of the next so many tests may pass for the atom before.
    NotBefore(u16),
    /// The rule has matched: its kind.
    Accept(u16),
}
